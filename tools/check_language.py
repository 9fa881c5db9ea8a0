"""Thousands of random definitions walked to their end, and thousands of mutants of real ones tried on the checker.

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
    from silastri.domain.definition.definition import read_office
    from tests.language import made
    from tests.language.run import passed, run

    began = time.monotonic()
    walked = 0
    for seed in range(MADE):
        definition = passed(made.definition(seed))
        if definition is None:
            print(f"random definition {seed} was refused")
            return 1
        for n in range(3):
            run(definition, seed * 10 + n)
            walked += 1
    print(f"{MADE} random definitions passed, {walked} walks came to their end ({time.monotonic() - began:.0f} s)")
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
    return 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    sys.exit(main())
