"""The receipt of a complaint on paper (UU 25/2009 art. 42): its number, its code, until when the office reads it."""

from datetime import datetime

from silastri.adapters.pdf import printer, qr
from silastri.apps.complaints.models import Complaint
from silastri.apps.offices import queries as offices
from silastri.domain.definition.letter_text import long_date
from silastri.journey.papers.sheet import example_mark, letterhead, rows

from . import acknowledge

ADVICE = (
    "Simpan lembar ini. Dengan kode di atas Anda membaca jawaban, melengkapi, atau mencabut pengaduan. Siapa pun yang "
    "punya kodenya dapat membacanya, jadi jangan beri tahu orang lain."
)


def draw(found: Complaint, *, at: datetime) -> bytes:
    """It names nobody who complains: a sheet may be lost."""
    office, time = offices.definition(found.office), offices.working_time(found.office)
    told = [
        ("Nomor pengaduan", found.number),
        ("Kode lacak", found.code),
        ("Diterima", f"{long_date(time.local(found.received_at))} lewat {found.get_channel_display()}"),
        ("Layanan", found.service.name if found.service else "-"),
        ("Kabar pertama", f"paling lambat {acknowledge.due(found)}" if found.due_at else "-"),
        ("Lacak di", acknowledge.link(found)),
    ]
    data = {
        "heading": "Tanda Terima Pengaduan",
        "title": f"Tanda Terima Pengaduan {found.number}",
        "ref": found.number,
        "rows": rows(told),
        "advice": ADVICE,
        "date": long_date(time.local(at)),
        "officer": found.recorded_by.name if found.recorded_by else "",
        "office": letterhead(office),
        "mark": example_mark(),
        "qr": qr.svg(acknowledge.link(found)),
        "place": office.place,
    }
    return printer().draw("complaint_receipt", data, at=at)
