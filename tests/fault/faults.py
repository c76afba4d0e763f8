"""What the fault tests share: projects, databases, and the question whether the history is true."""
import contextlib
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import uuid

DUNLIN = os.environ.get("DUNLIN") or sys.exit("DUNLIN names no program")
POSTGRES = os.environ.get("DUNLIN_TEST_POSTGRES_URL")


def psql(url, sql):
    """The rows of a query, a list of texts each."""
    done = subprocess.run(["psql", "-X", "-At", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-c", sql, url],
                          capture_output=True, text=True, check=True)
    return [line.split("\t") for line in done.stdout.splitlines()]


class Database:
    """A fresh database of a provider; `url` is its connection string."""

    def __init__(self, provider, folder):
        self.provider, self.folder = provider, pathlib.Path(folder)
        if provider == "sqlite":
            self.url = f"file:{self.folder / 'test.db'}"
        else:
            self.name = "fault_" + uuid.uuid4().hex[:12]
            self.url = POSTGRES.rsplit("/", 1)[0] + "/" + self.name

    def query(self, sql):
        if self.provider == "sqlite":
            with contextlib.closing(sqlite3.connect(self.folder / "test.db", timeout=30)) as connection:
                return [[str(value) for value in row] for row in connection.execute(sql)]
        return psql(self.url, sql)

    def drop(self):
        if self.provider != "sqlite":
            psql(POSTGRES, f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')


class Project:
    """A project with `count` migrations, each of which makes a table, fills it, and counts itself."""

    def __init__(self, provider, count, script=None):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="dunlin fault "))
        self.count = count
        prisma = self.folder / "prisma"
        for number in range(1, count + 1):
            migration = prisma / "migrations" / f"20240101{number:06}_step"
            migration.mkdir(parents=True)
            text = script(number) if script else self.script(number)
            (migration / "migration.sql").write_text(text)
        (prisma / "schema.prisma").write_text(
            f'datasource db {{\n  provider = "{provider}"\n  url      = env("DATABASE_URL")\n}}\n')
        (prisma / "migrations" / "migration_lock.toml").write_text(f'provider = "{provider}"\n')
        self.database = Database(provider, self.folder)

    @staticmethod
    def script(number):
        first = "CREATE TABLE step_log (number INTEGER NOT NULL);\n" if number == 1 else ""
        return (f"{first}-- CreateTable\nCREATE TABLE table_{number} (id INTEGER PRIMARY KEY, name TEXT NOT NULL);\n"
                f"INSERT INTO table_{number} VALUES (1, 'a'), (2, 'b;c');\n"
                f"INSERT INTO step_log VALUES ({number});\n"
                f"CREATE INDEX table_{number}_name ON table_{number} (name);\n")

    def environment(self):
        return {**os.environ, "DATABASE_URL": self.database.url, "NO_COLOR": "1"}

    def start(self, *arguments):
        return subprocess.Popen([DUNLIN, *arguments], cwd=self.folder, env=self.environment(),
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def run(self, *arguments, timeout=300):
        process = self.start(*arguments)
        out, err = process.communicate(timeout=timeout)
        return process.returncode, out, err

    def check_complete(self):
        """Every migration applied exactly once, and the table says so."""
        rows = self.database.query("SELECT migration_name, count(*) FROM _prisma_migrations WHERE finished_at IS NOT NULL"
                                   " AND rolled_back_at IS NULL AND applied_steps_count = 1 AND logs IS NULL GROUP BY 1")
        assert len(rows) == self.count, f"{len(rows)} of {self.count} migrations are recorded as applied"
        assert all(row[1] == "1" for row in rows), "a migration is recorded twice"
        total = self.database.query("SELECT count(*) FROM _prisma_migrations")[0][0]
        assert int(total) == self.count, f"{total} rows for {self.count} migrations"
        log = [int(row[0]) for row in self.database.query("SELECT number FROM step_log ORDER BY number")]
        assert log == list(range(1, self.count + 1)), "a migration's effect is missing or doubled"

    def close(self):
        self.database.drop()
        shutil.rmtree(self.folder, ignore_errors=True)


def providers():
    """The providers to test; says so when PostgreSQL is left out."""
    if not POSTGRES:
        print("# PostgreSQL is skipped: DUNLIN_TEST_POSTGRES_URL is not set")
    return ["sqlite"] + (["postgresql"] if POSTGRES else [])


class Tap:
    """Test Anything Protocol on standard output."""

    def __init__(self):
        self.number = 0
        self.failed = False

    def test(self, name, run, *arguments):
        self.number += 1
        try:
            note = run(*arguments)
            print(f"ok {self.number} - {name}" + (f" # {note}" if note else ""), flush=True)
        except Exception as problem:  # every failure is a result
            self.failed = True
            text = str(problem).replace("\n", "\n# ")
            print(f"not ok {self.number} - {name}\n# {type(problem).__name__}: {text}", flush=True)

    def end(self):
        print(f"1..{self.number}")
        sys.exit(1 if self.failed else 0)
