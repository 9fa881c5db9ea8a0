"""The archive: the search, one record with its files and log, what is due, what is damaged."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.archive import queries
from silastri.apps.archive.models import Disposal, Record
from silastri.apps.archive.search import Within
from silastri.apps.audit import queries as audit
from silastri.apps.catalog import queries as catalog
from silastri.apps.offices import queries as offices
from silastri.domain import search as phrases
from silastri.domain.refusal import NotThere
from silastri.journey.archive import access, care, propose
from silastri.web import search
from silastri.web.forms import Form, tried, whole
from silastri.web.guard import DeskRequest, officer
from silastri.web.search import searched

from .change import Change, change
from .forms import ActForm, AppraiseForm, ClassifyForm, MoveForm, ReasonForm, SearchForm

PER_PAGE = 25
_LONGEST_LIST = propose.MOST
# The lists of what is due: their names in addresses and on pages, and what is done from them.
LISTS = {
    "inaktif": (Disposal.Kind.MOVE, "Menjadi inaktif"),
    "musnah": (Disposal.Kind.DESTROY, "Dapat dimusnahkan"),
    "serah": (Disposal.Kind.HAND_OVER, "Untuk diserahkan"),
    "nilai": ("appraise", "Perlu dinilai"),
}


def around(request: DeskRequest) -> dict[str, Any]:
    """What every page of the archive shows: its parts, and how many records wait in each. Raises NotYours."""
    office = access.as_reader(request.act)
    today = request.today
    counts = queries.counts(office.pk, today)
    due = {slug: getattr(counts, kind) for slug, (kind, _) in LISTS.items()}
    return {
        "counts": counts,
        "lists": [(slug, title, due[slug]) for slug, (_, title) in LISTS.items()],
        "keeps": access.keeps(request.desk),
        "approves": access.approves(request.desk),
        "today": today,
        "has_schedule": bool(offices.definition(office).archive.schedule),
    }


@officer
@searched
def archive(request: DeskRequest) -> HttpResponse:
    page, office, slug = around(request), request.desk.office.pk, request.desk.office.slug
    form = SearchForm(search.opened(request), years=queries.years(office), services=catalog.services(slug))
    asked = form.cleaned_data if form.is_valid() else {}
    wanted, start = phrases.phrases(asked.get("cari", "")), (asked.get("halaman") or 1) - 1
    found = queries.found(wanted, _within(office, asked), start=start * PER_PAGE, most=PER_PAGE + 1)
    page |= {
        "form": form,
        "hits": [(record, _snippet(record, wanted)) for record in found[:PER_PAGE]],
        "page": start + 1,
        "more": len(found) > PER_PAGE,
        "filing": not found and queries.letters_to_file(office).exists(),
        "asked": any(asked.get(name) for name in ("cari", "tahun", "klasifikasi", "layanan", "keadaan")),
    }
    return render(request, "officer/archive/search.html", page, status=200 if form.is_valid() else 422)


def _within(office: int, asked: dict[str, Any]) -> Within:
    return Within(
        office,
        year=whole(asked["tahun"]) if asked.get("tahun") else None,
        code=asked.get("klasifikasi", ""),
        service=whole(asked["layanan"]) if asked.get("layanan") else None,
        state=asked.get("keadaan", ""),
    )


def _snippet(record: Record, wanted: tuple[phrases.Phrase, ...]) -> list[tuple[str, bool]]:
    """The text around the words that were searched; empty if only the heading has them."""
    parts = phrases.snippet(record.text, wanted) if wanted else []
    return parts if any(marked for _, marked in parts) else []


@officer
def record(request: DeskRequest, pk: int) -> HttpResponse:
    return _record(request, pk)


def _record(request: DeskRequest, pk: int, form: ActForm | None = None, status: int = 200) -> HttpResponse:
    page, office = around(request), request.desk.office.pk
    found = queries.record(pk, office=office)
    alive = found.state not in (Record.State.DESTROYED, Record.State.HANDED_OVER)
    free = alive and page["keeps"] and found.state != Record.State.LISTED
    forms: dict[str, ActForm | None] = {
        "hold": ReasonForm() if alive and page["keeps"] else None,
        "classify": ClassifyForm(initial={"kode": found.code, "keamanan": found.security}) if free else None,
        "appraise": AppraiseForm() if free and found.fate == Record.Fate.APPRAISE else None,
    }
    if form is not None:
        forms[form.about] = form
    page |= forms | {
        "record": found,
        "files": queries.files(found),
        "listed": queries.lists_of(found),
        "log": audit.about(office, access.about(found)),
        "wrong": form,
    }
    return render(request, "officer/archive/record.html", page, status=status)


_CHANGES = {
    "tahan": Change(ReasonForm, care.hold, "Arsip ditahan."),
    "lepas": Change(ReasonForm, care.let_go, "Arsip tidak ditahan lagi."),
    "golongkan": Change(ClassifyForm, care.classify, "Klasifikasi diubah."),
    "nilai": Change(AppraiseForm, care.appraise, "Penilaian tersimpan."),
}


@officer
def change_record(request: DeskRequest, pk: int, what: str) -> HttpResponse:
    return change(request, _CHANGES, what, pk, page=_record, then="archive_record")


@officer
def file(request: DeskRequest, pk: int, file: int) -> HttpResponse:
    content, kind = care.read(request.act, pk=pk, file=file)
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'inline; filename="arsip-{pk}-{file}"'
    return response


@officer
def due(request: DeskRequest, what: str) -> HttpResponse:
    """What is due. From here records become inactive, or are proposed for destruction or hand-over."""
    if what not in LISTS:
        raise NotThere("Halaman ini tidak ada.")
    kind, title = LISTS[what]
    form = (MoveForm if kind == Disposal.Kind.MOVE else ReasonForm)(request.POST if request.method == "POST" else None)
    pks = [pk for pk in map(whole, request.POST.getlist("arsip")[: propose.MOST + 1]) if pk > 0]
    made = tried(form, lambda: _made(request, kind, pks, **form.given()))
    if made is None:
        return _due(request, what, form, *((422, pks) if form.is_bound else ()))
    messages.success(request, f"{title}: {len(pks)} arsip dicatat.")
    return redirect("disposal", made.pk)


def _made(request: DeskRequest, kind: str, pks: list[int], reason: str) -> Disposal:
    if kind == Disposal.Kind.MOVE:
        return propose.move(request.act, pks=pks, reason=reason)
    return propose.propose(request.act, kind=kind, pks=pks, reason=reason)


def _due(
    request: DeskRequest, what: str, form: Form, status: int = 200, picked: list[int] | None = None
) -> HttpResponse:
    page = around(request)
    kind, title = LISTS[what]
    found = queries.due(request.desk.office.pk, kind, page["today"])[:_LONGEST_LIST]
    page |= {"what": what, "kind": kind, "title": title, "records": found, "form": form, "most": _LONGEST_LIST}
    page["picked"] = picked if picked is not None else [record.pk for record in found if kind == "move"]
    return render(request, "officer/archive/due.html", page, status=status)


@officer
def damaged(request: DeskRequest) -> HttpResponse:
    """Files that are not as they were stored, and records for which the schedule has no row."""
    page, office = around(request), request.desk.office.pk
    page |= {"files": queries.damaged(office)[:200], "records": queries.without_retention(office)[:200]}
    return render(request, "officer/archive/damaged.html", page)
