"""Every bench of the table in one run, on SQLite and PostgreSQL, with limits and peers beside it.

    make bench                               what runs in minutes; the rest says "not run"
    ROWS=5000000 CASES=100000 make bench     also what needs large tables
    ONLY=step_keys,letters make bench        some of it

Prints the table and writes var/bench.json. What was found is kept in docs/performance.md.
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from keys import FOUND, KEYS, Key, Told, told

HERE = Path(__file__).parent
ROOT = HERE.parent
RESULT = ROOT / "var/bench.json"
ROWS = int(os.environ.get("ROWS", "0"))
_ONLY = [name for name in os.environ.get("ONLY", "").split(",") if name]


@dataclass(frozen=True)
class Bench:
    """``rows`` is how many rows it takes in a short run; 0 where it takes none."""

    file: str
    minutes: int  # after which it is stopped
    rows: int = 0

    @property
    def name(self) -> str:
        return self.file.removesuffix(".py")

    @property
    def runs(self) -> bool:
        return self.name in _ONLY or not _ONLY

    @property
    def environment(self) -> dict[str, str]:
        return dict(os.environ) | ({"ROWS": str(ROWS or self.rows)} if ROWS or self.rows else {})


BENCHES = (
    Bench("step_keys.py", 60),
    Bench("served.py", 60),
    Bench("letters.py", 10),
    Bench("registry.py", 60, rows=200_000),
    Bench("inbox.py", 60, rows=50_000),
    Bench("open_loop.py", 20),
    Bench("surge.py", 30),
    Bench("fresh.py", 20),
)


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        found_in = Path(folder) / "found"
        failed = [bench.name for bench in BENCHES if bench.runs and not _run(bench, found_in)]
        found = list(told(found_in))
    print()
    for line in table(found):
        print(line)
    for name in failed:
        print(f"FAILED  bench/{name}.py: see what it said above")
    _write(found, failed)
    return len(failed)


def _run(bench: Bench, found_in: Path) -> bool:
    print(f"\n--- bench/{bench.file}", flush=True)
    began = time.monotonic()
    try:
        code = subprocess.run(
            [sys.executable, str(HERE / bench.file)],
            env=bench.environment | {FOUND: str(found_in)},
            timeout=bench.minutes * 60,
        ).returncode
    except subprocess.TimeoutExpired:
        print(f"stopped after {bench.minutes} minutes")
        return False
    print(f"--- {time.monotonic() - began:.0f} s", flush=True)
    return code == 0


def table(found: list[Told]) -> Iterator[str]:
    """A line for each key and database, in the order of the keys; a key that nobody told was not run."""
    yield f"{'key':27} {'on':11} {'measured':>10} {'target':>8}  met?"
    for key in KEYS.values():
        mine = [one for one in found if one.key == key.name]
        if not mine:
            yield f"{key.name:27} {'':11} {'not run':>10} {key.said:>8}"
        for one in mine:
            yield f"{key.name:27} {one.on:11} {_short(one.value):>10} {key.said:>8}  {verdict(key, one):4}  {one.note}"


def verdict(key: Key, one: Told) -> str:
    """Nothing is said of a key that was measured on less than it promises: its note begins with ``at``."""
    if one.note.startswith("at "):
        return "–"
    return "yes" if key.is_met(one.value) else "NO"


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.2f}"


def _write(found: list[Told], failed: list[str]) -> None:
    RESULT.parent.mkdir(exist_ok=True)
    said = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True).stdout.strip(),
        "machine": {"cores": os.cpu_count(), "load": os.getloadavg()[0], "python": platform.python_version()},
        "found": [asdict(one) | {"met": verdict(KEYS[one.key], one)} for one in found],
        "not_run": sorted(set(KEYS) - {one.key for one in found}),
        "failed": failed,
    }
    RESULT.write_text(json.dumps(said, indent=1) + "\n")
    print(f"\nwritten to {RESULT.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(main())
