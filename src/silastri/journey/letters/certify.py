"""An official makes a certified copy of a letter, or a duplicate of one that was lost."""

from dataclasses import dataclass
from functools import partial

from silastri.apps.after_issue import operations as after_issue
from silastri.apps.after_issue import queries
from silastri.apps.after_issue.models import Copy
from silastri.apps.audit.operations import log
from silastri.apps.letters import operations as letters
from silastri.apps.letters.models import Letter
from silastri.domain.act import Act
from silastri.domain.case import keys
from silastri.domain.refusal import NotFit
from silastri.journey.case import products
from silastri.journey.papers import copy as papers
from silastri.journey.papers.drawn_after import draw_after, one_transaction
from silastri.journey.papers.signatory import Signatory

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


def certify(act: Act, *, code: str, wanted: CopyRequest) -> Copy:
    """The sheets, numbered if the office has a register for them, and kept. A letter that is not in force any more may
    be copied, with a mark across. Raises NotThere, NotYours, OwnCase, NotInForce, NotFit."""
    found = issued_letter.find(act, code)
    who = issued_letter.as_whom(act, found, found.dossier.office.copies)
    _must_fit(found, wanted)
    pages = papers.pages(found.letter)
    with one_transaction():
        return _certify(act, found, wanted, who, pages)


def _certify(act: Act, found: IssuedLetter, wanted: CopyRequest, who: Signatory, pages: papers.Pages) -> Copy:
    later = found.dossier.office.copies
    name = papers.NAMES[Copy.Kind(wanted.kind)]
    paper = letters.draft(
        found.letter.case,
        key=f"{keys.COPY}:{found.letter.pk}:{len(queries.copies(found.letter)) + 1}",
        name=f"{name} {found.letter.name}"[:300],
        mode=Letter.Mode.NONE,
        at=act.at,
        state=Letter.State.ISSUED,
    )
    paper.on = found.on
    if later.register_key:
        letters.number(paper, products.register(found.dossier.office, later.register_key), on=found.on)
    letters.keep(paper)
    sheet = papers.Sheet(found.dossier, found.letter, paper, name, who, found.on, pages)
    draw_after(paper, partial(papers.draw, sheet, wanted.loss_report.strip(), at=act.at))
    log(act, "certify_copy", found.letter.code)
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
