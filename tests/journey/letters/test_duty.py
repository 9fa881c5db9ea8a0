"""What follows from a letter: written down once, reminded of once, handed in, sent back, accepted, recorded."""

from datetime import date, datetime, timedelta

import pytest

from silastri.apps.duties.models import Doing, Duty
from silastri.apps.letters.models import Letter
from silastri.apps.messages.models import Message
from silastri.domain.act import SYSTEM, Act, Actor
from silastri.domain.refusal import NotFit, NotThere, NotYours
from silastri.journey.apply import renew
from silastri.journey.frame.step import OwnCase
from silastri.journey.letters import duty, falling_due
from tests.builders import MONDAY, Town
from tests.pekanbaru import scan
from tests.perikanan import ENDS, FIRST, TEBAR, a_letter, handed_in, to_the_end, with_papers

REPORT_DUE, VISIT_DUE = date(2027, 5, 9), date(2026, 12, 9)


def a_day(at: datetime) -> int:
    """What the worker does on that day."""
    return falling_due.remind(Act(SYSTEM, at, "job"))


def on(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=MONDAY.tzinfo)


def due(letter: Letter, key: str = "laporan") -> list[date]:
    return list(Duty.objects.filter(letter=letter, key=key).order_by("number").values_list("due_on", flat=True))


def report(letter: Letter) -> Duty:
    return Duty.objects.get(letter=letter, key="laporan", number=1)


def told(about: str) -> list[Message]:
    return list(Message.objects.filter(about__contains=about).order_by("pk"))


# Written down


def test_at_issue_the_first_time_of_each_is_written_down(town: Town) -> None:
    letter = a_letter(town)
    assert (due(letter), due(letter, "kunjungan")) == ([REPORT_DUE], [VISIT_DUE])
    assert report(letter).remind_on == date(2027, 5, 2)


def test_each_time_is_written_down_once_and_none_after_the_letter_ends(town: Town) -> None:
    letter = a_letter(town)
    for day in (on(REPORT_DUE) - timedelta(days=1), on(REPORT_DUE), on(REPORT_DUE), ENDS, ENDS + timedelta(days=300)):
        a_day(day)
        a_day(day)
    assert due(letter) == [REPORT_DUE, date(2027, 11, 9)]
    assert due(letter, "kunjungan") == [VISIT_DUE]


def test_a_duty_without_an_end_goes_on_and_none_is_left_out_after_a_long_silence(town: Town) -> None:
    a_letter(town)
    child = a_letter(town, TEBAR)
    a_day(on(date(2030, 1, 1)))
    assert due(child, "iuran") == [date(year, 11, 9) for year in (2027, 2028, 2029, 2030)]


def test_what_would_fall_due_later_lapses_with_the_letter_that_was_renewed(town: Town) -> None:
    old = a_letter(town)
    a_day(FIRST)
    case = renew.renew(town.citizen_act(0, FIRST), ref=old.case.ref, key=old.key)
    new = to_the_end(town, handed_in(town, with_papers(town, case, at=FIRST), at=FIRST), FIRST)
    states = dict(Duty.objects.filter(letter=old, key="laporan").values_list("due_on", "state"))
    assert states == {REPORT_DUE: "open", date(2027, 11, 9): "lapsed"}, "what was due before is still owed"
    assert due(new)
    a_day(ENDS + timedelta(days=400))
    assert len(due(old)) == 2


# Reminded of


def test_the_holder_hears_once_before_and_once_after_the_last_day(town: Town) -> None:
    first = report(a_letter(town))
    a_day(on(REPORT_DUE) - timedelta(days=8))
    assert told(f"kewajiban/{first.pk}/") == []
    for _ in range(2):
        a_day(on(REPORT_DUE) - timedelta(days=7))
    (message,) = told(f"kewajiban/{first.pk}/")
    assert "Laporan produksi: ditunggu paling lambat 9 Mei 2027" in message.body
    for _ in range(2):
        a_day(on(REPORT_DUE) + timedelta(days=1))
    assert "seharusnya sudah ada pada 9 Mei 2027" in told(f"kewajiban/{first.pk}/lewat")[0].body
    assert len(told(f"kewajiban/{first.pk}/")) == 2


def test_who_has_handed_it_in_is_left_in_peace(town: Town) -> None:
    first = report(a_letter(town))
    duty.hand_in(town.citizen_act(0), pk=first.pk, note="Panen 200 kg.")
    a_day(on(REPORT_DUE) + timedelta(days=1))
    assert told(f"kewajiban/{first.pk}/") == []


