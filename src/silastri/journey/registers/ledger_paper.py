"""Draws the Buku Registrasi, writes it as a spreadsheet, and draws the sheet of a block of reserved numbers."""

import io
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from silastri.adapters.pdf import printer
from silastri.adapters.pdf.port import Cell
from silastri.adapters.spreadsheet import spreadsheet
from silastri.adapters.spreadsheet.port import Column
from silastri.apps.audit.operations import log, log_people
from silastri.apps.letters import blocks
from silastri.apps.letters import ledger as records
from silastri.apps.letters.ledger import LedgerQuery
from silastri.apps.letters.models import Block
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.act import Act
from silastri.domain.definition.letter_text import long_date
from silastri.domain.refusal import NotFit
from silastri.domain.worktime import OfficeTime
from silastri.journey.papers.sheet import example_mark, letterhead, rows

from . import ledger
from .ledger import Row
from .registrar import must_keep

AT_ONCE = 2_000  # rows of a file that is made while the page waits
COLUMNS = (
    Column("No. urut", 8),
    Column("Nomor surat", 34),
    Column("Tanggal", 12),
    Column("Jenis surat", 34),
    Column("Pemegang", 28),
    Column("Nomor pendaftaran", 20),
    Column("Layanan", 34),
    Column("Penanda tangan", 28),
    Column("Cara tanda tangan", 16),
    Column("Berlaku sampai", 14),
    Column("Keadaan", 22),
    Column("Keterangan", 40),
    Column("Diserahkan", 12),
    Column("Penerima", 28),
)


class TooMany(NotFit):
    """More rows than one file may have."""


def draw(act: Act, wanted: LedgerQuery) -> bytes:
    """The book as a PDF. Raises NotYours, TooMany."""
    office, found, here = asked_rows(act, wanted, AT_ONCE)
    shown = list(printed_rows(office, found, here.day(act.at)))
    return printer().draw("ledger", paper_data(act, wanted, office, len(found)) | {"rows": shown}, at=act.at)


def paper_data(act: Act, wanted: LedgerQuery, office: Office, count: int) -> dict[str, Any]:
    """What the template draws around so many rows."""
    here = offices.working_time(office)
    today = here.local(act.at)
    return {
        "title": f"Buku Registrasi {ledger.title(wanted)}",
        "office": letterhead(offices.definition(office)),
        "mark": example_mark(),
        "period": ledger.title(wanted),
        "facts": rows(_told(office, wanted, count)),
        "count": count,
        "printed": f"{long_date(today)} {today:%H.%M}",
        **_hands(act, office, here.day(act.at)),
    }


def printed_rows(office: Office, found: Sequence[int], today: date) -> Iterator[list[Cell]]:
    """The rows at those places as the template shows them."""
    return (_printed(row) for row in ledger.rows(office, found, today=today))


class Sheet(NamedTuple):
    content: bytes
    media_type: str
    ending: str  # the ending of the file's name


def sheet(act: Act, wanted: LedgerQuery) -> Sheet:
    """The book as a spreadsheet, written row by row. Raises NotYours, TooMany."""
    office, found, here = asked_rows(act, wanted, AT_ONCE)
    lines = (cells(row) for row in ledger.rows(office, found, today=here.day(act.at)))
    writer, out = spreadsheet(), io.BytesIO()
    writer.write(out, f"Buku Registrasi {wanted.year}", COLUMNS, lines)
    return Sheet(out.getvalue(), writer.media_type, writer.ending)


def counted(act: Act, wanted: LedgerQuery, most: int) -> int:
    """How many rows there are. Raises NotYours, TooMany."""
    office = must_keep(act)
    count: int = ledger.places(office, wanted, today=offices.today(office, act.at)).count()
    if count > most:
        shown = f"{most:,}".replace(",", ".")
        raise TooMany(f"Lebih dari {shown} nomor: terlalu banyak untuk satu berkas. Pilih satu buku atau satu bulan.")
    return count


