"""What the applicant has to hand in as the holder of a letter."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.documents import queries as documents
from silastri.apps.duties import queries
from silastri.apps.duties.models import Duty
from silastri.domain.refusal import NotThere, Refusal
from silastri.journey.letters import duty as journey
from silastri.web.duty_form import HandInForm
from silastri.web.guard import Request, applicant
from silastri.web.pdf import pdf


@applicant
def my_duty(request: Request, pk: int) -> HttpResponse:
    if request.method != "POST":
        return _page(request, pk, HandInForm())
    form = HandInForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, pk, form, 422)
    sent = form.cleaned_data["berkas"]
    try:
        duty = journey.hand_in(
            request.act,
            pk=pk,
            note=form.cleaned_data["catatan"],
            upload=sent.read() if sent else b"",
            upload_name=sent.name if sent else "",
        )
    except (NotThere, journey.NotWaiting):
        raise
    except Refusal as refusal:
        form.refuse(refusal)
        return _page(request, pk, form, 422)
    messages.success(request, f"{duty.label} sudah kami terima dan akan diperiksa.")
    return redirect("my_case", duty.case.ref)


def _page(request: Request, pk: int, form: HandInForm, status: int = 200) -> HttpResponse:
    duty = queries.duty(pk, applicant=request.user.pk)
    page = {
        "duty": duty,
        "doings": queries.doings(duty),
        "form": form if duty.state in (Duty.State.OPEN, Duty.State.RETURNED) else None,
        "now": request.act.at,
    }
    return render(request, "applicant/duty.html", page, status=status)


@applicant
def duty_file(request: Request, pk: int, doing: int) -> HttpResponse:
    found = queries.doing(queries.duty(pk, applicant=request.user.pk), doing)
    if found is None or found.file is None:
        raise NotThere("Berkas ini tidak ada.")
    return pdf(documents.content(found.file.sha256), f"kewajiban-{pk}-{doing}")
