"""How long a search takes among many records, on SQLite and PostgreSQL.

    make bench-archive             20,000 records
    RECORDS=200000 make bench-archive

Each record is a letter of some 200 words. Words are drawn as in real letters: some stand in every one, most in few.
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from databases import both

RECORDS = int(os.environ.get("RECORDS", "20000"))
LOOKS = 300
AT = datetime(2026, 11, 9, tzinfo=UTC)
COMMON = "kepala dinas memberi rekomendasi kepada nama alamat berdasarkan peraturan daerah nomor tahun tentang".split()


def main() -> None:
    if len(sys.argv) > 1:
        measure()
        return
    with tempfile.TemporaryDirectory() as folder, both("archive") as databases:
        for name, database in databases.items():
            environment = os.environ | {"SILASTRI_HOME": str(Path(folder) / name), "SILASTRI_DATABASE": database}
            environment |= {"SILASTRI_STATIC_NAMES": "plain", "DJANGO_SETTINGS_MODULE": "silastri.config.settings"}
            print(f"--- {name}, {RECORDS:,} records", flush=True)
            subprocess.run([sys.executable, __file__, name], env=environment, check=True)


def measure() -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0, interactive=False)
    office = _fill()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    _looks(office)


def word(n: int) -> str:
    chance = random.Random(n)  # noqa: S311 - sample words
    return "".join(chance.choice("bdgklmnprst") + chance.choice("aeiou") for _ in range(4))


def _fill() -> int:
    from django.db import transaction

    from silastri.apps.accounts.models import Person
    from silastri.apps.archive import operations
    from silastri.apps.archive.models import Record
    from silastri.apps.cases.models import Case
    from silastri.apps.catalog.models import Service, Version
    from silastri.apps.letters.models import Letter
    from silastri.apps.offices.models import Office

    office = Office.objects.create(slug="bench", name="Bench", code="BNC", published_at=AT)
    service = Service.objects.create(office=office, slug="bench", name="Rekomendasi Contoh")
    version = Version.objects.create(service=service, number=1, effective_on=AT.date(), texts={}, published_at=AT)
    person = Person.objects.create(name="Bench", registered_at=AT)
    chance, began = random.Random(7), time.perf_counter()  # noqa: S311
    for first in range(0, RECORDS, 1000):
        with transaction.atomic():
            for n in range(first, min(first + 1000, RECORDS)):
                day = date(2016 + n % 10, n % 12 + 1, n % 28 + 1)
                holder = f"{word(n % 3000)} {word(n % 7000)}"
                case = Case.objects.create(
                    office=office, service=service, version=version, ref=f"BNC-{n}", applicant=person,
                    holder_name=holder, created_at=AT,
                )  # fmt: skip
                letter = Letter.objects.create(
                    case=case, office=office, key="surat", name="Rekomendasi", holder_name=holder, code=f"C{n}",
                    made_at=AT,
                )  # fmt: skip
                letter.number = f"500.16.7.4/{n:05}/DPMPTSP/{day.year}"
                record = Record(office=office, case=case, letter=letter, kind="letter", code="500.16.7.4",
                                security="terbatas", on=day, schedule="", filed_at=AT)  # fmt: skip
                operations.add(record)
                rare = [word(int(chance.paretovariate(0.6)) % 20_000) for _ in range(120)]
                operations.tell(record, text=" ".join([*COMMON, *rare, *COMMON]))
    print(f"kept and indexed   {RECORDS / (time.perf_counter() - began):8,.0f} records/s")
    return office.pk


def _looks(office: int) -> None:
    from silastri.apps.archive import queries
    from silastri.apps.archive.search import Within
    from silastri.domain import search

    chance = random.Random(11)  # noqa: S311
    asked: dict[str, Any] = {
        "a number": lambda n: (f"500.16.7.4/{n:05}", {}),
        "a holder": lambda n: (f"{word(n % 3000)} {word(n % 7000)}", {}),
        "a rare word": lambda n: (word(2000 + n % 15_000), {}),
        "beginning of a word": lambda n: (word(n)[:4], {}),
        "a word of every letter": lambda n: (COMMON[n % len(COMMON)], {}),
        "two of them, one year": lambda n: ("rekomendasi peraturan", {"year": 2016 + n % 10}),
        "no words, newest first": lambda _: ("", {}),
    }
    for what, ask in asked.items():
        times = []
        for _ in range(LOOKS):
            typed, filters = ask(chance.randrange(RECORDS))
            began = time.perf_counter()
            found = queries.found(search.phrases(typed), Within(office, **filters), start=0, most=26)
            times.append((time.perf_counter() - began) * 1000)
        p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[18]
        print(f"{what:24} p50 {p50:7.2f} ms   p95 {p95:7.2f} ms   (last: {len(found)} shown)")


if __name__ == "__main__":
    main()
