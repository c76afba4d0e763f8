#!/usr/bin/env python3
"""The world fails: the server goes away, the disk is full, files are locked, damaged or huge.

Each time: a clear error with its code, nothing lost, nothing half-told, and the next deploy goes on.
"""
import json
import os
import pathlib
import socket
import sqlite3
import subprocess
import tempfile
import threading
import time

from faults import POSTGRES, Project, Tap, psql


def deploy(project, *arguments):
    """The exit status, the error code (or None), and the whole JSON document."""
    code, out, err = project.run("migrate", "deploy", "--json", *arguments)
    document = json.loads(out)
    assert document["exitCode"] == code, "the document tells another exit status"
    return code, document.get("error", {}).get("code"), document


def slow_script(number):
    text = Project.script(number)
    return text + "SELECT pg_sleep(30);\n" if number == 3 else text


def goes_on(project, applied):
    """What was applied before the fault is there, nothing more; a good third script ends the work."""
    names = project.database.query("SELECT migration_name FROM _prisma_migrations")
    assert len(names) == applied, f"{len(names)} rows instead of {applied}"
    path = project.folder / "prisma/migrations/20240101000003_step/migration.sql"
    path.write_text(Project.script(3))
    code, error, document = deploy(project)
    assert code == 0, document
    project.check_complete()


class Proxy:
    """A relay to the test server that can cut its connections, as a broken network does."""

    def __init__(self):
        host, port = POSTGRES.split("@")[1].split("/")[0].split(":")
        self.target = (host, int(port))
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]
        self.open = []
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                client, _ = self.server.accept()
            except OSError:
                return
            upstream = socket.create_connection(self.target)
            self.open += [client, upstream]
            for a, b in ((client, upstream), (upstream, client)):
                threading.Thread(target=self.relay, args=(a, b), daemon=True).start()

    @staticmethod
    def relay(a, b):
        try:
            while data := a.recv(65536):
                b.sendall(data)
        except OSError:
            pass

    def cut(self):
        self.server.close()
        for each in self.open:
            try:
                each.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            each.close()


def await_sleep(project):
    for _ in range(200):
        rows = psql(POSTGRES, "SELECT pid FROM pg_stat_activity WHERE query LIKE '%pg_sleep(30)%'"
                              f" AND datname = '{project.database.name}' AND pid <> pg_backend_pid()")
        if rows:
            return rows[0][0]
        time.sleep(0.05)
    raise AssertionError("the deploy never came to its third migration")


def terminated():
    project = Project("postgresql", 5, slow_script)
    try:
        process = project.start("migrate", "deploy", "--json")
        psql(POSTGRES, f"SELECT pg_terminate_backend({await_sleep(project)})")
        out, _ = process.communicate(timeout=60)
        assert process.returncode == 1 and json.loads(out)["error"]["code"] == "P1017", out
        goes_on(project, 2)
    finally:
        project.close()


def network_cut():
    project = Project("postgresql", 5, slow_script)
    proxy = Proxy()
    direct = project.database.url
    try:
        project.database.url = f"postgresql://postgres@127.0.0.1:{proxy.port}/{project.database.name}"
        process = project.start("migrate", "deploy", "--json")
        pid = await_sleep(project)
        proxy.cut()
        out, _ = process.communicate(timeout=60)
        project.database.url = direct
        assert process.returncode == 1 and json.loads(out)["error"]["code"] == "P1017", out
        psql(POSTGRES, f"SELECT pg_terminate_backend({pid})")
        goes_on(project, 2)
    finally:
        project.database.url = direct
        project.close()


def interrupted():
    project = Project("postgresql", 5, slow_script)
    try:
        process = project.start("migrate", "deploy", "--json")
        await_sleep(project)
        process.terminate()
        out, _ = process.communicate(timeout=60)
        assert process.returncode == 130 and json.loads(out)["error"]["code"] == "D1017", out
        goes_on(project, 2)
    finally:
        project.close()


