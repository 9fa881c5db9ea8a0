"""A complaint comes in: its number, its code, who is known of it, and what is refused."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache

from silastri.apps.audit.models import LogEntry
from silastri.apps.complaints.models import Complaint, Handling
from silastri.apps.messages.models import Message
from silastri.domain.act import Act, Actor
from silastri.domain.refusal import NotFit
from silastri.journey.complaints.came import Came
from silastri.journey.complaints.doubles import likely
from silastri.journey.complaints.take_in import RecordedBefore, take_in
from tests.builders import MONDAY, STANDARDS, Town, a_case, a_town

TEXT = "Loket tutup sebelum waktunya, padahal saya sudah antre sejak pagi."
ROSMAWATI: dict[str, Any] = {"name": "Rosmawati", "phone": "0812 3456 7890"}


@pytest.fixture(autouse=True)
def nothing_came_before(db: None) -> None:
    cache.clear()


def guest(place: str = "10.0.0.1") -> Act:
    return Act(Actor(None, "Tamu"), MONDAY, "web", place)


def test_numbers_have_no_gap_and_begin_anew(town: Town) -> None:
    found = [take_in(guest(), Came(town.office, f"{TEXT} {n}", **ROSMAWATI)) for n in range(3)]
    assert [one.number for one in found] == ["1/2026", "2/2026", "3/2026"]
    with pytest.raises(NotFit):
        take_in(guest(), Came(town.office, "", **ROSMAWATI))
    before = take_in(guest(), Came(town.office, f"{TEXT} 4", **ROSMAWATI, received_at=MONDAY - timedelta(days=320)))
    assert before.number == "1/2025"
    assert take_in(guest(), Came(town.office, f"{TEXT} 5", **ROSMAWATI)).number == "4/2026"
    other = a_town(STANDARDS / "kampar")
    assert take_in(guest(), Came(other.office, TEXT, **ROSMAWATI)).number == "1/2026"


def test_it_has_a_code_a_limit_and_a_first_row(town: Town) -> None:
    found = take_in(guest(), Came(town.office, TEXT, **ROSMAWATI))
    assert found.code.startswith("ADU-") and len(found.code) == 15
    assert found.due_at and (found.due_at - MONDAY).days == 3
    row = Handling.objects.get()
    assert (row.what, row.by_complainant, row.by) == ("came", True, None)
    told = Message.objects.get(template="complaint_received")
    assert told.to == "+6281234567890" and told.office_id is None, "officers must not read the code"
    assert Message.objects.filter(template="complaint_arrived").exists()


def test_of_an_anonymous_complainant_nothing_is_kept(town: Town) -> None:
    """Not even where he is signed in, names his case, and types a name."""
    case = a_case(town, "verifikasi")
    act = replace(town.citizen_act(), place="10.9.8.7")
    came = Came(town.office, TEXT, identity="anonymous", case=case, person=act.by.person, **ROSMAWATI)
    found = Complaint.objects.get(pk=take_in(act, came).pk)
    assert (found.person, found.case, found.complainant, found.conversation, found.recorded_by) == (
        None,
        None,
        {},
        None,
        None,
    )
    lines = LogEntry.objects.filter(about__startswith="pengaduan")
    assert [(line.person, line.whose, line.place) for line in lines] == [(None, None, "")]
    assert not Message.objects.filter(template="complaint_received").exists()


def test_a_confidential_identity_is_sealed(town: Town) -> None:
    case = a_case(town, "verifikasi")
    found = take_in(guest(), Came(town.office, TEXT, identity="confidential", case=case, **ROSMAWATI))
    assert found.case is None, "its number would tell whose it is"
    assert found.complainant == {"name": "Rosmawati", "phone": "+6281234567890", "case": case.ref}
    line = LogEntry.objects.get(what="complaint_came")
    assert (line.person, line.whose, line.place) == (None, None, "")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": "", "phone": "081234567890"}, "nama"),
        ({"name": "Rosmawati"}, "telepon"),
        ({"name": "Rosmawati", "phone": "12"}, "telepon"),
        ({"name": "Rosmawati", "email": "bukan"}, "pos_el"),
        (ROSMAWATI | {"text": "  "}, "isi"),
        (ROSMAWATI | {"text": "x" * 5001}, "isi"),
        (ROSMAWATI | {"happened_on": MONDAY.date() + timedelta(days=1)}, "terjadi"),
        (ROSMAWATI | {"received_at": MONDAY + timedelta(hours=1)}, "diterima"),
        (ROSMAWATI | {"component": "cuaca"}, "tentang"),
        (ROSMAWATI | {"channel": "sp4n"}, "nomor_lapor"),
        (ROSMAWATI | {"files": ((b"x", "x"),) * 6}, "lampiran"),
        ({"identity": "siapa"} | ROSMAWATI, "identitas"),
    ],
)
def test_what_is_refused(town: Town, given: dict[str, Any], field: str) -> None:
    with pytest.raises(NotFit) as refusal:
        take_in(guest(), Came(**{"office": town.office, "text": TEXT} | given))
    assert field in refusal.value.fields
    assert not Complaint.objects.exists()


def test_a_hundred_times_is_once(town: Town) -> None:
    came = Came(town.office, TEXT, browser="a", **ROSMAWATI)
    found = {take_in(guest(), replace(came, text=f"{TEXT}{' ' * n}")).pk for n in range(100)}
    assert len(found) == Complaint.objects.count() == 1
    for browser in ("b", "", ""):
        take_in(guest(), replace(came, browser=browser))
    assert Complaint.objects.count() == 4, "many have one address: nobody gets another's receipt"


def test_a_number_hears_six_times_a_day_whoever_writes_it(town: Town) -> None:
    for n in range(9):
        take_in(guest(f"10.0.0.{n}"), Came(town.office, f"{TEXT} {n}", **ROSMAWATI))
    assert Complaint.objects.count() == 9
    assert Message.objects.filter(template="complaint_received").count() == 6
    take_in(town.act("loket"), Came(town.office, TEXT, channel="counter", **ROSMAWATI))
    assert Message.objects.filter(template="complaint_received").count() == 7, "whom an officer writes down is told"


def test_a_number_of_sp4n_is_recorded_once(town: Town) -> None:
    came = Came(town.office, TEXT, channel="sp4n", external_number="123456", name="Rosmawati")
    first = take_in(town.act("loket"), came)
    with pytest.raises(RecordedBefore) as refusal:
        take_in(town.act("loket"), came)
    assert refusal.value.before.pk == first.pk


def test_likely_doubles(town: Town) -> None:
    same = take_in(guest(), Came(town.office, TEXT, **ROSMAWATI))
    take_in(guest(), Came(town.office, "Surat saya salah nama jalan dan belum diperbaiki petugas", **ROSMAWATI))
    nearly = "Padahal saya sudah antre sejak pagi, loket tutup sebelum waktunya"
    assert likely(town.office, nearly, MONDAY) == likely(town.office, TEXT.upper(), MONDAY) == [same]
    assert likely(town.office, "Minta informasi", MONDAY) == []
    assert likely(town.office, TEXT, MONDAY, person=town.citizens[0].pk) == [], "another's is told to nobody"
