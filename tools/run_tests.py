"""Runs every test on SQLite, and on PostgreSQL, where a server answers, those that it could break. Says what could not
be run, and why.

On PostgreSQL run: apps, journey and jobs whole (constraints, triggers, locks, raw SQL, queries, operations, every act,
many at once), the pages that list, search, save and take bad input, and in stories the acts of every service and its
straight way. Left out is what no database can tell apart, each with its reason below, and what is marked `once`. A new
file of these folders runs on both until somebody gives a reason here.

`fast` is for the inner loop: no browser, no process, no walk, one database. `long` tries at random for long, and
`crash` strikes at whole installations for long.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import psycopg

POSTGRESQL = os.environ.get("SILASTRI_TEST_DATABASE", "postgresql://postgres@127.0.0.1:5432/postgres")
ON_POSTGRESQL = [
    "tests/apps",
    "tests/journey",
    "tests/jobs",
    "tests/web",
    "tests/stories",
    "tests/crash",
    "tests/fuzz",
    "tests/files",
    "tests/plans",
]
LONG_ON_POSTGRESQL = ["tests/crash", "tests/fuzz/test_pages.py"]  # what is tried at length, and a database could break
CRASH = ["tests/crash/blows", "tests/crash/test_back.py"]
LEFT_OUT = {
    "tests/web/test_passphrase.py": "what is written down of a request; the tests of signing save the same rows",
    "tests/web/matrix": "who may open an address",
    "tests/web/test_letter_texts.py": "how a letter is drawn",
    "tests/web/test_verifier.py": "what a page says without a network",
    "tests/web/test_sikop_pages.py": "the words of pages; tests/stories/test_sikop.py saves the same rows",
    "tests/web/test_counter_papers.py": "the words of slips",
    "tests/web/access/test_odd_digits.py": "how the numbers in an address are read, before any row is asked for",
    "tests/web/access/test_kept_nowhere.py": "the headers of pages",
    "tests/web/applicant/test_refusals.py": "the words and the status of a refusal",
    "tests/journey/papers": "how papers are drawn",
    "tests/stories/test_jompo.py": "what each row says; tests/stories/test_every_service.py walks the same way",
    "tests/stories/test_anak_putus_sekolah.py": "what each row says, as above",
    "tests/web/signing": "as below",
    "tests/web/test_signing_session.py": "the page of many letters; tests/journey/signing saves the same rows",
    "tests/web/test_zones.py": "how moments are shown",
    "tests/web/workspace": "how a case is shown beside its papers",
}
# Slower than a second each, or started as a process of their own.
NOT_FAST = ["tests/e2e", "tests/stories", "tests/commands", "tests/practice", "tests/architecture", "tests/crash",
            "tests/web/test_passphrase.py", "tests/web/matrix", "tests/adapters/test_bsre_failures.py",
            "tests/adapters/test_intake.py", "tests/adapters/test_antivirus.py", "tests/fuzz",
            "tests/adapters/test_tampered.py", "tests/adapters/test_signing_keys.py",
            "tests/adapters/test_backup.py", "tests/jobs/backup", "tests/files", "tests/adapters/test_files.py",
            "tests/adapters/messaging/sms/test_kannel_for_real.py",
            "tests/adapters/messaging/email/test_mail_for_real.py",
            "tests/journey/letters/test_statement.py", "tests/journey/registers/test_many_signers.py"]  # fmt: skip


# Who is done takes over what another still has before it; the slowest are told at the end.
_WORK = ["--dist", "worksteal", "--durations=20", "--durations-min=1"]


def main() -> int:
    absent = [
        path for path in (*ON_POSTGRESQL, *LONG_ON_POSTGRESQL, *CRASH, *LEFT_OUT, *NOT_FAST) if not Path(path).exists()
    ]
    if absent:
        print(f"tools/run_tests.py names what is not there: {', '.join(absent)}")
        return 1
    if sys.argv[1:2] == ["fast"]:
        return run("SQLite", ["tests", "-m", "not campaign", *without(NOT_FAST), *sys.argv[2:]], "")
    if sys.argv[1:2] == ["long"]:
        return at_length(["tests", "-m", "campaign"], [*LONG_ON_POSTGRESQL, "-m", "campaign"])
    if sys.argv[1:2] == ["crash"]:
        return at_length(CRASH, CRASH)
    return everything()


def at_length(on_sqlite: list[str], on_postgresql: list[str]) -> int:
    os.environ["SILASTRI_LONG"] = "1"
    failed = run("SQLite", [*on_sqlite, *sys.argv[2:]], "")
    if reason := unreachable():
        print(f"NOT RUN  PostgreSQL: {reason}")
        return int(failed)
    return int(failed | run("PostgreSQL", [*on_postgresql, *sys.argv[2:]], POSTGRESQL))


def everything() -> int:
    on_ci = os.environ.get("CI") == "true"
    failed = run("SQLite", ["tests", *sys.argv[1:]], "")
    missing = []
    if reason := unreachable():
        missing.append(f"PostgreSQL: {reason}")
    else:
        failed |= run("PostgreSQL", [*ON_POSTGRESQL, "-m", "not once", *without(LEFT_OUT), *sys.argv[1:]], POSTGRESQL)
    for programs, package, what in (
        ("chromium-headless-shell chromium chromium-browser", "chromium-headless-shell", "the browser tests"),
        ("pdfsig", "poppler-utils", "poppler's word"),
        ("restic", "restic", "the backup"),
        ("redis-server", "redis-server", "what is kept in Redis"),
    ):
        if not any(map(shutil.which, programs.split())):
            missing.append(f"{what}: {package} is not installed (Debian: apt install {package})")
    if not (Path("build/seaweedfs/bin/weed").exists() or shutil.which("weed")):
        missing.append("files in a store: SeaweedFS is not installed (make build/seaweedfs/bin/weed)")
    for line in missing:
        print(f"NOT RUN  {line}")
    print("FAILED" if failed else "PASSED" + (", but not everything was run" if missing else ", everything was run"))
    return 1 if failed or (missing and on_ci) else 0


def without(paths: Iterable[str]) -> list[str]:
    return [f"--ignore={path}" for path in paths]


def run(name: str, arguments: list[str], database: str) -> bool:
    print(f"--- on {name}", flush=True)
    began = time.monotonic()
    environment = os.environ | {"SILASTRI_TEST_DATABASE": database}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # every process that a test starts would compile us anew
    # One more where browsers are among them: their tests wait for a page most of the time.
    workers = min(4, os.cpu_count() or 1) + (not database)
    command = [sys.executable, "-m", "pytest", "-q", "-n", str(workers), *_WORK, *arguments]
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
