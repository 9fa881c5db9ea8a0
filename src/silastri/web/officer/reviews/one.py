"""One measurement: its components with their scores, its team, its improvements, its approval, its papers."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.reviews import queries
from silastri.journey.improvements.access import plans
from silastri.journey.reviews import access, act_on, approve, begin, paper, told
from silastri.web.forms import Form, tried
from silastri.web.guard import DeskRequest, officer
from silastri.web.pdf import pdf

from .forms import ActionForm, SeenForm, TeamForm


@officer
def review(request: DeskRequest, pk: int) -> HttpResponse:
    return _page(request, pk)


def _page(request: DeskRequest, pk: int, wrong: Form | None = None) -> HttpResponse:
    found = paper.read(request.act, pk)
    one, is_open = found.review, found.review.is_open
    may_plan = is_open and plans(request.desk)
    page = {
        "found": found,
        "one": one,
        "is_open": is_open,
        "judges": is_open and access.judges(request.desk, one),
        "may_plan": may_plan,
        "may_approve": is_open and access.approves(request.desk),
        "ready": not found.score.left and not found.without_action,
        "seen": told.mark(one),
        "formula": paper.FORMULA,
        "team_form": may_plan and TeamForm(office=one.office, initial={"tim": one.team}),
        "wrong": wrong,
    }
    return render(request, "officer/reviews/one.html", page, status=422 if wrong else 200)


@officer
def review_team(request: DeskRequest, pk: int) -> HttpResponse:
    if request.method != "POST":
        return redirect("yearly_review", pk)
    form = TeamForm(request.POST, office=request.desk.office)
    if tried(form, lambda: begin.choose_team(request.act, pk=pk, team=form.cleaned_data["tim"])) is None:
        return _page(request, pk, form)
    messages.success(request, "Tim diubah.")
    return redirect("yearly_review", pk)


@officer
def approve_review(request: DeskRequest, pk: int) -> HttpResponse:
    if request.method != "POST":
        return redirect("yearly_review", pk)
    form = SeenForm(request.POST)
    if tried(form, lambda: approve.approve(request.act, pk=pk, seen=form.cleaned_data["tanda"])) is None:
        return _page(request, pk, form)
    messages.success(request, "Pengukuran ditetapkan dan tidak berubah lagi.")
    return redirect("yearly_review", pk)


@officer
def review_action(request: DeskRequest, pk: int, key: str) -> HttpResponse:
    """Plans an improvement because of an item."""
    access.as_planner(request.act)
    one = access.open_to(request.act, pk)
    item = queries.item(one, key)
    form = ActionForm(request.POST if request.method == "POST" else None, office=one.office)
    if tried(form, partial(_plan, request, pk, key, form)) is None:
        page = {"form": form, "one": one, "item": item}
        return render(request, "officer/reviews/action.html", page, status=422 if form.is_bound else 200)
    messages.success(request, "Perbaikan direncanakan.")
    return redirect("yearly_review", pk)


def _plan(request: DeskRequest, pk: int, key: str, form: ActionForm) -> object:
    data = form.cleaned_data
    return act_on.act_on(
        request.act, pk=pk, key=key, what=data["apa"], post=data["jabatan"], due_on=data["sampai"],
        is_public=data["umum"],
    )  # fmt: skip


@officer
def review_pdf(request: DeskRequest, pk: int) -> HttpResponse:
    return pdf(paper.draw(request.act, pk), f"pengukuran-{request.desk.office.slug}-{pk}")


@officer
def review_sheet(request: DeskRequest, pk: int) -> HttpResponse:
    sheet = paper.sheet(request.act, pk)
    response = HttpResponse(sheet.content, content_type=sheet.media_type)
    name = f"pengukuran-{request.desk.office.slug}-{pk}.{sheet.ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
