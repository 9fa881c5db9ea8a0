"""The Buku Registrasi of a long year, made in the background: as a spreadsheet, and as a PDF drawn in parts."""

from collections.abc import Iterator
from dataclasses import asdict

from silastri.adapters.pdf import printer
from silastri.adapters.spreadsheet import spreadsheet
from silastri.apps.letters.ledger import LedgerQuery
from silastri.apps.made_files.models import MadeFile
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act
from silastri.journey.made_files.ask import ask
from silastri.journey.made_files.make import Making
from silastri.journey.papers import picture

from . import ledger
from .ledger_paper import AT_ONCE, COLUMNS, Part, asked_rows, cells, part_data
from .registrar import must_keep

PAPER, SHEET = "ledger_paper", "ledger_sheet"  # their makers
MOST_ON_PAPER, MOST_IN_SHEET = 30_000, 100_000
PART = 500  # rows that are drawn together: they take about 80 MB


def is_long(act: Act, wanted: LedgerQuery) -> bool:
    """Whether the book is too long to be made while a page waits. Raises NotYours."""
    office = must_keep(act)
    found = ledger.places(office, wanted, today=offices.today(office, act.at))
    return len(found[: AT_ONCE + 1]) > AT_ONCE


def ask_file(act: Act, wanted: LedgerQuery, name: str, *, on_paper: bool) -> MadeFile:
    """Has it made in the background. Raises NotYours, TooMany."""
    _, found, _ = asked_rows(act, wanted, MOST_ON_PAPER if on_paper else MOST_IN_SHEET)
    title = f"Buku Registrasi {ledger.title(wanted)} ({'PDF' if on_paper else 'XLSX'})"
    what = PAPER if on_paper else SHEET
    return ask(act, what, title=title, name=name, asked=asdict(wanted), total=len(found))


def make_paper(act: Act, making: Making) -> None:
    """Writes the book of a year as one PDF, drawn in parts. Raises NotYours, TooMany."""
    wanted = LedgerQuery(**making.asked)
    making.out.write(printer().joined(_parts(act, wanted, making)))


def _parts(act: Act, wanted: LedgerQuery, making: Making) -> Iterator[bytes]:
    office, found, here = asked_rows(act, wanted, MOST_ON_PAPER)
    page = 1
    for begins in range(0, max(1, len(found)), PART):
        is_last = begins + PART >= len(found)
        part = Part(office, here, len(found), page, is_last, is_whole=False)
        data = part_data(act, wanted, found[begins : begins + PART], part)
        drawn = printer().draw_apart("ledger", data, at=act.at)
        page += picture.pages(drawn)
        yield drawn
        making.went_on(min(begins + PART, len(found)), len(found))


def make_sheet(act: Act, making: Making) -> None:
    """Writes the book as a spreadsheet. Raises NotYours, TooMany."""
    wanted = LedgerQuery(**making.asked)
    office, found, here = asked_rows(act, wanted, MOST_IN_SHEET)
    lines = (cells(row) for row in ledger.rows(office, found, today=here.day(act.at)))
    spreadsheet().write(making.out, f"Buku Registrasi {wanted.year}", COLUMNS, making.counted(lines, len(found)))
