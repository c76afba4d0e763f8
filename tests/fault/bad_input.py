#!/usr/bin/env python3
"""Schemas that nobody writes by hand: very large ones, deep ones, cut ones. dunlin answers, or says
clearly what is wrong; the time grows with the size and no faster, and so does the memory.

    DUNLIN=build/src/dunlin tests/fault/bad_input.py [NAME ...]

Prints TAP. Programs with AddressSanitizer get small inputs, and their memory is not measured.
"""
import os
import pathlib
import resource
import sys
import tempfile

DUNLIN = os.environ.get("DUNLIN") or sys.exit("DUNLIN names no program")
SANITIZED = b"__asan_init" in pathlib.Path(DUNLIN).read_bytes()
MEGABYTE = 1 << 20
SIZE = MEGABYTE // 8 if SANITIZED else 16 * MEGABYTE
LARGEST = MEGABYTE if SANITIZED else 64 * MEGABYTE
MEMORY = 20  # bytes a byte of the schema, at most
DENSE = 120  # the same for schemas that have one thing every two or three bytes
BASE = 24 * MEGABYTE  # what the program has without a schema, and what 10,000 diagnostics need
CORPUS = pathlib.Path(__file__).resolve().parent.parent / "fuzz" / "corpus" / "schema"

HEAD = 'datasource db {\n  provider = "postgresql"\n}\n'


def lines(head, line, tail=""):
    """A schema of about `size` bytes: `line` many times, with its number for {}."""
    def make(size):
        out, length, number = [head], 0, 0
        while length < size:
            text = line.replace("{}", str(number))
            out.append(text)
            length += len(text)
            number += 1
        return "".join(out) + tail
    return make


