#!/usr/bin/env python3
"""Random changes by hand to databases of migrations: `dunlin migrate check` finds every one, and nothing else.

    DUNLIN=build/src/dunlin tests/harness/with-postgres tests/drift/check.py [--changes N] [--seed N] [--all] [--jobs N]

For a database of our own of each product, and those of real projects, where the corpus is at hand: the untouched
database has no drift, and none after what a history does not decide. Each change has to be reported as what it is;
the proposed SQL then has to take it away again; and the proposed migration has to make the same change anew. The
check may only read: the server's log has no other statement of it, SQLite's files stay as they are to the byte.
"""
import argparse
import collections
import os
import random
import re
import sys
import traceback

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import postgres_changes  # noqa: E402
import sqlite_changes  # noqa: E402
from world import CORPUS, OWN, SERVER, Folder, Postgres, Sqlite, Wrong, differences  # noqa: E402
from running import add_options, run_cases  # noqa: E402  # beside the property tests, where world finds it

PRODUCTS = {"postgresql": (Postgres, postgres_changes), "sqlite": (Sqlite, sqlite_changes)}
# Real histories that are short to run and have hand-written SQL in them, or many kinds of columns.
USUAL = {"umami-software__umami", "hoppscotch__hoppscotch", "useplunk__plunk", "boxyhq__saas-starter-kit", "diced__zipline", "coollabsio__coolify", "epicweb-dev__epic-stack",
         "karakeep-app__karakeep"}
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


def done_anew(database, found):
    """The proposed migration does what somebody has done, and that can be taken away again."""
    for script, expected in ((found["repair"]["history"], found["differences"]), (found["repair"]["database"], None)):
        failure = database.run(script)
        if failure:
            raise Wrong(f"cannot be done anew: {failure.message}\n{script}")
        now = differences(database.check("--json"))
        if (now["differences"] if now else None) != expected:
            raise Wrong(f"done anew it is something else:\n{script}\n{expected}\n{now and now['differences']}")


def change(database, kinds, script):
    """One change: found, taken away, done anew. False when the database refuses it."""
    if database.run(script):
        return False
    found = differences(database.check("--json"))
    if not kinds:
        if found:
            raise Wrong(f"false alarm: {found['differences']}")
        database.fresh()
        return True
    if not found:
        raise Wrong("not found")
    told = {d["kind"] for d in found["differences"]}
    if not told & set(kinds.split(",")):
        raise Wrong(f"found as {told}")
    failure = database.run(found["repair"]["database"])
    if failure and ROWS.search(failure.message):
        database.fresh()
        return True
    if failure:
        raise Wrong(f"the repair fails: {failure.message}\n{found['repair']['database']}")
    expect_none(database, f"the repair\n{found['repair']['database']}")
    if kinds != "invalid index":  # which nobody can want
        done_anew(database, found)
    return True


def one_change(database, rng, label, one):
    """Tries to find a place for a kind of change: whether there was one, and a text when something is wrong."""
    name, kinds, query, template = one
    script = None
    try:
        for _ in range(6):
            script = pick(database, rng, query, template)
            if not script:
                return False, None
            if change(database, kinds, script):
                return True, None
    except Wrong as problem:
        database.fresh()
        return True, f"{label}: {name}: {problem}\n    {script}"
    return False, None


def project(task):
    """The changes of one project: counts, and a text of what is wrong."""
    label, provider, migrations, kinds, wanted, seed = task
    product, changes = PRODUCTS[provider]
    rng = random.Random(f"{label} {seed}")
    tally, wrong, database, folder = collections.Counter(), [], None, Folder(provider, migrations)
    try:
        database = product(folder, label)
        harmless(database, rng, changes)
        database.fresh()
        for one in kinds:
            fits, problem = one_change(database, rng, label, one)
            tally[f"{provider}: " + ("changes" if fits else "what fits nothing")] += 1
            wrong += [problem] if problem else []
            if tally[f"{provider}: changes"] == wanted:
                break
    except Exception:  # pylint: disable=broad-except
        wrong.append(f"{label}: {traceback.format_exc()}")
    finally:
        if database:
            database.close()
        folder.close()
    return tally, "\n".join(wrong)


def real_projects(every):
    """Name, provider and folder of migrations of each real history that is to be changed."""
    index = CORPUS.parent / "INDEX.tsv"
    if not index.is_file():
        print("real projects are left out: the corpus is not here")
        return
    for line in index.read_text().splitlines()[1:]:
        name, provider, _, _, count, _, _, replay = line.split("\t")[:8]
        if provider in PRODUCTS and replay == "ok" and int(count) and (every or name in USUAL):
            yield name, provider, CORPUS / name / "migrations"


def shuffled(rng, provider):
    kinds = PRODUCTS[provider][1].CHANGES
    return rng.sample(kinds, len(kinds))


def tasks(chosen):
    """So many random changes to real databases, and every kind of change to our own; in pieces that take about as long."""
    rng = random.Random(chosen.seed)
    real = [p for p in real_projects(chosen.all) if p[1] == "sqlite" or SERVER]
    each = -(-chosen.changes // max(1, len(real)))
    for label, provider, migrations in real:
        yield label, provider, migrations, shuffled(rng, provider) * 3, each, chosen.seed
    for provider in PRODUCTS if SERVER else ["sqlite"]:
        kinds = shuffled(rng, provider)
        for first in range(0, len(kinds), 45):
            yield f"own {provider}", provider, OWN / provider, kinds[first:first + 45], None, chosen.seed


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--changes", type=int, default=300, help="how many to real databases, about")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--all", action="store_true", help="all projects of the corpus whose histories run")
    add_options(parser)
    chosen = parser.parse_args()
    print(f"seed {chosen.seed}")
    if not SERVER:
        print("PostgreSQL is left out: DUNLIN_TEST_POSTGRES_URL names no server")
    run_cases(project, list(tasks(chosen)), chosen)


if __name__ == "__main__":
    main()
