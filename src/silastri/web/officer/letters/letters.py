"""The letters of the office, newest first."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from silastri.apps.letters import queries
from silastri.apps.letters.models import Letter
from silastri.journey.office.own_services import own_services
from silastri.web.desk.rows import Cell, Row
from silastri.web.guard import DeskRequest, officer
from silastri.web.officer.lists import asked as reading
from silastri.web.officer.lists import newest
from silastri.web.officer.lists.piece import Column, heads, row
from silastri.web.search import searched

COLUMNS = (
    Column("Pemegang", "main"),
    Column("Nomor surat", "step"),
    Column("Jenis", "service"),
    Column("Tanggal", "due"),
    Column("Keadaan", "hand"),
    Column("Permohonan", "ref"),
)


@officer
@searched
def letters(request: DeskRequest) -> HttpResponse:
    asked = reading.read(request.GET, request.user.pk)
    found = queries.of_office(request.desk.office.pk, own_services(request.desk), asked.words)
    shown = newest.page(found, request.GET, by="made_at")
    page = {
        "asked": asked,
        "heads": heads(COLUMNS, asked),
        "rows": [_row(request, letter) for letter in shown.rows],
        "newest": shown,
        "everything": reverse("desk_letters"),
    }
    template = "officer/letters/_letters.html" if request.htmx else "officer/letters/letters.html"  # type: ignore[attr-defined]
    return render(request, template, page)


def _row(request: DeskRequest, letter: Letter) -> Row:
    number = letter.number or "belum bernomor"
    cells = (
        Cell(letter.holder_name or letter.name, letter.holder_name),
        Cell(number, number),
        Cell(letter.name, letter.name),
        Cell(day=letter.on or letter.made_at),
        Cell(state=letter.standing(request.today), title=letter.void_reason),
        Cell(letter.case.ref),
    )
    return row(COLUMNS, cells, key=letter.code, address=reverse("desk_letter_page", args=[letter.code]))