def asked_rows(act: Act, wanted: LedgerQuery, most: int) -> tuple[Office, Sequence[int], OfficeTime]:
    """The places that a file is made of; the log tells of each person in them. Raises NotYours, TooMany."""
    counted(act, wanted, most)
    office = must_keep(act)
    here = offices.working_time(office)
    found = ledger.kept(ledger.places(office, wanted, today=here.day(act.at)))
    log(act, "export_ledger", str(wanted.year), rows=len(found))
    log_people(act, "in_list", ledger.people(found), "buku registrasi")
    return office, found, here


def _told(office: Office, wanted: LedgerQuery, count: int) -> list[tuple[str, str]]:
    told = [
        ("Masa", ledger.title(wanted)),
        ("Buku nomor", ledger.registers_of(office).get(wanted.register, "Semua")),
        ("Jumlah", f"{count} nomor"),
    ]
    if wanted.service:
        told.append(("Layanan", records.service_name(wanted.service)))
    if wanted.state:
        told.append(("Keadaan", ledger.STANDINGS[wanted.state]))
    if wanted.words:
        told.append(("Dicari", wanted.words))
    return told


def _printed(row: Row) -> list[Cell]:
    return [
        _lines(str(row.sequence)),
        _lines(row.number.replace("/", "/\u200b")),  # it breaks after its strokes, not in the middle of a part
        _lines(_short(row.on)),
        _lines(row.kind),
        _lines(row.holder),
        _lines(row.ref),
        _lines(row.signer, row.how),
        _lines(_short(row.valid_until) if row.valid_until else ""),
        [
            {"text": row.standing_in_words, "as": "strong"},
            *({"text": said, "as": "small"} for said in [row.remark] if said),
        ],
        _lines(_short(row.handed_on), row.receiver) if row.handed_on else [],
    ]


def _lines(*texts: str) -> Cell:
    return [{"text": text} for text in texts if text]


def _short(day: Any) -> str:
    """A day in figures: 20-11-2026."""
    return f"{day:%d-%m-%Y}"


def cells(row: Row) -> tuple[Any, ...]:
    return (
        row.sequence,
        row.number,
        row.on,
        row.kind,
        row.holder,
        row.ref,
        row.service,
        row.signer,
        row.how,
        row.valid_until,
        row.standing_in_words,
        row.remark,
        row.handed_on,
        row.receiver,
    )


def _hands(act: Act, office: Office, today: date) -> dict[str, Any]:
    """Who signs at the end: he who keeps the book, and the head of the office."""
    definition = offices.definition(office)
    head = next((post for post in definition.posts if not post.superior), definition.posts[0])
    holders = offices.signatories(office, head.key, today)
    mark, name = (holders[0].mark, holders[0].person.name) if holders else ("", "")
    return {
        "place": f"{definition.place}, {long_date(today)}",
        "keeper": act.by.name,
        "head": {"title": f"{mark} {head.formal or head.title}".strip(), "name": name},
    }


def reserved_sheet(act: Act, block: Block) -> bytes:
    """The list of a block's numbers, to be filled in by hand. Raises NotYours."""
    office = must_keep(act)
    here = offices.working_time(office)
    data = {
        "title": f"Daftar nomor cadangan {block.register.name} {block.first}-{block.last}",
        "office": letterhead(offices.definition(office)),
        "mark": example_mark(),
        "facts": rows(
            [
                ("Buku nomor", f"{block.register.name}, tahun {block.register.year}"),
                ("Nomor urut", f"{block.first} sampai {block.last}"),
                ("Dicadangkan", f"{long_date(here.local(block.at))} oleh {block.by.name}"),
                ("Alasan", block.reason),
            ]
        ),
        "rows": [
            {
                "sequence": str(one.sequence),
                "number": one.number,
                "on": "" if one.state in ("reserved", "void") else _short(one.on),
                "kind": one.name or (one.letter.name if one.letter else ""),
                "holder": one.holder_name or (one.letter.holder_name if one.letter else ""),
                "remark": "Dibatalkan" if one.state == "void" else "",
            }
            for one in blocks.numbers(block)
        ],
        "printed": f"{long_date(here.local(act.at))} {here.local(act.at):%H.%M}",
        **_hands(act, office, here.local(act.at)),
    }
    return printer().draw("reserved", data, at=act.at)
