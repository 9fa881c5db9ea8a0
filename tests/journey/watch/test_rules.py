"""What each rule finds, what it leaves alone, and who may say what it was."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.anomalies.models import Anomaly
from silastri.apps.audit.models import LogEntry
from silastri.apps.audit.operations import log
from silastri.apps.beats import operations as beats
from silastri.apps.cases.models import Case
from silastri.domain.act import SYSTEM, Act, Actor
from silastri.domain.refusal import MovedOn, NotFit, NotThere, NotYours
from silastri.journey.steps.decide import decide as take_step
from silastri.journey.watch import anomalies
from silastri.journey.watch.look import BY_KEY, NAME, look
from silastri.journey.watch.rules.odd_hours import is_odd
from tests.builders import MONDAY, STANDARDS, WIB, Town, a_case, a_town, office_definition

from .returned import mended, returned


def found(town: Town, rule: str, days: int = 3) -> list[Anomaly]:
    look(Act(replace(SYSTEM, office=town.office.pk), MONDAY + timedelta(days=days), "job"))
    return list(Anomaly.objects.filter(rule=rule).order_by("pk"))


def told(one: Anomaly) -> str:
    return BY_KEY[one.rule].tells(one.detail)


def test_an_ordinary_case_is_not_odd_and_nothing_is_found_twice(town: Town) -> None:
    a_case(town, None)
    found(town, "overtaken")
    assert not Anomaly.objects.exists()
    case = mended(town, returned(town, a_case(town), "ktp"), "ktp")
    returned(town, case, "kk", days=1)
    assert len(found(town, "seen_before")) == 1
    assert len(found(town, "seen_before")) == 1
    beats.beat(NAME, MONDAY + timedelta(days=9))
    assert len(found(town, "seen_before", days=9)) == 1


def test_overtaking(town: Town) -> None:
    old = a_case(town, "verifikasi")
    Case.objects.filter(pk=old.pk).update(arrived_at=MONDAY - timedelta(days=3))
    for _ in range(4):
        assert not found(town, "overtaken")
        young = a_case(town, "verifikasi")
        take_step(town.act("ahli_muda", MONDAY + timedelta(hours=6)), ref=young.ref, turn=young.turn, outcome="lanjut")
    (one,) = found(town, "overtaken")
    assert (one.case, one.detail["n"]) == (old, 4)
    assert "4 berkas" in told(one)


def test_faster_than_anybody_reads(town: Town) -> None:
    case = a_case(town)
    person = town.officer("back_office")
    act = town.act("back_office", MONDAY + timedelta(hours=6))
    log(replace(act, at=act.at - timedelta(seconds=5)), "see", case.ref, page="desk_case")
    from .returned import KEYS, Verdict, check

    check(act, ref=case.ref, turn=case.turn, verdicts=[Verdict(key, True) for key in KEYS], outcome="lanjut")
    (one,) = found(town, "too_fast")
    assert (one.person, one.detail["seconds"]) == (person, 5)


def test_one_person_in_two_roles(town: Town) -> None:
    case = a_case(town, "persetujuan")
    person = town.officer("ahli_muda")
    Case.objects.filter(pk=case.pk).update(hands={"prepared": [person.pk], "decided": [person.pk]})
    (one,) = found(town, "two_roles")
    assert (one.case, one.person) == (case, person)


def test_papers_opened_without_a_task(town: Town) -> None:
    case = a_case(town, "pemeriksaan")
    for post in ("loket", "kepala_dinas", "back_office"):  # the last is above, and it was at his post
        log(town.act(post, MONDAY + timedelta(hours=6)), "see", case.ref, page="desk_document")
    (one,) = found(town, "without_task")
    assert one.person == town.officer("loket")
    watcher = Actor(town.officer("tim_teknis").pk, "Pengawas", town.office.pk, {}, {}, watches=True)
    log(Act(watcher, MONDAY + timedelta(hours=7), "web"), "see", case.ref, page="desk_document")
    assert len(found(town, "without_task")) == 1


def test_returned_again_and_again(town: Town) -> None:
    case = a_case(town)
    for n, key in enumerate(("ktp", "kk", "ktp")):
        assert not found(town, "returned_often")
        case = returned(town, case, key, days=n)
        if n < 2:
            case = mended(town, case, key, days=n)
    (one,) = found(town, "returned_often")
    assert one.detail["n"] == 3


def test_numbers_voided_and_the_same_holder(town: Town) -> None:
    case = a_case(town, "penomoran")
    log(town.act("back_office", MONDAY + timedelta(hours=6)), "void_number", "1/X", case=case.ref)
    (one,) = found(town, "voided")
    assert (one.case, "1/X" in told(one)) == (case, True)
    for _ in range(3):
        assert not found(town, "same_holder")
        a_case(town)
    (one,) = found(town, "same_holder")
    assert one.detail["n"] == 4


@pytest.mark.parametrize(
    ("at", "odd"),
    [
        (datetime(2026, 11, 9, 9, tzinfo=WIB), False),
        (datetime(2026, 11, 9, 18, 59, tzinfo=WIB), False),
        (datetime(2026, 11, 9, 19, 1, tzinfo=WIB), True),
        (datetime(2026, 11, 10, 0, 30, tzinfo=WIB), True),
        (datetime(2026, 11, 10, 4, 29, tzinfo=WIB), True),
        (datetime(2026, 11, 8, 10, tzinfo=WIB), True),  # a Sunday
    ],
)
def test_odd_hours(at: datetime, odd: bool) -> None:
    assert is_odd(office_definition().time({}), at) is odd


def test_a_sign_in_at_night_is_found_once_a_day(town: Town) -> None:
    person = town.officer("loket")
    for minutes in (0, 5):
        at = datetime(2026, 11, 10, 1, minutes, tzinfo=WIB)
        log(Act(Actor(person.pk, person.name), at, "web"), "sign_in")
    (one,) = found(town, "odd_hours")
    assert "pukul 01" in told(one)


@pytest.fixture
def one(town: Town) -> Anomaly:
    case = mended(town, returned(town, a_case(town), "ktp"), "ktp")
    returned(town, case, "kk", days=1)
    return found(town, "seen_before")[0]


def watcher(town: Town, person: Person) -> Act:
    return Act(Actor(person.pk, person.name, town.office.pk, {}, {}, watches=True), MONDAY, "web")


def test_a_watcher_decides_with_a_reason(town: Town, one: Anomaly) -> None:
    auditor = town.officer("loket")
    act = watcher(town, auditor)
    refused: list[tuple[Act, dict[str, Any], type[Exception]]] = [
        (town.act("kepala_dinas"), {"state": "settled", "why": "x"}, NotYours),
        (act, {"state": "settled", "why": " "}, NotFit),
        (act, {"state": "new", "why": "x"}, NotFit),
        (act, {"state": "settled", "why": "x" * 501}, NotFit),
        (watcher(town, town.officer("back_office")), {"state": "settled", "why": "x"}, NotYours),  # about himself
    ]
    for by, given, error in refused:
        with pytest.raises(error):
            anomalies.decide(by, pk=one.pk, **given)
    other = Act(replace(act.by, office=town.office.pk + 1), MONDAY, "web")
    with pytest.raises(NotThere):
        anomalies.decide(other, pk=one.pk, state="settled", why="x")
    assert Anomaly.objects.get().state == "new"
    anomalies.decide(act, pk=one.pk, state="looked_at", why="")
    anomalies.decide(act, pk=one.pk, state="false_alarm", why="KK memang buram.")
    with pytest.raises(MovedOn):
        anomalies.decide(act, pk=one.pk, state="false_alarm", why="Lagi.")
    assert LogEntry.objects.filter(what="decide_anomaly").count() == 2


def test_the_pages(town: Town, one: Anomaly) -> None:
    readers = a_town(STANDARDS / "inspektorat")
    client = Client()
    client.force_login(readers.officer("auditor"))
    client.post("/petugas/kantor/", {"kantor": f"awasi-{town.office.pk}"})
    listed = client.get("/petugas/keanehan/").content.decode()
    assert told(one) in listed
    assert all(rule.words in listed for rule in BY_KEY.values())
    for asked, there in (({"aturan": "overtaken"}, False), ({"keadaan": "new", "dari": "1-11-2026"}, True)):
        shown = client.post("/petugas/keanehan/", asked, follow=True).content.decode()
        assert (told(one) in shown) is there
    path = f"/petugas/keanehan/{one.pk}/"
    assert client.get(path).status_code == 200
    assert client.post(path + "penilaian/", {"keputusan": "false_alarm", "alasan": ""}).status_code == 422
    decided = client.post(path + "penilaian/", {"keputusan": "false_alarm", "alasan": "Memang buram."})
    assert decided.status_code == 302
    assert "Memang buram." in client.get(path).content.decode()

    head, officer = Client(), Client()
    head.force_login(town.officer("kepala_dinas"))
    officer.force_login(town.officer("back_office"))
    Anomaly.objects.create(office=town.office, rule="voided", key="1", at=MONDAY, found_at=MONDAY, detail={})
    shown = head.get("/petugas/keanehan/").content.decode()
    assert told(one) in shown
    assert "1 keanehan lain" in shown
    assert head.post(path + "penilaian/", {"keputusan": "settled", "alasan": "x"}).status_code == 403
    for of_officer in ("/petugas/keanehan/", path):
        assert officer.get(of_officer).status_code == 403
    assert "Keanehan" not in officer.get("/petugas/").content.decode()
