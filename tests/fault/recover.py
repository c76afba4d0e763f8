#!/usr/bin/env python3
"""`migrate recover` is killed with SIGKILL at random moments, on each of its ways: the next run goes on.

    recover.py [KILLS]      how many kills on each database (default 100)
"""
import itertools
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import time

from faults import POSTGRES, Project, Tap, providers, psql

KILLS = int(sys.argv[1]) if len(sys.argv) > 1 else 100
MOST_IN_A_ROUND = 8
STATEMENTS = ["CREATE TABLE half (id INTEGER PRIMARY KEY);", "ALTER TABLE things ADD COLUMN name TEXT;",
              "CREATE UNIQUE INDEX things_code ON things (code);", "CREATE INDEX {}things_name ON things (name);",
              "INSERT INTO half VALUES (7);", "CREATE TABLE late (id INTEGER PRIMARY KEY);"]


class Failed:
    """A project whose second migration has failed at its third statement, again and again."""

    def __init__(self, provider):
        concurrently = "" if provider == "sqlite" else "CONCURRENTLY "
        self.provider = provider
        self.project = Project(provider, 2, lambda number: (
            "CREATE TABLE things (id INTEGER PRIMARY KEY, code INTEGER);\n" if number == 1 else
            "\n".join(STATEMENTS).format(concurrently) + "\n"))
        self.database = self.project.database
        second = self.project.folder / "prisma/migrations/20240101000002_step"
        second.rename(self.project.folder / "second")
        code, _, err = self.project.run("migrate", "deploy")
        assert code == 0, err
        self.change("INSERT INTO things VALUES (1, 1), (2, 1)")
        (self.project.folder / "second").rename(second)
        os.environ["DUNLIN_SCRIPT_MODE"] = "statements"
        code, _, err = self.project.run("migrate", "deploy")
        del os.environ["DUNLIN_SCRIPT_MODE"]
        assert code == 1 and "P3018" in err, err
        self.change("DELETE FROM things WHERE id = 2")
        if provider == "sqlite":
            shutil.copy(self.database.folder / "test.db", self.database.folder / "failed.db")
        else:
            psql(POSTGRES, f'CREATE DATABASE "{self.database.name}_failed" TEMPLATE "{self.database.name}"')

    def change(self, sql):
        if self.provider == "sqlite":
            subprocess.run(["sqlite3", self.database.folder / "test.db", sql], check=True)
        else:
            psql(self.database.url, sql)

    def begin_again(self):
        if self.provider == "sqlite":
            for path in pathlib.Path(self.database.folder).glob("test.db*"):
                path.unlink()
            shutil.copy(self.database.folder / "failed.db", self.database.folder / "test.db")
        else:
            self.database.drop()
            psql(POSTGRES, f'CREATE DATABASE "{self.database.name}" TEMPLATE "{self.database.name}_failed"')

    def rows(self):
        """Of the second migration: how many, how many are rolled back, how many finished."""
        return self.database.query("SELECT count(*), count(rolled_back_at), count(finished_at) FROM _prisma_migrations"
                                   " WHERE migration_name LIKE '%2_step'")[0]

    def tables(self):
        catalog = ("SELECT name FROM sqlite_master WHERE type = 'table'" if self.provider == "sqlite" else
                   "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return {row[0] for row in self.database.query(catalog)} - {"_prisma_migrations"}

    def check_undone(self):
        assert self.rows() == ["1", "1", "0"], self.rows()
        assert self.tables() == {"things"}, self.tables()
        code, out, err = self.project.run("migrate", "status", "--json")
        assert '"status": "pending"' in out, out + err

    def check_finished(self):
        assert self.rows() == ["1", "0", "1"], self.rows()
        assert self.tables() == {"things", "half", "late"}, self.tables()
        assert self.database.query("SELECT * FROM half") == [["7"]]
        code, out, err = self.project.run("migrate", "status", "--strict")
        assert code == 0, out + err

    def close(self):
        self.project.close()
        if self.provider != "sqlite":
            psql(POSTGRES, f'DROP DATABASE IF EXISTS "{self.database.name}_failed" WITH (FORCE)')


def killed_once(failed, words, longest):
    """True when it was killed, False when it came to its end."""
    process = failed.project.start(*words)
    try:
        out, err = process.communicate(timeout=random.uniform(0, longest))
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.communicate()
        return True
    assert process.returncode == 0, f"{words} exits with {process.returncode}: {out}{err}"
    return False


def killed(provider):
    random.seed(provider)
    failed = Failed(provider)
    ways = [("undo", failed.check_undone), ("finish", failed.check_finished)]
    kills = rounds = 0
    longest = {}
    try:
        for way, check in itertools.cycle(ways):
            words = ["migrate", "recover", "--strategy", way, "--accept-data-loss"]
            if way not in longest:
                failed.begin_again()
                begun = time.monotonic()
                code, out, err = failed.project.run(*words)
                assert code == 0, out + err
                longest[way] = time.monotonic() - begun
                check()
            if kills >= KILLS:
                break
            failed.begin_again()
            rounds += 1
            for _ in range(MOST_IN_A_ROUND):
                if not killed_once(failed, words, longest[way]):
                    break
                kills += 1
            code, out, err = failed.project.run(*words)
            assert code == 0, f"after {kills} kills, {way} exits with {code}: {out}{err}"
            check()
    finally:
        failed.close()
    return f"{kills} kills in {rounds} rounds"


tap = Tap()
for provider in providers():
    tap.test(f"{provider}: killed {KILLS} times, a recovery is gone on with", killed, provider)
tap.end()
