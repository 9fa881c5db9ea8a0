"""When a record becomes inactive, when its retention is over, and its fate then (UU 43/2009, PP 28/2012)."""

from dataclasses import dataclass
from datetime import date

from silastri.domain.definition.archive import Archive
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.office import Office
from silastri.domain.worktime import add_months


@dataclass(frozen=True, slots=True)
class Span:
    """The last day as active and as inactive record, and the fate; None where the schedule does not have the code."""

    active_until: date | None = None
    inactive_until: date | None = None
    fate: str = ""


def span(archive: Archive, code: str, *, since: date) -> Span:
    """The span of a record; ``since`` is a letter's last day in force, or its own day if it does not end."""
    row = archive.retention(code)
    if row is None:
        return Span()
    active_until = add_months(since, 12 * row.active)
    return Span(active_until, add_months(active_until, 12 * row.inactive), row.fate)


def classifications(definition: Definition, office: Office) -> list[str]:
    """The classifications of a service's letters and files: its own, else those of the registers that number its
    letters."""
    standard = definition.standard
    if standard.archive_code:
        return [standard.archive_code]
    only = office.registers[0] if len(office.registers) == 1 else None
    signed = [product for product in standard.products if product.is_signed]
    books = [office.register(product.register_key) if product.register_key else only for product in signed]
    return sorted({book.classification for book in books if book and book.classification})
