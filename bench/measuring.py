"""What the benchmarks without a database share: processor time, peak memory, the reference, limits."""
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
REFERENCE = HERE.parent.parent / "shared/oracle/reference"
ENVIRONMENT = {**os.environ, "DATABASE_URL": "postgresql://localhost/none"}


def make_schema(folder, models):
    path = folder / f"{models}.prisma"
    path.write_bytes(subprocess.run([HERE / "schema", str(models)], check=True, stdout=subprocess.PIPE).stdout)
    return path


def processor_seconds(command):
    """Of one run, which has to succeed."""
    child = subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{' '.join(map(str, command))} exits with {child.returncode}: {errors.decode()[:500]}")
    return usage.ru_utime + usage.ru_stime


def peak_memory(folder, command):
    """In MiB, of one run."""
    program = folder / "peak"
    subprocess.run(["cc", "-O2", "-D_GNU_SOURCE", "-o", program, HERE / "peak.c"], check=True)
    return int(subprocess.run([program, *command], env=ENVIRONMENT, capture_output=True, text=True, check=True).stdout) / 1024


def beyond(runs, empty):
    """The least and the median, in seconds, beyond an empty run."""
    return min(runs) - min(empty), statistics.median(runs) - statistics.median(empty)


class Reference:
    """The published engine, in one process."""

    def __init__(self, postgres=""):
        environment = {**os.environ, "REFERENCE_POSTGRES_URL": postgres}
        self.process = subprocess.Popen([REFERENCE, "serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)

    @staticmethod
    def is_there():
        return REFERENCE.exists() and shutil.which("node") is not None

    def used(self):
        stat = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")

    def ask(self, *words):
        """The processor time of one question, and the answer."""
        before = self.used()
        self.process.stdin.write(json.dumps({"args": list(map(str, words))}) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        if answer["code"] != 0:
            sys.exit(f"the reference refuses: {answer['err'][:500]}")
        return self.used() - before, answer["out"]

    def end(self):
        self.process.stdin.close()
        self.process.wait()


class Limits:
    """Tells figures with their limits, and remembers whether one was passed."""

    def __init__(self):
        self.failed = False

    def tell(self, name, value, unit, limit, over, more=""):
        self.failed |= over
        print(f"{name:46} {value:8.2f} {unit:24} {more}   limit {limit}{': PASSED OVER' if over else ''}", flush=True)

    def end(self):
        sys.exit(1 if self.failed and "--strict" in sys.argv else 0)
