"""A project of its own, whose migrations are deployed and taken back, and what the database then is."""
import json
import pathlib
import re
import shutil
import tempfile

import rows
from databases import Failure, quote
from world import Problem

KEPT = "_dunlin_keep"

# Values that are easily lost on the way, as SQL.
EDGES = {
    "sqlite": {
        "TEXT": ["''", "'NULL'", "'it''s \"é\" 😀'", "'a' || char(9, 10) || 'b'", "CAST(X'610062' AS TEXT)"], "INTEGER": ["0", "-1", "9223372036854775807"],
        "REAL": ["-1e-300", "9e999", "0.1 + 0.2"], "BLOB": ["X''", "X'00FF80'"], "DECIMAL": ["1e30", "'1.10'"], "DATETIME": ["CURRENT_TIMESTAMP", "'2024-02-29T23:59:59.999Z'"],
    },
    "postgresql": {
        "text": ["''", "'NULL'", "'it''s \"é\" 😀'", "E'a\\tb\\n'"], "character varying": ["''", "' '"], "integer": ["0", "-2147483648"], "bigint": ["-9223372036854775808"],
        "double precision": ["'NaN'", "'-0'", "'-Infinity'", "'5e-324'"], "real": ["'NaN'", "'-0'", "'1e-40'"], "numeric": ["'NaN'", "0"],
        "timestamp without time zone": ["'infinity'", "'0044-03-15 BC'"], "timestamp with time zone": ["'-infinity'", "'2024-02-29 23:59:59.999999+05:30'"],
        "date": ["'infinity'"], "bytea": ["''", "'\\x00ff'"], "json": ["'{\"b\":1, \"a\": 1.50, \"a\" : 2}'", "'null'"], "jsonb": ["'null'", "'{\"é\": [1e20, null]}'"],
        "boolean": ["true"], "uuid": ["'ffffffff-ffff-ffff-ffff-ffffffffffff'"], "inet": ["'::1/64'"],
    },
}


class Edgy:
    """A database whose values are now and then strange ones."""

    def __init__(self, database, rng):
        self.database, self.rng = database, rng

    def __getattr__(self, name):
        return getattr(self.database, name)

    def value(self, kind, number, labels):
        if kind.endswith("[]") and self.rng.random() < 0.3:
            return f"CAST({self.rng.choice(['ARRAY[]', 'ARRAY[NULL]'])} AS {kind})" if not labels else "'{}'"
        edges = EDGES[self.database.provider].get(re.sub(r"\(.*?\)", "", kind).strip())
        if edges and self.rng.random() < 0.3:
            return self.rng.choice(edges)
        return self.database.value(kind, number, labels)


def own(table):
    """True for what is the user's."""
    namespace, name = table if isinstance(table, tuple) else ("", table)
    return namespace != KEPT and name != "_prisma_migrations"


def contents(database):
    """The rows of every table as texts, whatever the order of rows and columns."""
    found = {}
    for table, name, columns in database.layout():
        if own(table):
            values = ", ".join(database.exact(c) for c in columns) or "1"
            found[table] = columns, sorted(map(repr, database.rows_of(f"SELECT {values} FROM {name}")))
    return found


def catalog(database):
    """What there is, without what is dunlin's."""
    return {f for f in database.catalog() if f[1] != KEPT and not ("_prisma_migrations" in f[1:3])}


