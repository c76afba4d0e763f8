#!/usr/bin/env python3
"""Prisma's own command line, of versions 6 and 7, with dunlin behind it: whole sessions on SQLite and PostgreSQL.

    official.py [--all] [PART …]

Each scenario runs with both versions and both databases, as many at a time as there are processors; with --all in every
combination. PART chooses scenarios by a part of their titles. DUNLIN names the program; where DUNLIN_OFFICIAL_ENGINE is set, that engine is
called instead, to see what holds for it.
"""
import concurrent.futures
import contextlib
import os
import pathlib
import sys
import tempfile
import traceback

import deploy  # noqa: F401
import dev  # noqa: F401
import schemas  # noqa: F401
from cli import NotAvailable, Prisma
from project import SERVER, Project, Wrong
from scenarios import ALL

AT_ONCE = max(2, os.cpu_count() or 1)


def run(scenario, prisma, database):
    """What is wrong, or None."""
    try:
        with contextlib.closing(Project(prisma, database)) as project:
            scenario.run(project)
        return None
    except Wrong as wrong:
        return str(wrong)
    except Exception:  # every failure is a result
        return traceback.format_exc()


def engine_of(folder):
    """The program, under the name by which it is an engine."""
    given = os.environ.get("DUNLIN_OFFICIAL_ENGINE")
    if given:
        return given
    link = pathlib.Path(folder) / "schema-engine"
    link.symlink_to(pathlib.Path(os.environ.get("DUNLIN") or sys.exit("DUNLIN names no program")).absolute())
    return link


def skip(why):
    print(f"1..0 # SKIP {why}")
    sys.exit(0)


def chosen(words):
    """(scenario, version, database) each."""
    parts = [word for word in words if not word.startswith("--")]
    found = []
    for number, scenario in enumerate(ALL):
        if parts and not any(part in scenario.title for part in parts):
            continue
        found += [(scenario, version, database) for version, database in scenario.pairs("--all" in words, number)
                  if database != "postgresql" or SERVER]
    return found


def main():
    os.environ["ASAN_OPTIONS"] = os.environ.get("ASAN_OPTIONS", "") + ":exitcode=99"
    with tempfile.TemporaryDirectory(prefix="dunlin official ") as folder:
        engine = engine_of(folder)
        try:
            prismas = {major: Prisma(major, engine) for major in (6, 7)}
        except NotAvailable as problem:
            skip(f"Prisma's own command line is not tested: {problem}")
        if not SERVER:
            print("# PostgreSQL is skipped: DUNLIN_TEST_POSTGRES_URL is not set")
        runs = chosen(sys.argv[1:])
        print(f"1..{len(runs)}", flush=True)
        failed = 0
        with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
            results = [pool.submit(run, scenario, prismas[version], database) for scenario, version, database in runs]
            for number, ((scenario, version, database), result) in enumerate(zip(runs, results), 1):
                wrong = result.result()
                failed += wrong is not None
                print(f"{'not ok' if wrong else 'ok'} {number} - {scenario.title} (Prisma {version}, {database})", flush=True)
                if wrong:
                    print("# " + wrong.replace("\n", "\n# "), flush=True)
        sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
