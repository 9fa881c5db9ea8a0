"""The Buku Registrasi: every number of the office, searched and filtered, and as PDF and spreadsheet (K6)."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.letters import ledger as records
from silastri.apps.letters.ledger import LedgerQuery
from silastri.domain.definition.letter_text import MONTHS
from silastri.journey.registers import ledger as journey
from silastri.journey.registers import ledger_paper as papers
from silastri.journey.registers import long_ledger, registrar
from silastri.web import search
from silastri.web.forms import whole
from silastri.web.guard import DeskRequest, officer
from silastri.web.pdf import pdf
from silastri.web.search import searched

PAGE = 50
_FILTERS = ("cari", "buku", "tahun", "bulan", "layanan", "keadaan")


@officer
@searched
def ledger(request: DeskRequest) -> HttpResponse:
    office, wanted, today = request.desk.office, _wanted(request), _today(request)
    found = journey.places(office, wanted, today=today)
    count = found.count()
    pages = max(1, -(-count // PAGE))
    asked = request.GET.get("halaman", "")
    page = min(max(whole(asked), 1), pages)
    keeps = registrar.keeps(request.act, request.desk.office)
    context = {
        "rows": list(journey.rows(office, journey.kept(found[(page - 1) * PAGE : page * PAGE]), today=today)),
        "count": count,
        "pager": _pager(request, page, pages),
        "query": urlencode(_given(request)),
        "wanted": wanted,
        "period": journey.title(wanted),
        "keeps": keeps,
        "lost": records.lost(office.pk) if keeps and page == 1 else [],
        **_choices(request, wanted),
    }
    template = "officer/registers/_ledger.html" if request.htmx else "officer/registers/ledger.html"  # type: ignore[attr-defined]
    return render(request, template, context)


def _given(request: DeskRequest) -> dict[str, str]:
    return {name: request.GET[name] for name in _FILTERS if request.GET.get(name)}


def _wanted(request: DeskRequest) -> LedgerQuery:
    return journey.asked(request.desk.office, _given(request) | {"cari": search.words(request)}, today=_today(request))


def _today(request: DeskRequest) -> Any:
    return request.today


def _pager(request: DeskRequest, page: int, pages: int) -> dict[str, Any]:
    """The addresses of the pages around this one, with the same filters."""
    given = _given(request)
    places = {"first": 1, "before": page - 1, "after": page + 1, "last": pages}
    links = {name: f"?{urlencode(given | {'halaman': str(n)})}" for name, n in places.items()}
    return {"page": page, "pages": pages, **links}


def _choices(request: DeskRequest, wanted: LedgerQuery) -> dict[str, Any]:
    office = request.desk.office
    return {
        "registers": journey.registers_of(office).items(),
        "years": sorted({*records.years(office.pk), wanted.year}, reverse=True),
        "months": list(enumerate(MONTHS, start=1)),
        "services": records.services(office.pk),
        "standings": journey.STANDINGS.items(),
    }


@officer
def ledger_pdf(request: DeskRequest) -> HttpResponse:
    wanted = _wanted(request)
    if long_ledger.is_long(request.act, wanted):
        return _in_background(request, wanted, on_paper=True)
    return pdf(papers.draw(request.act, wanted), _name(request, wanted))


@officer
def ledger_sheet(request: DeskRequest) -> HttpResponse:
    wanted = _wanted(request)
    if long_ledger.is_long(request.act, wanted):
        return _in_background(request, wanted, on_paper=False)
    sheet = papers.sheet(request.act, wanted)
    response = HttpResponse(sheet.content, content_type=sheet.media_type)
    response["Content-Disposition"] = f'attachment; filename="{_name(request, wanted)}.{sheet.ending}"'
    return response


def _in_background(request: DeskRequest, wanted: LedgerQuery, *, on_paper: bool) -> HttpResponse:
    name = f"{_name(request, wanted)}.{'pdf' if on_paper else 'xlsx'}"
    made = long_ledger.ask_file(request.act, wanted, name, on_paper=on_paper)
    return redirect("made_file", made.pk)


def _name(request: DeskRequest, wanted: LedgerQuery) -> str:
    month = f"-{wanted.month:02}" if wanted.month else ""
    return f"buku-registrasi-{request.desk.office.slug}-{wanted.year}{month}"
