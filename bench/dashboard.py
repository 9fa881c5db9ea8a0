"""The dashboards and the public page of performance over 100,000 cases with a million rows of control cards, beside the
bare SQL that would count the same from those rows, in the same run.

    make bench-dashboard                 100,000 cases over two years, on SQLite and, where it answers, PostgreSQL
    make bench-dashboard CASES=20000     fewer
    python bench/dashboard.py --short    2,000 cases, with no limit on time

Printed for each page: statements, time, and how heavy it is, as it is and as it goes over the line (gzip). The shares
that are shown must be those of the bare SQL.
"""

import gzip
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from databases import both

CASES, SHORT = int(os.environ.get("CASES", "100000")), 2_000
DAYS = 730
LOOKS = 7
LIMIT, HEAVIEST = 1.0, 300_000  # seconds, bytes
STANDARDS = Path(__file__).parent.parent / "standards" / "rokan-hilir"


def main() -> None:
    cases = SHORT if "--short" in sys.argv else CASES
    if "--one" in sys.argv:
        sys.exit(measure(cases))
    worst = 0
    with tempfile.TemporaryDirectory() as folder, both("dashboard") as databases:
        for name, database in databases.items():
            environment = os.environ | {"SILASTRI_HOME": str(Path(folder) / name), "SILASTRI_DATABASE": database}
            environment |= {"SILASTRI_STATIC_NAMES": "plain", "DJANGO_SETTINGS_MODULE": "silastri.config.settings"}
            print(f"--- {name}", flush=True)
            again = [sys.executable, __file__, *sys.argv[1:], "--one"]
            worst = max(worst, subprocess.run(again, env=environment).returncode)
    sys.exit(worst)


