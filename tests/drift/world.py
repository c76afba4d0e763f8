"""Projects with their databases: made by `dunlin migrate deploy`, copied, changed, checked."""
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "property"))
from databases import Failure, Libpq  # noqa: E402

DUNLIN = os.environ.get("DUNLIN") or sys.exit("DUNLIN names no program")
SERVER = os.environ.get("DUNLIN_TEST_POSTGRES_URL")
OWN = pathlib.Path(__file__).resolve().parent
CORPUS = pathlib.Path(__file__).resolve().parent.parent.parent.parent / "shared/corpus/projects"


class Wrong(Exception):
    """Something that must not be."""


class Folder:
    """A project in a temporary folder."""

    def __init__(self, provider, migrations):
        self.temporary = tempfile.TemporaryDirectory(prefix="dunlin drift ")
        self.path = pathlib.Path(self.temporary.name)
        self.provider = provider
        shutil.copytree(migrations, self.path / "prisma/migrations")
        (self.path / "prisma/migrations/migration_lock.toml").write_text(f'provider = "{provider}"\n')
        (self.path / "prisma/schema.prisma").write_text(f'datasource db {{\n  provider = "{provider}"\n  url = env("DATABASE_URL")\n}}\n')

    def dunlin(self, url, *words):
        environment = {"PATH": os.environ["PATH"], "DATABASE_URL": url, "DUNLIN_CACHE": str(self.path / "cache"), "ASAN_OPTIONS": "detect_leaks=0:exitcode=99",
                       "UBSAN_OPTIONS": "halt_on_error=1:exitcode=99", "LLVM_PROFILE_FILE": "/dev/null"}
        return subprocess.run([DUNLIN, *words], cwd=self.path, env=environment, capture_output=True, text=True, errors="replace", stdin=subprocess.DEVNULL)

    def deploy(self, url):
        answer = self.dunlin(url, "migrate", "deploy")
        if answer.returncode:
            raise Wrong(f"deploy: {answer.stderr[-800:]}")

    def learn(self, url):
        """Finds out what the migrations make, which is kept: a check then needs no shadow database."""
        answer = self.dunlin(url, "migrate", "check", "--record", "snapshot.json")
        if answer.returncode:
            raise Wrong(f"record: {answer.stderr[-1500:]}")

    def migration(self, name, script):
        """Adds a migration; without a script it goes again."""
        path = self.path / "prisma/migrations" / name
        if script is None:
            shutil.rmtree(path)
        else:
            path.mkdir()
            (path / "migration.sql").write_text(script)

    def close(self):
        self.temporary.cleanup()


