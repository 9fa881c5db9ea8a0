"""An auditor reads a report, takes it in hand, notes, answers its writer and decides. For everybody else there is no
report: who may read is asked anew each time (``queries.for_reader``), and whoever may not learns nothing."""

from dataclasses import replace

from django.db import transaction

from silastri.apps.accounts.models import Person
from silastri.apps.audit.operations import log
from silastri.apps.bribes import operations, queries
from silastri.apps.bribes.models import BribeReport
from silastri.apps.offices import queries as offices
from silastri.apps.offices.queries import Desk
from silastri.domain.act import Act
from silastri.domain.refusal import MovedOn, NotFit, NotThere

LONGEST = 4000
State = BribeReport.State
DECISIONS = (State.PROVEN, State.NOT_PROVEN, State.PASSED_ON)


class NoSuchReport(NotThere):
    """There is none for this person."""


def listed(act: Act, desk: Desk, state: str = "") -> list[BribeReport]:
    """Those that are this person's to read, the newest first. Raises NoSuchReport for who reads none at all."""
    if not queries.reads(desk):
        raise NoSuchReport("Halaman tidak ditemukan.")
    found = queries.for_reader(desk, act.by.person or 0, act.at)
    log(_of(act, desk), "list_bribes")
    return list(found.filter(state=state) if state else found)


def opened(act: Act, desk: Desk, pk: int) -> BribeReport:
    """Raises NoSuchReport."""
    found = _theirs(act, desk, pk)
    log(_of(act, desk), "read_bribe", f"laporan {pk}")
    return found


def take(act: Act, desk: Desk, *, pk: int) -> BribeReport:
    """Raises NoSuchReport, and MovedOn where somebody has taken it."""
    with transaction.atomic():
        report = _held(act, desk, pk)
        if report.state != State.NEW:
            raise MovedOn("Laporan ini sudah diambil.")
        _say(act, desk, report, "Laporan Anda sudah dibaca dan sedang diperiksa.", state=State.IN_HAND)
        log(_of(act, desk), "take_bribe", f"laporan {pk}")
    return report


def note(act: Act, desk: Desk, *, pk: int, text: str) -> BribeReport:
    """A note that no writer sees. Raises NoSuchReport and NotFit."""
    with transaction.atomic():
        report = _held(act, desk, pk)
        _say(act, desk, report, _fit(text, "catatan", "Tulis catatannya"), inside=True)
        log(_of(act, desk), "note_bribe", f"laporan {pk}")
    return report


def answer(act: Act, desk: Desk, *, pk: int, text: str) -> BribeReport:
    """To the writer. Raises NoSuchReport and NotFit."""
    with transaction.atomic():
        report = _held(act, desk, pk)
        _say(act, desk, report, _fit(text, "jawaban", "Tulis jawabannya"))
        log(_of(act, desk), "answer_bribe", f"laporan {pk}")
    return report


def decide(act: Act, desk: Desk, *, pk: int, state: str, reason: str) -> BribeReport:
    """Ends the examination; the writer reads the reason. Raises NoSuchReport, NotFit and MovedOn."""
    with transaction.atomic():
        report = _held(act, desk, pk)
        if report.state != State.IN_HAND:
            wrong = "Ambil laporan ini dulu." if report.state == State.NEW else "Laporan ini sudah diputuskan."
            raise MovedOn(wrong)
        if state not in DECISIONS:
            raise NotFit("Pilih keputusannya.", {"keputusan": "Pilih keputusannya."})
        _say(act, desk, report, _fit(reason, "alasan", "Tulis alasannya"), state=state)
        log(_of(act, desk), "decide_bribe", f"laporan {pk}")
    return report


def _say(act: Act, desk: Desk, report: BribeReport, text: str, *, inside: bool = False, state: str = "") -> None:
    by = Person.objects.get(pk=act.by.person or 0)
    operations.say(report, text, on=offices.today(desk.office, act.at), by=by, inside=inside, state=state)


def _fit(text: str, field: str, wanted: str) -> str:
    text = text.strip()
    if not text or len(text) > LONGEST:
        wrong = f"{wanted}, paling banyak {LONGEST} huruf."
        raise NotFit(wrong, {field: wrong})
    return text


def _theirs(act: Act, desk: Desk, pk: int) -> BribeReport:
    found = queries.for_reader(desk, act.by.person or 0, act.at).filter(pk=pk).first()
    if found is None:
        raise NoSuchReport("Halaman tidak ditemukan.")
    return found


def _held(act: Act, desk: Desk, pk: int) -> BribeReport:
    return operations.held(_theirs(act, desk, pk).pk)


def _of(act: Act, desk: Desk) -> Act:
    """In the log of the reader's own office, and of no other."""
    return replace(act, by=replace(act.by, office=desk.office.pk))
