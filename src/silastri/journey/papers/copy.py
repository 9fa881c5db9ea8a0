"""Draws the sheets of a certified copy: each page of the letter as a picture, and below it who certified it."""

from dataclasses import dataclass
from datetime import date, datetime

from silastri.adapters.intake import intake
from silastri.adapters.pdf import printer, qr
from silastri.apps.after_issue.models import Copy
from silastri.apps.documents import queries as documents
from silastri.apps.letters.models import Letter
from silastri.domain import reference
from silastri.domain.definition.letter_text import long_date
from silastri.journey.case.dossier import Dossier
from silastri.journey.case.links import absolute

from .sheet import example_mark, letterhead
from .signatory import Signatory

NAMES = {Copy.Kind.CERTIFIED: "Salinan Sah", Copy.Kind.DUPLICATE: "Duplikat"}
_HEADINGS = {
    "Salinan Sah": "Salinan sesuai dengan aslinya",
    "Duplikat": "Duplikat, sesuai dengan aslinya",
}
Pages = list[bytes]
_WIDTH = 1500  # dots across a page: small print stays readable


@dataclass(frozen=True)
class Sheet:
    dossier: Dossier
    letter: Letter
    paper: Letter  # the certified copy
    name: str
    who: Signatory
    on: date
    pages: Pages

    @property
    def mark(self) -> str:
        """What stands across each page of a letter that does not hold any more."""
        return {"revoked": "DICABUT", "replaced": "DIGANTI", "ended": "BERAKHIR"}.get(self.letter.standing(self.on), "")


def pages(letter: Letter) -> Pages:
    """Each page as a picture."""
    original = documents.content(letter.sha256)
    return [intake().picture(original, page=page, width=_WIDTH) for page in range(1, intake().pages(original) + 1)]


def draw(sheet: Sheet, loss_report: str, *, at: datetime) -> bytes:
    letter, paper, who, office = sheet.letter, sheet.paper, sheet.who, sheet.dossier.office
    assert paper.on
    data = {
        "title": f"{paper.name} {letter.number}",
        "office": letterhead(office),
        "mark": sheet.mark,
        "is_example": bool(example_mark()),
        "heading": _HEADINGS[sheet.name],
        "number": paper.number,
        "about": _about(sheet, loss_report),
        "letter": letter.number,
        "pages": [list(page) for page in sheet.pages],
        "place": office.place,
        "date": long_date(paper.on),
        "signer": {"title": who.lines, "name": who.name, "rank": who.rank, "nip": who.nip},
        "qr": qr.svg(absolute("letter", letter.code).upper()),
        "code": reference.in_groups(letter.code),
    }
    return printer().draw("copy", data, at=at)


def _about(sheet: Sheet, loss_report: str) -> list[str]:
    """The description of the original, and of its loss."""
    letter = sheet.letter
    if letter.mode == Letter.Mode.ELECTRONIC:
        assert letter.signed_at
        signed = long_date(sheet.dossier.time.local(letter.signed_at))
        original = f"Aslinya dokumen elektronik, ditandatangani secara elektronik pada {signed}."
    else:
        original = "Aslinya surat bertanda tangan tinta; pindaiannya disimpan kantor."
    lost = f"Menggantikan lembar yang hilang menurut {loss_report}." if loss_report else ""
    return [line for line in (original, lost) if line]
