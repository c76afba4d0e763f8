"""What must hold for a pair of schemas."""
import random

import expected
import known
import rows
import schemas
from reference import PROGRAM as REFERENCE
from smaller import smaller
from world import Problem

EMPTY = "-- This is an empty migration.\n"
DATA = ("22", "23")  # classes of SQLSTATE that rows cause


def because_of_rows(database, failure):
    if database.provider == "sqlite":
        return "constraint failed" in failure.message
    return failure.code[:2] in DATA


def refuse(world, database, what, script, failure):
    """Counts a failure that is known; any other is a problem. Either way the pair ends here."""
    name = known.failing(database.provider, script, failure)
    if name is None:
        raise Problem(f"{what}: {failure.code}", f"{failure.message}\n{script}")
    world.tally[f"known, {database.provider}: {name}"] += 1
    return False


def without_order(facts, script):
    """The labels of an enum are a set unless the script exchanges it: PostgreSQL appends new ones, and another
    order is no difference to Prisma."""
    def exchanged(name):
        return f'{name}_new" AS ENUM' in script.replace('""', '"')
    return {(*f[:3], *sorted(f[3].split("\n"))) if f[0] == "enum" and not exchanged(f[2]) else f for f in facts}


def made(world, database, script):
    """The catalog that a script makes on an empty database, or None when it is known to fail."""
    database.fresh()
    failure = database.run(script)
    if failure:
        refuse(world, database, "the script of a schema fails", script, failure)
        return None
    return database.catalog()


def as_described(world, database, text):
    """A database that the script of a schema made has nothing that the schema has not, nor the other way round."""
    script = world.diff_from(database, text)
    if script == EMPTY:
        return
    name = known.described(database.provider, text, script)
    if name is None:
        raise Problem("a database differs from the schema that made it", script)
    world.tally[f"known, {database.provider}: {name}"] += 1


def there_and_back(world, database, before, scripts, seed, filled):
    """Runs the scripts to B and back on A's database; `before` has the catalogs of both as their own scripts make
    them. True when they led where they should, False when a known defect stopped them."""
    first, *scripts = scripts
    made(world, database, first)
    if filled:
        world.tally[f"{database.provider}: rows"] += rows.fill(database, random.Random(seed))
    counts = database.counts()
    for place, (script, wanted) in enumerate(zip(scripts, (before[1], before[0]))):
        what = ["from A to B", "back to A"][place]
        failure = database.run(script)
        if failure and filled and because_of_rows(database, failure):
            world.tally[f"{database.provider}: refused because of rows"] += 1
            return there_and_back(world, database, before, (first, *scripts), seed, False)
        if failure:
            return refuse(world, database, f"the script {what} fails" + (" with rows" if filled else ""), script, failure)
        now = database.counts()
        no_rows_lost(world, database, counts, now, script)
        counts = now
        if not same_catalog(world, database, what, wanted, database.catalog(), scripts, before):
            return False
    return True


def carefully(world, database, before, scripts, careful, seed):
    """The careful script does what Prisma's does, rows included, also in a transaction with foreign keys enforced;
    when it fails in a transaction, everything is as it was, and outside of one no row is lost. What cannot be
    rebuilt in a transaction is refused: rows whose ON DELETE SET DEFAULT sets what may not be."""
    results = []
    for script in (scripts[1], careful, f"BEGIN;\n{careful}COMMIT;\n"):
        made(world, database, scripts[0])
        rows.fill(database, random.Random(seed))
        contents, counts = database.contents(), database.counts()
        failure = database.run(script)
        results.append((failure, database.catalog(), *database.contents()))
        changes = script.startswith("BEGIN") and (database.contents() != contents or database.catalog() != before[0])
        now = database.counts()
        loses = any(now.get(name, count) < count for name, count in counts.items())
        if failure and script != scripts[1] and (changes or loses):
            raise Problem("a careful script fails half-way", f"{failure.message}\n{script}")
    plain, *others = results
    for failure, catalog, contents, counts in others:
        if failure or plain[0]:
            if not plain[0] and "FOREIGN KEY" not in failure.message and "SET DEFAULT" not in scripts[0]:
                raise Problem("a careful script fails", f"{failure.message}\n{careful}")
            continue
        if (catalog, contents) != plain[1:3] or any(counts.get(name, 0) < number for name, number in plain[3].items()):
            raise Problem("a careful script leads elsewhere", f"{sorted(catalog ^ plain[1])}\n{contents}\n{plain[2]}\n{careful}")
        world.tally["sqlite: rebuilt carefully"] += 1