CASES = {
    # valid ones
    "models": lines(HEAD, "model M{} {\n  id Int @id\n}\n"),
    "fields": lines(HEAD + "model A {\n  id Int @id\n", "  f{} Int?\n", "}\n"),
    "values of an enum": lines(HEAD + "enum E {\n", "  V{}\n", "}\n"),
    "enums": lines(HEAD, "enum E{} {\n  A\n}\n"),
    "comments": lines(HEAD, "// a comment\n"),
    "documentation": lines(HEAD + "model A {\n", "/// words\n", "  id Int @id\n}\n"),
    "a long comment": lines("/*", " many words *\n", "*/\n"),
    "empty lines": lines(HEAD, "\n"),
    "blanks": lines(HEAD, " "),
    "indexes": lines(HEAD + "model A {\n  id Int @id\n  b Int\n", '  @@index([b], map: "i{}")\n', "}\n"),
    "fields of an index": lines(HEAD + "model A {\n  id Int @id\n  b Int\n  @@index([b", ", id", "])\n}\n"),
    "a string": lines(HEAD + 'model A {\n  id Int @id\n  b String @default("', "text ", '")\n}\n'),
    "a list": lines(HEAD + "model A {\n  id Int @id\n  b Int[] @default([1", ", 2", "])\n}\n"),
    "generators": lines("", 'generator g{} {\n  provider = "p"\n}\n'),
    "settings of a generator": lines('generator g {\n  provider = "p"\n', "  s{} = 1\n", "}\n"),
    "relations": lines(HEAD, "model A{} {\n  id Int @id\n  b B{}[]\n}\nmodel B{} {\n  id Int @id\n  a A{} @relation(fields: [aId], references: [id])\n  aId Int\n}\n"),
    "many to many": lines(HEAD, "model A{} {\n  id Int @id\n  b B{}[]\n}\nmodel B{} {\n  id Int @id\n  a A{}[]\n}\n"),
    # broken ones
    "one line": lines("", "a"),
    "braces": lines("", "{"),
    "closing braces": lines("", "}\n"),
    "brackets": lines(HEAD + "model A {\n  id Int @id @default(", "["),
    "parentheses": lines(HEAD + "model A {\n  id Int @id @default(", "f("),
    "objects": lines(HEAD + "model A {\n  id Int @id @default(", "{a: "),
    "attributes": lines(HEAD + "model A {\n  id Int ", "@a ", "\n}\n"),
    "attributes of a model": lines(HEAD + "model A {\n  id Int @id\n", "  @@a{}\n", "}\n"),
    "ids": lines(HEAD + "model A {\n  id Int ", "@id ", "\n}\n"),
    "arguments": lines(HEAD + "model A {\n  id Int @id(", "a: 1, ", "b: 2)\n}\n"),
    "blocks never closed": lines("", "model M{} {\n"),
    "datasources never closed": lines("", "datasource d{} {\n"),
    "comments never closed": lines("", "/*\n"),
    "comments never closed in a model": lines("model A {\n", "  a /*\n", "}\n"),
    "strings never closed": lines("model A {\n", '  a Int @default("\n', "}\n"),
    "quotes": lines('model A {\n  a Int @default("', '\\"'),
    "backslashes": lines('model A {\n  a Int @default("', "\\\\"),
    "escapes": lines('model A {\n  a Int @default("', "\\u12"),
    "the same model": lines(HEAD, "model A {\n  id Int @id\n}\n"),
    "the same field": lines(HEAD + "model A {\n  id Int @id\n", "  a Int\n", "}\n"),
    "the same value": lines(HEAD + "enum E {\n", "  A\n", "}\n"),
    "the same index": lines(HEAD + "model A {\n  id Int @id\n", '  @@index([id], map: "i")\n', "}\n"),
    "the same setting": lines('generator g {\n  provider = "p"\n', "  s = 1\n", "}\n"),
    "datasources": lines("", 'datasource d{} {\n  provider = "sqlite"\n}\n'),
    "schemas": lines('datasource d {\n  provider = "postgresql"\n  schemas = ["a"', ', "b{}"', "]\n}\n"),
    "extensions": lines('datasource d {\n  provider = "postgresql"\n  extensions = [a', ", b{}(x: 1)", "]\n}\n"),
    "arguments of an extension": lines('datasource d {\n  provider = "postgresql"\n  extensions = [a(b: "1"', ', c{}: "x"', ")]\n}\n"),
    "preview features": lines('generator g {\n  provider = "p"\n  previewFeatures = ["a"', ', "b{}"', "]\n}\n"),
    "arguments of env": lines('generator g {\n  provider = env("a"', ', b: "c"', ")\n}\n"),
    "unknown types": lines(HEAD + "model A {\n  id Int @id\n", "  f{} T{}\n", "}\n"),
    "fields of a relation": lines(HEAD + "model A {\n  id Int @id\n  b B @relation(fields: [id", ", id", "], references: [id])\n}\nmodel B {\n  id Int @id\n  a A[]\n}\n"),
    "relations to one model": lines(HEAD + "model A {\n  id Int @id\n", "  b{} A[]\n", "}\n"),
    "named relations to one model": lines(HEAD + "model A {\n  id Int @id\n", '  b{} A[] @relation("r{}")\n', "}\n"),
    "relations without the other side": lines(HEAD + "model B {\n  id Int @id\n}\n", "model M{} {\n  id Int @id\n  b B[]\n}\n"),
    "a path": lines(HEAD + "model A {\n  id Int @id\n  @@index([a", ".b", "])\n}\n"),
    "a name": lines(HEAD + "model A", "a", " {\n  id Foo\n}\n"),
    "accents": lines(HEAD + "model A {\n  id Foo // ", "e\u0301", "\n}\n"),
    "carriage returns": lines("", "a\r"),
    "byte order marks": lines("", "\ufeff"),
    "controls": lines("", "\1\33[2J\0"),
}

# A schema as people write them.
USUAL = lines(HEAD, "model M{} {\n  id   Int     @id @default(autoincrement())\n  name String? @unique\n\n  @@map(\"m{}\")\n}\n\n")

status = 0
number = 0


def report(good, name, note=""):
    global number, status
    number += 1
    status |= not good
    print(f"{'ok' if good else 'not ok'} {number} - {name}" + (f" # {note}" if good and note else ""), flush=True)
    if not good:
        print(f"# {note}", flush=True)


