#!/usr/bin/env python3
"""`backup restore` over a database is killed with SIGKILL at random moments: the database is the old one or the
restored one, whole, and the next run ends the work.

    restore.py [KILLS]      how many kills on each database (default 100)
"""
import pathlib
import random
import signal
import sqlite3
import subprocess
import sys
import time

from faults import POSTGRES, Project, Tap, providers, psql

KILLS = int(sys.argv[1]) if len(sys.argv) > 1 else 100
ROWS = 15000
FILL = {
    "sqlite": f"INSERT INTO big WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < {ROWS})"
              " SELECT i, hex(i * 7919) || 'some text that takes room in a page of the file' FROM n",
    "postgresql": f"INSERT INTO big SELECT i, md5(i::text) FROM generate_series(1, {ROWS}) i",
}
CHANGES = ["UPDATE state SET name = 'new'", "DELETE FROM big WHERE id % 3 = 0", "CREATE TABLE extra (id INTEGER)"]


def script(number):
    return ("CREATE TABLE state (name TEXT);\nINSERT INTO state VALUES ('saved');\n" if number == 1 else
            "CREATE TABLE big (id INTEGER PRIMARY KEY, text TEXT);\n")


def run_sql(project, *statements):
    if project.database.provider == "sqlite":
        connection = sqlite3.connect(project.database.folder / "test.db", timeout=30)
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        connection.close()
    else:
        psql(project.database.url, ";".join(statements))


def query(project, sql):
    """Asked again when the sessions were just ended, or the names are being swapped."""
    for _ in range(50):
        try:
            return project.database.query(sql)
        except subprocess.CalledProcessError as problem:
            error = problem
            time.sleep(0.1)
    raise AssertionError(f"the database cannot be used: {error.stderr}")


def state(project):
    """'saved' or 'new', after a look at everything."""
    catalog = "sqlite_master WHERE name" if project.database.provider == "sqlite" else "pg_class WHERE relname"
    name, count, extra = query(project, "SELECT (SELECT name FROM state), (SELECT count(*) FROM big),"
                                        f" (SELECT count(*) FROM {catalog} = 'extra')")[0]
    if project.database.provider == "sqlite":
        assert query(project, "PRAGMA integrity_check") == [["ok"]]
    expected = {"saved": (ROWS, "0"), "new": (ROWS - ROWS // 3, "1")}[name]
    assert (int(count), extra) == expected, f"neither the old nor the new one: {name}, {count} rows, {extra}"
    return name


def leftovers(project):
    files = [str(path) for path in project.folder.rglob(".dunlin-partial*")]
    if project.database.provider == "sqlite":
        return files
    return files + [row[0] for row in psql(POSTGRES, r"SELECT datname FROM pg_database WHERE datname LIKE '\_dunlin\_spare%'")]


def killed(provider):
    random.seed(provider)
    project = Project(provider, 2, script)
    kills = 0
    outcomes = {"saved": 0, "new": 0}
    try:
        code, _, err = project.run("migrate", "deploy")
        assert code == 0, err
        run_sql(project, FILL[provider])
        code, _, err = project.run("backup", "create", "backups")
        assert code == 0, err
        backup = str(next(pathlib.Path(project.folder, "backups").glob("*.json")))
        run_sql(project, *CHANGES)
        begun = time.monotonic()
        code, _, err = project.run("backup", "restore", backup, "--force")
        assert code == 0, err
        whole = time.monotonic() - begun
        assert state(project) == "saved"
        run_sql(project, *CHANGES)
        while kills < KILLS:
            process = project.start("backup", "restore", backup, "--force")
            try:
                # The end is short, and is what matters most.
                process.communicate(timeout=random.choice([random.uniform(0, whole), random.uniform(whole * 0.7, whole)]))
                assert process.returncode == 0
                whole *= 0.9
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.communicate()
                kills += 1
                whole *= 1.01
            found = state(project)
            outcomes[found] += 1
            if found == "saved":
                run_sql(project, *CHANGES)
        code, _, err = project.run("backup", "restore", backup, "--force")
        assert code == 0, f"after {kills} kills the restore exits with {code}: {err}"
        assert state(project) == "saved"
        assert leftovers(project) == [], leftovers(project)
        code, out, err = project.run("migrate", "status", "--strict")
        assert code == 0, f"status exits with {code}: {out}{err}"
    finally:
        project.close()
    return f"{kills} kills; afterwards {outcomes['new']} times as before, {outcomes['saved']} times restored"


tap = Tap()
for provider in providers():
    tap.test(f"{provider}: killed {KILLS} times, a restore leaves the old database or the new one", killed, provider)
tap.end()
