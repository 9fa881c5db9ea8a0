"""Draws the letter that revokes another letter, to be signed by hand."""

from datetime import datetime

from silastri.adapters.pdf import printer, qr
from silastri.apps.after_issue.models import Revocation
from silastri.apps.letters.models import Letter
from silastri.domain.definition.letter_text import long_date
from silastri.journey.case.dossier import Dossier
from silastri.journey.case.links import absolute

from .sheet import example_mark, letterhead, rows
from .signatory import Signatory

NAME = "Surat Pencabutan"


def draw(dossier: Dossier, paper: Letter, made: Revocation, who: Signatory, *, at: datetime) -> bytes:
    letter, office = made.letter, dossier.office
    assert letter.on and paper.on
    data = {
        "title": f"{NAME} {paper.number}",
        "office": letterhead(office),
        "mark": example_mark(),
        "heading": NAME,
        "number": paper.number,
        "who": who.post,
        "letter": rows(
            [
                ("Surat", letter.name),
                ("Nomor", letter.number),
                ("Tanggal", long_date(letter.on)),
                ("Pemegang", letter.holder_name),
            ]
        ),
        "grounds": rows(
            [
                ("Alasan", made.get_ground_display()),
                ("Uraian", made.reason or ""),
                ("Dasar hukum", made.legal_basis),
                ("Berlaku mulai", long_date(made.since)),
            ]
        ),
        "object_until": long_date(made.object_until),
        "short": office.short,
        "place": office.place,
        "date": long_date(paper.on),
        "signer": {"title": who.lines, "name": who.name, "rank": who.rank, "nip": who.nip},
        "qr": qr.svg(absolute("letter", letter.code).upper()),
    }
    return printer().draw("revocation", data, at=at)