def no_rows_lost(world, database, before, after, script):
    for table in [name for name, count in before.items() if name in after and after[name] < count]:
        name = known.lost_rows(database.provider, table, script)
        if name is None:
            raise Problem("rows are lost", f"{table}\n{script}")
        world.tally[f"known, {database.provider}: {name}"] += 1


def same_catalog(world, database, what, wanted, found, scripts, catalogs):
    script = scripts[what == "back to A"]
    wanted, found = without_order(wanted, script), without_order(found, script)
    if wanted == found:
        return True
    name = known.differing(database.provider, wanted, found, scripts, catalogs)
    if name is None:
        gone, new = sorted(map(str, wanted - found)), sorted(map(str, found - wanted))
        raise Problem(f"{what} something else comes out: {sorted({f[0] for f in wanted ^ found})}",
                      "\n".join(["missing:", *gone, "instead:", *new, "to B:", scripts[0], "back to A:", scripts[1]]))
    world.tally[f"known, {database.provider}: {name}"] += 1
    return False


def as_the_schema_says(world, schema):
    """The script of a schema makes what its structure means."""
    database, script = world.databases["sqlite"], world.diff(None, schemas.text_of(schema))
    database.fresh()
    failure = database.run(script)
    if failure:
        return refuse(world, database, "the script of a schema fails", script, failure)
    wanted, found = expected.catalog(schema), database.catalog()
    if wanted != found:
        raise Problem("SQLite has something else", "\n".join(["wanted:", *sorted(map(str, wanted - found)), "found:", *sorted(map(str, found - wanted))]))
    return True


def check(world, provider, a, b, seed):
    """All properties of a pair of texts."""
    for text in (a, b):
        if world.diff(text, text) != EMPTY:
            raise Problem("a schema differs from itself", world.diff(text, text))
    for what, ours, script in others(world, a, b) if world.compares else ():
        raise Problem(f"Prisma writes another script {what}", f"{script}\n--- than dunlin:\n{ours}")
    scripts = world.diff(None, a), world.diff(a, b), world.diff(b, a)
    if (scripts[1] == EMPTY) != (scripts[2] == EMPTY):
        world.tally[f"{provider}: a difference only one way"] += 1
    database = world.databases[provider]
    before = []
    for text, script in ((a, scripts[0]), (b, world.diff(None, b))):
        before.append(made(world, database, script))
        if before[-1] is not None:
            as_described(world, database, text)
    if provider == "sqlite" and None not in before and "-- RedefineTables" in scripts[1]:
        carefully(world, database, before, scripts, world.diff(a, b, "--safe-rebuild"), seed)
    return None not in before and there_and_back(world, database, before, scripts, seed, True)


def problem_of(world, provider, a, b, seed):
    try:
        check(world, provider, a, b, seed)
    except Problem as problem:
        return problem
    return None


def report(world, provider, a, b, seed, problem):
    """The smallest pair with the same problem, as text."""
    def alike(x, y):
        if not (world.valid(x) and world.valid(y)):
            return False
        other = problem_of(world, provider, x, y, seed)
        return other is not None and other.kind == problem.kind
    a, b = smaller(a, b, alike)
    last = problem_of(world, provider, a, b, seed) or problem
    return f"{provider} {seed}: {last.kind}\n--- A\n{a}--- B\n{b}{theirs(world, a, b)}--- {last.detail}"


def theirs(world, a, b):
    """What Prisma writes for a pair, if that can be asked."""
    if not REFERENCE.exists():
        return ""
    out = "".join(f"--- Prisma writes another script {what}:\n{script}\n--- than dunlin:\n{ours}\n" for what, ours, script in others(world, a, b))
    return out or "--- Prisma writes the same scripts\n"


def unquoted(script):
    return script.replace('""', '"').replace("''", "'")


def others(world, a, b):
    """The scripts that Prisma writes otherwise. It leaves quotes within names and labels as they are: these do not count."""
    for what, x, y in (("of A", None, a), ("from A to B", a, b), ("from B to A", b, a)):
        ours, script = world.diff(x, y), world.prisma(x, y)
        if script is not None and unquoted(ours) != unquoted(script):
            yield what, ours, script
