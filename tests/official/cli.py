"""Prisma's own command line, of two versions, from the npm registry; and how it is told to use dunlin.

The packages lie in a cache folder outside the tree and are installed once, without their scripts. Where Node.js is
older than Prisma 7 wants it (Debian 12 has 18), a newer one is such a package, too.
"""
import dataclasses
import fcntl
import os
import pathlib
import platform
import shutil
import subprocess

NODE = (20, 19)
NEWER_NODE = "22.23.3"
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


def installed(package, version):
    """The folder of a package, which is installed first if need be."""
    folder = CACHE / f"{package}@{version}"
    folder.mkdir(parents=True, exist_ok=True)
    with open(CACHE / f"{package}@{version}.lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "installed").exists():
            (folder / "package.json").write_text('{"private": true}\n')
            install(folder, f"{package}@{version}")
            (folder / "installed").touch()
    return folder / "node_modules" / package


def install(folder, package):
    try:
        subprocess.run(["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--fetch-retries=1",
                        "--fetch-timeout=60000", package],
                       cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=600, check=True)
    except subprocess.TimeoutExpired as late:
        raise NotAvailable(f"{package} cannot be installed from npm within 10 minutes") from late
    except subprocess.CalledProcessError as failed:
        raise NotAvailable(f"{package} cannot be installed from npm: " + " ".join(failed.stderr.split()[:30])) from failed


def node():
    """The program node, new enough."""
    if not shutil.which("npm") or not shutil.which("node"):
        raise NotAvailable("node and npm are not installed")
    told = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout
    if tuple(int(part) for part in told.strip().lstrip("v").split(".")[:2]) >= NODE:
        return "node"
    machine = {"x86_64": "x64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
    program = installed(f"node-linux-{machine}", NEWER_NODE) / "bin" / "node"
    program.chmod(0o755)
    return str(program)


class Prisma:
    """One version of the command line."""

    def __init__(self, major, engine):
        self.major, self.engine = major, pathlib.Path(engine).absolute()
        self.node = node()
        self.program = installed("prisma", VERSIONS[major]) / "build" / "index.js"

    def environment(self, variables):
        """CI is set: nothing is ever asked. The query engine, which version 6 wants to see, is never started. What Node.js
        compiled is kept for the next command, from its version 22 on: that is a third of a command's time."""
        kept = {name: os.environ[name] for name in KEPT if name in os.environ}
        return {**kept, "CI": "1", "NO_COLOR": "1", "CHECKPOINT_DISABLE": "1", "PRISMA_HIDE_UPDATE_MESSAGE": "1",
                "NODE_COMPILE_CACHE": str(CACHE / "compiled"), "PRISMA_SCHEMA_ENGINE_BINARY": str(self.engine), "PRISMA_QUERY_ENGINE_LIBRARY": str(self.engine), **variables}

    def run(self, folder, words, variables, stdin=""):
        done = subprocess.run([self.node, str(self.program), *words], cwd=folder, env=self.environment(variables), input=stdin,
                              capture_output=True, text=True, timeout=120, check=False)
        return Ended(list(words), done.returncode, done.stdout, done.stderr)
