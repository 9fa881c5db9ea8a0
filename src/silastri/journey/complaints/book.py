"""The Buku Pengaduan: every complaint of a year in the order of its number, as a page, a PDF and a spreadsheet."""

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from silastri.adapters.pdf import printer
from silastri.adapters.spreadsheet import spreadsheet
from silastri.adapters.spreadsheet.port import Column
from silastri.apps.audit.operations import log, log_people
from silastri.apps.complaints import queries
from silastri.apps.complaints.models import Complaint
from silastri.apps.complaints.queries import Share, Wanted
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain import number
from silastri.domain.act import Act
from silastri.domain.complaints import posts
from silastri.domain.definition.letter_text import MONTHS, long_date
from silastri.domain.refusal import NotFit, NotYours
from silastri.journey.papers.sheet import example_mark, letterhead, rows

from . import access, identity

MOST = 5_000  # rows of one file; drawing 1,000 takes about 160 MB
_CHOICES: dict[str, type[Any]] = {
    "channel": Complaint.Channel,
    "weight": Complaint.Weight,
    "state": Complaint.State,
}
_COLUMNS = (
    Column("Nomor", 10),
    Column("Tanggal", 12),
    Column("Identitas", 28),
    Column("Jenis", 20),
    Column("Layanan", 34),
    Column("Bobot", 10),
    Column("Media", 24),
    Column("Keadaan", 22),
    Column("Dijawab", 12),
    Column("Terbukti", 12),
    Column("Nilai", 8),
)


class NotKeeper(NotYours):
    """The book is for those who handle or decide on complaints, report them, or manage the office."""


class TooMany(NotFit):
    """More rows than one file may have."""


@dataclass(frozen=True)
class Row:
    pk: int
    number: str
    on: date
    who: str
    kind: str
    service: str
    weight: str
    channel: str
    state: str
    answered_on: date | None
    founded: str
    rating: int | None


def may_read(act: Act, office: Office) -> bool:
    definition = offices.definition(office)
    wanted = {*access.roles(office).all, posts.report_checker(definition), posts.report_approver(definition)}
    is_manager = act.by.person and offices.manages(office.pk, act.by.person, offices.today(office, act.at))
    return bool(wanted & act.by.posts.keys() or is_manager)


def must_read(act: Act) -> Office:
    """Raises NotKeeper."""
    office = access.office_of(act)
    if not may_read(act, office):
        raise NotKeeper("Buku pengaduan dibaca petugas pengaduan, para atasannya, dan pengelola kantor.")
    return office


def asked(office: Office, given: Mapping[str, str], *, today: date) -> Wanted:
    """What the address of the page asks for; what it cannot mean is left out."""
    year, month = number.sent_back(given.get("tahun", "")), number.sent_back(given.get("bulan", ""))
    year = year if 2000 <= year <= 2200 else today.year
    wanted = Wanted(
        year=year,
        channel=_known(Complaint.Channel.values, given.get("media", "")),
        weight=_known(Complaint.Weight.values, given.get("bobot", "")),
        state=_known(Complaint.State.values, given.get("keadaan", "")),
    )
    if not 1 <= month <= 12:
        return wanted
    time = offices.working_time(office)
    first, after = date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)
    return replace(wanted, month=month, between=(time.begins(first), time.begins(after)))


def _known(values: list[str], typed: str) -> str:
    return typed if typed in values else ""


def title(wanted: Wanted) -> str:
    """The time that it covers: November 2026."""
    return f"{MONTHS[wanted.month - 1]} {wanted.year}" if wanted.month else f"Tahun {wanted.year}"


def entries(office: Office, found: Iterable[Complaint]) -> Iterator[Row]:
    time = offices.working_time(office)
    for one in found:
        yield Row(
            pk=one.pk,
            number=one.number,
            on=time.day(one.received_at),
            who=identity.named(one),
            kind=one.get_kind_display(),
            service=one.service.name if one.service else "",
            weight=one.get_weight_display() if one.weight else "Belum ditentukan",
            channel=one.get_channel_display(),
            state=one.get_state_display(),
            answered_on=time.day(one.answered_at) if one.answered_at else None,
            founded="" if one.founded is None else "Ya" if one.founded else "Tidak",
            rating=one.rating,
        )


