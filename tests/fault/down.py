#!/usr/bin/env python3
"""migrate down is killed with SIGKILL at random moments: each migration is applied, with its data kept, or taken
back, with its data in place.

    down.py [KILLS]      how many kills on each database (default 100)
"""
import random
import signal
import subprocess
import sys
import time

from faults import Project, Tap, providers

KILLS = int(sys.argv[1]) if len(sys.argv) > 1 else 100
MIGRATIONS = 8
ROWS = 300


def script(number):
    if number == 1:
        columns = "".join(f", c{k} TEXT NOT NULL DEFAULT ''" for k in range(2, MIGRATIONS + 1))
        values = "".join(f", 'v' || n || '_{k}'" for k in range(2, MIGRATIONS + 1))
        tables = "".join(f"CREATE TABLE old_{k} (id INTEGER PRIMARY KEY, note TEXT);\n"
                         f"INSERT INTO old_{k} VALUES (1, 'one {k}'), (2, 'two {k}');\n"
                         for k in range(2, MIGRATIONS + 1))
        return (f"CREATE TABLE big (id INTEGER PRIMARY KEY{columns});\n"
                f"INSERT INTO big WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < {ROWS}) "
                f"SELECT n{values} FROM t;\n{tables}CREATE TABLE step_log (number INTEGER NOT NULL);\n"
                "INSERT INTO step_log VALUES (1);\n")
    return (f"INSERT INTO step_log VALUES ({number});\nALTER TABLE big DROP COLUMN c{number};\n"
            f"DROP TABLE old_{number};\n")


def down(number):
    return (f"ALTER TABLE big ADD COLUMN c{number} TEXT NOT NULL DEFAULT '';\n"
            f"CREATE TABLE old_{number} (id INTEGER PRIMARY KEY, note TEXT);\n"
            "-- Kept data is put back here.\n"
            f"DELETE FROM step_log WHERE number = {number};\n")


def name(number):
    return f"20240101{number:06}_step"


def check(project):
    """How many migrations are taken back; each of them with all it had."""
    query = project.database.query
    applied = {row[0] for row in query(
        "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL")}
    kept = query("SELECT count(*) FROM _prisma_migrations WHERE finished_at IS NULL")
    assert kept == [["0"]], "there is a row without an end"
    back = 0
    for number in range(2, MIGRATIONS + 1):
        logged = query(f"SELECT count(*) FROM step_log WHERE number = {number}")
        if name(number) in applied:
            assert not back, f"{name(number)} is applied, and an earlier one is not"
            assert logged == [["1"]], f"{name(number)} is half taken back"
            continue
        back += 1
        assert logged == [["0"]], f"{name(number)} is half taken back"
        good = query(f"SELECT count(*) FROM big WHERE c{number} = 'v' || id || '_{number}'")
        assert good == [[str(ROWS)]], f"{good} of {ROWS} values are back"
        notes = query(f"SELECT note FROM old_{number} ORDER BY id")
        assert notes == [[f"one {number}"], [f"two {number}"]], f"{notes} are back"
    return back


def deploy(project, *options):
    code, out, err = project.run("migrate", "deploy", *options)
    assert code == 0, err


def begin(provider):
    """All is applied, and what the migrations lost is kept."""
    project = Project(provider, MIGRATIONS, script)
    migrations = project.folder / "prisma" / "migrations"
    for number in range(2, MIGRATIONS + 1):
        (migrations / name(number) / "down.sql").write_text(down(number))
    code, out, err = project.run("migrate", "up", "--steps", "1")
    assert code == 0, err
    deploy(project, "--keep")
    return project


def killed(provider):
    random.seed(provider)
    kills = rounds = 0
    whole = 0.0
    project = begin(provider)
    try:
        while kills < KILLS:
            rounds += 1
            while True:
                begun = time.monotonic()
                process = project.start("migrate", "down", "--to", name(1), "--accept-data-loss")
                try:
                    out, err = process.communicate(timeout=random.uniform(0, whole * 0.6) if whole else None)
                    assert process.returncode == 0, f"after {kills} kills it exits with {process.returncode}: {err}"
                except subprocess.TimeoutExpired:
                    process.send_signal(signal.SIGKILL)
                    process.communicate()
                    kills += 1
                    check(project)
                    continue
                whole = whole or time.monotonic() - begun
                break
            assert check(project) == MIGRATIONS - 1, "the last run did not take all back"
            deploy(project, "--keep")
        code, out, err = project.run("keep", "list", "--json")
        assert code == 0 and '"orphan"' not in out, out
    finally:
        project.close()
    return f"{kills} kills in {rounds} rounds"


tap = Tap()
for provider in providers():
    tap.test(f"{provider}: killed {KILLS} times going back, nothing is lost", killed, provider)
tap.end()