def starting_server():
    """--wait: the server is not there at first."""
    project = Project("postgresql", 2)
    direct = project.database.url
    proxy = Proxy()
    port = proxy.port
    proxy.cut()
    try:
        project.database.url = f"postgresql://postgres@127.0.0.1:{port}/{project.database.name}"
        code, error, _ = deploy(project)
        assert (code, error) == (1, "P1001"), "without --wait it must fail at once"
        process = project.start("migrate", "deploy", "--json", "--wait", "30s")
        time.sleep(1)
        relay = Proxy.__new__(Proxy)
        relay.target, relay.open = proxy.target, []
        relay.server = socket.create_server(("127.0.0.1", port))
        threading.Thread(target=relay.accept, daemon=True).start()
        out, _ = process.communicate(timeout=60)
        assert process.returncode == 0, out
        relay.cut()
        project.database.url = direct
        project.check_complete()
    finally:
        project.database.url = direct
        project.close()


def killed_outside_transaction():
    """A killed script that cannot be one transaction is gone on with, statement by statement."""
    def script(number):
        text = Project.script(number)
        if number != 2:
            return text
        return text + ("CREATE INDEX CONCURRENTLY table_2_id ON table_2 (id);\n"
                       "INSERT INTO table_2 VALUES (3, 'after');\n"
                       "VACUUM table_2;\nSELECT pg_sleep(30);\nINSERT INTO table_2 VALUES (4, 'end');\n")
    project = Project("postgresql", 3, script)
    try:
        process = project.start("migrate", "deploy")
        pid = await_sleep(project)
        process.kill()
        process.communicate()
        psql(POSTGRES, f"SELECT pg_terminate_backend({pid})")
        rows = project.database.query("SELECT finished_at IS NULL, logs IS NULL FROM _prisma_migrations ORDER BY 1")
        assert rows[-1] == ["t", "f"], f"the row does not tell how far it came: {rows}"
        process = project.start("migrate", "deploy", "--json")
        psql(POSTGRES, f"SELECT pg_terminate_backend({await_sleep(project)})")
        out, _ = process.communicate(timeout=60)
        assert process.returncode == 1 and json.loads(out)["error"]["code"] == "P1017", out
        # The last part ran in a transaction, so nothing of it is there; a shorter sleep ends it.
        names = project.database.query("SELECT id FROM table_2 ORDER BY 1")
        assert [row[0] for row in names] == ["1", "2", "3"], names
    finally:
        project.close()


def killed_in_concurrent_index():
    """CREATE INDEX CONCURRENTLY is killed half way: the invalid index is cleared away and made again."""
    def script(number):
        return (f"CREATE INDEX CONCURRENTLY \"Table 1_again\" ON public.table_1 (name);\n" if number == 2
                else Project.script(number))
    project = Project("postgresql", 2, script)
    try:
        (project.folder / "prisma/migrations/20240101000002_step").rename(project.folder / "later")
        code, _, document = deploy(project)
        assert code == 0, document
        (project.folder / "later").rename(project.folder / "prisma/migrations/20240101000002_step")
        holder = subprocess.Popen(["psql", "-Xq", project.database.url], stdin=subprocess.PIPE, text=True)
        holder.stdin.write("BEGIN; INSERT INTO table_1 VALUES (9, 'held');\n")
        holder.stdin.flush()
        time.sleep(0.5)
        process = project.start("migrate", "deploy")
        for _ in range(200):
            rows = psql(POSTGRES, "SELECT pid FROM pg_stat_activity WHERE query LIKE 'CREATE INDEX CONC%' AND wait_event_type"
                                  f" = 'Lock' AND datname = '{project.database.name}'")
            if rows:
                break
            time.sleep(0.05)
        process.kill()
        process.communicate()
        psql(POSTGRES, f"SELECT pg_terminate_backend({rows[0][0]})")
        holder.communicate("COMMIT;\n")
        valid = project.database.query("SELECT indisvalid FROM pg_index WHERE indexrelid = '\"Table 1_again\"'::regclass")
        assert valid == [["f"]], f"the test did not break the index: {valid}"
        code, error, document = deploy(project)
        assert code == 0 and document["applied"][0]["resumed"], document
        valid = project.database.query("SELECT indisvalid FROM pg_index WHERE indexrelid = '\"Table 1_again\"'::regclass")
        assert valid == [["t"]], valid
        rows = project.database.query("SELECT count(*), count(finished_at), count(logs) FROM _prisma_migrations")
        assert rows == [["2", "2", "0"]], rows
    finally:
        project.close()


