#!/usr/bin/env python3
"""Deployments with --keep are killed with SIGKILL at random moments: whatever a migration lost is kept.

    keep.py [KILLS]      how many kills on each database (default 100)
"""
import contextlib
import json
import random
import signal
import sqlite3
import subprocess
import sys
import time

from faults import Project, Tap, providers

KILLS = int(sys.argv[1]) if len(sys.argv) > 1 else 100
MIGRATIONS = 25
ROWS = 1500


def script(number):
    if number == 1:
        columns = "".join(f", c{k} TEXT" for k in range(2, MIGRATIONS + 1))
        values = "".join(f", 'v' || n || '_{k}'" for k in range(2, MIGRATIONS + 1))
        tables = "".join(f"CREATE TABLE old_{k} (id INTEGER PRIMARY KEY, note TEXT);\n"
                         f"INSERT INTO old_{k} VALUES (1, 'one {k}'), (2, 'two {k}');\n"
                         for k in range(2, MIGRATIONS + 1))
        return ("CREATE TABLE step_log (number INTEGER NOT NULL);\nINSERT INTO step_log VALUES (1);\n"
                f"CREATE TABLE big (id INTEGER PRIMARY KEY, u INTEGER NOT NULL{columns});\n"
                f"INSERT INTO big WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < {ROWS}) "
                f"SELECT n, 0{values} FROM t;\n{tables}")
    return (f"INSERT INTO step_log VALUES ({number});\nALTER TABLE big DROP COLUMN c{number};\n"
            f"DROP TABLE old_{number};\nUPDATE big SET u = {number} WHERE id % 3 = 0;\n")


def kept_rows(project, table, sql):
    """A query of what is kept; {} stands for its table."""
    if project.database.provider == "sqlite":
        with contextlib.closing(sqlite3.connect(project.folder / "test.db-kept", timeout=30)) as connection:
            return [[str(value) for value in row] for row in connection.execute(sql.format(table))]
    return project.database.query(sql.format("_dunlin_keep." + table))


def check_kept(project):
    """What each migration that is applied has lost is kept, whole and once."""
    applied = {row[0] for row in project.database.query(
        "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL")}
    code, out, err = project.run("keep", "list", "--json")
    assert code == 0, err
    entries = [entry for entry in json.loads(out)["entries"] if entry["state"] == "kept"]
    for number in range(2, MIGRATIONS + 1):
        name = f"20240101{number:06}_step"
        mine = {(entry["table"], tuple(sorted(entry["columns"]))): entry["keptIn"]
                for entry in entries if entry["migration"] == name}
        if name not in applied:
            assert project.database.query(f"SELECT count(c{number}) FROM big") == [[str(ROWS)]], "lost before its time"
            assert not mine, f"{name} is not applied, and has entries"
            continue
        whole = mine[("big", (f"c{number}", "u"))]
        good = kept_rows(project, whole, f"SELECT count(*) FROM {{}} WHERE c{number} = 'v' || id || '_{number}'")
        assert good == [[str(ROWS)]], f"{good} of {ROWS} values are kept"
        before = kept_rows(project, whole, "SELECT min(u), max(u) FROM {} WHERE id % 3 = 0")
        assert before == [[str(number - 1 if number > 2 else 0)] * 2], f"the values were {before}"
        notes = kept_rows(project, mine[(f"old_{number}", ("id", "note"))], "SELECT note FROM {} ORDER BY id")
        assert notes == [[f"one {number}"], [f"two {number}"]], f"{notes} is kept"
    return len(applied)


def begin(provider):
    project = Project(provider, MIGRATIONS, script)
    first = project.folder / "prisma" / "migrations"
    away = project.folder / "later"
    away.mkdir()
    for number in range(2, MIGRATIONS + 1):
        (first / f"20240101{number:06}_step").rename(away / f"20240101{number:06}_step")
    code, out, err = project.run("migrate", "deploy")
    assert code == 0, err
    for folder in away.iterdir():
        folder.rename(first / folder.name)
    return project


def killed(provider):
    random.seed(provider)
    kills = rounds = 0
    whole = 0.0
    while kills < KILLS:
        rounds += 1
        project = begin(provider)
        try:
            while True:
                begun = time.monotonic()
                process = project.start("migrate", "deploy", "--keep")
                try:
                    process.communicate(timeout=random.uniform(0, whole / 6) if whole else None)
                except subprocess.TimeoutExpired:
                    process.send_signal(signal.SIGKILL)
                    process.communicate()
                    kills += 1
                    check_kept(project)
                    continue
                whole = whole or time.monotonic() - begun
                break
            code, out, err = project.run("migrate", "deploy", "--keep")
            assert code == 0, f"after {kills} kills the deploy exits with {code}: {err}"
            project.check_complete()
            assert check_kept(project) == MIGRATIONS
        finally:
            project.close()
    return f"{kills} kills in {rounds} rounds"


tap = Tap()
for provider in providers():
    tap.test(f"{provider}: killed {KILLS} times with --keep, nothing is lost", killed, provider)
tap.end()
