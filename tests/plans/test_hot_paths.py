"""No page or act that people wait for reads a large table whole."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import connection
from django.test import Client
from django.urls import reverse

from silastri.apps.accounts import queries as people
from silastri.apps.accounts.models import Person
from silastri.apps.letters import queries as letters
from silastri.apps.letters.models import Letter
from silastri.apps.messages import lines
from silastri.apps.registry import queries as registry
from silastri.apps.registry.models import Period, RegistryEntry
from silastri.jobs.worker import send_messages
from silastri.journey.apply import submit
from silastri.journey.queueing import call
from silastri.journey.steps.check import asked
from tests.builders import MONDAY, Town, a_case
from tests.campaign import campaign, tries
from tests.journey.queueing.hall import a_hall

from . import filled
from .explained import read_much, read_whole

Browser = Callable[[Person | None], Client]
ROWS = tries(20_000, 1_000_000)
OPEN = 1_000  # cases that still run, however many have ended
MOST = 1_000  # rows that a page may go through: a quarter of all cases are of its office
PEOPLE = "Warga Contoh 1234"
# What cannot be done twice; and a search for a part of a name, which goes through all names of the office in an index.
_DONE_ONCE = ("messages due", "next in the queue", "submit", "a step")
_OF_NAMES = ("search by name", "search by number of a case", "search among all")
TOMORROW = MONDAY + timedelta(days=1)


@campaign
def test_no_hot_path_reads_a_large_table_whole(town: Town, browser: Browser) -> None:
    acts = _acts(town, browser)
    _seen_by_vacuum()
    reads = {name: act for name, act in acts.items() if name not in _DONE_ONCE + _OF_NAMES}
    whole = {name: read_whole(act) for name, act in acts.items()}
    much = {name: read_much(act, MOST) for name, act in reads.items()} if connection.vendor == "postgresql" else {}
    assert not _told(whole) + _told(much), f"{_told(whole)}\n\n{_told(much)}"


def _told(found: dict[str, list[str]]) -> str:
    return "\n\n".join(f"{name}\n  " + "\n  ".join(read) for name, read in found.items() if read)


def _acts(town: Town, browser: Browser) -> dict[str, Callable[[], Any]]:
    running, done, drafted = a_case(town, "verifikasi"), a_case(town, None), _ready(town)
    hall = a_hall(town)
    hall.take(1)
    send_messages(MONDAY + timedelta(hours=6))
    filled.fill(running, done, ROWS, open_of=ROWS // OPEN, most=2)
    period = Period.objects.create(office=town.office, name="2026", source="Contoh", file_mark="", began_at=MONDAY)
    entry = RegistryEntry.objects.create(period=period, nik_index="n", kk_index="k", name_key="nama", sealed={}, line=1)
    filled.multiply("registry.RegistryEntry", entry.pk, filled.series(ROWS), nik_index=filled.text("n-{s.n}"),
                    kk_index=filled.text("k-{s.n}"), name_key=filled.text("nama {s.n}"))  # fmt: skip
    filled.analyze()
    verifier, nobody, citizen = browser(town.officer("ahli_muda")), browser(None), browser(running.applicant)
    manager = browser(town.officer("back_office"))
    letter = Letter.objects.filter(case=done, state="signed")[0]
    get: Callable[..., Callable[[], Any]] = lambda who, name, *args, **query: partial(  # noqa: E731
        _page, who, reverse(name, args=args), query
    )
    return {
        "inbox": get(verifier, "inbox"),
        "inbox, a late page": get(verifier, "inbox", halaman="15"),
        "search by name": get(verifier, "inbox", cari=PEOPLE),
        "search by number of a case": get(verifier, "inbox", cari=running.ref),
        "search by NIK": get(verifier, "inbox", cari="1401010101010001"),
        "search among all": get(verifier, "desk_register", cari=PEOPLE),
        "case page": get(verifier, "desk_case", running.ref),
        "letters": get(verifier, "desk_letters"),
        "messages": get(verifier, "outgoing"),
        "people of the office": get(manager, "people"),
        "somebody by NIP": lambda: people.by_nip("199001012015011001"),
        "my cases": get(citizen, "my_cases"),
        "my case": get(citizen, "my_case", running.ref),
        "tracking": get(nobody, "track", running.ref),
        "verify a letter": get(nobody, "letter", letter.code),
        "verify by number": lambda: letters.by_number(letter.number),
        "look-up by NIK": lambda: registry.by_nik(period, "1401010101010001"),
        "look-up by KK": lambda: registry.by_kk(period, "1401010101010001"),
        "look-up by name": lambda: registry.by_name(period, "nama 77"),
        "messages due": lambda: lines.claim("whatsapp", TOMORROW, a_second=20, between=timedelta(seconds=6)),
        "channels that wait": lambda: lines.that_wait(TOMORROW),
        "next in the queue": lambda: call.call_next(hall.act(0, 2)),
        "submit": lambda: submit.submit(town.citizen_act(1, at=MONDAY + timedelta(hours=5)), ref=drafted.ref),
        "a step": lambda: _step(town, running),
    }  # fmt: skip


def _page(who: Client, address: str, query: dict[str, str]) -> None:
    response = who.get(address, query)
    assert response.status_code == 200, (address, response.status_code)


def _ready(town: Town) -> Any:
    """A draft with all its papers."""
    from tests.builders import _runner

    runner = _runner(town, "jompo-terlantar", 1)
    case = runner.drafted()
    for requirement in (one for one in asked(runner.definition, case) if not one.is_thing):
        from silastri.journey.apply import draft
        from silastri.practice import sample

        act = runner.applicant_act()
        draft.attach(act, ref=case.ref, key=requirement.key, upload=sample.scan(requirement.label, act.at),
                     upload_name="a.pdf")  # fmt: skip
    return case


def _step(town: Town, case: Any) -> None:
    from silastri.journey.steps import decide

    decide.decide(town.act("ahli_muda", MONDAY + timedelta(hours=6)), ref=case.ref, turn=case.turn, outcome="lanjut")


def _seen_by_vacuum() -> None:
    """As the database's own upkeep leaves a table that people read: what an index tells needs no look at the row, and
    what was written lately is in its index."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("UPDATE pg_class SET relallvisible = relpages WHERE relkind = 'r' AND relpages > 0")
            cursor.execute("SELECT gin_clean_pending_list('people_by_part_of_name')")
