"""Real schemas and edited copies of them, where the corpus is at hand."""
import pathlib
import random
import re
import sys

import known
import pairs
import rows
from databases import Failure
from world import Problem

SHARED = pathlib.Path(__file__).resolve().parent.parent.parent.parent / "shared"
QUOTED = r'"(?:[^"]|"")*"'
EXTENSIONS = (("citext", "CITEXT"), ("pg_trgm", "gin_trgm_ops"))  # what schemas use without saying so
LARGEST = 60  # models: larger schemas only take longer


def there():
    return (SHARED / "corpus").is_dir() and (SHARED / "conformance/mutate.py").exists()


def cases(low, high, largest=LARGEST):
    """Provider, name with seed, the schema and its edited copy."""
    sys.path.insert(0, str(SHARED / "conformance"))
    from mutate import mutate
    for path in sorted((SHARED / "corpus/projects").glob("*/schema.prisma")):
        text = path.read_text(errors="replace")
        found = re.search(r'datasource\s+\w+\s*\{[^}]*?^\s*provider\s*=\s*"(\w+)"', text, re.S | re.M)
        provider = {"postgres": "postgresql"}.get(found and found[1], found and found[1])
        if provider in ("postgresql", "sqlite") and len(re.findall(r"^model ", text, re.M)) <= largest:
            for seed in range(low, high + 1):
                label = f"{path.parent.name}:{seed}"
                yield provider, label, text, mutate(text, label)


def run_through(database, scripts, seed, filled):
    """What happens when the script of A, the one to B and the one back run one after the other: the failure or the
    catalog after each."""
    database.fresh()
    for name, word in EXTENSIONS if database.provider == "postgresql" else ():
        if word in scripts[0] + scripts[1]:
            database.run(f"CREATE EXTENSION {name}")
    story = []
    for number, script in enumerate(scripts):
        failure = database.run(script)
        if failure:
            return story + [failure]
        if number == 0 and filled:
            rows.fill(database, random.Random(seed))
        story.append(database.catalog())
    return story


def told(database, scripts, story):
    """In a few words, for counting."""
    if isinstance(story[-1], Failure):
        number, failure = len(story) - 1, story[-1]
        why = known.failing(database.provider, scripts[number], failure)
        what = ["its script", "the script to B", "the script back"][number] + " fails"
        message = "" if failure.message.startswith(failure.code) else " " + re.sub(QUOTED + "|: .*", "...", failure.message)
        return f"{what}: {'known, ' + why if why else failure.code + message}"
    before, after = (pairs.without_order(story[i], scripts[2]) for i in (0, 2))
    if before == after:
        return "led there and back"
    why = known.differing(database.provider, before, after, scripts[1:], story[:2])
    return f"led back to something else: {'known, ' + why if why else ', '.join(sorted({f[0] for f in before ^ after}))}"


def check(world, provider, seed, a, b):
    """Runs dunlin's scripts and Prisma's, where they are not the same text, and counts how it ended."""
    directions = ((None, a), (a, b), (b, a))
    ours, theirs = [world.diff(*d) for d in directions], [world.prisma(*d) for d in directions]
    if None in theirs:
        world.tally[f"corpus, {provider}: Prisma gives no answer"] += 1
        return
    database = world.databases[provider]
    if ours != theirs:
        world.tally[f"corpus, {provider}: another text than Prisma's"] += 1
    for filled in (True, False):
        story = run_through(database, ours, seed, filled)
        if ours != theirs and story != run_through(database, theirs, seed, filled):
            texts = "\n".join(f"--- dunlin:\n{x}--- Prisma:\n{y}" for x, y in zip(ours, theirs) if x != y)
            raise Problem("dunlin's scripts end otherwise than Prisma's", f"{told(database, ours, story)}\n{texts}")
        world.tally[f"corpus, {provider}{' with rows' if filled else ''}: {told(database, ours, story)}"] += 1
