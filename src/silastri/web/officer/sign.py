"""The head looks at the letters and signs them, or sends the case back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.domain.case.workflow import ONWARD
from silastri.journey.case.dossier import dossier_of
from silastri.journey.papers import picture as pictures
from silastri.journey.papers.file import file
from silastri.journey.signing import ink, use_ink
from silastri.journey.signing import sign as journey
from silastri.journey.steps import decide
from silastri.web.forms import whole
from silastri.web.guard import DeskRequest, officer
from silastri.web.pdf import pdf

from .case import take_step
from .forms import SignForm


@officer
def sign(request: DeskRequest, ref: str) -> HttpResponse:
    if request.method != "POST":
        return redirect("desk_case", ref)

    def done(form: SignForm) -> Case:
        data = form.cleaned_data
        if data["outcome"] != ONWARD:
            return decide.turn_away(
                request.act, ref=ref, turn=data["turn"], outcome=data["outcome"], note=data["catatan"]
            )
        if form.is_wet:
            return _with_ink(request, ref, form)
        return journey.sign(request.act, ref=ref, turn=data["turn"], passphrase=data["frasa"], signer=request.user)

    case, refused = take_step(request, ref, "sign", done)
    if case is None:
        return refused or redirect("inbox")
    signed = cases.runs(case)[-1].outcome == ONWARD
    messages.success(request, f"{ref} sudah ditandatangani." if signed else f"{ref} tidak ditandatangani.")
    return redirect("inbox")


def _with_ink(request: DeskRequest, ref: str, form: SignForm) -> Case:
    data, sent = form.cleaned_data, form.cleaned_data["pindaian"]
    return ink.sign_with_ink(
        request.act,
        ref=ref,
        turn=data["turn"],
        scan=sent.read() if sent else b"",
        scan_name=sent.name if sent else "",
        signer=int(data["pejabat"]) if data.get("pejabat") else None,
        note=data["catatan"],
    )


@officer
def ink_instead(request: DeskRequest, ref: str) -> HttpResponse:
    """Signs these letters with ink because the certificate cannot be used, or returns to the certificate."""
    if request.method == "POST":
        turn = request.POST.get("turn", "")
        seen = whole(turn)
        if request.POST.get("batal"):
            use_ink.back_to_certificate(request.act, ref=ref, turn=seen)
            messages.success(request, f"{ref} kembali menunggu tanda tangan elektronik.")
        else:
            reason = request.POST.get(use_ink.REASON, "")
            use_ink.use_ink(request.act, ref=ref, turn=seen, reason=reason)
            messages.success(request, f"{ref} ditandatangani dengan tinta. Cetak suratnya, lalu unggah pindainya.")
    return redirect("desk_case", ref)


@officer
def letter(request: DeskRequest, ref: str, key: str) -> HttpResponse:
    """The signed letter; before that a preview marked across the page, or the blank for ink."""
    case = cases.case(ref, office=request.desk.office.pk)
    return pdf(file(dossier_of(case), key, at=request.act.at), f"surat-{ref}-{key}")


@officer
def letter_picture(request: DeskRequest, ref: str, key: str, page: int) -> HttpResponse:
    """A page of the letter as a picture, for telephones that cannot show a PDF inside a page."""
    case = cases.case(ref, office=request.desk.office.pk)
    content = file(dossier_of(case), key, at=request.act.at)
    return HttpResponse(pictures.of_pdf(content, page=page, width=900), content_type="image/webp")
