"""Draws the SKRD, and the proof of payment."""

from datetime import datetime
from typing import Any

from silastri.adapters.pdf import printer, qr
from silastri.apps.payments.models import Bill
from silastri.domain import identity
from silastri.domain.case import fees
from silastri.domain.definition.letter_text import long_date
from silastri.domain.words.wording import rupiah
from silastri.journey.case.dossier import Dossier
from silastri.journey.case.links import absolute

from .sheet import example_mark, letterhead, rows


def bill(dossier: Dossier, issued: Bill, *, at: datetime) -> bytes:
    """The Surat Ketetapan Retribusi Daerah: what is owed, why, until when."""
    heading = [
        ("Masa", f"Tahun {dossier.time.local(issued.issued_at).year}"),
        ("Jatuh tempo", long_date(issued.due_on)),
    ]
    data = {
        "heading": "Surat Ketetapan Retribusi Daerah (SKRD)",
        "rows": _rows(dossier, issued, heading),
        "date": long_date(dossier.time.local(issued.issued_at)),
        "advice": f"Bayar paling lambat {long_date(issued.due_on)} {_where(dossier)} "
        "Permohonan diproses lagi setelah pembayaran diterima.",
        "officer": "Petugas penetapan",
    }
    return _draw(dossier, issued, data, at)


def _where(dossier: Dossier) -> str:
    fee = dossier.definition.standard.fee
    if fee.payee:
        return f"kepada {fee.payee}. {fee.how} Unggah buktinya di halaman permohonan, atau bawa ke loket.".replace(
            "  ", " "
        )
    return (
        "di loket kantor, atau lewat halaman permohonan dengan kode bayar di atas. "
        "Jangan membayar kepada siapa pun di luar loket dan kode bayar ini."
    )


def proof(dossier: Dossier, issued: Bill, *, at: datetime) -> bytes:
    """The proof of payment of a paid bill."""
    payment = issued.payment
    received = dossier.time.local(payment.received_at)
    heading = [
        ("Diterima", f"{long_date(received)}, {received:%H.%M}"),
        ("Cara bayar", payment.get_method_display()),
        ("Nomor rujukan", payment.reference),
    ]
    data = {
        "heading": "Bukti Pembayaran Retribusi",
        "rows": _rows(dossier, issued, heading),
        "date": long_date(received),
        "advice": "Retribusi di atas sudah dibayar lunas. Simpan bukti ini.",
        "officer": payment.recorded_by.name if payment.recorded_by else "Tercatat oleh sistem",
    }
    return _draw(dossier, issued, data, at)


def _rows(dossier: Dossier, issued: Bill, more: list[tuple[str, str]]) -> Any:
    person = dossier.case.applicant
    return rows(
        [
            ("Nomor", issued.number or issued.code),
            ("Kode bayar", issued.code),
            ("Nomor pendaftaran", dossier.case.ref),
            ("Layanan", dossier.definition.standard.name),
            ("Wajib retribusi", person.name),
            ("NIK", identity.mask(person.nik) if person.nik else "-"),
            ("Alamat", dossier.case.address or "-"),
            ("Dasar", issued.legal_basis or "-"),
            *more,
        ]
    )


def _draw(dossier: Dossier, issued: Bill, data: dict[str, Any], at: datetime) -> bytes:
    shared = {
        "title": f"{data['heading']} {issued.number or issued.code}",
        "office": letterhead(dossier.office),
        "mark": example_mark(),
        "lines": [
            {
                "label": f"{line['label']}{' (jaminan)' if line.get('deposit') else ''}",
                "quantity": f"{line['quantity']:,}".replace(",", "."),
                "unit": rupiah(line["unit"]),
                "amount": rupiah(line["amount"]),
            }
            for line in issued.lines
        ],
        "total": rupiah(issued.amount),
        "in_words": f"{fees.in_words(issued.amount)} rupiah",
        "qr": qr.svg(absolute("track", dossier.case.ref)),
        "ref": dossier.case.ref,
        "place": dossier.office.place,
    }
    return printer().draw("bill", data | shared, at=at)
