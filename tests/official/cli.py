"""Prisma's own command line, of two versions, from the npm registry; and how it is told to use dunlin.

The packages lie in a cache folder outside the tree and are installed once, without their scripts.
"""
import dataclasses
import fcntl
import os
import pathlib
import shutil
import subprocess

NODE = 20
VERSIONS = {6: "6.19.3", 7: "7.10.1"}
CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "dunlin-official-prisma"
# What may reach a command of the environment of whoever runs the tests.
KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "LD_LIBRARY_PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS")


class NotAvailable(Exception):
    """The command line cannot be had here; the text says why."""


@dataclasses.dataclass
class Ended:
    """How a command ended."""
    words: list
    status: int
    out: str
    err: str

    def __str__(self):
        return f"prisma {' '.join(self.words)}\nended with {self.status}\n--- standard output\n{self.out}\n--- standard error\n{self.err}"


class Prisma:
    """One version of the command line."""

    def __init__(self, major, engine):
        self.major, self.engine = major, pathlib.Path(engine).absolute()
        self.folder = CACHE / VERSIONS[major]
        self.program = self.folder / "node_modules" / "prisma" / "build" / "index.js"
        self.install()

    def install(self):
        if not shutil.which("npm") or not shutil.which("node"):
            raise NotAvailable("node and npm are not installed")
        node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout
        if int(node.strip().lstrip("v").split(".")[0]) < NODE:
            raise NotAvailable(f"Node.js {NODE} is needed, and {node.strip()} is installed")
        self.folder.mkdir(parents=True, exist_ok=True)
        with open(CACHE / f"{VERSIONS[self.major]}.lock", "w", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if (self.folder / "installed").exists():
                return
            (self.folder / "package.json").write_text('{"private": true}\n')
            done = subprocess.run(["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error",
                                   "--fetch-retries=1", "--fetch-timeout=60000", f"prisma@{VERSIONS[self.major]}"],
                                  cwd=self.folder, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=600, check=False)
            if done.returncode:
                raise NotAvailable(f"prisma@{VERSIONS[self.major]} cannot be installed from npm: " + " ".join(done.stderr.split()[:30]))
            (self.folder / "installed").touch()

    def environment(self, variables):
        """CI is set: nothing is ever asked. The query engine, which version 6 wants to see, is never started."""
        kept = {name: os.environ[name] for name in KEPT if name in os.environ}
        return {**kept, "CI": "1", "NO_COLOR": "1", "CHECKPOINT_DISABLE": "1", "PRISMA_HIDE_UPDATE_MESSAGE": "1",
                "PRISMA_SCHEMA_ENGINE_BINARY": str(self.engine), "PRISMA_QUERY_ENGINE_LIBRARY": str(self.engine), **variables}

    def run(self, folder, words, variables, stdin=""):
        done = subprocess.run(["node", str(self.program), *words], cwd=folder, env=self.environment(variables), input=stdin,
                              capture_output=True, text=True, timeout=120, check=False)
        return Ended(list(words), done.returncode, done.stdout, done.stderr)
