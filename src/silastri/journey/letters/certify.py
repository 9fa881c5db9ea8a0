"""An official makes a certified copy of a letter, or a duplicate of one that was lost."""

from dataclasses import dataclass

from django.db import transaction

from silastri.apps.after_issue import operations as after_issue
from silastri.apps.after_issue import queries
from silastri.apps.after_issue.models import Copy
from silastri.apps.audit.operations import log
from silastri.apps.documents import operations as documents
from silastri.apps.letters import operations as letters
from silastri.apps.letters.models import Letter
from silastri.domain.act import Act
from silastri.domain.refusal import NotFit
from silastri.journey.case import products
from silastri.journey.papers import copy as papers

from . import issued_letter
from .issued_letter import IssuedLetter, NotInForce

MOST = 50  # copies at one time: an official initials each of them


@dataclass(frozen=True)
class CopyRequest:
    """Who asks for copies and why; ``loss_report`` is the police report about a lost letter."""

    kind: str
    asked_by: str
    purpose: str
    count: int
    loss_report: str = ""


@transaction.atomic
def certify(act: Act, *, code: str, wanted: CopyRequest) -> Copy:
    """The sheets, numbered if the office has a register for them, and kept. A letter that is not in force any more may
    be copied, with a mark across. Raises NotThere, NotYours, OwnCase, NotInForce, NotFit."""
    found = issued_letter.find(act, code)
    later = found.dossier.office.copies
    who = issued_letter.as_whom(act, found, later)
    _must_fit(found, wanted)
    name = papers.NAMES[Copy.Kind(wanted.kind)]
    paper = letters.draft(
        found.letter.case,
        key=f"salinan:{found.letter.pk}:{len(queries.copies(found.letter)) + 1}",
        name=f"{name} {found.letter.name}"[:300],
        mode=Letter.Mode.NONE,
        at=act.at,
        state=Letter.State.ISSUED,
    )
    paper.on = found.on
    if later.register_key:
        letters.number(paper, products.register(found.dossier.office, later.register_key), on=found.on)
    sheet = papers.Sheet(found.dossier, found.letter, paper, name, who, _mark(found))
    paper.sha256 = documents.store(papers.draw(sheet, wanted.loss_report.strip(), at=act.at))
    letters.keep(paper)
    log(act, "certify_copy", code)
    return after_issue.copied(
        found.letter,
        paper=paper,
        kind=wanted.kind,
        asked_by=wanted.asked_by.strip(),
        purpose=wanted.purpose.strip(),
        loss_report=wanted.loss_report.strip(),
        count=wanted.count,
        person_id=act.by.person,
        by=f"{who.name}, {who.post}",
        at=act.at,
    )


def _must_fit(found: IssuedLetter, wanted: CopyRequest) -> None:
    if found.product is None or not found.letter.is_in_force:
        raise NotInForce("Surat ini belum terbit, jadi belum ada salinannya.")
    is_duplicate = wanted.kind == Copy.Kind.DUPLICATE
    if is_duplicate:
        issued_letter.must_hold(found)
    said = {
        "jenis": (wanted.kind in Copy.Kind.values, "Pilih salah satu."),
        "peminta": (wanted.asked_by.strip(), "Isi nama yang meminta."),
        "keperluan": (wanted.purpose.strip(), "Isi keperluannya."),
        "rangkap": (1 <= wanted.count <= MOST, f"Isi 1 sampai {MOST}."),
        "laporan": (not is_duplicate or wanted.loss_report.strip(), _NOT_REPORTED),
    }
    if wrong := {name: sentence for name, (is_right, sentence) in said.items() if not is_right}:
        raise NotFit("Salinan belum dibuat.", wrong)


_NOT_REPORTED = "Isi nomor dan tanggal surat keterangan hilang dari kepolisian."


def _mark(found: IssuedLetter) -> str:
    """The mark across the copy of a letter that is not in force any more."""
    return {"revoked": "DICABUT", "replaced": "DIGANTI", "ended": "BERAKHIR"}.get(found.standing, "")
