"""Runs the tests that know dates, each from one moment on, under the clock that Debian's faketime moves.

A suite that is green at noon may be red after midnight, on a Saturday, or in a new year; here that is seen at noon.
``MOMENTS=short`` runs the fewest tests at the moments that tell most, as every check does.
"""

import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from zoneinfo import ZoneInfo

WIB = ZoneInfo("Asia/Jakarta")
MOMENTS = {
    "00.30 WIB, when UTC has yesterday": "2026-12-03T00:30:00",
    "06.59 WIB, the last minute of that": "2026-12-03T06:59:00",
    "the last minute of the year": "2026-12-31T23:59:00",
    "29 February": "2028-02-29T10:00:00",
    "a Saturday": "2026-12-05T10:00:00",
    "a holiday": "2026-12-25T10:00:00",
}
WORKERS = min(4, os.cpu_count() or 1)
SHORT = ("00.30 WIB, when UTC has yesterday", "the last minute of the year")
# They act through pages, or walk, at the time of the clock.
KNOW_DATES = ["tests/web", "tests/stories", "tests/journey", "tests/apps"]
FEWEST = [
    "tests/web/test_after.py",
    "tests/web/test_public_face.py",
]


def main() -> int:
    if not shutil.which("faketime"):
        print("NOT RUN  the moved clock: faketime is not installed (Debian: apt install faketime)")
        return 1 if os.environ.get("CI") == "true" else 0
    short = os.environ.get("MOMENTS") == "short"
    chosen = {name: at for name, at in MOMENTS.items() if name in SHORT or not short}
    with ThreadPoolExecutor(WORKERS if short else 1) as beside:  # so few tests take less than to start a second worker
        green = beside.map(
            lambda one: run(*one, FEWEST if short else KNOW_DATES, 0 if short else WORKERS), chosen.items()
        )
    red = [name for name, is_green in zip(chosen, green, strict=True) if not is_green]
    print(f"FAILED at {'; '.join(red)}" if red else f"PASSED at {len(chosen)} moments")
    return 1 if red else 0


def run(name: str, at: str, paths: list[str], workers: int) -> bool:
    moment = datetime.fromisoformat(at).replace(tzinfo=WIB)
    environment = os.environ | {
        "SILASTRI_TEST_MOMENT": str(moment.timestamp()),
        "SILASTRI_TEST_ZERO": str(time.time() - time.monotonic()),
        "SILASTRI_TEST_DATABASE": "",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "FAKETIME_NO_CACHE": "1",
        "NO_FAKE_STAT": "1",
    }
    pytest = [sys.executable, "-m", "pytest", "-q", "-p", "tests.moved", "-n", str(workers)]
    command = ["faketime", "-f", "+0", *pytest, *(sys.argv[1:] or paths)]
    done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
    print(f"--- at {at} WIB: {name}\n{done.stdout}{done.stderr}", flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
