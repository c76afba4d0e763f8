"""The same questions to Prisma's engine and to dunlin as an engine; the answers in one form."""
import json
import os
import pathlib
import re
import subprocess

PROGRAM = pathlib.Path(__file__).resolve().parent.parent.parent.parent / "shared/oracle/reference"
DUNLIN = os.environ.get("DUNLIN", "build/src/dunlin")
SERVER = os.environ.get("DUNLIN_TEST_POSTGRES_URL")
QUESTIONS = ("diagnose", "dev-diagnostic", "data-loss", "create-migration", "push")
FILTERS = {"externalTables": [], "externalEnums": []}

# What each says when that is a reason for a reset.
REASONS = {
    "failed": ("` failed.", "' failed."),
    "edited": ("modified after it was applied", "was edited after it was applied"),
    "drift": ("Drift detected", "(drift)"),
    "parted": ("missing from the local migrations directory", "diverge from the local migrations directory", "have parted", "the folder lacks"),
}


def in_one_form(question, answer):
    """What has to be the same: decisions, names, scripts. Sentences for people are left out."""
    if question == "diagnose":
        return {"history": answer.get("history"), "failed": answer["failedMigrationNames"], "edited": answer["editedMigrationNames"],
                "table": answer["hasMigrationsTable"]}
    if question == "dev-diagnostic":
        action = answer["action"]
        return {"action": action["tag"], "reasons": [reason for reason, words in REASONS.items() if any(word in action.get("reason", "") for word in words)]}
    if question == "data-loss":
        return {key: [finding["stepIndex"] for finding in answer[key]] for key in ("warnings", "unexecutableSteps")} | {"steps": answer["migrationSteps"]}
    if question == "create-migration":
        return {"connector": answer["connectorType"], "script": answer.get("migrationScript"), "named": bool(re.fullmatch(r"\d{14}_next", answer["generatedMigrationName"]))}
    return {"executedSteps": answer["executedSteps"], "warnings": len(answer["warnings"]), "unexecutable": len(answer["unexecutable"])}


def migrations_list(folder):
    directories = []
    for migration in sorted(path for path in folder.iterdir() if path.is_dir()):
        script = migration / "migration.sql"
        content = {"tag": "ok", "value": script.read_bytes().decode()} if script.exists() else {"tag": "error", "value": "missing"}
        directories.append({"path": migration.name, "migrationFile": {"path": "migration.sql", "content": content}})
    lock = folder / "migration_lock.toml"
    return {"baseDir": str(folder), "shadowDbInitScript": "", "migrationDirectories": directories,
            "lockfile": {"path": "migration_lock.toml", "content": lock.read_text() if lock.exists() else None}}


class Reference:
    """The published engine as one long-lived process."""

    def __init__(self):
        self.process = None

    @staticmethod
    def is_there():
        return PROGRAM.exists()

    def ask(self, question, place, url, engine):
        args = [question, "--url", url, "--engine", engine, "--provider", place.provider]
        if question == "push":
            args += ["--schema", str(place.schema_file)]
        else:
            args += ["--migrations", str(place.migrations)]
            if question in ("data-loss", "create-migration"):
                args += ["--schema", str(place.schema_file), "--name", "next"]
        answer = self.raw(args)
        if answer["code"] == 0:
            return in_one_form(question, json.loads(answer["out"]))
        code = re.search(r'"code":"(P\d{4})"', answer["err"]) or re.search(r"\b(P\d{4})\b", answer["err"])
        return {"error": code and code[1]}

    def raw(self, args):
        if self.process is None or self.process.poll() is not None:
            self.process = subprocess.Popen([PROGRAM, "serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                                            env={**os.environ, "REFERENCE_POSTGRES_URL": SERVER or "", "DATABASE_URL": SERVER or ""})
        self.process.stdin.write(json.dumps({"args": args}) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        if answer["panic"]:
            self.process.wait()
            self.process = None
        return answer

    def end(self):
        if self.process:
            self.process.stdin.close()
            self.process.wait()


METHODS = {"diagnose": "diagnoseMigrationHistory", "dev-diagnostic": "devDiagnostic", "data-loss": "evaluateDataLoss",
           "create-migration": "createMigration", "push": "schemaPush"}


def ask_dunlin(question, place, url):
    """One question to `dunlin schema-engine`."""
    schema = {"files": [{"path": str(place.schema_file), "content": place.schema_file.read_text()}]}
    parameters = {
        "diagnose": {"migrationsList": migrations_list(place.migrations), "optInToShadowDatabase": True},
        "dev-diagnostic": {"migrationsList": migrations_list(place.migrations)},
        "data-loss": {"migrationsList": migrations_list(place.migrations), "schema": schema},
        "create-migration": {"migrationsList": migrations_list(place.migrations), "schema": schema, "migrationName": "next", "draft": False},
        "push": {"schema": schema, "force": False},
    }[question]
    request = {"id": 1, "jsonrpc": "2.0", "method": METHODS[question], "params": {**parameters, "filters": FILTERS}}
    environment = {**os.environ, "DATABASE_URL": url, "DUNLIN_CACHE": str(place.folder / "cache")}
    done = subprocess.run([DUNLIN, "schema-engine", "--datamodels", str(place.schema_file)], cwd=place.folder, env=environment,
                          input=json.dumps(request) + "\n", capture_output=True, text=True, timeout=120)
    for line in done.stdout.splitlines():
        answer = json.loads(line)
        if "result" in answer:
            return in_one_form(question, answer["result"])
        if "error" in answer:
            return {"error": answer["error"]["data"].get("error_code")}
    raise AssertionError(f"no answer: {done.stdout}{done.stderr}")
