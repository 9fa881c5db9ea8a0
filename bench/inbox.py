"""An officer's inbox among many cases, beside the same by hand-written SQL; and a late page of it, and of the list of
all cases of his office, beside the first one.

    python bench/inbox.py                       50,000 cases on PostgreSQL
    ROWS=5000000 python bench/inbox.py          as the table asks; fills for some minutes
    WAITING=20000 python bench/inbox.py         so many of them in that inbox, else 3,125

One case of twenty runs; the office has a tenth of all, nine others the rest. By hand is what the page tells, read by
psycopg with the plan kept: how much waits, by step, and 25 rows; ours is the same as the page reads it, to the objects
of which its rows are made. Both are asked in turn.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from databases import fresh
from keys import tell
from step_keys import _environment

ROWS = int(os.environ.get("ROWS") or 50_000)
WAITING = min(int(os.environ.get("WAITING") or 3_125), ROWS // 4)
ROUNDS = int(os.environ.get("ROUNDS") or 60)
FULL = 5_000_000
OFFICES = 10
POST = "ahli_muda"
Ask = Callable[[], Any]
_COUNTS = """
SELECT state, service_id, version_id, step, count(*),
       count(*) FILTER (WHERE LEAST(due_at, promise_due_at) < %(at)s),
       count(*) FILTER (WHERE LEAST(due_at, promise_due_at) >= %(at)s AND LEAST(due_at, promise_due_at) < %(then)s),
       count(*) FILTER (WHERE sent_back <> ''), count(*) FILTER (WHERE taken_by_id IS NULL),
       count(*) FILTER (WHERE taken_by_id = %(me)s)
FROM cases_case WHERE office_id = %(office)s AND state = 'running' AND (post = %(post)s OR recorder = %(post)s)
GROUP BY 1, 2, 3, 4
"""
_PAGE = """
SELECT c.id, c.ref, c.turn, c.holder_name, c.step, c.version_id, c.state, c.due_at, c.promise_due_at, c.submitted_at,
       c.sent_back, c.taken_by_id, s.name, a.name, t.name
