#!/usr/bin/env python3
"""Compares what `dunlin db push` does and `dunlin migrate dev` writes with Prisma's, for random pairs of schemas.

    DUNLIN=build/src/dunlin tests/harness/with-postgres tests/property/pushes.py [OPTIONS]

The database holds schema A and a few rows; schema B is pushed. Both programs must warn of the same, refuse the
same, and count the same rows. Where nothing is refused, both go on with the loss of data accepted: they must
succeed or fail alike, and what succeeds must leave the same catalog. Then A becomes a history, and the migration
that leads to B must be the same file, with the warnings at its head. Needs the reference engine.
"""
import argparse
import collections
import difflib
import json
import multiprocessing.util
import pathlib
import random
import re
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import databases  # noqa: E402
import editing  # noqa: E402
import making  # noqa: E402
import rows  # noqa: E402
import schemas  # noqa: E402
from pairs import without_order  # noqa: E402
from reference import PROGRAM as REFERENCE  # noqa: E402
from running import add_options, run_cases  # noqa: E402
from world import SERVER, Problem, World  # noqa: E402

REFUSED = 1  # exit status

# What Prisma says, as kind of finding, table, column and number.
HOLES = {"TABLE": "`(?P<table>.*?)`", "COLUMN": "`(?P<column>.*?)`", "NUMBER": r"(?P<number>\d+)"}
SAYINGS = [(kind, re.compile(re.sub("TABLE|COLUMN|NUMBER", lambda hole: HOLES[hole[0]], text), re.S)) for kind, text in [
    ("dropColumn", r"drop the column COLUMN on the TABLE table, which still contains NUMBER non-null"),
    ("dropTable", r"drop the TABLE table, which is not empty \(NUMBER rows"),
    ("riskyCast", r"alter the column COLUMN on the TABLE table, which contains NUMBER non-null values"),
    ("recreateColumn", r"The COLUMN column on the TABLE table would be dropped and recreated"),
    ("changePrimaryKey", r"primary key for the TABLE table will be changed"),
    ("addUnique", r"on the table TABLE will be added"),
    ("removeEnumValues", r"on the enum TABLE will be removed"),
    ("addRequired", r"Added the required column COLUMN to the TABLE table without a default value\. There are NUMBER rows"),
    ("addRequiredDefault", r"The required column COLUMN was added to the TABLE table with a prisma-level default value\. There are NUMBER rows"),
    ("makeRequired", r"Made the column COLUMN on table TABLE required, but there are NUMBER existing NULL"),
    ("makeList", r"Changed the column COLUMN on the TABLE table from a scalar field to a list field\. There are NUMBER existing"),
    ("recreateRequired", r"Changed the type of COLUMN on the TABLE table\. No cast exists"),
]]

world = None  # of each process that works


def understood(text):
    """One of Prisma's sentences as a tuple."""
    for kind, pattern in SAYINGS:
        found = pattern.search(text)
        if found:
            parts = found.groupdict()
            return kind, parts["table"], parts.get("column") or "", int(parts["number"]) if parts.get("number") else None
    raise Problem("Prisma says something new", text)


def told(finding):
    """A finding of ours as a tuple; Prisma does not say all numbers."""
    silent = ("recreateColumn", "recreateRequired", "changePrimaryKey")
    return finding["kind"], finding["table"], finding["column"], None if finding["kind"] in silent else finding.get("number")


class Pushed:
    """What a push came to."""

    def __init__(self, warnings, unexecutable, steps, failure):
        self.warnings, self.unexecutable, self.steps, self.failure = warnings, unexecutable, steps, failure


def push_prisma(database, path, force):
    answer = world.reference.ask("push", "--engine", world.version, "--url", database.url, "--schema", path, *(["--force"] if force else []))
    if answer is None or answer["panic"]:
        return None
    if answer["code"]:
        return Pushed([], [], 0, answer["err"] or "failed")
    out = json.loads(answer["out"])
    return Pushed([understood(w) for w in out["warnings"]], [understood(w) for w in out["unexecutable"]], out["executedSteps"], None)


def push_dunlin(database, path, force):
    answer = world.dunlin("db", "push", "--json", "--schema", path, "--url", database.url, *(["--accept-data-loss"] if force else []))
    try:
        out = json.loads(answer.stdout)
    except ValueError:
        raise Problem("no document", f"{answer.returncode}: {answer.stdout}\n{answer.stderr}") from None
    code = out["error"]["code"] if "error" in out else None
    failure = f"{code} {out['error']['message']}" if code not in (None, "D1011", "D1026") else None
    found = [[told(f) for f in out.get(name, [])] for name in ("warnings", "unexecutable")]
    if (code == "D1011") != bool(found[0] and not found[1] and not force) or (code == "D1026") != bool(found[1]) or (answer.returncode == 0) != (code is None):
        raise Problem("the findings are not what is refused", f"{answer.returncode}: {answer.stdout}")
    return Pushed(*found, out.get("executedSteps", 0), failure)


def prepared(database, script, seed):
    """The database with schema A and rows; the same ones for the same seed."""
    database.fresh()
    failure = database.run(script)
    if failure:
        return False
    rows.fill(database, random.Random(seed))
    return True


def both(database, script, path, seed, force):
    """The outcomes of both programs and the catalogs that they leave, or None when Prisma has no answer."""
    prepared(database, script, seed)
    theirs = push_prisma(database, path, force)
    if theirs is None:
        return None
    catalog = database.catalog()
    prepared(database, script, seed)
    ours = push_dunlin(database, path, force)
    return theirs, ours, without_order(catalog, ""), without_order(database.catalog(), "")