def measure(cases: int) -> int:
    """0 where every page comes in time, is light, and says what the bare SQL says."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    call_command("migrate", verbosity=0, interactive=False)
    setup_test_environment()
    at = datetime.now(UTC)  # noqa: TID251
    office = _filled(cases, at)
    began = time.perf_counter()
    days = _measured(office, at)
    took = time.perf_counter() - began
    print(f"  sums of {days} days made in {took:.1f} s, {1000 * took / max(1, days):.1f} ms a day", flush=True)
    bare, share = _bare(office)
    print(f"  bare SQL over all rows of the cards: {bare * 1000:,.0f} ms", flush=True)
    slow = _pages(office, at, bare)
    _same(office, at, share)
    return int(slow and cases == CASES)


def _filled(cases: int, at: Any) -> Any:
    """The office of the example with its past."""
    from django.db import connection

    from silastri.apps.cases.models import StepRun
    from silastri.apps.offices.models import Office
    from silastri.jobs.publishing import publish
    from silastri.practice import history, sample

    publish(STANDARDS, at=at - timedelta(days=30))
    office = Office.objects.get(slug=STANDARDS.name)
    _staff(office, at)
    began, dice = time.perf_counter(), random.Random(1)  # noqa: S311
    past = history.past_of(Office.objects.get(pk=office.pk), at, sample.citizens(at))
    today = past.time.day(at)
    days = [day for n in range(DAYS) if past.time.is_workday(day := today - timedelta(days=n))]
    history.write(past, [dice.choice(days) for _ in range(cases)], at)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    rows = StepRun.objects.count()
    print(f"  {cases:,} cases, {rows:,} rows of cards, written in {time.perf_counter() - began:.0f} s", flush=True)
    return Office.objects.get(pk=office.pk)


def _staff(office: Any, at: Any) -> None:
    """One officer for each post."""
    from silastri.apps.offices import operations
    from silastri.apps.offices import queries as offices
    from silastri.practice import sample

    for n, post in enumerate(offices.definition(office).posts):
        person = sample.officer(office.pk * 20 + n, post.title, at, is_head=False)
        operations.post(office, person, post=post.key, since=offices.today(office, at) - timedelta(days=3 * 365))


def _measured(office: Any, at: Any) -> int:
    from silastri.domain.act import SYSTEM, Act, Actor
    from silastri.journey.figures import measure

    act, days = Act(Actor(SYSTEM.person, SYSTEM.name, office.pk), at, "job"), 0
    while made := measure.keep_up(act):
        days += made
    return days + 2


def _bare(office: Any) -> tuple[float, tuple[int, int]]:
    """How long it takes to count each month and each officer from all rows; and how many cases ended, in time."""
    from django.db import connection

    month = "to_char(%s, 'YYYY-MM')" if connection.vendor == "postgresql" else "strftime('%%Y-%%m', %s)"
    began = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT r.post, r.person_id, {month % 'r.left_at'}, count(*), "
            "sum(CASE WHEN r.left_at > r.due_at THEN 1 ELSE 0 END) FROM cases_steprun r "
            "JOIN cases_case c ON c.id = r.case_id WHERE c.office_id = %s GROUP BY 1, 2, 3",
            [office.pk],
        )
        cursor.fetchall()
        ended = (
            "SELECT count(*), sum(CASE WHEN coalesce((SELECT r.arrived_at FROM cases_steprun r WHERE r.case_id = c.id "
            "AND r.turn = c.turn AND c.state = 'done'), c.ended_at) <= c.promise_due_at THEN 1 ELSE 0 END) "
            "FROM cases_case c WHERE c.office_id = %s AND c.ended_at IS NOT NULL AND c.promise_due_at IS NOT NULL"
        )
        cursor.execute(ended, [office.pk])
        share = cursor.fetchone()
    return time.perf_counter() - began, (int(share[0]), int(share[1]))


def _pages(office: Any, at: Any, bare: float) -> bool:
    """Prints each page; whether one is too slow or too heavy."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client

    from silastri.apps.offices import queries as offices

    settings.AUTHENTICATION_BACKENDS = ["silastri.web.gate.backends.ByDemoButton"]  # officers come in by one click
    definition, today = offices.definition(office), offices.today(office, at)
    head = offices.holders(office, definition.head.key, today)[0]
    counter = offices.holders(office, "loket", today)[0]
    pages = (
        ("Ringkasan, kepala", head, "/petugas/ringkasan/"),
        ("Ringkasan, setahun", head, "/petugas/ringkasan/?masa=tahun"),
        ("Ringkasan, loket", counter, "/petugas/ringkasan/"),
        ("Di mana menunggu", head, "/petugas/ringkasan/menunggu/"),
        ("Jeda, bulan ini", head, "/petugas/ringkasan/jeda/"),
        ("Jeda, setahun", head, "/petugas/ringkasan/jeda/?masa=tahun"),
        ("Kinerja, untuk warga", None, f"/kinerja/{office.slug}/"),
        ("Kinerja, CSV", None, f"/kinerja/{office.slug}/data.csv"),
        ("Halaman layanan", None, f"/layanan/{office.slug}/jompo-terlantar/"),
    )
    bad = False
    for name, person, address in pages:
        client = Client()
        if person:
            client.force_login(person)
        get = partial(client.get, address)
        assert get().status_code == 200, address
        asked: list[str] = []
        with connection.execute_wrapper(partial(_counted, asked)):
            response = get()
        times = sorted(_timed(get) for _ in range(LOOKS))
        size, packed = len(response.content), len(gzip.compress(response.content))
        half = statistics.median(times)
        print(
            f"  {name:22} {len(asked):3} statements  p50 {half * 1000:7.1f} ms  worst {times[-1] * 1000:7.1f} ms  "
            f"{size / 1000:6.1f} kB ({packed / 1000:.1f} kB gzip)  bare SQL x{bare / half:.1f} as long",
            flush=True,
        )
        bad |= half > LIMIT or size > HEAVIEST
    if bad:
        print(f"too slow or too heavy: more than {LIMIT} s or {HEAVIEST:,} bytes")
    return bad


def _counted(counted: list[str], execute: Any, sql: str, *rest: Any) -> Any:
    counted.append(sql)
    return execute(sql, *rest)


def _timed(act: Callable[[], Any]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _same(office: Any, at: Any, share: tuple[int, int]) -> None:
    """Raises AssertionError where the sums are not those of the bare SQL."""
    from silastri.apps.measures import queries
    from silastri.apps.offices import queries as offices

    today = offices.today(office, at)
    found = queries.counts_by_month(office.pk, today - timedelta(days=DAYS + 60), today).values()
    told = sum(one.promised for one in found), sum(one.kept for one in found)
    assert told == share, (told, share)
    print(f"  promises: {told[1]:,} of {told[0]:,} kept, equal to the bare SQL", flush=True)


if __name__ == "__main__":
    main()