def full_disk():
    folder = tempfile.mkdtemp(prefix="dunlin-tmpfs-")
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", folder], capture_output=True)
    if mounted.returncode:
        os.rmdir(folder)
        return "SKIP a small file system cannot be mounted here"

    def script(number):
        text = Project.script(number)
        return text + ("INSERT INTO table_3 WITH RECURSIVE n(i) AS (VALUES (10) UNION ALL SELECT i + 1 FROM n WHERE i < 40000)"
                       " SELECT i, hex(randomblob(20)) FROM n;\n" if number == 3 else "")
    project = Project("sqlite", 4, script)
    project.database.folder = pathlib.Path(folder)
    project.database.url = f"file:{folder}/test.db"
    try:
        code, error, document = deploy(project)
        assert (code, error) == (1, "D1019"), document
        goes_on_at = project.database.query("SELECT count(*) FROM _prisma_migrations")[0][0]
        assert goes_on_at == "2", f"{goes_on_at} rows"
        assert project.database.query("PRAGMA integrity_check") == [["ok"]]
        subprocess.run(["mount", "-o", "remount,size=20m", folder], check=True)
        code, error, document = deploy(project)
        assert code == 0, document
        project.check_complete()
    finally:
        subprocess.run(["umount", folder], check=True)
        os.rmdir(folder)
        project.close()


def locked_file():
    project = Project("sqlite", 2)
    try:
        code, _, document = deploy(project)
        assert code == 0, document
        more = project.folder / "prisma/migrations/20240101000003_step"
        more.mkdir()
        (more / "migration.sql").write_text(Project.script(3))
        project.count = 3
        holder = sqlite3.connect(project.database.folder / "test.db", isolation_level=None)
        holder.execute("BEGIN EXCLUSIVE")
        code, error, document = deploy(project)
        assert (code, error) == (1, "P1008"), document
        process = project.start("migrate", "deploy", "--json")  # a lock that goes away is waited for
        time.sleep(1)
        holder.execute("ROLLBACK")
        holder.close()
        out, _ = process.communicate(timeout=60)
        assert process.returncode == 0, out
        project.check_complete()
    finally:
        project.close()


def read_only():
    project = Project("sqlite", 2)
    path = project.database.folder / "test.db"
    path.touch()
    if subprocess.run(["chattr", "+i", path], capture_output=True).returncode:
        os.chmod(path, 0o444)
        if os.access(path, os.W_OK):
            project.close()
            return "SKIP a file cannot be made read-only for this user here"
    try:
        code, error, document = deploy(project)
        assert (code, error) == (1, "D1018"), document
    finally:
        subprocess.run(["chattr", "-i", path], capture_output=True)
        project.close()


def not_a_database():
    project = Project("sqlite", 2)
    try:
        (project.database.folder / "test.db").write_bytes(b"this is no database, it is a text\n" * 100)
        code, error, document = deploy(project)
        assert (code, error) == (1, "D1020"), document
    finally:
        project.close()


def large_script(provider):
    """64 MB: a long script of many statements, and one of few long ones."""
    def script(number):
        text = Project.script(number)
        if number == 2:
            return text + "".join(f"INSERT INTO table_2 VALUES ({i}, '{'x' * 300}');\n" for i in range(10, 100010))
        if number == 3:
            rows = ",\n".join(f"({i}, '{'y' * 300}')" for i in range(10, 100010))
            return text + f"INSERT INTO table_3 VALUES {rows};\n"
        return text
    project = Project(provider, 4, script)
    try:
        code, _, document = deploy(project)
        assert code == 0, document
        project.check_complete()
        assert project.database.query("SELECT count(*) FROM table_3")[0][0] == "100002"
    finally:
        project.close()


tap = Tap()
tap.test("a full disk", full_disk)
tap.test("a locked SQLite file", locked_file)
tap.test("a read-only SQLite file", read_only)
tap.test("a file that is no database", not_a_database)
tap.test("sqlite: a 64 MB history", large_script, "sqlite")
if POSTGRES:
    tap.test("postgresql: a 64 MB history", large_script, "postgresql")
    tap.test("the server ends the connection in a migration", terminated)
    tap.test("the network is cut in a migration", network_cut)
    tap.test("SIGTERM in a migration", interrupted)
    tap.test("a server that is still starting", starting_server)
    tap.test("killed in CREATE INDEX CONCURRENTLY", killed_in_concurrent_index)
    tap.test("killed in a script with statements outside transactions", killed_outside_transaction)
else:
    print("# PostgreSQL is skipped: DUNLIN_TEST_POSTGRES_URL is not set")
tap.end()
