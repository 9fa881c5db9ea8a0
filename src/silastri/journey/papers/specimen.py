"""Draws what a citizen downloads for a paper that is asked for: a blank to fill in, or a sample of what must be
legible."""

from datetime import datetime

from silastri.adapters.pdf import printer
from silastri.domain import stamp_duty
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.office import Office
from silastri.domain.definition.requirement import Requirement
from silastri.domain.words.cost import unstamped
from silastri.domain.words.wording import rupiah
from silastri.domain.worktime import national_day

from .sheet import letterhead, rows

_FILL_IN = "Cetak blangko ini, isi, {stamp}lalu tanda tangani. Foto atau pindai hasilnya untuk dikirim."
_PHOTOGRAPH = (
    "Foto atau pindai seluruh lembar dari atas, di tempat terang. Tidak terpotong, tidak buram, tidak tertutup jari."
)


def pdf(definition: Definition, office: Office, requirement: Requirement, *, at: datetime) -> bytes:
    head = next((post for post in office.posts if post.superior is None), office.posts[0])
    is_blank = bool(requirement.blank)
    stamp = rupiah(stamp_duty.rate(national_day(at))) if requirement.stamp else ""
    about = (
        ("Milik", requirement.owner),
        ("Didapat dari", requirement.obtained_from or requirement.issuer),
        ("Paling lama", str(requirement.oldest or "")),
    )
    data = {
        "title": f"{'Blangko' if is_blank else 'Contoh'} {requirement.label}",
        "office": letterhead(office),
        "mark": "" if is_blank else "CONTOH",
        "is_blank": is_blank,
        "heading": unstamped(requirement.label) if is_blank else f"Contoh: {requirement.label}",
        "service": definition.standard.name,
        "head": head.formal or f"{head.title} {office.name} {office.government.removeprefix('Pemerintah ')}",
        "place": office.place,
        "rows": list(requirement.blank or requirement.sample),
        "about": rows([(label, value) for label, value in about if value]),
        "stamp": stamp,
        "advice": _FILL_IN.format(stamp="tempel meterai, " if stamp else "") if is_blank else _PHOTOGRAPH,
    }
    return printer().draw("specimen", data, at=at)