def test_the_post_hears_of_its_own_duties(town: Town) -> None:
    a_letter(town)
    visit = Duty.objects.get(key="kunjungan")
    a_day(on(date(2026, 12, 4)))  # three working days before a Wednesday
    (message,) = told(f"kewajiban/{visit.pk}/")
    assert message.person == town.officer("pengawas")


def test_the_end_of_a_letter_is_told_at_each_of_its_times_once(town: Town) -> None:
    letter = a_letter(town)
    about = f"{letter.code}/berakhir/"
    a_day(ENDS - timedelta(days=61))
    assert told(about) == []
    for days in (60, 59, 20, 14, 13, 0):
        a_day(ENDS - timedelta(days=days))
    early, late = told(about)
    assert "berlaku sampai 9 November 2027" in early.body
    assert "paling lambat 10 Oktober 2027" in early.body
    assert "Ajukan permohonan baru" in late.body, "the window has closed"


def test_the_end_is_not_told_to_who_renews_already_nor_after_it(town: Town) -> None:
    letter = a_letter(town)
    case = renew.renew(town.citizen_act(0, FIRST), ref=letter.case.ref, key=letter.key)
    handed_in(town, with_papers(town, case, at=FIRST), at=FIRST)
    a_day(ENDS - timedelta(days=14))
    a_day(ENDS + timedelta(days=1))
    assert told(f"{letter.code}/berakhir/") == []


# Done


def test_handed_in_sent_back_handed_in_again_accepted(town: Town) -> None:
    first = report(a_letter(town))
    citizen, officer = town.citizen_act(0), town.act("pengawas")
    duty.hand_in(citizen, pk=first.pk, note="", upload=scan(), upload_name="laporan.pdf")
    with pytest.raises(duty.NotWaiting):
        duty.hand_in(citizen, pk=first.pk, note="Lagi")
    with pytest.raises(NotFit):
        duty.send_back(officer, pk=first.pk, note=" ")
    duty.send_back(officer, pk=first.pk, note="Tulis jumlah panennya.")
    with pytest.raises(duty.NotWaiting):
        duty.accept(officer, pk=first.pk)
    duty.hand_in(citizen, pk=first.pk, note="Panen 200 kg.")
    done = duty.accept(officer, pk=first.pk, note="Lengkap.")
    assert (done.state, done.ended_at) == ("done", officer.at)
    assert [d.what for d in Doing.objects.order_by("pk")] == ["handed_in", "returned", "handed_in", "accepted"]
    assert Letter.objects.get().state == "signed", "nothing is revoked by a duty"


def test_an_empty_report_is_no_report(town: Town) -> None:
    first = report(a_letter(town))
    with pytest.raises(NotFit):
        duty.hand_in(town.citizen_act(0), pk=first.pk, note="  ")
    assert Doing.objects.count() == 0


def test_a_visit_and_a_report_on_paper_are_recorded_by_the_post(town: Town) -> None:
    letter = a_letter(town)
    visit = Duty.objects.get(letter=letter, key="kunjungan")
    officer = town.act("pengawas")
    with pytest.raises(NotFit):
        duty.record(officer, pk=visit.pk, note="")
    assert duty.record(officer, pk=visit.pk, note="Kolam terawat.", upload=scan(), upload_name="b.pdf").state == "done"
    assert duty.record(officer, pk=report(letter).pk, note="Laporan dibawa ke kantor.").state == "done"


def test_nobody_else(town: Town) -> None:
    letter = a_letter(town)
    first, visit = report(letter), Duty.objects.get(letter=letter, key="kunjungan")
    with pytest.raises(NotThere):
        duty.hand_in(town.citizen_act(1), pk=first.pk, note="Panen")
    with pytest.raises(NotThere):
        duty.hand_in(town.citizen_act(0), pk=visit.pk, note="Sudah saya kunjungi sendiri")
    with pytest.raises(NotYours):
        duty.record(town.act("loket"), pk=visit.pk, note="Sudah")
    posts = {"pengawas": ""}
    other_office = Act(Actor(town.officer("pengawas").pk, "X", 999, posts), MONDAY, "web")
    with pytest.raises(NotThere):
        duty.record(other_office, pk=visit.pk, note="Sudah")
    own = Act(Actor(town.citizens[0].pk, "X", town.office.pk, posts), MONDAY, "web")
    with pytest.raises(OwnCase):
        duty.record(own, pk=first.pk, note="Sudah")
    assert Doing.objects.count() == 0
