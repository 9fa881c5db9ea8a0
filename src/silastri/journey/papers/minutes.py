"""Draws the berita acara of a visit: its findings, photos, and the signatures of those present."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from silastri.adapters.pdf import printer
from silastri.domain.case import step_notes
from silastri.domain.definition.letter_text import long_date
from silastri.domain.words import wording
from silastri.journey.case.dossier import Dossier

from .sheet import example_mark, letterhead, rows


@dataclass(frozen=True)
class Present:
    """Somebody who was present; ``signature`` is a picture of their signature on the screen, or empty to sign on the
    print."""

    name: str
    role: str
    signature: bytes = b""


@dataclass(frozen=True)
class Report:
    """What the team found at the visit."""

    findings: str
    conclusion: str
    present: Sequence[Present]
    photos: Sequence[bytes] = ()


def draw(dossier: Dossier, report: Report, *, at: datetime) -> bytes:
    """Photos and signatures are JPEG."""
    case, office = dossier.case, dossier.office
    plan = step_notes.facts(case.notes, dossier.step.key).appointment
    # Minutes are written of what has been: an appointment that still lies ahead was not waited for.
    held = min(at, plan.at) if plan else at
    data = {
        "title": f"Berita acara survei lapangan {case.ref}",
        "office": letterhead(office),
        "mark": example_mark(),
        "rows": rows(
            [
                ("Nomor pendaftaran", case.ref),
                ("Layanan", dossier.definition.standard.name),
                ("Pemohon", case.applicant.name),
                ("Pemegang surat", case.holder_name),
                ("Waktu", wording.moment(held, dossier.time.zone)),
                ("Tempat", plan.place if plan else "-"),
                ("Tim", (plan and plan.team) or "-"),
            ]
        ),
        "findings": report.findings.splitlines(),
        "conclusion": report.conclusion.splitlines(),
        "photos": [list(photo) for photo in report.photos],
        "present": [
            {"name": person.name, "role": person.role, "signature": list(person.signature)} for person in report.present
        ],
        "place": office.place,
        "date": long_date(dossier.time.local(at)),
    }
    return printer().draw("minutes", data, at=at)
