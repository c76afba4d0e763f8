#!/usr/bin/env python3
"""Random changes by hand to databases of migrations: `dunlin migrate check` finds every one, and nothing else.

    DUNLIN=build/src/dunlin tests/harness/with-postgres tests/drift/check.py [--changes N] [--seed N] [--all] [--jobs N]

For databases of our own and of real projects, where the corpus is at hand: the untouched database has no drift, and
none after what a history does not decide. Each change has to be reported as what it is; the proposed SQL then has to
take it away again; and as a migration it has to make the change. The check may only read: the server's log has no
other statement of it, SQLite's files stay as they are to the byte.
"""
import argparse
import collections
import multiprocessing
import os
import random
import re
import sys
import time
import traceback

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import postgres_changes  # noqa: E402
import sqlite_changes  # noqa: E402
from world import CORPUS, OWN, SERVER, Folder, Postgres, Sqlite, Wrong, differences  # noqa: E402

PRODUCTS = {"postgresql": (Postgres, postgres_changes), "sqlite": (Sqlite, sqlite_changes)}
# Real histories that are short to run and have hand-written SQL in them, or many kinds of columns.
USUAL = {"umami-software__umami", "hoppscotch__hoppscotch", "useplunk__plunk", "boxyhq__saas-starter-kit", "diced__zipline", "coollabsio__coolify", "epicweb-dev__epic-stack",
         "karakeep-app__karakeep"}
TAKEN_OVER = "99999999999999_taken_over"
ROWS = re.compile("NOT NULL constraint failed|contains null values|could not create unique index|violates|cannot be cast|invalid input")  # do not fit: people have to look


def expect_none(database, what):
    found = differences(database.check("--json"))
    if found:
        raise Wrong(f"{what}: false alarm: {[(d['state'], d['kind'], d['path'], d['history'], d['database']) for d in found['differences']][:5]}")


def pick(database, rng, query, template):
    """The SQL of a change that fits the database, or None."""
    rows = sorted(database.rows(query)) if query else [()]
    return database.fill(template, rng.choice(rows)) if rows else None


def harmless(database, rng, changes):
    database.fresh()
    expect_none(database, "untouched")
    for query, template in changes.HARMLESS:
        script = pick(database, rng, query, template)
        if script:
            failure = database.run(script)
            if failure:
                raise Wrong(f"{script}: {failure.message}")
            expect_none(database, script)


def taken_over(database, found):
    """The proposed migration makes what somebody has made."""
    folder = database.folder
    folder.migration(TAKEN_OVER, found["repair"]["history"])
    try:
        folder.learn(database.base_url)
        answer = folder.dunlin(database.work_url, "migrate", "resolve", "--applied", TAKEN_OVER)
        if answer.returncode:
            raise Wrong(f"resolve: {answer.stderr}")
        expect_none(database, f"the migration\n{found['repair']['history']}")
    finally:
        folder.migration(TAKEN_OVER, None)
        failure = database.run("DELETE FROM \"_prisma_migrations\" WHERE migration_name = '" + TAKEN_OVER + "'")
        if failure:
            raise Wrong(failure.message)


def change(database, rng, label, kinds, script, takes_over):
    """One change: found, taken over, taken back. False when the database refuses it."""
    if database.run(script):
        return False
    found = differences(database.check("--json"))
    if not kinds:
        if found:
            raise Wrong(f"false alarm: {found['differences']}")
        return True
    if not found:
        raise Wrong("not found")
    told = {d["kind"] for d in found["differences"]}
    if not told & set(kinds.split(",")):
        raise Wrong(f"found as {told}")
    if takes_over and kinds != "invalid index":  # which nobody can want
        taken_over(database, found)
    failure = database.run(found["repair"]["database"])
    if failure and ROWS.search(failure.message):
        database.fresh()
        return True
    if failure:
        raise Wrong(f"the repair fails: {failure.message}\n{found['repair']['database']}")
    expect_none(database, f"the repair\n{found['repair']['database']}")
    return True


def project(task):
    """The changes of one project: counts, and texts of what is wrong."""
    label, provider, migrations, labels, seed = task
    tally, wrong = collections.Counter(), []
    product, changes = PRODUCTS[provider]
    rng = random.Random(f"{label} {seed}")
    folder = Folder(provider, migrations)
    database = None
    try:
        database = product(folder, label)
        harmless(database, rng, changes)
        database.fresh()
        for name in labels:
            _, kinds, query, template = next(c for c in changes.CHANGES if c[0] == name)
            script, done = None, False
            try:
                for _ in range(6):
                    script = pick(database, rng, query, template)
                    done = done or bool(script) and change(database, rng, name, kinds, script, label.startswith("own"))
                    if done or not query:
                        break
            except Wrong as problem:
                wrong.append(f"{label}: {name}: {problem}\n    {script}")
                done = True
            tally["changes" if done else "changes that fit nothing"] += 1
            tally[f"{provider} " + ("changes" if done else "without")] += 1
            if done and wrong or not kinds:
                database.fresh()
    except Exception:  # pylint: disable=broad-except
        wrong.append(f"{label}: {traceback.format_exc()}")
    finally:
        if database:
            database.close()
        folder.close()
    return tally, wrong


def projects(every):
    """Label, provider and folder of migrations: our own, then real ones."""
    found = [("own PostgreSQL", "postgresql", OWN / "postgresql"), ("own SQLite", "sqlite", OWN / "sqlite")]
    index = CORPUS.parent / "INDEX.tsv"
    for line in index.read_text().splitlines()[1:] if index.is_file() else []:
        name, provider, _, _, count, _, _, replay = line.split("\t")[:8]
        if provider in PRODUCTS and replay == "ok" and int(count) and (every or name in USUAL):
            found.append((name, provider, CORPUS / name / "migrations"))
    return [p for p in found if p[1] == "sqlite" or SERVER]


def tasks(arguments):
    """Every kind of change on our own databases, and random ones on all, in pieces that take about as long."""
    rng = random.Random(arguments.seed)
    found = projects(arguments.all)
    real = [p for p in found if not p[0].startswith("own")]
    left = arguments.changes
    for label, provider, migrations in found:
        names = [c[0] for c in PRODUCTS[provider][1].CHANGES]
        if label.startswith("own"):
            rng.shuffle(names)
            left -= len(names)
            for first in range(0, len(names), 25):
                yield label, provider, migrations, names[first:first + 25], arguments.seed
    each = max(1, -(-left // max(1, len(real))))
    for label, provider, migrations in real:
        names = [c[0] for c in PRODUCTS[provider][1].CHANGES]
        yield label, provider, migrations, [rng.choice(names) for _ in range(each)], arguments.seed


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--changes", type=int, default=330, help="how many, about")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--all", action="store_true", help="all projects of the corpus whose histories run")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    arguments = parser.parse_args()
    started = time.monotonic()
    tally, wrong = collections.Counter(), []
    with multiprocessing.Pool(arguments.jobs, maxtasksperchild=1) as pool:
        for counts, problems in pool.imap_unordered(project, list(tasks(arguments))):
            tally += counts
            wrong += problems
            for problem in problems:
                print(problem, flush=True)
    print(f"{dict(tally)}, {len(wrong)} wrong, {time.monotonic() - started:.0f} s")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
