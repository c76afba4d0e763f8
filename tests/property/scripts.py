#!/usr/bin/env python3
"""Runs the scripts that `dunlin migrate diff` writes, for random schemas of our own and edited real ones.

    DUNLIN=build/src/dunlin tests/harness/with-postgres tests/property/scripts.py [OPTIONS]

For every pair of schemas A and B: nothing leads from A to A; the script of A runs on an empty database, and
in SQLite makes exactly what the schema says; the script from A to B runs on a database that holds A with rows,
or refuses because of the rows, and then runs without them; it makes the catalog of B, the script from B to A
makes that of A again, and no table that stays loses rows on the way. What dunlin sees in a database that the
script of a schema made is what the schema says. What Prisma's own text gets wrong is in
known.py and is counted. Failures are shown as the smallest pair that still fails.

Real schemas need the corpus and the reference engine: where dunlin's text is another than Prisma's, both run
on equal databases with the same rows and must end alike, with the same error or the same catalog.
"""
import argparse
import collections
import multiprocessing.util
import pathlib
import random
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import corpus  # noqa: E402
import editing  # noqa: E402
import making  # noqa: E402
import pairs  # noqa: E402
import schemas  # noqa: E402
from reference import PROGRAM as REFERENCE  # noqa: E402
from running import add_options, run_cases  # noqa: E402
from world import SERVER, Problem, World  # noqa: E402

world = None  # of each process that works


def own_case(case):
    """One random pair: the counts, and a text when something is wrong."""
    provider, number = case
    world.tally = collections.Counter()
    seed = f"{provider} {number}"
    rng = random.Random(seed)
    first = making.random_schema(rng, provider)
    second = editing.edited(rng, first)
    a, b = schemas.text_of(first), schemas.text_of(second)
    if not (world.valid(a) and world.valid(b)):
        return collections.Counter({f"{provider}: not valid": 1}), None
    try:
        for schema in (first, second) if provider == "sqlite" else ():
            pairs.as_the_schema_says(world, schema)
        led_back = pairs.check(world, provider, a, b, number)
        world.tally[f"{provider}: led there and back" if led_back else f"{provider}: stopped by known defects"] += 1
    except Problem as problem:
        if problem.kind.startswith("SQLite has"):
            return world.tally, f"{seed}: {problem.kind}\n{problem.detail}\n{a}\n{b}"
        return world.tally, pairs.report(world, provider, a, b, number, problem)
    return world.tally, None


def real_case(case):
    """One schema of the corpus and its edited copy: the counts, and a text when something is wrong."""
    provider, label, a, b = case
    world.tally = collections.Counter()
    if not (world.valid(a) and world.valid(b)):
        return collections.Counter({f"corpus, {provider}: not valid": 1}), None
    try:
        corpus.check(world, provider, label, a, b)
    except Problem as problem:
        return world.tally, f"{provider} {label}: {problem.kind}\n{problem.detail}"
    return world.tally, None


def work(case):
    """A random pair is a database and a number; a real one has more."""
    return own_case(case) if len(case) == 2 else real_case(case)


def begin(compares):
    """What each process that works needs."""
    global world
    world = World(compares)
    multiprocessing.util.Finalize(world, world.close, exitpriority=10)


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", default="1-120", help="seeds of the random pairs, A-B (default 1-120)")
    parser.add_argument("--corpus-seeds", default="1-1", help="seeds of the edited real schemas, A-B, or none (default 1-1)")
    parser.add_argument("--providers", default="sqlite,postgresql")
    parser.add_argument("--prisma", action="store_true", help="also compare the scripts of the random pairs with Prisma's, where that can be asked")
    add_options(parser)
    return parser.parse_args()


def cases(chosen):
    """Everything that is to be checked; says what cannot be."""
    providers = [p for p in chosen.providers.split(",") if p == "sqlite" or SERVER]
    if not SERVER:
        print("PostgreSQL is left out: DUNLIN_TEST_POSTGRES_URL names no server")
    low, high = map(int, chosen.seeds.split("-"))
    own = [(p, n) for n in range(low, high + 1) for p in providers]
    if chosen.corpus_seeds == "none":
        return own
    if not (corpus.there() and REFERENCE.exists() and SERVER):
        print("the corpus is left out: it is not here, or there is no Prisma or server to ask")
        return own
    low, high = map(int, chosen.corpus_seeds.split("-"))
    return [c for c in corpus.cases(low, high) if c[0] in providers] + own


def main():
    chosen = options()
    run_cases(work, cases(chosen), chosen, begin, [chosen.prisma])


if __name__ == "__main__":
    main()
