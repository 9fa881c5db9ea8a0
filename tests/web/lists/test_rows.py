"""What a row of a list looks like, whatever its cells hold."""

from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from typing import Any

from django.template import engines
from hypothesis import given
from hypothesis import strategies as st

from silastri.web.desk.rows import Cell
from silastri.web.officer.lists.piece import Column, row

NOW = datetime(2026, 11, 9, 3, tzinfo=UTC)
COLUMNS = (Column("Nama", "main"), Column("Langkah", "step"))
_ANY = st.text(alphabet="ab <>&\"'é{%}", max_size=8)


def drawn(*cells: Cell, ticks: str = "", **more: Any) -> str:
    columns = (COLUMNS[0], *COLUMNS[1:] * (len(cells) - 1))
    rows = [row(columns, cells, key="R-1", address="/x/?a=1&b=2", **more)]
    page = engines["django"].from_string("{% isi_daftar rows ticks=ticks %}")
    return page.render({"rows": rows, "ticks": ticks, "now": NOW})


def test_a_row_is_opened_by_its_first_cell() -> None:
    page = drawn(Cell("Siti"), Cell("Memeriksa"))
    assert page == (
        '<tr class="list__row" id="R-1"><td class="list__main">'
        '<a class="list__open" href="/x/?a=1&amp;b=2">Siti</a></td>'
        '<td class="list__step">Memeriksa</td></tr>'
    )


def test_what_is_late_says_so_and_when_it_was_due() -> None:
    page = drawn(Cell("Siti"), Cell(due=NOW - timedelta(days=3), late=True), late=True)
    assert "list__row--late" in page
    assert 'class="list__step late" title="6 Nov 2026, 10.00">terlambat 3 hari</td>' in page


def test_a_cell_tells_a_day_a_state_or_since_when() -> None:
    page = drawn(Cell("Siti"), Cell(day=date(2026, 1, 2)), Cell(state="running"), Cell("5 hari", since=NOW))
    assert ">2 Januari 2026</td>" in page
    assert "govuk-tag" in page
    assert 'title="Diajukan 9 Nov 2026, 10.00">5 hari</td>' in page


def test_a_row_is_ticked_where_the_list_is() -> None:
    assert 'value="R-1:4" form="banyak"' in drawn(Cell("Siti"), ticks="number", pick="R-1:4")
    assert '<td class="list__tick"></td>' in drawn(Cell("Siti"), ticks="number")
    assert "list__tick" not in drawn(Cell("Siti"), pick="R-1:4")


class _Read(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.titles: list[str | None] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.titles += [value for name, value in attrs if name == "title"]

    def handle_data(self, data: str) -> None:
        self.text += data


@given(_ANY, _ANY, _ANY, _ANY)
def test_nothing_that_somebody_wrote_becomes_part_of_the_page(name: str, title: str, tag: str, why: str) -> None:
    read = _Read()
    read.feed(drawn(Cell(name), Cell(name, title, tag, "orange", why)))
    assert read.tags <= {"tr", "td", "a", "strong", "span"}
    assert read.text == f"{name}{name}{f' {tag}' if tag else ''}{why}"
    assert read.titles == [one for one in (title, why if tag else "") if one]
