"""Draws the berita acara of a list of records: what was done, by whom, before which witnesses, and the list itself; and
that of data outside the archive."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from silastri.adapters.pdf import printer
from silastri.apps.archive.models import Disposal, Record
from silastri.apps.personal_data.models import DataPurge
from silastri.domain import identity
from silastri.domain.act import Actor
from silastri.domain.definition.letter_text import long_date
from silastri.domain.definition.office import WEEKDAYS, Office
from silastri.domain.personal_data import purge as rules

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


_HEADS = (
    ("No", "auto", True), ("Kode", "auto", False), ("Jenis arsip", "2fr", False), ("Nomor dan pemegang", "3fr", False),
    ("Tanggal", "auto", False), ("Berkas", "auto", True), ("Tingkat", "1.6fr", False), ("Simpan sampai", "auto", False),
)  # fmt: skip
_HEADS_OF_DATA = (
    ("No", "auto", True), ("Data", "3fr", False), ("Masa simpan", "3fr", False), ("Sebelum tanggal", "auto", False),
    ("Jumlah", "auto", True),
)  # fmt: skip
_DATA, _DATA_LIST = "Berita Acara Pemusnahan Data di Luar Arsip", "Daftar Data yang Dimusnahkan"


def draw(sheet: Mapping[str, Any], *, at: datetime) -> bytes:
    return printer().draw("disposal", sheet, at=at)


def sheet(
    office: Office, disposal: Disposal, records: Sequence[Record], *, by: Actor, on: date, draft: bool = False
) -> dict[str, Any]:
    """What is drawn. ``by`` carries the list out; a draft is marked so, and nobody signs it yet."""
    title, list_title = _TITLES[disposal.kind]
    files = sum(getattr(record, "count", 0) for record in records)
    told = _TOLD[disposal.kind].format(count=len(records), files=files, receiver=disposal.receiver or _DOTS)
    reason = f"Alasan: {disposal.reason}" if disposal.reason else ""
    return _frame(office, disposal, title, told, by=by, on=on, draft=draft) | {
        "basis": _basis(office, disposal, reason),
        "after": _AFTER[disposal.kind],
        "list": list_title,
        "heads": _HEADS,
        "rows": [_row(n, record) for n, record in enumerate(records, start=1)],
    }


def sheet_of_data(office: Office, purge: DataPurge, *, by: Actor, on: date, draft: bool = False) -> dict[str, Any]:
    """The same of what is past its time outside the archive: kinds and counts, and nobody's name."""
    told = (
        f"telah memusnahkan data pribadi di luar arsip yang sudah lewat masa simpannya: {sum(purge.counts.values())} "
        "butir, seperti tercantum pada lampiran berita acara ini."
    )
    rows = [
        [str(n), kind.title, kind.how, _day(purge.before.get(key, "")), str(purge.counts.get(key, 0))]
        for n, (key, kind) in enumerate(rules.KINDS.items(), start=1)
    ]
    return _frame(office, purge, _DATA, told, by=by, on=on, draft=draft) | {
        "basis": _basis(
            office, purge, "Dasar: UU Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi, pasal 43 dan 44"
        ),
        "after": "Yang dimusnahkan tidak dapat dibaca lagi. Log akses dan berita acara ini tetap disimpan.",
        "list": _DATA_LIST,
        "heads": _HEADS_OF_DATA,
        "rows": rows,
    }


def _day(written: str) -> str:
    return f"{date.fromisoformat(written):%d-%m-%Y}" if written else "-"


def _frame(
    office: Office, what: Disposal | DataPurge, title: str, told: str, *, by: Actor, on: date, draft: bool
) -> dict[str, Any]:
    """What both say alike: whose it is, where and when, and who signs."""
    return {
        "title": f"{title} {what.number}".strip(),
        "office": letterhead(office),
        "mark": "KONSEP" if draft else example_mark(),
        "name": title,
        "number": what.number or _DOTS,
        "told": f"Pada hari ini, {WEEKDAYS[on.weekday()].capitalize()}, {long_date(on)}, bertempat di {office.place}, "
        f"kami yang bertanda tangan di bawah ini {told}",
        "place": office.place,
        "date": long_date(on),
        "signers": _signers(office, what, by, draft=draft),
    }


def _basis(office: Office, disposal: Disposal | DataPurge, reason: str) -> str:
    parts = [reason] if reason else []
    if disposal.decided_by and disposal.decided_at:
        day = long_date(office.time({}).day(disposal.decided_at))
        parts.append(f"Disetujui {_title(office, office.archive_approver)} pada {day}.")
    return " ".join(part if part.endswith(".") else f"{part}." for part in parts)


def _signers(office: Office, disposal: Disposal | DataPurge, by: Actor, *, draft: bool) -> list[dict[str, str]]:
    archivist = office.archive.archivist or next(iter(by.posts), "")
    mark = by.posts.get(archivist, "")
    found = [_signer("Pelaksana", "" if draft else by.name, f"{mark} {_title(office, archivist)}".strip())]
    head = disposal.decided_by
    nip = str(identity.nip(head.nip)) if head and head.nip else ""
    kind = disposal.kind if isinstance(disposal, Disposal) else ""
    role = "Mengetahui" if kind == Disposal.Kind.MOVE else "Menyetujui"
    found.append(_signer(role, head.name if head else "", _title(office, office.archive_approver), nip))
    if isinstance(disposal, Disposal) and kind == Disposal.Kind.HAND_OVER:
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