class Trial:
    """A folder with a schema and migrations; a context."""

    def __init__(self, world, database, schema, folder=None):
        self.world, self.database = world, database
        self.folder = tempfile.TemporaryDirectory(prefix="dunlin trial ")
        self.root = pathlib.Path(self.folder.name)
        self.hidden = self.root / "hidden"
        self.hidden.mkdir()
        if folder:
            shutil.copytree(folder, self.root, dirs_exist_ok=True)
        else:
            (self.root / "schema.prisma").write_text(schema)
        self.schema = next(p for p in (self.root / "schema.prisma", self.root / "schema") if p.exists())
        self.migrations = self.root / "migrations"
        self.migrations.mkdir(exist_ok=True)
        if not folder:
            (self.migrations / "migration_lock.toml").write_text(f'provider = "{database.provider}"\n')
        self.looks, self.filled = {}, 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.folder.cleanup()

    def add(self, name, script):
        (self.migrations / name).mkdir()
        (self.migrations / name / "migration.sql").write_text(script)

    def hide(self, name):
        (self.migrations / name).rename(self.hidden / name)

    def show(self, name):
        (self.hidden / name).rename(self.migrations / name)

    def names(self):
        return sorted(p.name for p in self.migrations.iterdir() if p.is_dir())

    # --- dunlin ---

    def dunlin(self, *words):
        return self.world.dunlin(*words, "--schema", self.schema, "--url", self.database.url)

    def must(self, *words):
        answer = self.dunlin(*words)
        if answer.returncode:
            raise Problem(f"dunlin {' '.join(words[:2])} fails: {code(answer)}", f"{answer.stdout[-1000:]}\n{answer.stderr[-2000:]}\n{self.texts()}")
        return answer

    def told(self, *words):
        return json.loads(self.must(*words, "--json").stdout)

    def replay(self):
        """Runs the scripts without dunlin; None, or why one fails."""
        for name in self.names():
            failure = self.database.run((self.migrations / name / "migration.sql").read_text())
            if failure:
                return failure
        return None

    def make_down_scripts(self):
        self.must("migrate", "down-script", "--all")

    def texts(self):
        """The scripts of the last migration, for a report."""
        name = self.names()[-1]
        return "\n".join(f"--- {name}/{p.name}\n{p.read_text()}" for p in sorted((self.migrations / name).iterdir()))

    # --- rows ---

    def fill(self, rng):
        """A few rows for each table that is new or has other columns than when it got some."""
        def is_other(table):
            look = table.sql, tuple(sorted(map(str, table.columns)))
            return own_sql(table.sql) and self.looks.setdefault(table.sql, None) != look and not self.looks.update({table.sql: look})
        self.filled += rows.ROWS
        return rows.fill(Edgy(self.database, rng), rng, is_other, self.filled)

    def unfill(self):
        """The database as the migrations before the last one make it: without the rows of fill(), but with those that
        the migrations insert, which later ones need."""
        last = self.names()[-1]
        self.hide(last)
        self.database.fresh()
        self.must("migrate", "deploy")
        self.show(last)
        self.looks = {}

    # --- up and down ---

    def state(self):
        return catalog(self.database), contents(self.database)

    def deploy(self):
        """Deploys what is pending; None, or why that failed, and then nothing has changed."""
        before = self.state()
        answer = self.dunlin("migrate", "deploy", "--keep", "--json")
        if answer.returncode == 0:
            return None
        failure = json.loads(answer.stdout)["error"]
        if failure["code"] != "P3018":
            raise Problem(f"dunlin migrate deploy fails: {failure['code']}", f"{answer.stdout[-2000:]}\n{self.texts()}")
        if self.state() != before and not self.commits_itself():
            raise Problem("a failed deploy changes something", f"{differences(before, self.state())}\n{self.texts()}")
        return Failure(failure.get("databaseCode", ""), str(failure))

    def commits_itself(self):
        """Has the last migration transactions of its own? Then what they committed stays when the rest fails."""
        return re.search(r"^BEGIN\b", (self.migrations / self.names()[-1] / "migration.sql").read_text(), re.M | re.I)

    def deploy_on_what_rows_allow(self):
        """Deploys the last migration, with the rows taken away where they stop it. Gives the state before, what was said
        beforehand, and how it went: None when it stopped half-way."""
        for how in ("", ", without rows"):
            before, foretold = self.state(), said(self.told("migrate", "deploy", "--keep", "--dry-run"))
            failure = self.deploy()
            if failure is None:
                return before, foretold, how
            if self.state() != before:
                return before, foretold, None
            self.unfill()
        raise Problem("a migration fails without rows of ours", f"{failure.message}\n{self.texts()}")

    def there_and_back(self):
        """Deploys the last migration, takes it back and deploys it again; says what came of it."""
        before, foretold, how = self.deploy_on_what_rows_allow()
        if how is None:
            self.unfill()
            if self.deploy():
                raise Problem("a migration fails without rows of ours", self.texts())
            return "stopped half-way by transactions of its own"
        foretold += said(self.told("migrate", "down", "--dry-run"))
        up = self.state()
        answer = self.dunlin("migrate", "down", "--accept-data-loss")
        after = self.state()
        if answer.returncode:
            if after != up or not foretold:
                raise Problem(f"dunlin migrate down fails: {code(answer)}", f"{answer.stderr[-2000:]}\n{differences(up, after)}\n{self.texts()}")
            return "cannot go down, as was said"
        if after != before and not foretold:
            raise Problem("it comes back otherwise, and nobody said so", f"{differences(before, after)}\n{self.texts()}")
        failure = self.deploy()
        if failure and foretold:  # rows that it inserted are still there
            self.unfill()
            failure = self.deploy()
        if failure:
            raise Problem("it does not go up again", f"{failure.message}\n{self.texts()}")
        return ("exact" if after == before else "otherwise, as was said") + how


def code(answer):
    found = re.search(r"\b[PD]\d{4}\b", answer.stderr + answer.stdout)
    return found[0] if found else answer.returncode


def differences(before, after):
    """What is other than before, as text."""
    lines = [f"- {f}" for f in sorted(map(str, before[0] - after[0]))] + [f"+ {f}" for f in sorted(map(str, after[0] - before[0]))]
    for table in sorted(before[1].keys() | after[1].keys(), key=str):
        old, new = before[1].get(table), after[1].get(table)
        if old != new:
            lines += [f"rows of {table} before: {old}", f"and after: {new}"]
    return "\n".join(lines)


def said(document):
    """What dunlin says that it will not bring back, of either dry run."""
    kept = [line for migration in document.get("pending", []) for line in migration["notKept"]]
    scripts = [line for migration in document.get("plan", []) for line in migration["notAsBefore"]]
    return kept + scripts


def own_sql(sql):
    return "_prisma_migrations" not in sql and KEPT not in sql
