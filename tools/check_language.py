"""Thousands of random definitions walked to their end, thousands that only seem right, and thousands of mutants of real
ones tried on the checker.

Part of make check-long; how many: MADE=3000 MUTANTS=3000
"""

import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

MADE, MUTANTS = int(os.environ.get("MADE", "3000")), int(os.environ.get("MUTANTS", "3000"))


def main() -> int:
    if (refused := _made()) is not None:
        print(f"random definition {refused} was refused")
        return 1
    _bold()
    _mutants()
    return 0


def _made() -> int | None:
    """Walks definitions that should be right; the first that was refused."""
    from tests.language import made
    from tests.language.run import passed, run

    began = time.monotonic()
    for seed in range(MADE):
        definition = passed(made.definition(seed))
        if definition is None:
            return seed
        for n in range(3):
            run(definition, seed * 10 + n)
    print(f"{MADE} random definitions passed, {MADE * 3} walks came to their end ({time.monotonic() - began:.0f} s)")
    return None


def _bold() -> None:
    from tests.language import bold
    from tests.language.run import passed, run

    began, alive = time.monotonic(), 0
    for seed in range(MADE):
        definition = passed(bold.definition(seed))
        if definition:
            alive += 1
            for n in range(3):
                run(definition, seed * 10 + n)
    print(f"{MADE} that only seem right: {MADE - alive} refused in words, {alive} passed and came to their end "
          f"({time.monotonic() - began:.0f} s)")  # fmt: skip


def _mutants() -> None:
    from silastri.domain.definition.definition import read_office
    from tests.language import made
    from tests.language.run import passed, run

    began, tried, alive = time.monotonic(), 0, 0
    slowest = 0.0
    offices = (ROOT / "standards", ROOT / "tests/offices")
    folders = sorted(path.parent for folder in offices for path in folder.glob("*/*/standar.yaml"))
    for folder in folders:
        office, _ = read_office((folder.parent / "kantor.yaml").read_text())
        if office is None:
            continue
        texts = {file.name: file.read_text() for file in folder.iterdir()}
        for seed in range(MUTANTS // len(folders)):
            start = time.monotonic()
            definition = passed(made.mutant(texts, seed), office)
            slowest = max(slowest, time.monotonic() - start)
            tried += 1
            if definition:
                alive += 1
                run(definition, seed, office)
    print(f"{tried} mutants tried: {tried - alive} refused in words, {alive} passed and came to their end")
    print(f"no crash, no hang: the slowest check took {slowest * 1000:.0f} ms ({time.monotonic() - began:.0f} s)")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    sys.exit(main())