FROM cases_case c JOIN catalog_service s ON s.id = c.service_id JOIN accounts_person a ON a.id = c.applicant_id
LEFT JOIN accounts_person t ON t.id = c.taken_by_id
WHERE c.office_id = %(office)s AND c.state = 'running' AND (c.post = %(post)s OR c.recorder = %(post)s)
ORDER BY LEAST(c.due_at, c.promise_due_at), c.id LIMIT 25
"""


def main() -> None:
    if "--one" in sys.argv:
        measure()
        return
    with tempfile.TemporaryDirectory() as folder, fresh("inbox") as database:
        home = Path(folder)
        (home / "DEMO").touch()
        subprocess.run([sys.executable, __file__, "--one"], env=_environment(home, database), check=True)


def measure() -> None:
    import django

    sys.path.insert(0, str(Path(__file__).parent.parent))
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    town = filled()
    print(f"  {ROWS:,} cases, {WAITING:,} of them in the inbox, in {time.perf_counter() - began:.0f} s", flush=True)
    note = "" if ROWS >= FULL else f"at {ROWS:,} rows"
    inbox, register = pages(town, "inbox", WAITING), pages(town, "desk_register", ROWS // OFFICES)
    by_hand = [_by_hand(town, (_PAGE,)), _by_hand(town, (_COUNTS, _PAGE))]
    first, late, rows, both = in_turn(inbox[0], inbox[1], *by_hand)
    print(f"  by hand: the rows alone {rows:.2f} ms, with the counts {both:.2f} ms; ours {first:.2f} ms")
    tell("inbox_5m_vs_sql", first / both, note=note)
    tell("inbox_page_n_vs_1", late / first, note=note)
    first, late = in_turn(*register, rounds=ROUNDS if ROWS < 1_000_000 else 5)
    print(f"  all cases of the office: page 1 {first:.2f} ms, its last but one x{late / first:.2f}", flush=True)


def in_turn(*asks: Ask, rounds: int = ROUNDS) -> list[float]:
    """The median time of each, in milliseconds."""
    times: list[list[float]] = [[] for _ in asks]
    for lap in range(rounds + 3):
        for n, ask in enumerate(asks):
            began = time.perf_counter()
            ask()
            if lap >= 3:
                times[n].append((time.perf_counter() - began) * 1000)
    return [statistics.median(one) for one in times]


def pages(town: Any, name: str, rows: int) -> tuple[Ask, Ask]:
    """The first page of a list and its last but one, as somebody comes there by its links."""
    page = max(2, -(-rows // 25) - 1)
    before = _list(town, name, f"baris=25&halaman={page - 1}")
    after = before().pager.after.removeprefix("?")
    assert f"halaman={page}" in after, after
    return _list(town, name, "baris=25"), _list(town, name, after)


def _list(town: Any, name: str, address: str) -> Ask:
    from django.http import QueryDict

    from silastri.apps.offices import queries as offices
    from silastri.web.officer.lists.case_list import CaseList
    from tests.builders import MONDAY

    act = town.act(POST)
    desk = next(one for one in offices.desks(act.by.person, MONDAY) if one.office.pk == town.office.pk)

    def ask() -> CaseList:
        shown = CaseList(name, desk, act, QueryDict(address))
        assert shown.groups and len(shown.cases) == 25 and shown.pager, address
        return shown

    return ask


def _by_hand(town: Any, statements: tuple[str, ...]) -> Ask:
    import psycopg
    from django.db import connection

    from tests.builders import MONDAY

    known = connection.get_connection_params()
    plain = psycopg.connect(**{name: known[name] for name in ("dbname", "user", "host", "port")}, prepare_threshold=0)
    given = {"office": town.office.pk, "post": POST, "me": 1, "at": MONDAY, "then": MONDAY.replace(hour=23)}

    def ask() -> None:
        for sql in statements:
            assert plain.execute(sql, given).fetchall()

    return ask


def filled() -> Any:
    """The town with its cases. What is sealed in them is left out: no list opens it."""
    from silastri.apps.offices.models import Office
    from tests.builders import a_case, a_town
    from tests.plans import filled as made

    town = a_town()
    running, done = a_case(town, "verifikasi"), a_case(town, None)
    source = made.series(OFFICES - 1)
    made.multiply("offices.Office", town.office.pk, source, slug=made.text("kantor-{s.n}"), code=made.text("K{s.n}"))
    first = Office.objects.order_by("-pk").values_list("pk", flat=True)[0] - OFFICES + 1
    its = {"office_id": f"CASE WHEN s.n % {OFFICES} = 0 THEN {town.office.pk} ELSE {first} + s.n % {OFFICES} END"}
    bare = {"answers": "'\\x'::bytea", "notes": "'\\x'::bytea", "holder_name": made.text("Warga Contoh {s.n}")}
    due = {name: made.spread(name, "s.n % 900000") for name in ("due_at", "promise_due_at", "submitted_at")}
    mine = {"ref": made.text("MIN-{s.n}"), "holder_index": made.text("m-{s.n}")}
    made.multiply("cases.Case", running.pk, made.series(WAITING), **bare, **due, **mine)
    others = {
        "ref": made.text("JLN-{s.n}"),
        "holder_index": made.text("j-{s.n}"),
        "post": made.text("jabatan_{s.n % 8}"),
    }
    made.multiply("cases.Case", running.pk, made.series(ROWS // 20), **bare, **due, **others, **its)
    ended = {name: made.spread(name, "s.n % 60000000") for name in ("submitted_at", "ended_at")}
    old = {"ref": made.text("SLS-{s.n}"), "holder_index": made.text("s-{s.n}")}
    made.multiply("cases.Case", done.pk, made.series(ROWS - ROWS // 20), **bare, **ended, **old, **its)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE cases_case")
    return town


if __name__ == "__main__":
    main()
