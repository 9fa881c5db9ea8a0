"""Who wrote a complaint completes it, opens it again, rates its answer and withdraws it, by its code alone."""

from datetime import timedelta

import pytest

from silastri.apps.audit.models import LogEntry
from silastri.apps.complaints.models import Complaint, Handling
from silastri.domain.act import Act, Actor
from silastri.domain.refusal import NotFit
from silastri.journey.complaints import by_complainant, clock
from silastri.journey.complaints.by_complainant import CodeUnknown, NotNow
from silastri.journey.complaints.came import Came
from silastri.journey.complaints.take_in import take_in
from tests.builders import MONDAY, Town

GUEST = Act(Actor(None, "Tamu"), MONDAY, "web", "10.0.0.1")


def later(days: int) -> Act:
    return Act(GUEST.by, MONDAY + timedelta(days=days), "web", "10.0.0.1")


@pytest.fixture
def found(town: Town) -> Complaint:
    return take_in(GUEST, Came(town.office, "Loket tutup sebelum waktunya.", name="Rosmawati", phone="081234567890"))


def turned(found: Complaint, state: str, **more: object) -> Complaint:
    Complaint.objects.filter(pk=found.pk).update(state=state, **more)
    return Complaint.objects.get(pk=found.pk)


def test_a_code_is_found_however_it_is_typed(found: Complaint) -> None:
    for typed in (found.code.lower(), found.code.replace("-", " "), f" {found.code} "):
        assert by_complainant.find(typed).pk == found.pk
    for typed in ("", "ADU-00000-00000", "RHL-7KQ4M-9XT2V", "x" * 300):
        with pytest.raises(CodeUnknown):
            by_complainant.find(typed)


def test_completing_lets_the_clock_run_again(found: Complaint) -> None:
    clock.stop(found, MONDAY + timedelta(hours=1))
    found.state = "incomplete"
    found.save()
    left = found.left
    with pytest.raises(NotFit):
        by_complainant.complete(GUEST, code=found.code, text=" ")
    done = by_complainant.complete(later(7), code=found.code, text="Kejadiannya pukul 14.30 di loket 2.")
    assert left and done.state == "new" and done.left is None and done.due_at and done.due_at > later(7).at
    row = Handling.objects.get(what="completed")
    assert (row.by_complainant, row.by, row.text) == (True, None, "Kejadiannya pukul 14.30 di loket 2.")
    with pytest.raises(NotNow):
        by_complainant.complete(GUEST, code=found.code, text="lagi")


def test_files_take_no_time_where_they_are_not_asked_for(found: Complaint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(by_complainant.handed_in, "tidy", lambda *_: pytest.fail("a file was read"))
    with pytest.raises(NotNow):
        by_complainant.complete(GUEST, code=found.code, text="lagi", files=[(b"%PDF-", "a.pdf")])


def test_it_is_opened_again_twice_with_a_reason_and_in_time(found: Complaint) -> None:
    with pytest.raises(NotNow):
        by_complainant.reopen(GUEST, code=found.code, reason="Belum dijawab")
    for n in (1, 2):
        turned(found, "answered", answered_at=MONDAY, due_at=None)
        with pytest.raises(NotFit):
            by_complainant.reopen(later(1), code=found.code, reason="")
        again = by_complainant.reopen(later(1), code=found.code, reason="Belum dijawab")
        assert (again.state, again.reopened) == ("in_hand", n) and again.due_at
    turned(found, "answered", answered_at=MONDAY)
    with pytest.raises(NotNow):
        by_complainant.reopen(later(1), code=found.code, reason="Ketiga kali")
    turned(found, "answered", answered_at=MONDAY, reopened=0)
    with pytest.raises(NotNow):
        by_complainant.reopen(later(40), code=found.code, reason="Terlambat")


def test_an_answer_is_rated_once_from_1_to_4(found: Complaint) -> None:
    with pytest.raises(NotNow):
        by_complainant.rate(GUEST, code=found.code, rating=4)
    turned(found, "answered", answered_at=MONDAY)
    for wrong in (0, 5, -1):
        with pytest.raises(NotFit):
            by_complainant.rate(GUEST, code=found.code, rating=wrong)
    assert by_complainant.rate(GUEST, code=found.code, rating=3).rating == 3
    with pytest.raises(NotNow):
        by_complainant.rate(GUEST, code=found.code, rating=1)


def test_it_is_withdrawn_before_it_is_answered(found: Complaint) -> None:
    gone = by_complainant.withdraw(GUEST, code=found.code, reason="Sudah selesai di loket.")
    assert (gone.state, gone.due_at, gone.closed_at) == ("withdrawn", None, MONDAY)
    with pytest.raises(NotNow):
        by_complainant.withdraw(GUEST, code=found.code)


def test_the_log_tells_of_nobody(found: Complaint, town: Town) -> None:
    by_complainant.withdraw(town.citizen_act(), code=found.code)
    line = LogEntry.objects.get(what="withdraw_complaint")
    assert (line.person, line.whose, line.place) == (None, None, "")


def test_what_is_inside_is_not_told(found: Complaint) -> None:
    Handling.objects.create(complaint=found, what="noted", at=MONDAY, inside=True, text="hanya petugas")
    Handling.objects.create(complaint=found, what="passed", at=MONDAY, inside=True, text="hanya petugas")
    assert [one.what for one in by_complainant.told(found)] == ["came"]
