"""Runs every test on SQLite, and again on PostgreSQL where a server answers. Says what could not be run, and why."""

import os
import shutil
import subprocess
import sys
import time

import psycopg

POSTGRESQL = os.environ.get("SILASTRI_TEST_DATABASE", "postgresql://postgres@127.0.0.1:5432/postgres")
# What asks a database. Domain and adapters ask none, and browsers once is enough.
ON_POSTGRESQL = ["tests/apps", "tests/journey", "tests/web", "tests/stories", "tests/jobs", "tests/architecture"]


def main() -> int:
    on_ci = os.environ.get("CI") == "true"
    failed = run("SQLite", ["tests"], "")
    missing = []
    if reason := unreachable():
        missing.append(f"PostgreSQL: {reason}")
    else:
        failed |= run("PostgreSQL", ON_POSTGRESQL, POSTGRESQL)
    for program, package, what in (
        ("chromium", "chromium", "the browser tests"),
        ("pdfsig", "poppler-utils", "poppler's word"),
    ):
        if not shutil.which(program):
            missing.append(f"{what}: {program} is not installed (Debian: apt install {package})")
    for line in missing:
        print(f"NOT RUN  {line}")
    print("FAILED" if failed else "PASSED" + (", but not everything was run" if missing else ", everything was run"))
    return 1 if failed or (missing and on_ci) else 0


def run(name: str, paths: list[str], database: str) -> bool:
    print(f"--- on {name}", flush=True)
    began = time.monotonic()
    environment = os.environ | {"SILASTRI_TEST_DATABASE": database}
    command = [sys.executable, "-m", "pytest", "-q", "-n", str(min(4, os.cpu_count() or 1)), *paths, *sys.argv[1:]]
    failed = subprocess.run(command, env=environment, check=False).returncode != 0
    print(f"--- on {name}: {'failed' if failed else 'passed'} in {time.monotonic() - began:.0f} s", flush=True)
    return failed


def unreachable() -> str:
    try:
        psycopg.connect(POSTGRESQL, connect_timeout=3).close()
    except psycopg.OperationalError as error:
        return str(error).splitlines()[0]
    return ""


if __name__ == "__main__":
    sys.exit(main())
