"""The satisfaction index over millions of answers, beside a bare aggregate over the same answers in the same run.

    make bench-ikm                 1 and 5 million answers, on SQLite and, where it answers, PostgreSQL
    python bench/ikm.py --short    20,000 and 50,000 answers, with no limit on the time

Answers are spread over ten services and a year. Our query reads the sums by day and works out the index; the bare
aggregate counts and adds up the answers themselves. Both must agree in every sum.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from databases import both

SIZES = (1_000_000, 5_000_000)
SHORT = (20_000, 50_000)
SERVICES = 10
FIRST, DAYS = date(2026, 1, 1), 365
LAST = date(2026, 12, 31)
LOOKS, BARE_LOOKS = 200, 3
LIMIT = 5.0  # milliseconds, over the most answers
PRIMES = (7919, 6367, 5003, 4391, 3571, 2909, 2111, 1613, 1103)
MARKS = ", ".join(f"u{n}" for n in range(1, 10))
SUMS = "count(*), " + ", ".join(f"count(u{n}), sum(u{n})" for n in range(1, 10))


def main() -> None:
    sizes = SHORT if "--short" in sys.argv else SIZES
    if "--one" in sys.argv:
        sys.exit(measure(sizes))
    worst = 0
    with tempfile.TemporaryDirectory() as folder, both("ikm") as databases:
        for name, database in databases.items():
            environment = os.environ | {"SILASTRI_HOME": str(Path(folder) / name), "SILASTRI_DATABASE": database}
            environment |= {"SILASTRI_STATIC_NAMES": "plain", "DJANGO_SETTINGS_MODULE": "silastri.config.settings"}
            print(f"--- {name}", flush=True)
            again = [sys.executable, __file__, *sys.argv[1:], "--one"]
            worst = max(worst, subprocess.run(again, env=environment).returncode)
    sys.exit(worst)


def measure(sizes: tuple[int, ...]) -> int:
    """0 where both agree and the index of the most answers comes in time."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    office, first_service = _office()
    there, slow = 0, False
    for size in sizes:
        began = time.perf_counter()
        _fill(office, first_service, there, size)
        there = size
        print(f"{size:>9,} answers, filled in {time.perf_counter() - began:.0f} s", flush=True)
        slow = _compare(office) > LIMIT
    if slow and sizes == SIZES:
        print(f"too slow: more than {LIMIT} ms")
    return int(slow and sizes == SIZES)


def _office() -> tuple[int, int]:
    from silastri.apps.catalog.models import Service
    from silastri.apps.offices.models import Office

    office = Office.objects.create(
        slug="bench", name="Bench", code="BNC", published_at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    made = [Service.objects.create(office=office, slug=f"s{n}", name=f"S{n}") for n in range(SERVICES)]
    return office.pk, made[0].pk


def _fill(office: int, first_service: int, since: int, until: int) -> None:
    """Answers number ``since`` to ``until``, then the sums of all. Their marks, a fifth of them missing, follow from
    their number."""
    from django.db import connection

    is_postgresql = connection.vendor == "postgresql"
    marks = ", ".join(f"nullif((n * {prime} / 64) % 5, 0)" for prime in PRIMES)
    which = f"(n / {SERVICES}) % {DAYS}"
    if is_postgresql:
        numbers = f"SELECT n FROM generate_series({since}::bigint, {until - 1}::bigint) AS n"
        key, day, extra = "lpad(to_hex(n), 32, '0')::uuid", f"date '{FIRST}' + ({which})::int", "'{}'::jsonb"
    else:
        step = f"SELECT {since} UNION ALL SELECT n + 1 FROM numbers WHERE n < {until - 1}"
        numbers = f"WITH RECURSIVE numbers(n) AS ({step}) SELECT n FROM numbers"
        key, day, extra = "printf('%032x', n)", f"date('{FIRST}', '+' || ({which}) || ' days')", "'{}'"
    profile = "sex, age, education, occupation, suggestion"
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO surveys_response (id, office_id, service_id, "on", via, {MARKS}, extra, {profile}) '
            f"SELECT {key}, {office}, {first_service} + n % {SERVICES}, {day}, 'web', {marks}, {extra}, "
            f"'L', '30-39', 'SMA', 'Swasta', '' FROM ({numbers}) AS numbered"
        )
        cursor.execute("DELETE FROM surveys_daysum")
        columns = ", ".join(f"n{n}, s{n}" for n in range(1, 10))
        cursor.execute(
            f'INSERT INTO surveys_daysum (office_id, service_id, "on", responses, {columns}) '
            f'SELECT office_id, service_id, "on", {SUMS} FROM surveys_response GROUP BY office_id, service_id, "on"'
        )
        cursor.execute("ANALYZE")


def _compare(office: int) -> float:
    """The median of our query in milliseconds. Raises AssertionError where the sums or the index differ."""
    from django.db import connection

    from silastri.apps.surveys import queries
    from silastri.domain.satisfaction.index import Sums, index

    def bare() -> Sums:
        with connection.cursor() as cursor:
            where = 'office_id = %s AND "on" BETWEEN %s AND %s'
            cursor.execute(f"SELECT {SUMS} FROM surveys_response WHERE {where}", [office, FIRST, LAST])
            responses, *rest = cursor.fetchone()
        return Sums(responses, tuple(rest[::2]), tuple(rest[1::2]))

    times, found = _timed(lambda: index(queries.sums(office, FIRST, LAST)), LOOKS)
    bare_times, answered = _timed(bare, BARE_LOOKS)
    assert queries.sums(office, FIRST, LAST) == answered, "the sums are not those of the answers"
    assert index(answered) == found, "the index differs"
    median, least = statistics.median(times), min(bare_times)
    p99 = statistics.quantiles(times, n=100)[98]
    print(f"  IKM {found.all.index} {found.all.grade}, equal to the digit")
    print(f"  index from the sums        p50 {median:9.2f} ms   p99 {p99:.2f} ms   least {min(times):.2f} ms")
    print(f"  bare SQL over the answers      {least:9.2f} ms   x{least / median:,.0f} as long", flush=True)
    return median


def _timed(act: Callable[[], Any], times: int) -> tuple[list[float], Any]:
    took, found = [], None
    for _ in range(times):
        began = time.perf_counter()
        found = act()
        took.append((time.perf_counter() - began) * 1000)
    return took, found


if __name__ == "__main__":
    main()