def same(theirs, ours, catalog, found):
    if bool(theirs.failure) != bool(ours.failure):
        raise Problem("only one fails", f"Prisma: {theirs.failure}\ndunlin: {ours.failure}")
    if theirs.failure:
        return
    for name in ("warnings", "unexecutable", "steps"):
        if getattr(theirs, name) != getattr(ours, name):
            raise Problem(f"other {name}", f"Prisma: {getattr(theirs, name)}\ndunlin: {getattr(ours, name)}")
    if catalog != found:
        raise Problem("other catalogs", "\n".join(["only Prisma's:", *sorted(map(str, catalog - found)), "only dunlin's:", *sorted(map(str, found - catalog))]))


def check(database, a, b, seed):
    script, path = world.diff(None, a), world.path(b)
    if not prepared(database, script, seed):
        return "the script of A is known to fail"
    outcome = both(database, script, path, seed, False)
    if outcome is None:
        return "Prisma has no answer"
    same(*outcome)
    first = outcome[0]
    if first.unexecutable or not first.warnings:
        return "refused" if first.unexecutable else "failed" if first.failure else "pushed"
    outcome = both(database, script, path, seed, True)
    if outcome is None:
        return "Prisma has no answer"
    same(*outcome)
    return "failed with the loss accepted" if outcome[0].failure else "pushed with the loss accepted"


def unquoted(schema):
    """The schema's text without quotes in names and values: they break Prisma's own queries. Version 7 has no URLs."""
    text = schemas.text_of(schema).replace('\\"', "").replace("'", "")
    return text if world.version == "6" else re.sub(r"  url = .*\n", "", text)


def statements(script):
    """Prisma's build for SQLite runs only the first statement of each migration on its shadow database."""
    return [part + ";\n" for part in re.split(r";\n+", script) if part.strip()]


def migrations_of(database, script):
    """A new project whose history makes A; its migrations folder."""
    folder = pathlib.Path(tempfile.mkdtemp(dir=world.folder.name))
    for number, part in enumerate(statements(script) if database.provider == "sqlite" else [script]):
        (folder / f"migrations/{number:04}_a").mkdir(parents=True)
        (folder / f"migrations/{number:04}_a/migration.sql").write_text(part)
    (folder / "migrations/migration_lock.toml").write_text(f'provider = "{database.provider}"\n')
    return folder / "migrations"


def written(database, a, b):
    """Compares the migrations that both programs would write. Of several database schemas Prisma's build describes one."""
    if "schemas = " in b:
        return "migrations not compared"
    migrations = migrations_of(database, world.diff(None, a))
    schema = migrations.parent / "schema.prisma"
    schema.write_text(b)
    database.fresh()
    if world.dunlin("migrate", "deploy", "--schema", schema, "--url", database.url).returncode:
        return "the history does not run"
    answer = world.reference.ask("create-migration", "--engine", world.version, "--draft", "--name", "b", "--schema", schema, "--migrations", migrations, "--url", database.url)
    if answer is None or answer["code"]:
        return "Prisma writes no migration"
    theirs = json.loads(answer["out"])["migrationScript"]
    ours = world.dunlin("migrate", "dev", "--create-only", "--name", "b", "--yes", "--schema", schema, "--url", database.url)
    found = list(migrations.glob("*_b/migration.sql"))
    if not found:
        raise Problem("no migration is written", f"{ours.returncode}: {ours.stdout}\n{ours.stderr}")
    if found[0].read_text() != theirs:
        raise Problem("another migration", "\n".join(difflib.unified_diff(theirs.split("\n"), found[0].read_text().split("\n"), "Prisma", "dunlin", lineterm="")))
    return "migrations with warnings" if theirs.startswith("/*") else "migrations without"


def work(case):
    """One random pair: the counts, and a text when something is wrong."""
    provider, number = case
    seed = f"{provider} {number}"
    rng = random.Random(seed)
    first = making.random_schema(rng, provider)
    second = editing.edited(rng, first)
    a, b = unquoted(first), unquoted(second)
    if not (world.valid(a) and world.valid(b)):
        return collections.Counter({f"{provider}: not valid": 1}), None
    try:
        database = world.databases[provider]
        return collections.Counter(f"{provider}: {what}" for what in (check(database, a, b, seed), written(database, a, b))), None
    except Problem as problem:
        return collections.Counter(), f"{seed}: {problem.kind}\n{problem.detail}\n{a}\n--- {seed} becomes\n{b}"


def begin(version):
    """What each process that works needs."""
    global world
    world = World(False)
    world.version = version
    world.databases["sqlite"] = databases.Sqlite(f"{world.folder.name}/push.db")
    multiprocessing.util.Finalize(world, world.close, exitpriority=10)


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", default="1-60", help="seeds of the random pairs, A-B (default 1-60)")
    parser.add_argument("--providers", default="sqlite,postgresql")
    parser.add_argument("--prisma", default="6", choices=("6", "7"), help="the version to compare with (default 6)")
    add_options(parser)
    return parser.parse_args()


def main():
    chosen = options()
    if not REFERENCE.exists():
        print("left out: there is no Prisma to ask")
        return
    providers = [p for p in chosen.providers.split(",") if p == "sqlite" or SERVER]
    low, high = map(int, chosen.seeds.split("-"))
    todo = [(p, n) for n in range(low, high + 1) for p in providers]
    run_cases(work, todo, chosen, begin, [chosen.prisma])


if __name__ == "__main__":
    main()
