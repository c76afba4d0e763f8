#!/usr/bin/env python3
"""Twenty deployments started at once: each migration is applied exactly once, and all succeed."""
from faults import Project, Tap, providers

DEPLOYMENTS = 20


def together(provider):
    project = Project(provider, 50)
    try:
        processes = [project.start("migrate", "deploy") for _ in range(DEPLOYMENTS)]
        ends = [(process.communicate(timeout=300), process.returncode) for process in processes]
        for (out, err), code in ends:
            assert code == 0, f"exit {code}: {out}{err}"
        project.check_complete()
    finally:
        project.close()


tap = Tap()
for provider in providers():
    tap.test(f"{provider}: {DEPLOYMENTS} deployments at once", together, provider)
tap.end()
