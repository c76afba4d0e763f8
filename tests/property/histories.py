"""Real histories, where the corpus is at hand: each migration goes up, down and up again."""
import random

from corpus import SHARED
from trial import Trial

INDEX = SHARED / "corpus/INDEX.tsv"


def there():
    return INDEX.exists()


def names(wanted):
    """Provider and name of those that replay on a database that is at hand: all, or some by name."""
    lines = [line.split("\t") for line in INDEX.read_text().splitlines()]
    column = {name: place for place, name in enumerate(lines[0])}
    chosen = None if wanted == "all" else wanted.split(",")
    for line in lines[1:]:
        project, provider, replay = (line[column[c]] for c in ("project", "provider", "replay"))
        if provider in ("sqlite", "postgresql") and (replay == "ok" if chosen is None else project in chosen):
            yield provider, project


def run(world, provider, name):
    """What came of each migration."""
    database, rng = world.databases[provider], random.Random(name)
    database.fresh()
    with Trial(world, database, None, SHARED / "corpus/projects" / name) as trial:
        trial.make_down_scripts()
        waiting = trial.names()
        for migration in waiting:
            trial.hide(migration)
        for migration in waiting:
            trial.fill(rng)
            trial.show(migration)
            yield trial.there_and_back()
