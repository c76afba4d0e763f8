"""Prisma's own answers, where the reference engine is at hand."""
import json
import os
import pathlib
import subprocess

PROGRAM = pathlib.Path(__file__).resolve().parent.parent.parent.parent / "shared/oracle/reference"
QUESTIONS = 100  # to one process: it keeps a connection to the server for each


class Reference:
    def __init__(self, server):
        self.environment = {**os.environ, "REFERENCE_POSTGRES_URL": server or "", "DATABASE_URL": server or ""}
        self.process, self.asked = None, 0

    def begin(self):
        self.end()
        self.process, self.asked = subprocess.Popen([PROGRAM, "serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                                    text=True, env=self.environment), 0

    def end(self):
        if self.process:
            self.process.stdin.close()
            self.process.wait()
            self.process = None

    def ask(self, *words):
        """Exit status, standard output and standard error of a command; None when it broke."""
        if self.process is None or self.asked >= QUESTIONS:
            self.begin()
        self.asked += 1
        try:
            self.process.stdin.write(json.dumps({"args": list(map(str, words))}) + "\n")
            self.process.stdin.flush()
            answer = json.loads(self.process.stdout.readline())
        except (BrokenPipeError, ValueError):
            self.end()
            return None
        if answer["panic"]:
            self.end()
        return answer

    def diff(self, a, b):
        """The script that leads from one file to another (None: from nothing), or None when there is no answer."""
        answer = self.ask("diff", "--from", f"schema:{a}" if a else "empty", "--to", f"schema:{b}")
        return answer["out"] if answer and answer["code"] == 0 else None