def share_in_words(share: Share) -> str:
    """Of a year: 12 dari 16 pengaduan selesai (75,0%)."""
    if share.percent is None:
        return "Belum ada pengaduan pada tahun ini (n/a)"
    return f"{share.settled} dari {share.received} pengaduan selesai ({str(share.percent).replace('.', ',')}%)"


def draw(act: Act, wanted: Wanted) -> bytes:
    """Raises NotKeeper, TooMany."""
    office, found = _rows(act, wanted)
    definition, time = offices.definition(office), offices.working_time(office)
    now = time.local(act.at)
    data = {
        "title": f"Buku Pengaduan {title(wanted)}",
        "office": letterhead(definition),
        "mark": example_mark(),
        "period": title(wanted),
        "facts": rows(_told(office, wanted, len(found))),
        "rows": [_printed(row) for row in entries(office, found)],
        "printed": f"{long_date(now)} {now:%H.%M}",
        "place": f"{definition.place}, {long_date(now)}",
        "keeper": act.by.name,
        "head": _head(act, office),
    }
    return printer().draw("complaint_book", data, at=act.at)


class Sheet(NamedTuple):
    content: bytes
    media_type: str
    ending: str  # the ending of the file's name


def sheet(act: Act, wanted: Wanted) -> Sheet:
    """Raises NotKeeper, TooMany."""
    office, found = _rows(act, wanted)
    writer, out = spreadsheet(), io.BytesIO()
    writer.write(out, f"Buku Pengaduan {wanted.year}", _COLUMNS, map(_cells, entries(office, found)))
    return Sheet(out.getvalue(), writer.media_type, writer.ending)


def _rows(act: Act, wanted: Wanted) -> tuple[Office, list[Complaint]]:
    office = must_read(act)
    found = list(queries.book(office.pk, wanted)[: MOST + 1])
    if len(found) > MOST:
        raise TooMany("Terlalu banyak pengaduan untuk satu berkas. Pilih satu bulan.")
    log(act, "export_complaints", str(wanted.year), rows=len(found))
    named = (one.person_id for one in found if one.identity == Complaint.Identity.NAMED)
    log_people(act, "in_list", named, "buku pengaduan")
    return office, found


def _told(office: Office, wanted: Wanted, count: int) -> list[tuple[str, str]]:
    told = [
        ("Masa", title(wanted)),
        ("Jumlah", f"{count} pengaduan"),
        (f"Selesai tahun {wanted.year}", share_in_words(queries.settled_share(office.pk, wanted.year))),
    ]
    names = {"channel": "Media", "weight": "Bobot", "state": "Keadaan"}
    told += [
        (names[key], str(kind(getattr(wanted, key)).label)) for key, kind in _CHOICES.items() if getattr(wanted, key)
    ]
    return told


def _printed(row: Row) -> dict[str, str]:
    return {
        "number": row.number,
        "on": f"{row.on:%d-%m-%Y}",
        "who": row.who,
        "kind": f"{row.kind}\n{row.service}".strip(),
        "weight": row.weight,
        "channel": row.channel,
        "state": row.state,
        "answered": f"{row.answered_on:%d-%m-%Y}" if row.answered_on else "",
    }


def _cells(row: Row) -> tuple[Any, ...]:
    return (
        row.number,
        row.on,
        row.who,
        row.kind,
        row.service,
        row.weight,
        row.channel,
        row.state,
        row.answered_on,
        row.founded,
        row.rating,
    )


def _head(act: Act, office: Office) -> dict[str, str]:
    definition = offices.definition(office)
    post = posts.report_approver(definition)
    holders = offices.signatories(office, post, offices.today(office, act.at))
    mark, name = (holders[0].mark, holders[0].person.name) if holders else ("", "")
    found = definition.post(post)
    return {"title": f"{mark} {(found.formal or found.title) if found else post}".strip(), "name": name}
