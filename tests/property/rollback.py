#!/usr/bin/env python3
"""Takes migrations back that were deployed with their data kept, and compares the databases before and after.

    DUNLIN=build/src/dunlin tests/harness/with-postgres tests/property/rollback.py [OPTIONS]

A case is a random pair of schemas, as a history of two migrations with random rows between them, or a real
history, migration by migration. Each migration is deployed with --keep and taken back by the down script that
dunlin made. Then everything is as before: the catalog and each value of each row, read by this program itself.
Where that cannot be, dunlin said so before it began: what is lost or comes back otherwise has to be named by
`migrate deploy --keep --dry-run` or `migrate down --dry-run`. A deploy that fails changes nothing.
"""
import argparse
import collections
import multiprocessing.util
import pathlib
import random
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import editing  # noqa: E402
import histories  # noqa: E402
import known  # noqa: E402
import making  # noqa: E402
import schemas  # noqa: E402
from running import add_options, run_cases  # noqa: E402
from trial import Trial  # noqa: E402
from world import SERVER, Problem, World  # noqa: E402

world = None  # of each process that works


def pair_case(provider, number):
    """One random pair as a history; says in a few words what came of it."""
    rng = random.Random(f"rollback {provider} {number}")
    first = making.random_schema(rng, provider)
    second = editing.edited(rng, first)
    a, b = schemas.text_of(first), schemas.text_of(second)
    if not (world.valid(a) and world.valid(b)):
        return "not valid"
    database = world.databases[provider]
    scripts = world.diff(None, a), world.diff(a, b)
    with Trial(world, database, b) as trial:
        for name, script in zip(("1_first", "2_second"), scripts):
            trial.add(name, script)
            database.fresh()
            failure = trial.replay()
            if failure:
                if known.failing(provider, script, failure) is None:
                    raise Problem(f"the script of {name} fails", f"{failure.message}\n{script}")
                return "stopped by known defects"
        database.fresh()
        trial.make_down_scripts()
        trial.hide("2_second")
        trial.must("migrate", "deploy")
        trial.fill(rng)
        trial.show("2_second")
        return trial.there_and_back()


def work(case):
    """The counts of a case, and a text when something is wrong."""
    kind, provider, which = case
    tally = collections.Counter()
    world.tally = tally
    try:
        if kind == "pair":
            tally[f"{provider}: {pair_case(provider, which)}"] += 1
        else:
            for what in histories.run(world, provider, which):
                tally[f"histories, {provider}: {what}"] += 1
    except Problem as problem:
        return tally, f"{provider} {which}: {problem.kind}\n{problem.detail}"
    return tally, None


def begin():
    """What each process that works needs."""
    global world
    world = World(False, files=True)
    multiprocessing.util.Finalize(world, world.close, exitpriority=10)


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", default="1-20", help="seeds of the random pairs, A-B, or none (default 1-20)")
    parser.add_argument("--histories", default="", help="real histories: all, or names parted by commas (default none)")
    parser.add_argument("--providers", default="sqlite,postgresql")
    add_options(parser)
    return parser.parse_args()


def cases(chosen):
    """Everything that is to be checked; says what cannot be."""
    providers = [p for p in chosen.providers.split(",") if p == "sqlite" or SERVER]
    if not SERVER:
        print("PostgreSQL is left out: DUNLIN_TEST_POSTGRES_URL names no server")
    found = []
    if chosen.seeds != "none":
        low, high = map(int, chosen.seeds.split("-"))
        found = [("pair", p, n) for n in range(low, high + 1) for p in providers]
        print(f"seeds {low} to {high}")
    if chosen.histories and not histories.there():
        print("the histories are left out: the corpus is not here")
    elif chosen.histories:
        found += [("history", p, name) for p, name in histories.names(chosen.histories) if p in providers]
    return found


def main():
    chosen = options()
    run_cases(work, cases(chosen), chosen, begin)


if __name__ == "__main__":
    main()
