"""The rows of a list, drawn by hand: of fifty rows with seven cells each a template asks a dozen things of every cell,
and that takes longer than the whole rest of the page."""

from collections.abc import Iterable
from datetime import datetime
from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from silastri.apps.offices.models import Office
from silastri.web.desk.rows import Cell, Row

from .show import batas, hari, saat, tenggat
from .tags import tanda

register = template.Library()


@register.simple_tag(takes_context=True)
def isi_daftar(context: Any, rows: Iterable[Row], *, ticks: object = "") -> SafeString:
    """The rows as ``web/desk/rows.py`` has them. ``ticks``: those with a ``pick`` can be ticked, for the form
    "banyak"."""
    now, desk = context.get("now"), context.get("desk")
    office = desk.office if desk else None
    return mark_safe("\n".join(_row(one, now, office, bool(ticks)) for one in rows))  # noqa: S308 - each part is escaped


def _row(row: Row, now: datetime | None, office: Office | None, ticks: bool) -> str:
    late = " list__row--late" if row.late else ""
    cells = [_cell(kind, cell, _shown(cell, now), now, office) for kind, cell in row.cells[1:]]
    kind, first = row.cells[0]
    opens = f'<a class="list__open" href="{escape(row.address)}">{escape(row.name)}</a>'
    cells.insert(0, _cell(kind, first, opens, now, office))
    tick = f'<td class="list__tick">{_tick(row) if row.pick else ""}</td>' if ticks else ""
    return f'<tr class="list__row{late}" id="{escape(row.key)}">{tick}{"".join(cells)}</tr>'


def _tick(row: Row) -> str:
    box = f'<input class="pick" type="checkbox" name="berkas" value="{escape(row.pick)}" form="banyak">'
    said = f'<span class="govuk-visually-hidden">Pilih {escape(row.name)}</span>'
    return f'<label class="list__pick">{box}{said}</label>'


def _cell(kind: str, cell: Cell, shown: str, now: datetime | None, office: Office | None) -> str:
    late = " late" if cell.late else ""
    return f'<td class="list__{kind}{late}"{_title(cell, office)}>{shown}{_tag(cell)}</td>'


def _title(cell: Cell, office: Office | None) -> str:
    if cell.title:
        said = cell.title
    elif cell.due:
        promise = f"; janji selesai {batas(cell.promise, office)}" if cell.promise and office else ""
        said = f"{saat(cell.due)}{promise}"
    elif cell.since:
        said = f"Diajukan {saat(cell.since)}"
    else:
        return ""
    return f' title="{escape(said)}"'


def _shown(cell: Cell, now: datetime | None) -> str:
    if cell.due and now:
        return escape(tenggat(cell.due, now))
    if cell.day:
        return hari(cell.day)
    return tanda(cell.state) if cell.state else escape(cell.text)


def _tag(cell: Cell) -> str:
    why = escape(cell.why)
    title = f' title="{why}"' if why else ""
    tag = f' <strong class="govuk-tag govuk-tag--{cell.colour}"{title}>{escape(cell.tag)}</strong>' if cell.tag else ""
    return f'{tag}<span class="list__why">{why}</span>' if why else tag
