"""What the writer of a complaint does with it afterwards. Whoever has its code may: nobody asks who that is."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from silastri.apps.audit.operations import log
from silastri.apps.complaints import handling, operations, queries
from silastri.apps.complaints.models import Complaint, Handling
from silastri.apps.offices import queries as offices
from silastri.domain import reference
from silastri.domain.act import SYSTEM, Act
from silastri.domain.complaints import limits, ways
from silastri.domain.complaints.ways import What
from silastri.domain.refusal import MovedOn, NotFit, NotThere
from silastri.journey.case import handed_in

from . import access, clock, tell
from .take_in import LONGEST, MOST_FILES

MOST_REOPENINGS = 2
RATINGS = {1: "Tidak puas", 2: "Kurang puas", 3: "Puas", 4: "Sangat puas"}
_What = Handling.What


class CodeUnknown(NotThere):
    """No complaint has that code."""


class NotNow(MovedOn):
    """The complaint is not in a state in which this can be done."""


def find(typed: str) -> Complaint:
    """The complaint of a code, however it was typed. Raises CodeUnknown."""
    found = Complaint.objects.filter(code=reference.tidy(typed) or "-").select_related("office", "at_office", "service")
    one = found.first()
    if one is None:
        raise CodeUnknown("Kode ini tidak ditemukan. Periksa lagi huruf dan angkanya di tanda terima.")
    return one


def told(found: Complaint) -> list[Handling]:
    """What was done, as far as the complainant may read it, the oldest first."""
    return list(found.handlings.filter(inside=False).exclude(what__in=_INSIDE).select_related("office").order_by("id"))


_INSIDE = (_What.NOTED, _What.CONSULTED)


def reopens_until(found: Complaint) -> datetime | None:
    """Until when an answered complaint can be opened again; None where it cannot."""
    if found.answered_at is None or found.reopened >= MOST_REOPENINGS or not ways.may(What.REOPEN, found.state):
        return None
    return limits.closes_at(offices.working_time(found.at_office), found.answered_at)


def may_reopen(found: Complaint, at: datetime) -> bool:
    until = reopens_until(found)
    return until is not None and at <= until


def complete(act: Act, *, code: str, text: str, files: Sequence[tuple[bytes, str]] = ()) -> Complaint:
    """The clock runs again with what was left. Raises CodeUnknown, NotNow, NotFit, NotAccepted."""
    text = _written(text, "keterangan", "Tulis keterangannya.")
    if len(files) > MOST_FILES:
        wrong = f"Paling banyak {MOST_FILES} berkas."
        raise NotFit(wrong, {"lampiran": wrong})
    _may(find(code), What.COMPLETE)  # before its files take the time of others
    papers = [handed_in.tidy(_unseen(act), content) for content, _ in files]
    with transaction.atomic():
        found = _lock(code, What.COMPLETE)
        operations.say(found, _What.COMPLETED, at=act.at, text=text)
        kept = [handed_in.keep(one, name=f"lampiran {n}", at=act.at) for n, one in enumerate(papers, start=1)]
        operations.attach(found, kept)
        clock.go_on(found, act.at)
        found.state = ways.after(What.COMPLETE, found.state, weighed=bool(found.weight))
        log(_unseen(act), "complete_complaint", f"pengaduan {found.number}")
        return _saved(act, found, "state", *clock.FIELDS)


@transaction.atomic
def reopen(act: Act, *, code: str, reason: str) -> Complaint:
    """The answer does not satisfy: twice at most, with a reason, while the answer can be objected to. The whole limit
    counts anew, and whoever must have a say before the answer has it again. Raises CodeUnknown, NotNow, NotFit."""
    found = _lock(code, What.REOPEN)
    if not may_reopen(found, act.at):
        raise NotNow("Pengaduan ini tidak dapat dibuka lagi. Anda dapat menulis pengaduan baru.")
    operations.say(found, _What.REOPENED, at=act.at, text=_written(reason, "alasan", "Tulis apa yang belum terjawab."))
    clock.anew(found, act.at)
    found.state, found.reopened = ways.after(What.REOPEN, found.state), found.reopened + 1
    found.answered_at = found.rating = found.founded = None
    found.post = next(iter(access.to_consult(found)), "")
    log(_unseen(act), "reopen_complaint", f"pengaduan {found.number}")
    return _saved(act, found, "state", "reopened", "answered_at", "rating", "founded", "post", *clock.FIELDS)


@transaction.atomic
def rate(act: Act, *, code: str, rating: int) -> Complaint:
    """The answer, from 1 to 4, once. Raises CodeUnknown, NotNow, NotFit."""
    found = _lock(code, What.RATE)
    if rating not in RATINGS:
        raise NotFit("Pilih salah satu.", {"nilai": "Pilih salah satu."})
    if found.rating is not None:
        raise NotNow("Jawaban ini sudah Anda nilai. Terima kasih.")
    found.rating = rating
    operations.say(found, _What.RATED, at=act.at, text=RATINGS[rating])
    handling.change(found, "rating")
    return found


@transaction.atomic
def withdraw(act: Act, *, code: str, reason: str = "") -> Complaint:
    """Before it is answered. Raises CodeUnknown, NotNow, NotFit."""
    found = _lock(code, What.WITHDRAW)
    operations.say(found, _What.WITHDRAWN, at=act.at, text=reason.strip()[:LONGEST])
    clock.end(found)
    found.state, found.closed_at = ways.after(What.WITHDRAW, found.state), act.at
    log(_unseen(act), "withdraw_complaint", f"pengaduan {found.number}")
    return _saved(act, found, "state", "closed_at", *clock.FIELDS, is_told=False)


def _saved(act: Act, found: Complaint, *names: str, is_told: bool = True) -> Complaint:
    handling.change(found, *names)
    if is_told:
        tell.officers(_unseen(act), found)
    return found


def _unseen(act: Act) -> Act:
    """The act of nobody: who has a code need not be who is signed in, and the log must not tell who complained."""
    return Act(SYSTEM, act.at, act.via)


def _lock(code: str, what: What) -> Complaint:
    found = queries.lock(find(code).pk)
    _may(found, what)
    return found


def _may(found: Complaint, what: What) -> None:
    if not ways.may(what, found.state):
        raise NotNow(f"Pengaduan ini sekarang: {found.get_state_display().lower()}. Muat ulang halamannya.")


def _written(text: str, field: str, sentence: str) -> str:
    text = text.strip()
    if not text or len(text) > LONGEST:
        wrong = f"Paling banyak {LONGEST} huruf." if text else sentence
        raise NotFit(wrong, {field: wrong})
    return text
