"""Draws the berita acara of a list of records: what was done, by whom, before which witnesses, and the list itself."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from silastri.adapters.pdf import printer
from silastri.apps.archive.models import Disposal, Record
from silastri.domain import identity
from silastri.domain.act import Actor
from silastri.domain.definition.letter_text import long_date
from silastri.domain.definition.office import WEEKDAYS, Office

from .sheet import example_mark, letterhead

_DOTS = "........................"
_TITLES = {
    "move": ("Berita Acara Pemindahan Arsip Inaktif", "Daftar Arsip Inaktif yang Dipindahkan"),
    "destroy": ("Berita Acara Pemusnahan Arsip", "Daftar Arsip Musnah"),
    "hand_over": ("Berita Acara Penyerahan Arsip Statis", "Daftar Arsip Statis yang Diserahkan"),
}
_TOLD = {
    "move": "telah memindahkan {count} arsip dari unit pengolah ke unit kearsipan karena masa aktifnya sudah habis "
    "menurut jadwal retensi arsip, seperti tercantum pada lampiran berita acara ini.",
    "destroy": "telah memusnahkan {count} arsip ({files} berkas digital) yang masa simpannya sudah habis menurut "
    "jadwal retensi arsip, seperti tercantum pada lampiran berita acara ini.",
    "hand_over": "telah menyerahkan {count} arsip statis ({files} berkas digital) kepada {receiver}, seperti "
    "tercantum pada lampiran berita acara ini.",
}
_AFTER = {
    "move": "",
    "destroy": "Berkas digital dihapus dari tempat penyimpanan sehingga isinya tidak dapat dibaca lagi. Berkas yang "
    "masih dipakai arsip lain tidak ikut dihapus. Keterangan arsip, sidik berkas (SHA-256), dan berita acara ini tetap "
    "disimpan.",
    "hand_over": "Berkas diserahkan bersama keterangan dan sidiknya (SHA-256), sehingga keutuhannya dapat diperiksa.",
}


def draw(sheet: Mapping[str, Any], *, at: datetime) -> bytes:
    return printer().draw("disposal", sheet, at=at)


def sheet(
    office: Office, disposal: Disposal, records: Sequence[Record], *, by: Actor, on: date, draft: bool = False
) -> dict[str, Any]:
    """What is drawn. ``by`` carries the list out; a draft is marked so, and nobody signs it yet."""
    title, list_title = _TITLES[disposal.kind]
    files = sum(getattr(record, "count", 0) for record in records)
    told = _TOLD[disposal.kind].format(count=len(records), files=files, receiver=disposal.receiver or _DOTS)
    return {
        "title": f"{title} {disposal.number}".strip(),
        "office": letterhead(office),
        "mark": "KONSEP" if draft else example_mark(),
        "name": title,
        "number": disposal.number or _DOTS,
        "told": f"Pada hari ini, {WEEKDAYS[on.weekday()].capitalize()}, {long_date(on)}, bertempat di {office.place}, "
        f"kami yang bertanda tangan di bawah ini {told}",
        "basis": _basis(office, disposal),
        "after": _AFTER[disposal.kind],
        "place": office.place,
        "date": long_date(on),
        "signers": _signers(office, disposal, by, draft=draft),
        "list": list_title,
        "rows": [_row(n, record) for n, record in enumerate(records, start=1)],
    }


def _basis(office: Office, disposal: Disposal) -> str:
    parts = [f"Alasan: {disposal.reason}"] if disposal.reason else []
    if disposal.decided_by and disposal.decided_at:
        day = long_date(office.time({}).day(disposal.decided_at))
        parts.append(f"Disetujui {_title(office, office.archive_approver)} pada {day}.")
    return " ".join(part if part.endswith(".") else f"{part}." for part in parts)


def _signers(office: Office, disposal: Disposal, by: Actor, *, draft: bool) -> list[dict[str, str]]:
    archivist = office.archive.archivist or next(iter(by.posts), "")
    mark = by.posts.get(archivist, "")
    found = [_signer("Pelaksana", "" if draft else by.name, f"{mark} {_title(office, archivist)}".strip())]
    head = disposal.decided_by
    nip = str(identity.nip(head.nip)) if head and head.nip else ""
    role = "Mengetahui" if disposal.kind == Disposal.Kind.MOVE else "Menyetujui"
    found.append(_signer(role, head.name if head else "", _title(office, office.archive_approver), nip))
    if disposal.kind == Disposal.Kind.HAND_OVER:
        found.append(_signer("Penerima", "", disposal.receiver))
    return found + [_signer("Saksi", name, post) for name, post in disposal.witnesses]


def _signer(role: str, name: str, post: str, nip: str = "") -> dict[str, str]:
    return {"role": role, "name": name or _DOTS, "post": post, "nip": nip}


def _title(office: Office, key: str) -> str:
    post = office.post(key)
    return post.title if post else ""


def _row(n: int, record: Record) -> list[Any]:
    return [
        str(n),
        record.code or "-",
        record.name,
        f"{record.number}, {record.holder_name}".strip(", "),
        f"{record.on:%d-%m-%Y}",
        str(getattr(record, "count", 0)),
        record.shape,
        f"{record.inactive_until:%d-%m-%Y}" if record.inactive_until else "-",
    ]