class Postgres:
    """A database that is copied from one that is kept as it was deployed."""

    def __init__(self, folder, label):
        self.pq, self.folder, self.label = Libpq(), folder, label
        self.base, self.name = (f"dunlin_drift_{os.getpid()}_{kind}" for kind in ("base", "work"))
        self.admin = self.connect(SERVER)
        self.ask(self.admin, "SET client_min_messages TO error")
        self.connection = None
        self.drop()
        self.do(self.admin, f'CREATE DATABASE "{self.base}"')
        self.log = self.find_log()
        self.base_url, self.work_url = self.url(self.base), self.url(self.name)
        folder.deploy(self.base_url)
        folder.learn(self.base_url)

    def url(self, name):
        return re.sub(r"/[^/?]*(\?|$)", rf"/{name}\1", SERVER, count=1) if SERVER.count("/") > 2 else f"{SERVER}/{name}"

    def connect(self, url):
        connection = self.pq.PQconnectdb(url.encode())
        if self.pq.PQstatus(connection) != 0:
            raise Wrong("no connection to PostgreSQL")
        return connection

    def ask(self, connection, query):
        """The rows, and None or why it failed."""
        result = self.pq.PQexec(connection, query.encode())
        try:
            if self.pq.PQresultStatus(result) in (0, 1, 2):
                return [tuple(None if self.pq.PQgetisnull(result, i, j) else self.pq.PQgetvalue(result, i, j).decode() for j in range(self.pq.PQnfields(result)))
                        for i in range(self.pq.PQntuples(result))], None
            code, message = (self.pq.PQresultErrorField(result, ord(c)) for c in "CM")
            return [], Failure((code or b"?").decode(), (message or b"?").decode(errors="replace"))
        finally:
            self.pq.PQclear(result)

    def do(self, connection, query):
        rows, failure = self.ask(connection, query)
        if failure:
            raise Wrong(f"{failure.code} {failure.message}: {query[:300]}")
        return rows

    def find_log(self):
        """The server's log, where it can be read and names databases, as that of tests/harness/with-postgres."""
        path = pathlib.Path(self.do(self.admin, "SHOW data_directory")[0][0]).parent / "log"
        told = self.do(self.admin, "SHOW log_line_prefix")[0][0].endswith(" %d ")
        return path if told and path.is_file() and os.access(path, os.R_OK) else None

    def fresh(self):
        """A new copy."""
        self.leave()
        self.do(self.admin, f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
        self.do(self.admin, f'CREATE DATABASE "{self.name}" TEMPLATE "{self.base}"')
        if self.log:
            self.do(self.admin, f"ALTER DATABASE \"{self.name}\" SET log_statement = 'all'")
        self.connection = self.connect(self.url(self.name))
        self.do(self.connection, "SET client_min_messages TO error; SET log_statement TO 'none'")

    def leave(self):
        if self.connection:
            self.pq.PQfinish(self.connection)
            self.connection = None

    def rows(self, query):
        return self.do(self.connection, query)

    def run(self, script):
        """None, or why it failed; then nothing of it was done."""
        _, failure = self.ask(self.connection, script)
        if self.pq.PQtransactionStatus(self.connection) != 0:
            self.ask(self.connection, "ROLLBACK")
        return failure

    @staticmethod
    def fill(template, row):
        return template.format(*row)

    def watched(self, work):
        """Does the work; what it did must have been reading, as the server's log tells."""
        if not self.log:
            return work()
        before = self.log.stat().st_size
        answer = work()
        with self.log.open("rb") as file:
            file.seek(before)
            statements = re.findall(rb" %s LOG:  (?:statement|execute [^:]*): (.*)" % self.name.encode(), file.read())
        for statement in statements:
            if not re.match(rb"(SELECT|WITH|SET|SHOW)\b", statement):
                raise Wrong(f"a statement that writes: {statement[:200]!r}")
        if not statements:
            raise Wrong("the server's log has no statement of the check")
        return answer

    def check(self, *words):
        return self.watched(lambda: self.folder.dunlin(self.work_url, "migrate", "check", *words))

    def drop(self):
        self.leave()
        for name in (self.name, self.base):
            self.ask(self.admin, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def close(self):
        self.drop()
        self.pq.PQfinish(self.admin)


class Sqlite:
    """The same with files."""

    def __init__(self, folder, label):
        self.folder, self.label = folder, label
        self.place = folder.path / "databases"
        self.place.mkdir()
        self.base, self.path = self.place / "base.db", self.place / "work.db"
        self.connection = None
        self.base_url, self.work_url = f"file:{self.base}", f"file:{self.path}"
        folder.deploy(self.base_url)
        folder.learn(self.base_url)

    def fresh(self):
        self.leave()
        shutil.copy(self.base, self.path)
        self.open()

    def open(self):
        self.connection = sqlite3.connect(self.path, isolation_level=None)
        self.connection.create_function("quote_name", 1, lambda name: '"' + name.replace('"', '""') + '"')

    def leave(self):
        if self.connection:
            self.connection.close()
            self.connection = None

    def rows(self, query):
        return self.connection.execute(query).fetchall()

    def run(self, script):
        before = self.path.read_bytes()
        try:
            self.connection.executescript(script)
            self.leave()
            self.open()
            self.connection.execute("SELECT count(*) FROM sqlite_master").fetchall()  # is it still whole?
            for name, in self.rows("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"):
                self.connection.execute(f'SELECT * FROM "{name}" LIMIT 0')
        except sqlite3.Error as error:
            self.leave()
            self.path.write_bytes(before)
            self.open()
            return Failure("", str(error))
        return None

    @staticmethod
    def fill(template, row):
        class Value(str):
            def __format__(self, form):
                return "'" + self.replace("'", "''") + "'" if form == "literal" else str(self)
        return template.format(*map(Value, row))

    def check(self, *words):
        self.leave()
        before = self.path.read_bytes(), sorted(p.name for p in self.place.iterdir())
        answer = self.folder.dunlin(self.work_url, "migrate", "check", *words)
        if (self.path.read_bytes(), sorted(p.name for p in self.place.iterdir())) != before:
            raise Wrong("the check has changed files")
        self.open()
        return answer

    def close(self):
        self.leave()


def differences(answer):
    """What a check with --json has told; None: no drift."""
    if answer.returncode not in (0, 2):
        raise Wrong(f"exit status {answer.returncode}: {answer.stdout[-500:]}{answer.stderr[-1500:]}")
    document = json.loads(answer.stdout)
    if (answer.returncode == 2) != bool(document["differences"]):
        raise Wrong(f"exit status {answer.returncode} with {len(document['differences'])} differences")
    return document if answer.returncode else None
