"""The program that is asked, the databases that its scripts run on, and Prisma, where it can be asked."""
import collections
import dataclasses
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import zlib

from databases import Postgres, Sqlite
from reference import Reference

DUNLIN = os.environ.get("DUNLIN") or sys.exit("DUNLIN names no program")
SERVER = os.environ.get("DUNLIN_TEST_POSTGRES_URL")


@dataclasses.dataclass
class Problem(Exception):
    """What is wrong, in a form that stays the same while the pair gets smaller, and the details."""
    kind: str
    detail: str


class World:
    """A program to ask, and databases to run its scripts on."""

    def __init__(self, compares, files=False):
        self.compares = compares
        self.folder = tempfile.TemporaryDirectory(prefix="dunlin scripts ")
        self.databases = {"sqlite": Sqlite(f"{self.folder.name}/case.db") if files else Sqlite()}
        self.tally = collections.Counter()
        self.variables = set()
        self.version = None  # of Prisma, whose rules hold; None: as the schema looks
        self.reference = Reference(SERVER)
        if SERVER:
            self.databases["postgresql"] = Postgres(SERVER, f"dunlin_scripts_{os.getpid()}")

    def close(self):
        for database in self.databases.values():
            database.close()
        self.reference.end()
        self.folder.cleanup()

    def prisma(self, a, b):
        return self.reference.diff(a and self.path(a), self.path(b))

    def path(self, text):
        """A file with the text; it stays until the end."""
        self.variables |= set(re.findall(r'env\("(\w+)"\)', text))
        path = pathlib.Path(self.folder.name) / f"{zlib.crc32(text.encode()):08x}.prisma"
        path.write_text(text)
        return path

    def dunlin(self, *words):
        environment = {"PATH": os.environ["PATH"], "ASAN_OPTIONS": "detect_leaks=0", "DUNLIN_CACHE": "off", **dict.fromkeys(self.variables, SERVER or "file:unused.db")}
        if self.version:
            environment["DUNLIN_PRISMA_VERSION"] = self.version
        return subprocess.run([DUNLIN, *map(str, words)], capture_output=True, text=True, env=environment, stdin=subprocess.DEVNULL)

    def diff_from(self, database, text):
        """The script that leads from what a database has to a text."""
        answer = self.dunlin("migrate", "diff", "--from-url", database.at(self.folder.name), "--to-schema-datamodel", self.path(text), "--script")
        if answer.returncode:
            raise Problem("a database is not described", f"exit status {answer.returncode}: {answer.stderr[-500:]}")
        return answer.stdout

    def valid(self, text):
        return self.dunlin("validate", "--schema", self.path(text)).returncode == 0

    def diff(self, a, b, *options):
        """The script that leads from one text to another; None is the empty database."""
        source = ["--from-schema-datamodel", self.path(a)] if a else ["--from-empty"]
        answer = self.dunlin("migrate", "diff", *source, "--to-schema-datamodel", self.path(b), "--script", *options)
        if answer.returncode:
            raise Problem("no script", f"exit status {answer.returncode}: {answer.stderr[-500:]}")
        return answer.stdout
