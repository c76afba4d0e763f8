#!/usr/bin/env python3
"""Deployments of 200 migrations are killed with SIGKILL at random moments; the next one always goes on.

    kill.py [KILLS]      how many kills on each database (default 100)
"""
import random
import signal
import subprocess
import sys
import time

from faults import Project, Tap, providers

KILLS = int(sys.argv[1]) if len(sys.argv) > 1 else 100
MIGRATIONS = 200


def duration(provider):
    project = Project(provider, MIGRATIONS)
    try:
        begun = time.monotonic()
        code, out, err = project.run("migrate", "deploy")
        assert code == 0, err
        project.check_complete()
        return time.monotonic() - begun
    finally:
        project.close()


def killed(provider):
    whole = duration(provider)
    random.seed(provider)
    kills = 0
    rounds = 0
    while kills < KILLS:
        rounds += 1
        project = Project(provider, MIGRATIONS)
        try:
            while True:
                process = project.start("migrate", "deploy")
                try:
                    process.communicate(timeout=random.uniform(0, whole / 4))
                except subprocess.TimeoutExpired:
                    process.send_signal(signal.SIGKILL)
                    process.communicate()
                    kills += 1
                    continue
                break
            code, out, err = project.run("migrate", "deploy")
            assert code == 0, f"after {kills} kills the deploy exits with {code}: {err}"
            project.check_complete()
            code, out, err = project.run("migrate", "status", "--strict")
            assert code == 0, f"status exits with {code}: {out}{err}"
        finally:
            project.close()
    return f"{kills} kills in {rounds} rounds"


tap = Tap()
for provider in providers():
    tap.test(f"{provider}: killed {KILLS} times, each migration is applied exactly once", killed, provider)
tap.end()
