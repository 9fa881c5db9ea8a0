"""Whether a letter is genuine: by its QR, by the code in it, or by its file."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.after_issue import queries as after_issue
from silastri.apps.letters import queries as letters
from silastri.apps.offices import queries as offices
from silastri.domain.letters import statement
from silastri.domain.refusal import NotFit, NotThere
from silastri.journey.case.links import host, to_letter
from silastri.journey.letters.authenticate import authenticate_file, photographed
from silastri.web.forms import PHOTO, Form, text, upload
from silastri.web.gate.limits import slow_down
from silastri.web.guard import public
from silastri.web.zone import show_time_of

_MOST = 40  # files from one address in ten minutes: an office where many people check letters has one address


class LetterForm(Form):
    surat = upload("Surat dalam bentuk PDF", accept="application/pdf,.pdf")


class CodeForm(Form):
    kode = text("Kode surat, atau alamat dari kode QR", most=2000, autocomplete="off", autocapitalize="characters")


class PhotoForm(Form):
    foto = upload("Foto kode QR di surat", accept=PHOTO)


@public
def letter(request: HttpRequest, code: str) -> HttpResponse:
    found = letters.by_code(code.upper())
    if found is None:
        raise NotThere(
            "Surat dengan kode ini tidak ada di kantor kami. Jangan dipercaya; tanyakan kepada kantor yang menerbitkan."
        )
    today = offices.today(found.office, request.act.at)  # type: ignore[attr-defined]
    show_time_of(found.office)
    page = {
        "letter": found,
        "standing": found.standing(today),
        "revocation": after_issue.revocation(found),
        "initials": statement.initials(found.holder_name),
        "short_name": statement.short(found.name),
        "host": host(),
    }
    return render(request, "public/letter.html", page)


@public
def check(request: HttpRequest) -> HttpResponse:
    form = LetterForm(request.POST, request.FILES) if request.method == "POST" else LetterForm()
    if not form.is_valid():
        return _page(request, form=form)
    _slow_down(request)
    answer = authenticate_file(form.cleaned_data["surat"].read())
    known = answer.letter
    standing = known.standing(offices.today(known.office, request.act.at)) if known else ""  # type: ignore[attr-defined]
    return _page(request, answer=answer, standing=standing)


@public
def by_code(request: HttpRequest) -> HttpResponse:
    """The letter of a typed code, or of the address in a QR."""
    code = CodeForm(request.GET)
    if code.is_valid():
        try:
            return redirect(to_letter(code.cleaned_data["kode"]))
        except NotFit as refusal:
            code.add_error("kode", str(refusal))
    return _page(request, code=code)


@public
def by_photo(request: HttpRequest) -> HttpResponse:
    """For browsers that cannot read a QR themselves."""
    photo = PhotoForm(request.POST, request.FILES)
    if photo.is_valid():
        _slow_down(request)
        try:
            return redirect(photographed(photo.cleaned_data["foto"].read()))
        except NotFit as refusal:
            photo.add_error("foto", str(refusal))
    return _page(request, photo=photo)


def _slow_down(request: HttpRequest) -> None:
    """Reading a file costs much more than sending it, and this door is open to everybody. Raises TooOften."""
    slow_down(request, "read", most=_MOST, sentence="Terlalu banyak berkas dari tempat ini.")


def _page(request: HttpRequest, **found: Any) -> HttpResponse:
    page = {"form": LetterForm(), "code": CodeForm(), "photo": PhotoForm(), "host": host()} | found
    is_wrong = any(isinstance(form, Form) and form.is_bound for form in found.values())
    return render(request, "public/check_letter.html", page, status=422 if is_wrong else 200)
