"""What the applicant does in the middle of the SOP: answers and a document."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.cases import queries as cases
from silastri.domain.definition.field import PERSON_PARTS
from silastri.domain.kinds import Kind
from silastri.domain.refusal import NotFit
from silastri.journey.case.dossier import dossier_of
from silastri.journey.case.returns import sent_back
from silastri.journey.steps import respond as journey
from silastri.web.forms import ACCEPT, sent_file, whole
from silastri.web.guard import Request, applicant
from silastri.web.questions import typed
from silastri.web.regions import regions


@applicant
def respond(request: Request, ref: str) -> HttpResponse:
    case = cases.case(ref, applicant=request.user.pk)
    dossier = dossier_of(case)
    if case.state != "running" or dossier.step.kind is not Kind.RESPOND:
        return redirect("my_case", ref)
    errors: dict[str, str] = {}
    if request.method == "POST":
        errors = _sent(request, ref)
        if not errors:
            messages.success(request, "Terima kasih. Tanggapan Anda sudah kami terima.")
            return redirect("my_case", ref)
    page = {
        "case": case,
        "step": dossier.step,
        "sent_back": sent_back(dossier, cases.runs(case)),
        "facts": dossier.work_out_facts(),
        "raw": typed(dossier.step.form, request.POST),
        "errors": errors,
        "accept": ACCEPT,
        "parts": PERSON_PARTS,
        "regions": regions(),
    }
    return render(request, "applicant/respond.html", page, status=422 if errors else 200)


def _sent(request: Request, ref: str) -> dict[str, str]:
    """What is wrong with the answers; empty when they were accepted."""
    case = cases.case(ref, applicant=request.user.pk)
    turn = request.POST.get("giliran", "")
    try:
        journey.respond(
            request.act,
            ref=ref,
            turn=whole(turn),
            filled=typed(dossier_of(case).step.form, request.POST),
            **sent_file(request),
        )
    except NotFit as refusal:
        return refusal.fields or {"berkas": str(refusal)}
    return {}
