"""The rows of the Buku Registrasi as people read them: on the page, on paper and in a spreadsheet (requirement K6)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from silastri.apps.letters import ledger
from silastri.apps.letters.ledger import LedgerQuery
from silastri.apps.letters.models import HandOver, Letter, ReservedNumber
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain import number
from silastri.domain.definition.letter_text import MONTHS, long_date
from silastri.domain.refusal import NotFit
from silastri.domain.worktime import OfficeTime

STANDINGS = {
    "signed": "Berlaku",
    "issued": "Terbit",
    "numbered": "Menunggu tanda tangan",
    "ended": "Berakhir",
    "replaced": "Diganti",
    "revoked": "Dicabut",
    "void": "Dibatalkan",
    "reserved": "Cadangan belum dipakai",
}
_HOW = {"elektronik": "Elektronik", "basah": "Tinta", "tanpa": "Tinta di cetakan"}
_AT_ONCE = 500  # rows in memory at the same time


@dataclass(frozen=True)
class Row:
    """One number, and what became of it. A text is empty when it does not apply."""

    sequence: int
    number: str
    on: date
    kind: str
    holder: str
    ref: str
    service: str
    signer: str
    how: str
    valid_until: date | None
    standing: str  # a key of STANDINGS
    remark: str
    handed_on: date | None
    receiver: str
    key: str = ""  # of the letter among those of its case, if it has a file
    block: int | None = None

    @property
    def standing_in_words(self) -> str:
        return STANDINGS[self.standing]


def asked(office: Office, given: dict[str, str], *, today: date) -> LedgerQuery:
    """The filter in an address. Raises NotFit for anything that this office's book cannot filter by."""
    registers = set(registers_of(office))
    services = {str(service.pk) for service in ledger.services(office.pk)}
    years = {str(year) for year in [today.year, *ledger.years(office.pk)]}
    may_be = {
        "buku": registers,
        "tahun": years,
        "bulan": {str(n) for n in range(1, 13)},
        "layanan": services,
        "keadaan": set(STANDINGS),
    }
    for name, values in may_be.items():
        if given.get(name) and given[name] not in values:
            raise NotFit("Saringan buku registrasi ini tidak dikenal. Pilih dari daftar di halaman.")
    return LedgerQuery(
        year=number.sent_back(given["tahun"]) if given.get("tahun") else today.year,
        register=given.get("buku", ""),
        month=number.sent_back(given["bulan"]) if given.get("bulan") else None,
        service=number.sent_back(given["layanan"]) if given.get("layanan") else None,
        state=given.get("keadaan", ""),
        words=given.get("cari", "").replace("\0", "").strip()[:100],
    )


def registers_of(office: Office) -> dict[str, str]:
    """The office's registers by key and name; those of earlier definitions stay in the book."""
    now = {register.key: register.name for register in offices.definition(office).registers}
    return now | {register.key: register.name for register in ledger.registers(office.pk)}


def title(wanted: LedgerQuery) -> str:
    """The title of the filtered book: Tahun 2026, or a month of it."""
    return f"{MONTHS[wanted.month - 1]} {wanted.year}" if wanted.month else f"Tahun {wanted.year}"


def places(office: Office, wanted: LedgerQuery, *, today: date) -> Any:
    """The places of the rows, in order; they can be counted and sliced without reading the rows."""
    return ledger.places(office.pk, wanted, today=today)


def kept(places: Any) -> Sequence[int]:
    """Those places in little room."""
    return ledger.kept(places)


def people(found: Sequence[int]) -> set[int]:
    """Whose letters stand at those kept places."""
    return ledger.applicants([place for place in found if place > 0])


def rows(office: Office, found: Sequence[int], *, today: date) -> Iterator[Row]:
    """The rows at those kept places, a few hundred at a time."""
    here = offices.working_time(office)
    rest = iter(found)
    while some := list(islice(rest, _AT_ONCE)):
        letters = ledger.letters(place for place in some if place > 0)
        reserved = ledger.reserved(-place for place in some if place < 0)
        handed = ledger.handed_over({letter.case_id for letter in letters.values()})
        for place in some:
            if place > 0:
                letter = letters[place]
                yield _of_letter(letter, handed.get(letter.case_id), here, today)
            else:
                yield _of_reserved(reserved[-place], here)


def _of_letter(letter: Any, handed: HandOver | None, here: OfficeTime, today: date) -> Row:
    assert letter.sequence is not None
    assert letter.on is not None
    is_product = letter.mode != Letter.Mode.NONE
    standing = letter.standing(today)
    given = handed if is_product and standing in ("signed", "ended", "replaced", "revoked") else None
    return Row(
        sequence=letter.sequence,
        number=letter.number,
        on=letter.on,
        kind=letter.name,
        holder=letter.holder_name,
        ref=letter.ref,
        service=letter.service_name,
        signer=letter.signer_name,
        how=_HOW[letter.mode] if letter.signed_at or not is_product else "",
        valid_until=letter.valid_until,
        standing=standing if standing in STANDINGS else "numbered",
        remark=_remark(letter, here),
        handed_on=here.day(given.at) if given else None,
        receiver=given.to_name if given else "",
        key=letter.key,
    )


def _remark(letter: Any, here: OfficeTime) -> str:
    if letter.state == Letter.State.VOID:
        return _voided(letter.void_reason, letter.void_by, letter.void_at, here)
    return f"Diganti {letter.instead}" if letter.replaced_by_id else ""


def _voided(reason: str, by: str, at: datetime | None, here: OfficeTime) -> str:
    """Why, who, when."""
    return f"{reason} ({by}, {long_date(here.local(at))})" if at else reason


def _of_reserved(number: ReservedNumber, here: OfficeTime) -> Row:
    remarks = {
        ReservedNumber.State.VOID: _voided(number.reason, number.accounted_by, number.accounted_at, here),
        ReservedNumber.State.OPEN: f"Dicadangkan {number.block.by.name}",
        ReservedNumber.State.PAPER: f"Nomor cadangan: {number.block.reason}",
    }
    is_paper = number.state == ReservedNumber.State.PAPER
    return Row(
        sequence=number.sequence,
        number=number.number,
        on=number.on,
        kind=number.name,
        holder=number.holder_name,
        ref="",
        service=number.service.name if number.service else "",
        signer=number.signer_name,
        how="Tinta" if is_paper else "",
        valid_until=None,
        standing="issued" if is_paper else str(number.state),
        remark=remarks[ReservedNumber.State(number.state)],
        handed_on=None,
        receiver="",
        block=number.block_id,
    )
