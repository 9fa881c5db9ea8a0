"""The code of ethics and the pakta integritas: read and signed, and who has signed."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.journey.appraisals import commit, papers
from silastri.web.forms import Form, tried
from silastri.web.guard import DeskRequest, officer
from silastri.web.pdf import pdf


class SignForm(Form):
    tanda = forms.CharField(widget=forms.HiddenInput(), max_length=64)
    setuju = forms.BooleanField(
        label="Saya sudah membaca semuanya dan bersedia menjalankannya",
        error_messages={"required": "Tandai bahwa Anda sudah membaca dan bersedia."},
    )


_ASKED = "kode_etik"  # the session's key for whether the signature waits: office, text, day and answer


@officer
def commitments(request: DeskRequest) -> HttpResponse:
    """The text; below it the form where it waits to be signed, and for head and managers who has signed."""
    office = request.desk.office
    texts = commit.texts(office)
    form = SignForm(request.POST if request.method == "POST" else None, initial={"tanda": texts.digest})
    if tried(form, lambda: _signed(request, form)) is not None:
        messages.success(request, "Terima kasih. Tanda tangan Anda tercatat dan berlaku satu tahun.")
        return redirect("commitments")
    lists = commit.lists(request.act)
    standing = commit.standing(office, request.today) if lists and texts else []
    page = {
        "texts": texts,
        "form": commit.waits(request.desk, request.user.pk, request.today) and form,
        "wrong": form if form.is_bound else None,
        "until": commit.until(office, request.user.pk) if texts else None,
        "lists": lists,
        "standing": standing,
        "signed": sum(bool(one.commitment) for one in standing),
    }
    return render(request, "officer/appraisals/commitments.html", page, status=422 if form.is_bound else 200)


def asks(request: DeskRequest) -> bool:
    """Whether the first page of the desk asks for the signature: looked up once a day in a session, for it stands on
    the page that is opened most."""
    known = [request.desk.office.pk, commit.texts(request.desk.office).digest, request.today.isoformat()]
    kept = request.session.get(_ASKED)
    if not kept or kept[:-1] != known:
        kept = [*known, commit.waits(request.desk, request.user.pk, request.today)]
        request.session[_ASKED] = kept
    return bool(kept[-1])


def _signed(request: DeskRequest, form: SignForm) -> object:
    request.session.pop(_ASKED, None)
    return commit.sign(request.act, digest=form.cleaned_data["tanda"], has_read=form.cleaned_data["setuju"])


@officer
def commitments_pdf(request: DeskRequest) -> HttpResponse:
    return pdf(papers.commitments(request.act), f"kode-etik-{request.desk.office.slug}")
