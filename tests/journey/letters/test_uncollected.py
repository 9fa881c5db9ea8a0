"""A letter that nobody comes for: a month, then a notice to the home, posted and recorded; and again after a month."""

from datetime import datetime, timedelta

import pytest

from silastri.apps.audit.models import LogEntry
from silastri.apps.cases.models import Case
from silastri.apps.cases.queries import CaseNotFound
from silastri.apps.documents import queries as documents
from silastri.apps.letters.models import Letter
from silastri.domain.act import Act, Actor
from silastri.domain.refusal import MovedOn, NotFit, NotThere, NotYours
from silastri.journey.frame.step import OwnCase
from silastri.journey.letters import uncollected
from tests.builders import MONDAY, WIB, Town
from tests.pekanbaru import at_step, onward, pekanbaru, words

# Ready on 9 November: the month is over when the office closes on 9 December.
LAST_MOMENT = datetime(2026, 12, 9, 16, 0, tzinfo=WIB)
AFTER = LAST_MOMENT + timedelta(minutes=1)


@pytest.fixture
def town(db: None) -> Town:
    return pekanbaru()


def notices(case: Case) -> list[Letter]:
    return list(Letter.objects.filter(case=case, key__startswith="langkah:penyerahan:").order_by("pk"))


def listed(town: Town, at: datetime, post: str = "back_office") -> list[str]:
    return [one.case.ref for one in uncollected.waiting(town.office.pk, {post: ""}, at=at)]


def test_the_list_holds_what_waits_longer_than_a_month_the_oldest_first(town: Town) -> None:
    second = at_step(town, "penyerahan", citizen=1, at=MONDAY + timedelta(days=2))
    first = at_step(town, "penyerahan")
    at_step(town, "penomoran", citizen=2)
    assert listed(town, LAST_MOMENT) == []
    assert listed(town, AFTER) == [first.ref]
    assert listed(town, AFTER + timedelta(days=3)) == [first.ref, second.ref]
    onward(town, first, AFTER)
    assert listed(town, AFTER + timedelta(days=3)) == [second.ref], "collected"


def test_only_the_post_that_writes_sees_the_list(town: Town) -> None:
    with pytest.raises(NotYours):
        listed(town, AFTER, "front_office")


def test_the_notice_is_numbered_addressed_to_the_home_and_kept(town: Town) -> None:
    case = at_step(town, "penyerahan")
    letter = uncollected.make(town.act("back_office", AFTER), ref=case.ref)
    assert letter.number == "500.16.7/0001/DPMPTSP/XII/2026"
    assert letter.state == "issued"
    said = words(documents.content(letter.sha256))
    for part in (case.applicant.name, "Jalan Contoh Nomor 9", "9 Desember 2026", case.ref, "sejak : 9 November 2026"):
        assert part in said, part
    assert [one.key for one in notices(case)] == [letter.key]
    assert LogEntry.objects.filter(what="make_notice", about=case.ref).exists()
    assert Case.objects.get(pk=case.pk).turn == case.turn, "the case stays where it is"


def test_too_early_and_twice(town: Town) -> None:
    case = at_step(town, "penyerahan")
    for at in (MONDAY + timedelta(hours=4), LAST_MOMENT):
        with pytest.raises(uncollected.TooEarly, match="9 Desember 2026"):
            uncollected.make(town.act("back_office", at), ref=case.ref)
    assert notices(case) == []
    uncollected.make(town.act("back_office", AFTER), ref=case.ref)
    with pytest.raises(uncollected.TooEarly, match="9 Januari 2027"):
        uncollected.make(town.act("back_office", AFTER + timedelta(minutes=1)), ref=case.ref)
    assert len(notices(case)) == 1


