"""Sheets of paper are keyed in once each, by somebody who did not serve."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db.models import F
from django.test import Client
from django.utils import timezone

from silastri.apps.accounts.models import Person
from silastri.apps.audit.models import LogEntry
from silastri.apps.cases.models import Case
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office, Posting
from silastri.apps.surveys import queries
from silastri.apps.surveys.models import DayProfile, DaySum, Response
from silastri.domain.satisfaction.index import Sums
from tests.builders import JOMPO, MONDAY, STANDARDS, Town, a_case, a_town

Browser = Callable[[Person | None], Client]
AT = f"/petugas/survei/ketik/{JOMPO}/"
ROW = {f"u{n}": str(1 + n % 4) for n in range(1, 10)} | {"sex": "p", "age": "3", "education": "6", "occupation": "1"}


def row(**more: str) -> dict[str, str]:
    return ROW | {"baris": str(uuid4()), "suggestion": ""} | more


@pytest.fixture
def keyer(town: Town, browser: Browser) -> Client:
    return browser(town.officer("loket"))


def test_the_service_is_chosen_once(town: Town, keyer: Client) -> None:
    assert town.service().name in keyer.get("/petugas/survei/ketik/").content.decode()
    chosen = keyer.get("/petugas/survei/ketik/", {"layanan": JOMPO, "tanggal": "9-11-2026"})
    assert chosen["Location"] == f"{AT}?tanggal=2026-11-09"
    assert keyer.get("/petugas/survei/ketik/", {"layanan": JOMPO, "tanggal": "31-31-2026"}).status_code == 422
    assert keyer.get(chosen["Location"]).status_code == 200


def test_a_row_is_kept_with_its_profile_and_the_next_is_open(town: Town, keyer: Client) -> None:
    kept = keyer.post(AT, row(suggestion="Tambah kursi."))
    assert kept.status_code == 302 and kept["Location"].startswith(AT)
    answer = Response.objects.get()
    assert (answer.via, answer.u1, answer.u4, answer.sex, answer.age) == ("paper", 2, 1, "P", "30-39")
    assert (answer.education, answer.occupation, answer.suggestion) == ("S3", "PNS", "Tambah kursi.")
    assert "Tambah kursi." in keyer.get(AT).content.decode()
    for _ in range(12):
        keyer.post(AT, row())
    assert keyer.get(AT).content.decode().count("<li><span") == 10


def test_what_was_not_ticked_stays_empty(town: Town, keyer: Client) -> None:
    assert keyer.post(AT, row(u3="-", u7="0", u8="-", sex="-", age="0")).status_code == 302
    answer = Response.objects.get()
    assert (answer.u3, answer.u7, answer.u8, answer.sex, answer.age) == (None, None, None, "", "")
    assert DaySum.objects.get().n3 == 0


@pytest.mark.parametrize(
    "wrong",
    [
        *({"u1": mark} for mark in ("5", "9", "x", "12", "\u0663")),
        *({"sex": "3"}, {"age": "7"}, {"baris": "x"}, {"suggestion": "a" * 100_000}),
        {f"u{n}": "0" for n in range(1, 10)},
        *({left: ""} for left in ("u1", "u5", "u9", "sex", "occupation")),  # a key that was lost shifts the row
    ],
)
def test_what_is_no_row(town: Town, keyer: Client, wrong: dict[str, str]) -> None:
    assert keyer.post(AT, row(**wrong)).status_code == 422
    assert not Response.objects.exists() and not DaySum.objects.exists()


def test_it_says_which_box_is_empty(town: Town, keyer: Client) -> None:
    said = keyer.post(AT, row(u5="", age="")).content.decode()
    assert "Pertanyaan 5: ketik 1 sampai 4, atau 0 bila tidak diisi." in said
    assert "Usia (tahun): ketik 1 sampai 6, atau 0 bila tidak diisi." in said


def test_the_same_row_counts_once(town: Town, keyer: Client) -> None:
    sent = row()
    for _ in range(3):
        assert keyer.post(AT, sent).status_code == 302
    assert Response.objects.count() == DaySum.objects.get().responses == 1
    assert "sudah tersimpan" in keyer.get(AT).content.decode()
    assert keyer.get(AT).content.decode().count("<li><span") == 1


def test_the_last_row_is_taken_back_and_the_sums_with_it(town: Town, keyer: Client) -> None:
    keyer.post(AT, row(u1="1"))
    before = list(DayProfile.objects.order_by("pk").values_list("what", "value", "responses"))
    keyer.post(AT, row(u1="4"))
    assert keyer.post(f"{AT}urungkan/").status_code == 302
    answer = Response.objects.get()
    assert answer.u1 == 1
    office, on = town.office.pk, answer.on
    marks = [getattr(answer, f"u{n}") for n in range(1, 10)]
    assert queries.sums(office, on, on) == Sums.of([marks])
    assert list(DayProfile.objects.order_by("pk").values_list("what", "value", "responses")) == before
    assert keyer.post(f"{AT}urungkan/").status_code == 302
    assert keyer.post(f"{AT}urungkan/").status_code == 409, "nothing of this sitting is left"
    assert queries.sums(office, on, on).responses == 0


def test_nobody_takes_back_what_another_keyed_in(town: Town, keyer: Client, browser: Browser) -> None:
    keyer.post(AT, row())
    assert browser(town.officer("back_office")).post(f"{AT}urungkan/").status_code == 409
    assert Response.objects.count() == 1


@pytest.mark.parametrize(("days", "status"), [(1, 422), (0, 302), (-366, 302), (-367, 422)])
def test_the_day_of_the_sheets(town: Town, keyer: Client, days: int, status: int) -> None:
    on = offices.today(town.office, timezone.now()) + timedelta(days=days)
    assert keyer.post(f"{AT}?tanggal={on.isoformat()}", row()).status_code == status
    assert [one.on for one in Response.objects.all()] == ([on] if status == 302 else [])


def served(town: Town) -> Case:
    """A case of the service that was done lately."""
    case = a_case(town, None)
    Case.objects.filter(pk=case.pk).update(ended_at=timezone.now() - timedelta(days=29))
    return case


def test_whoever_served_keys_nothing(town: Town, browser: Browser) -> None:
    case, loket = served(town), browser(town.officer("loket"))
    _newcomer(town)
    refused = (loket.get(AT), loket.post(AT, row()), loket.post(f"{AT}urungkan/"))
    assert [one.status_code for one in refused] == [403, 403, 409]
    assert "rekan yang tidak ikut" in refused[0].content.decode()
    assert not Response.objects.filter(via="paper").exists()
    assert browser(_newcomer(town)).post(AT, row()).status_code == 302
    Case.objects.filter(pk=case.pk).update(ended_at=MONDAY - timedelta(days=400))
    assert loket.post(AT, row()).status_code == 302, "it is long ago"


def test_where_everybody_served_somebody_has_to(town: Town, browser: Browser) -> None:
    case = served(town)
    assert offices.officers(town.office) == set(case.runs.values_list("person", flat=True)) - {case.applicant_id}
    assert browser(town.officer("loket")).post(AT, row()).status_code == 302


def test_a_service_of_another_office_is_not_there(town: Town, browser: Browser) -> None:
    other = a_town(STANDARDS / "pekanbaru-dpmptsp")
    client = browser(other.officer("front_office"))
    assert client.get(AT).status_code == client.post(AT, row()).status_code == 404
    assert not Response.objects.exists()


def test_no_log_tells_when_a_row_was_keyed_in(town: Town, keyer: Client) -> None:
    before = LogEntry.objects.count()
    keyer.get(AT)
    keyer.post(AT, row())
    assert LogEntry.objects.count() == before


def _newcomer(town: Town) -> Person:
    """Somebody who works at the office and had no hand in anything yet."""
    person = town.citizens[2]
    Posting.objects.get_or_create(office=town.office, person=person, post="loket", since=MONDAY.date())
    Office.objects.filter(pk=town.office.pk).update(turn=F("turn") + 1)
    return person