def run(words, limit):
    """Exit status (negative: by a signal, also when it takes longer than the limit), seconds of
    processor time, peak bytes, and the end of what was written to standard error."""
    with tempfile.TemporaryFile() as errors:
        child = os.fork()
        if child == 0:
            null = os.open(os.devnull, os.O_RDWR)
            os.dup2(null, 0)
            os.dup2(null, 1)
            os.dup2(errors.fileno(), 2)
            resource.setrlimit(resource.RLIMIT_CPU, (int(limit) + 1, int(limit) + 2))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            environment = {"PATH": os.environ["PATH"], "ASAN_OPTIONS": "exitcode=99", "UBSAN_OPTIONS": "exitcode=99:halt_on_error=1"}
            os.execve(DUNLIN, [DUNLIN, *words], environment)
        _, state, usage = os.wait4(child, 0)
        seconds = usage.ru_utime + usage.ru_stime
        errors.seek(0)
        return os.waitstatus_to_exitcode(state), seconds, usage.ru_maxrss * 1024, errors.read()[-100000:]


def wrong(words, limit, most=None):
    """What is wrong with an answer, or None, and how long it took. `most` is the memory allowed."""
    code, seconds, peak, errors = run(words, limit)
    if code not in (0, 1):
        return f"{' '.join(words)} ended with {code} after {seconds:.1f} s: {errors[-300:]!r}", seconds
    if code == 1 and b"rror" not in errors:
        return f"{' '.join(words)} says nothing", seconds
    if most is not None and not SANITIZED and peak > most:
        return f"{' '.join(words)}: {peak / MEGABYTE:.0f} MB of memory, {most / MEGABYTE:.0f} allowed", seconds
    return None, seconds


def large(folder, name, make, size, memory):
    """The whole and a quarter of it: four times as large may take eight times as long."""
    for command in ("validate", "format"):
        path = folder / "schema.prisma"
        times = []
        for part in (size // 4, size):
            text = make(part).encode()
            path.write_bytes(text)
            problem, seconds = wrong([command, "--schema", str(path)], 60 if SANITIZED else 20, memory * len(text) + BASE)
            if problem:
                break
            times.append(seconds)
        if not problem and times[1] > 0.5 and times[1] > 8 * times[0]:
            problem = f"{command}: {times[0]:.2f} s for a quarter, {times[1]:.2f} s for the whole"
        report(not problem, f"{command}: {name}", problem or f"{times[-1]:.2f} s")


def cut(folder, command, step):
    """Every beginning of the schemas that the fuzz targets start from."""
    path = folder / "cut.prisma"
    for source in sorted(CORPUS.glob("*.prisma")):
        text = source.read_bytes()
        problem = None
        for length in range(0, len(text) + 1, step):
            path.write_bytes(text[:length])
            problem, _ = wrong([command, "--schema", str(path)], 10)
            if problem:
                problem = f"at {length}: {problem}"
                break
        report(not problem, f"{command}: {source.name}, cut at every byte", problem or "")


def folders(folder):
    """A schema of many files."""
    many = folder / "many"
    many.mkdir()
    count = 200 if SANITIZED else 10000
    (many / "a.prisma").write_text(HEAD)
    for i in range(count):
        (many / f"m{i}.prisma").write_text(f"model M{i} {{\n  id Int @id\n}}\n")
    for command in ("validate", "format"):
        problem, seconds = wrong([command, "--schema", str(many)], 60)
        report(not problem, f"{command}: {count} files", problem or f"{seconds:.2f} s")


def main():
    wanted = sys.argv[1:]
    cases = {name: make for name, make in CASES.items() if not wanted or name in wanted}
    with tempfile.TemporaryDirectory(prefix="dunlin bad input ") as name:
        folder = pathlib.Path(name)
        for title, make in cases.items():
            large(folder, title, make, SIZE, DENSE)
        if not wanted:
            large(folder, "one million models", CASES["models"], LARGEST // 2, MEMORY)
            large(folder, f"{LARGEST // MEGABYTE} MB", USUAL, LARGEST, MEMORY)
            folders(folder)
            for command in ("validate", "format"):
                cut(folder, command, 13 if SANITIZED else 1)
    print(f"1..{number}")
    sys.exit(status)


main()
