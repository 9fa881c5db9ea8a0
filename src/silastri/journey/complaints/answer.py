"""Answers a complaint, and sees that the answer reaches who complained: by the channel by which it came."""

from datetime import date, datetime

from django.db import transaction

from silastri.apps.audit.operations import log
from silastri.apps.complaints import handling, queries
from silastri.apps.complaints.models import Complaint, Handling
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act
from silastri.domain.complaints import limits, ways
from silastri.domain.complaints.ways import What
from silastri.domain.refusal import MovedOn, NotFit
from silastri.domain.words.messages.complaint_news import ComplaintAnswered
from silastri.domain.worktime import OfficeTime

from . import access, clock, letter, tell, weigh

_OUTCOMES = {"benar": True, "tidak": False}


class NotConsulted(MovedOn):
    """Somebody must have a say before it is answered."""


class ToldAlready(MovedOn):
    """The complainant was told."""


@transaction.atomic
def answer(act: Act, *, pk: int, text: str, outcome: str) -> Complaint:
    """``outcome`` is ``benar`` or ``tidak``: whether the complaint is founded; the text gives the reason.

    Raises NotFit, NotHandler, NotConsulted, and what ``access.lock`` raises.
    """
    found = access.lock(act, pk, What.ANSWER)
    _must_answer(act, found)
    if outcome not in _OUTCOMES:
        wrong = "Pilih apakah pengaduannya terbukti."
        raise NotFit(wrong, {"hasil": wrong})
    text = weigh.written(text, "jawaban", "Tulis jawabannya.")
    post = access.acts_as(act, found)
    found.founded, found.answered_at = _OUTCOMES[outcome], act.at
    found.state, found.post = ways.after(What.ANSWER, found.state), ""
    clock.end(found)
    handling.add(act, found, Handling.What.ANSWERED, post=post, text=text)
    _bring(act, found, text, post)
    handling.change(found, "founded", "answered_at", "state", "post", *clock.FIELDS)
    log(act, "answer_complaint", f"pengaduan {found.number}")
    return found


def may_answer(act: Act, found: Complaint) -> bool:
    """Whether the officer may answer it, once all have had their say: the handlers, the post that has it in hand, and
    of a heavy complaint the post that decides on it."""
    if found.at_office_id != act.by.office:
        return False
    roles = access.roles(found.at_office)
    decides = found.weight == Complaint.Weight.HEAVY and roles.heavy in act.by.posts
    return decides or access.in_hand(act, found) or access.is_handler(act, found.at_office)


def _must_answer(act: Act, found: Complaint) -> None:
    if not may_answer(act, found):
        raise access.NotHandler("Pengaduan ini sedang dipegang jabatan atau kantor lain.")
    if still := access.to_consult(found):
        who = " dan ".join(offices.title(found.at_office, post) for post in still)
        raise NotConsulted(f"Pengaduan {found.get_weight_display().lower()} dijawab setelah keputusan {who} dicatat.")


def _bring(act: Act, found: Complaint, text: str, post: str) -> None:
    """By itself where the channel lets us; else an officer has some days to do it, and writes it down."""
    words = ComplaintAnswered(number=found.number, office=tell.short(found), link=tell.link(found))
    said = f"Jawaban atas pengaduan Anda nomor {found.number}:\n{text}"
    via = tell.complainant(act, found, said, words, what=f"jawab{found.reopened}")
    if via:
        handling.add(act, found, Handling.What.TOLD, post=post, via=via)
    else:
        found.due_at = limits.tell_until(offices.working_time(found.at_office), act.at)


def told(act: Act, *, pk: int, via: str, on: date, whom: str) -> Complaint:
    """An officer writes down when, how and to whom the answer was given or sent; of a letter its file is kept, which
    is drawn before anything is locked.

    Raises NotFit, NotHandler, ToldAlready, and what ``access.lock`` raises.
    """
    found = access.complaint(act, pk)
    file = letter.keep(act, found) if via == Complaint.Channel.LETTER and queries.answer(found) else None
    return _told(act, pk, via, on, whom, file)


@transaction.atomic
def _told(act: Act, pk: int, via: str, on: date, whom: str, file: int | None) -> Complaint:
    found = access.lock(act, pk, What.TELL)
    access.must_have(act, found)
    if queries.is_told(found):
        raise ToldAlready("Sudah dicatat bahwa jawabannya diberikan.")
    if via not in Complaint.Channel.values:
        raise NotFit("Pilih salah satu.", {"lewat": "Pilih salah satu."})
    time = offices.working_time(found.at_office)
    assert found.answered_at
    if not time.day(found.answered_at) <= on <= time.day(act.at):
        wrong = "Tulis hari sejak jawabannya dibuat sampai hari ini."
        raise NotFit(wrong, {"tanggal": wrong})
    whom = weigh.written(whom, "kepada", "Tulis kepada siapa.")
    at: datetime = act.at if on == time.day(act.at) else time.closing(on)
    found.due_at = None
    post = access.acts_as(act, found)
    handling.add(act, found, Handling.What.TOLD, post=post, via=via, text=whom, inside=True, at=at, file=file)
    handling.change(found, "due_at")
    log(act, "told_complainant", f"pengaduan {found.number}")
    return found


def close(act: Act) -> int:
    """Those of the office that were answered, told, and not opened again in time; how many there were."""
    office = access.office_of(act)
    time, closed = offices.working_time(office), 0
    for pk in queries.to_close(office.pk, act.at):
        closed += _close(act, pk, time)
    return closed


@transaction.atomic
def _close(act: Act, pk: int, time: OfficeTime) -> bool:
    found = queries.lock(pk, act.by.office)
    if not ways.may(What.CLOSE, found.state) or found.answered_at is None or not queries.is_told(found):
        return False
    if limits.closes_at(time, found.answered_at) > act.at:
        return False
    found.state, found.closed_at = ways.after(What.CLOSE, found.state), act.at
    handling.add(act, found, Handling.What.CLOSED, text="Jawaban tidak dibantah sampai batas waktunya.")
    handling.change(found, "state", "closed_at")
    return True
