"""The duties of the office's letters: the list, late ones first; what was handed in; what the office did itself."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.documents import queries as documents
from silastri.apps.duties import queries
from silastri.apps.duties.models import Duty
from silastri.domain.refusal import NotFit, NotThere
from silastri.journey.letters import duty as journey
from silastri.web.duty_form import JudgeForm, RecordForm
from silastri.web.forms import Form
from silastri.web.guard import DeskRequest, officer
from silastri.web.pdf import pdf

_LONGEST_LIST = 300


@officer
def duties(request: DeskRequest) -> HttpResponse:
    state = request.GET.get("keadaan", "")
    state = state if state in Duty.State.values else ""
    found = queries.of_office(request.desk.office.pk, request.desk.posts, state=state)
    page = {"duties": found[:_LONGEST_LIST], "today": request.today, "state": state}
    return render(request, "officer/duties.html", page | {"states": Duty.State.choices})


@officer
def duty(request: DeskRequest, pk: int) -> HttpResponse:
    """One duty. Every officer of the office may look; the forms are for its post."""
    if request.method != "POST":
        return _page(request, pk)
    act, form = _chosen(request)
    if not form.is_valid():
        return _page(request, pk, form, 422)
    given: dict[str, Any] = {"note": form.cleaned_data["catatan"]}
    if sent := form.cleaned_data.get("berkas"):
        given |= {"upload": sent.read(), "upload_name": sent.name}
    try:
        done = act(request.act, pk=pk, **given)
    except NotFit as refusal:
        form.refuse(refusal)
        return _page(request, pk, form, 422)
    messages.success(request, f"{done.label}: {done.get_state_display().lower()}.")
    return redirect("duties")


def _chosen(request: DeskRequest) -> tuple[Callable[..., Duty], Form]:
    way = request.POST.get("tindakan", "")
    if way == "catat":
        return journey.record, RecordForm(request.POST, request.FILES)
    return journey.send_back if way == "kembalikan" else journey.accept, JudgeForm(request.POST)


def _page(request: DeskRequest, pk: int, form: Form | None = None, status: int = 200) -> HttpResponse:
    found = queries.duty(pk, office=request.desk.office.pk)
    waits = found.is_open and found.post in request.desk.posts and found.case.applicant_id != request.user.pk
    blank = JudgeForm() if found.state == Duty.State.HANDED_IN else RecordForm()
    page = {
        "duty": found,
        "doings": queries.doings(found),
        "form": (form or blank) if waits else None,
        "today": request.today,
    }
    return render(request, "officer/duty.html", page, status=status)


@officer
def duty_file(request: DeskRequest, pk: int, doing: int) -> HttpResponse:
    found = queries.doing(queries.duty(pk, office=request.desk.office.pk), doing)
    if found is None or found.file is None:
        raise NotThere("Berkas ini tidak ada.")
    return pdf(documents.content(found.file.sha256), f"kewajiban-{pk}-{doing}")