def test_again_after_another_month(town: Town) -> None:
    case = at_step(town, "penyerahan")
    uncollected.make(town.act("back_office", AFTER), ref=case.ref)
    later = datetime(2027, 1, 11, 9, 0, tzinfo=WIB)
    second = uncollected.make(town.act("back_office", later), ref=case.ref)
    assert [one.number for one in notices(case)] == [
        "500.16.7/0001/DPMPTSP/XII/2026",
        "500.16.7/0001/DPMPTSP/I/2027",
    ], "the register begins anew with the year"
    assert uncollected.of_case(town.act("back_office", later), case.ref).notices[0].key == second.key


def test_wrong_post_other_office_own_case_not_ready(town: Town) -> None:
    case = at_step(town, "penyerahan")
    with pytest.raises(NotYours):
        uncollected.make(town.act("front_office", AFTER), ref=case.ref)
    act = town.act("back_office", AFTER)
    other = Act(Actor(act.by.person, act.by.name, town.office.pk + 1, act.by.posts), AFTER, "web")
    with pytest.raises(CaseNotFound):
        uncollected.make(other, ref=case.ref)
    mine = Act(Actor(case.applicant_id, "Rani", town.office.pk, {"back_office": ""}), AFTER, "web")
    with pytest.raises(OwnCase):
        uncollected.make(mine, ref=case.ref)
    running = at_step(town, "penomoran", citizen=1)
    with pytest.raises(NotThere):
        uncollected.make(act, ref=running.ref)
    onward(town, case, AFTER)
    with pytest.raises(NotThere, match="sudah diambil"):
        uncollected.make(act, ref=case.ref)
    assert not Letter.objects.filter(key__startswith="langkah:").exists()


def test_without_an_address_it_is_asked_for_first_and_then_remembered(town: Town) -> None:
    case = at_step(town, "penyerahan")
    case.answers = {**case.answers, "values": {**case.answers["values"], "alamat": ""}}
    case.save(update_fields=["answers"])
    act = town.act("back_office", AFTER)
    with pytest.raises(uncollected.NoAddress) as refused:
        uncollected.make(act, ref=case.ref)
    assert "Isi dulu alamat" in refused.value.fields["alamat"]
    assert notices(case) == []
    letter = uncollected.make(act, ref=case.ref, address="Jalan Lain Nomor 2")
    assert "Jalan Lain Nomor 2" in words(documents.content(letter.sha256))
    assert uncollected.of_case(act, case.ref).address == "Jalan Lain Nomor 2"


def test_the_posting_is_recorded_once_with_date_way_and_name(town: Town) -> None:
    case = at_step(town, "penyerahan")
    act = town.act("back_office", AFTER)
    letter = uncollected.make(act, ref=case.ref)
    next_day = town.act("back_office", AFTER + timedelta(days=1))
    for wrong in (AFTER.date() - timedelta(days=1), AFTER.date() + timedelta(days=2)):
        with pytest.raises(NotFit) as refused:
            uncollected.posted(next_day, ref=case.ref, key=letter.key, on=wrong, how="Pos")
        assert "9 Desember 2026 dan 10 Desember 2026" in refused.value.fields["tanggal"]
    with pytest.raises(NotThere):
        uncollected.posted(next_day, ref=case.ref, key="surat", on=AFTER.date(), how="Pos")
    with pytest.raises(NotYours):
        uncollected.posted(town.act("kasi", AFTER), ref=case.ref, key=letter.key, on=AFTER.date(), how="Pos")
    uncollected.posted(next_day, ref=case.ref, key=letter.key, on=AFTER.date(), how="Pos tercatat", receipt="contoh-1")
    kept = notices(case)[0].mailings.get()
    assert (kept.on, kept.how) == (AFTER.date(), "Pos tercatat, resi CONTOH-1")
    assert kept.address == uncollected.of_case(act, case.ref).address
    assert kept.by == town.officer("back_office").name
    with pytest.raises(MovedOn):
        uncollected.posted(next_day, ref=case.ref, key=letter.key, on=AFTER.date(), how="Pos")
