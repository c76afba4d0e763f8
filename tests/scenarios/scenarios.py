#!/usr/bin/env python3
"""What dunlin decides in every situation of situations.py, beside what Prisma's engine decides.

    DUNLIN=build/src/dunlin tests/harness/with-postgres tests/scenarios/scenarios.py [--only TEXT] [--record]

Each situation is set up on SQLite and on PostgreSQL and asked about: the diagnosis of the history, what
`migrate dev` does next, what of the data is lost, which migration is written, what a push does. Compared are
decisions, names, numbers and scripts; sentences are each program's own. The answers of Prisma's engine are in
answers.json; --record asks it for those that are missing there.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from asking import QUESTIONS, Reference, ask_dunlin  # noqa: E402
from place import SERVER, Place  # noqa: E402
from situations import SITUATIONS  # noqa: E402

STORED = pathlib.Path(__file__).resolve().parent / "answers.json"


def same_form(answer):
    return json.loads(json.dumps(answer))


def answers_in(situation, provider, ask):
    """The answers to all questions, each of which may change the database of its own."""
    place = Place(provider)
    try:
        situation.setup(place)
        copy = place.new_database(place.url)  # before anybody is connected
        return {question: same_form(ask(question, place, copy if question == "push" else place.url)) for question in QUESTIONS}
    finally:
        place.end()


def tell_difference(name, question, ours, theirs):
    print(f"# {name}: {question}\n#   Prisma: {json.dumps(theirs)[:900]}\n#   dunlin: {json.dumps(ours)[:900]}")


def compare(name, ours, theirs):
    """True when all answers are the same. An error without a code is none: the reference's build of SQLite gives one where there is
    no table of migrations, and on PostgreSQL where the shadow database cannot be made."""
    good = True
    for question in QUESTIONS:
        if theirs[question] != {"error": None} and ours[question] != theirs[question]:
            tell_difference(name, question, ours[question], theirs[question])
            good = False
    return good


def record(cases):
    """Asks Prisma's engine for the answers that are missing."""
    reference, stored = Reference(), stored_answers()
    for situation, provider in cases:
        name = f"{situation.name} ({provider})"
        if name in stored:
            continue
        stored[name] = answers_in(situation, provider, lambda question, place, url: reference.ask(question, place, url, situation.engine))
        STORED.write_text(json.dumps(dict(sorted(stored.items())), indent=1, ensure_ascii=False) + "\n")
        print(f"# recorded {name}", flush=True)
    reference.end()


def stored_answers():
    return json.loads(STORED.read_text()) if STORED.exists() else {}


def run(case):
    """The name, and whether it is good; None: it was skipped."""
    situation, provider = case
    name = f"{situation.name} ({provider})"
    if provider == "postgresql" and not SERVER:
        return name, None
    try:
        return name, compare(name, answers_in(situation, provider, ask_dunlin), stored_answers()[name])
    except Exception as error:  # told, and counted
        print(f"# {name}: {error!r}")
        return name, False


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="")
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    cases = [(s, p) for s in SITUATIONS for p in s.providers if options.only in f"{s.name} ({p})"]
    if options.record:
        return record(cases)
    failed, begun = 0, time.monotonic()
    print(f"1..{len(cases)}")
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for number, (name, good) in enumerate(pool.map(run, cases), 1):
            failed += good is False
            print(f"{'not ok' if good is False else 'ok'} {number} - {name}{'' if good is not None else ' # SKIP needs PostgreSQL'}", flush=True)
    print(f"# {len(cases)} cases in {time.monotonic() - begun:.0f} s")
    sys.exit(1 if failed else 0)


main()
