"""The Buku Registrasi of a long year, made in the background: as a spreadsheet, and as a PDF."""

from dataclasses import asdict

from silastri.adapters.pdf import printer
from silastri.adapters.spreadsheet import spreadsheet
from silastri.apps.letters.ledger import LedgerQuery
from silastri.apps.made_files.models import MadeFile
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act
from silastri.journey.made_files.ask import ask
from silastri.journey.made_files.make import Making

from . import ledger
from .ledger_paper import AT_ONCE, COLUMNS, asked_rows, cells, counted, paper_data, printed_rows
from .registrar import must_keep

PAPER, SHEET = "ledger_paper", "ledger_sheet"  # their makers
MOST_ON_PAPER, MOST_IN_SHEET = 30_000, 100_000


def is_long(act: Act, wanted: LedgerQuery) -> bool:
    """Whether the book is too long to be made while a page waits. Raises NotYours."""
    office = must_keep(act)
    return bool(ledger.places(office, wanted, today=offices.today(office, act.at)).count() > AT_ONCE)


def ask_file(act: Act, wanted: LedgerQuery, name: str, *, on_paper: bool) -> MadeFile:
    """Has it made in the background. Raises NotYours, TooMany."""
    count = counted(act, wanted, MOST_ON_PAPER if on_paper else MOST_IN_SHEET)
    title = f"Buku Registrasi {ledger.title(wanted)} ({'PDF' if on_paper else 'XLSX'})"
    what = PAPER if on_paper else SHEET
    return ask(act, what, title=title, name=name, asked=asdict(wanted), total=count)


def make_paper(act: Act, making: Making) -> None:
    """Writes the book of a year as one PDF. Raises NotYours, TooMany."""
    wanted = LedgerQuery(**making.asked)
    office, found, here = asked_rows(act, wanted, MOST_ON_PAPER)
    lines = making.counted(printed_rows(office, found, here.day(act.at)), len(found))
    printer().draw_long(making.out, "ledger", paper_data(act, wanted, office, len(found)), lines, at=act.at)


def make_sheet(act: Act, making: Making) -> None:
    """Writes the book as a spreadsheet. Raises NotYours, TooMany."""
    wanted = LedgerQuery(**making.asked)
    office, found, here = asked_rows(act, wanted, MOST_IN_SHEET)
    lines = (cells(row) for row in ledger.rows(office, found, today=here.day(act.at)))
    spreadsheet().write(making.out, f"Buku Registrasi {wanted.year}", COLUMNS, making.counted(lines, len(found)))
