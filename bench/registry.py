"""The import of a social registry beside the database alone, and how long a look-up takes among all its rows.

    make bench-registry            5 million rows on SQLite and PostgreSQL
    ROWS=200000 make bench-registry

The limit is measured in the same run: the same rows, made ready before the clock starts, by plain COPY
(PostgreSQL) or executemany (SQLite) into the same table with the same indexes.
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from databases import both
from keys import tell

ROWS = int(os.environ.get("ROWS", "5000000"))
LIMIT_ROWS = min(ROWS, 500_000)
LOOKS = 2000
AT = datetime(2026, 11, 9, tzinfo=UTC)


def main() -> None:
    if len(sys.argv) > 1:
        one(sys.argv[1])
        return
    with tempfile.TemporaryDirectory() as folder, both("registry") as databases:
        file = Path(folder) / "ekspor.csv"
        write(file)
        print(f"{ROWS:,} rows, {file.stat().st_size / 1e6:.0f} MB of CSV")
        for name, database in databases.items():
            home = Path(folder) / name
            environment = os.environ | {"SILASTRI_HOME": str(home), "SILASTRI_DATABASE": database}
            environment |= {"SILASTRI_STATIC_NAMES": "plain", "DJANGO_SETTINGS_MODULE": "silastri.config.settings"}
            print(f"--- {name}", flush=True)
            subprocess.run([sys.executable, __file__, str(file)], env=environment, check=True)


def nik(n: int) -> str:
    """As many different ones as there are rows."""
    district, day, month, year = n % 12 + 1, n // 240 % 28 + 1, n // 6720 % 12 + 1, n // 80640 % 60 + 40
    return f"14{district:02}{n // 12 % 20 + 1:02}{day:02}{month:02}{year:02}{n % 8999 + 1:04}"


def name(n: int) -> str:
    chance = random.Random(n)  # noqa: S311 - sample names
    return " ".join("".join(chance.choices("ABDEGHIKLMNORSTUWY", k=6)) for _ in range(2))


def write(file: Path) -> None:
    with file.open("w") as out:
        out.write("NIK,KK,NAMA,ALAMAT,DESIL,PKH,BPNT,PBI\n")
        for n in range(ROWS):
            out.write(
                f"{nik(n)},1401010101{n % 1_000_000:06},{name(n)},JALAN CONTOH {n % 100},{n % 10 + 1},ya,tidak,ya\n"
            )


def one(path: str) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from silastri.apps.offices.models import Office
    from silastri.domain.registry import Columns
    from silastri.jobs.registry.importer import Import

    call_command("migrate", verbosity=0, interactive=False)
    office = Office.objects.create(slug="bench", name="Bench", code="BNC", published_at=AT)
    columns = Columns.model_validate(
        {
            "kolom": {"nik": "NIK", "kk": "KK", "nama": "NAMA", "alamat": "ALAMAT", "desil": "DESIL", "pkh": "PKH",
                      "bpnt": "BPNT", "pbi_jkn": "PBI"},
            "periode": "bench",
            "sumber": "bench",
        }
    )  # fmt: skip
    limit = _limit(office, Path(path), columns)
    began = time.perf_counter()
    period = Import(office, Path(path), columns, AT.date(), skip_bad=True).run(AT)
    speed = period.rows / (time.perf_counter() - began)
    print(f"import            {speed:10,.0f} rows/s   x{speed / limit:.2f} of the limit   ({period.rows:,} rows)")
    tell("import_vs_copy", speed / limit, on=_here(), note=f"{period.rows:,} rows")
    _looks(period)


def _limit(office: Any, path: Path, columns: Any) -> float:
    from django.db import transaction

    from silastri.apps.registry import operations
    from silastri.jobs.registry import reader
    from silastri.jobs.registry.importer import Import

    period = operations.begin(office, name="limit", source="limit", file_mark="limit", at=AT)
    prepare = operations.preparer(period)
    found = reader.records(path)
    run = Import(office, path, columns, AT.date())
    run.places = run._places(next(found))
    ready = []
    for line, cells in found:
        ready.append(prepare(run._row(cells), line))
        if len(ready) == LIMIT_ROWS:
            break
    began = time.perf_counter()
    with transaction.atomic():
        operations.keep(ready)
    speed = len(ready) / (time.perf_counter() - began)
    print(f"database alone    {speed:10,.0f} rows/s   ({len(ready):,} rows, ready before the clock)")
    operations.remove(period)
    return speed


def _looks(period: Any) -> None:
    from silastri.apps.registry import queries

    chance = random.Random(7)  # noqa: S311
    looks: dict[str, Callable[[int], Any]] = {
        "NIK": lambda n: queries.by_nik(period, nik(n)),
        "KK": lambda n: queries.by_kk(period, f"1401010101{n % 1_000_000:06}"),
        "name, 8 letters": lambda n: queries.by_name(period, name(n)[:8]),
    }
    for what, look in looks.items():
        times = []
        for _ in range(LOOKS):
            n = chance.randrange(ROWS)
            began = time.perf_counter()
            found = look(n)
            times.append((time.perf_counter() - began) * 1000)
            assert found is not None
        p50, p99 = statistics.median(times), statistics.quantiles(times, n=100)[98]
        print(f"look-up by {what:16} p50 {p50:7.2f} ms   p99 {p99:7.2f} ms")
    _beside_sql(period)


def _beside_sql(period: Any) -> None:
    """The look-up by NIK beside the same by hand, in turn, each of a row of its own: whoever asks second for the same
    row finds its pages read."""
    from django.db import connection

    from silastri.apps.registry import queries

    sql = (
        "SELECT id, period_id, nik_index, kk_index, name_key, sealed, line FROM registry_registryentry "
        "WHERE period_id = %s AND nik_index = %s LIMIT 30"
    )
    placeholder = "?" if connection.vendor == "sqlite" else "%s"
    chance = random.Random(11)  # noqa: S311
    times: tuple[list[float], list[float]] = ([], [])
    cursor = connection.connection.cursor()
    for _ in range(LOOKS):
        number, other = (nik(chance.randrange(ROWS)) for _ in range(2))
        index = queries.short_index(other)
        began = time.perf_counter()
        assert queries.by_nik(period, number)
        between = time.perf_counter()
        cursor.execute(sql.replace("%s", placeholder), [period.pk, index])
        assert cursor.fetchall()
        times[0].append(between - began)
        times[1].append(time.perf_counter() - between)
    ours, by_hand = (statistics.median(one) for one in times)
    note = "" if ROWS >= 5_000_000 else f"at {ROWS:,} rows"
    tell("nik_5m_vs_sql", ours / by_hand, on=_here(), note=note)


def _here() -> str:
    from django.db import connection

    return "SQLite" if connection.vendor == "sqlite" else "PostgreSQL"


if __name__ == "__main__":
    main()
