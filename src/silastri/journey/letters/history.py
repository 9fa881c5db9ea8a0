"""What happened to a letter, from when it was made until today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from silastri.apps.after_issue import mailings
from silastri.apps.after_issue import queries as after_issue
from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.apps.letters import queries as letters
from silastri.apps.letters.models import Letter
from silastri.domain.case.workflow import ONWARD
from silastri.domain.definition.letter_text import long_date
from silastri.domain.kinds import Kind

from .issued_letter import IssuedLetter


@dataclass(frozen=True)
class Event:
    """One event. ``paper`` is the key of the paper that it made in the same case; ``case`` is a case that it led to."""

    at: datetime
    what: str
    by: str
    note: str = ""
    paper: str = ""
    case: Case | None = None
    bad: bool = False


def history(found: IssuedLetter) -> list[Event]:
    """All events, the oldest first."""
    letter = found.letter
    parts = (_made(letter), _handled(found), _corrected(letter), _revoked(letter), _copied(letter), _posted(letter))
    return sorted((event for part in parts for event in part), key=lambda event: event.at)


def _made(letter: Letter) -> Iterator[Event]:
    if letter.signed_at:
        what = "Ditandatangani dengan tinta" if letter.mode == Letter.Mode.WET else "Ditandatangani elektronik"
        yield Event(letter.signed_at, what, f"{letter.signer_name}, {letter.signer_post}", letter.signer_decree)


def _handled(found: IssuedLetter) -> Iterator[Event]:
    """The events at the steps of the case."""
    sop, case = found.dossier.definition.sop, found.dossier.case
    if found.product is None:
        return
    for run in cases.runs(case):
        if run.outcome == ONWARD and sop.step(run.step).kind is Kind.PRINT:
            yield Event(run.left_at, "Dicetak", run.by)
    if handed := letters.hand_over(case):
        yield Event(handed.at, f"Diserahkan kepada {handed.to_name}", handed.by.name)


def _corrected(letter: Letter) -> Iterator[Event]:
    if letter.case.corrects and (old := letters.by_code(letter.case.corrects)):
        yield Event(letter.made_at, f"Dibuat sebagai perbaikan surat nomor {old.number}", "")
    for case in cases.corrections(letter.code):
        first = cases.runs(case)[0]
        note = f"{first.note} ({case.get_state_display().lower()})"
        yield Event(first.left_at, "Perbaikan dimulai", first.by, note, case=case)
    new = letter.replaced_by
    if new and new.signed_at:
        yield Event(new.signed_at, f"Diganti dengan surat nomor {new.number}", "", bad=True)


def _revoked(letter: Letter) -> Iterator[Event]:
    for one in after_issue.revocations(letter):
        decree = f", keputusan nomor {one.decree}" if one.decree else ""
        note = f"{one.get_ground_display()}: {one.reason} Dasar hukum: {one.legal_basis}{decree}."
        paper = one.paper.key if one.paper else ""
        yield Event(one.at, f"Dicabut mulai {long_date(one.since)}", one.by, note, paper=paper, bad=True)
        if one.lifted_at:
            yield Event(one.lifted_at, "Pencabutan dibatalkan", one.lifted_by, one.lifted_why or "")


def _copied(letter: Letter) -> Iterator[Event]:
    for one in after_issue.copies(letter):
        number = f" nomor {one.paper.number}" if one.paper.number else ""
        what = f"{one.get_kind_display()}{number}, {one.count} rangkap"
        report = f" {one.loss_report}." if one.loss_report else ""
        yield Event(one.at, what, one.by, f"Diminta {one.asked_by} untuk {one.purpose}.{report}", paper=one.paper.key)


def _posted(letter: Letter) -> Iterator[Event]:
    for one in mailings.all_of(letter):
        note = f"{long_date(one.on)}, {one.how}. Alamat: {' '.join((one.address or '').split())}"
        if one.corrects_id:
            yield Event(one.at, "Catatan kiriman pos dibetulkan", one.by, f"{one.reason} Menjadi: {note}")
        else:
            yield Event(one.at, "Dikirim lewat pos", one.by, note)
