#!/usr/bin/env python3
"""Compares the locks and rewrites that dunlin tells of statements with those of a real server: each statement
runs in a transaction behind its history, and pg_locks and the files of the tables say what it did.

    truth.py TELL_FACTS [-v]

DUNLIN_TEST_POSTGRES_URL names a server on which databases may be made; without it the test is skipped.
"""
import os
import pathlib
import subprocess
import sys

MODES = "ShareUpdateExclusiveLock ShareLock ShareRowExclusiveLock ExclusiveLock AccessExclusiveLock".split()
DATABASE = f"dunlin_truth_{os.getpid()}"
CASES = pathlib.Path(__file__).with_name("statements.sql")

# What is there, and the file of each table, before a statement; what changed, after it.
BEFORE = """
CREATE TEMP TABLE before AS
  SELECT c.oid, n.nspname || '.' || c.relname AS name, c.relkind, pg_relation_filenode(c.oid) AS file
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname !~ '^pg_|^information_schema$';
"""
AFTER = """
SELECT 'lock ' || b.name || ' ' || l.mode FROM pg_locks l JOIN before b ON b.oid = l.relation
  WHERE l.pid = pg_backend_pid() AND l.mode = ANY ('{%s}');
SELECT 'rewrite ' || b.name FROM before b JOIN pg_class c ON c.oid = b.oid
  WHERE b.file IS DISTINCT FROM pg_relation_filenode(b.oid);
""" % ",".join(MODES)


def read_cases(version):
    """Histories begin with "-- history NAME", and hold for the statements behind "-- statements". A statement may
    need a version: "…; -- from 14"."""
    cases, history, statements = [], "", False
    for line in CASES.read_text().splitlines():
        if line.startswith("-- history"):
            history, statements = "", False
        elif line.startswith("-- statements"):
            statements = True
        elif line.startswith("--") or not line.strip():
            continue
        elif statements and version < int(line.partition("-- from ")[2] or 0):
            continue
        elif statements:
            cases.append((history, line))
        else:
            history += line + "\n"
    return cases


def psql(url, script):
    run = subprocess.run(["psql", "-XAtq", "-v", "VERBOSITY=terse", url], input=script, text=True, capture_output=True)
    return run.stdout, run.stderr


def strongest(lines):
    """The strongest lock a table, and the rewrites."""
    locks, rewrites = {}, set()
    for line in lines:
        word, name, *mode = line.split(" ")
        if word == "lock" and MODES.index(mode[0]) >= MODES.index(locks.get(name, MODES[0])):
            locks[name] = mode[0]
        elif word == "rewrite":
            rewrites.add(name)
    return locks, rewrites


def ask_server(url, cases):
    script = "SET client_min_messages = error;\n"
    for history, statement in cases:
        script += "DROP SCHEMA public CASCADE; CREATE SCHEMA public; DROP SCHEMA IF EXISTS s CASCADE; RESET ALL;\n"
        script += "SET client_min_messages = error; DROP TABLE IF EXISTS before;\n" + history + BEFORE
        script += f"\\echo case\nBEGIN;\n{statement}\n\\echo state :ERROR\n{AFTER}\nROLLBACK;\n\\echo end\n"
    out, errors = psql(url, script)
    answers = []
    for part in out.split("case\n")[1:]:
        lines = part.split("end\n")[0].splitlines()
        answers.append((("state true" in lines), strongest(l for l in lines if l.startswith(("lock", "rewrite")))))
    return answers, errors


def ask_dunlin(program, version, cases):
    text = "".join(f"{history}\0{statement}\0" for history, statement in cases)
    out = subprocess.run([program, str(version)], input=text, text=True, capture_output=True, check=True).stdout
    answers, lines = [], []
    for line in out.splitlines():
        if line:
            lines.append(line)
        else:
            answers.append((any(l.startswith("unread") for l in lines),
                            strongest(l for l in lines if l.startswith(("lock", "rewrite")))))
            lines = []
    return answers


def shown(told):
    locks, rewrites = told
    return ", ".join([f"{name} {mode}" for name, mode in sorted(locks.items())] + [f"rewrites {r}" for r in sorted(rewrites)])


def main():
    server = os.environ.get("DUNLIN_TEST_POSTGRES_URL")
    if not server:
        print("skipped: DUNLIN_TEST_POSTGRES_URL is not set")
        return 77
    base, _, last = server.partition("?")
    url = base.rsplit("/", 1)[0] + "/" + DATABASE + ("?" + last if last else "")
    psql(server, f"CREATE DATABASE {DATABASE};")
    try:
        version = int(psql(url, "SHOW server_version_num")[0]) // 10000
        cases = read_cases(version)
        real, errors = ask_server(url, cases)
    finally:
        psql(server, f"DROP DATABASE {DATABASE};")
    told = ask_dunlin(sys.argv[1], version, cases)
    bad = 0
    if len(real) != len(cases) or len(told) != len(cases):
        print(f"{len(cases)} cases, but {len(real)} answers of the server and {len(told)} of dunlin")
        return 1
    for (_, statement), (failed, is_so), (unread, is_told) in zip(cases, real, told):
        if failed or unread:
            print(f"{'the server refuses' if failed else 'dunlin cannot read'}: {statement}")
        elif is_so != is_told:
            print(f"{statement}\n  does  {shown(is_so)}\n  told  {shown(is_told)}")
        else:
            continue
        bad += 1
    if any(failed for failed, _ in real):
        print("\n".join(sorted({e for e in errors.splitlines() if "aborted" not in e})))
    print(f"PostgreSQL {version}: {len(cases)} statements, {len(cases) - bad} as dunlin says")
    return 1 if bad else 0


sys.exit(main())
