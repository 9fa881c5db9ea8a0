"""Whether a letter is genuine: by its QR, by the code or number on it, by its file, or by a photo of it."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.after_issue import queries as after_issue
from silastri.apps.catalog import queries as catalog
from silastri.apps.letters import queries as letters
from silastri.apps.letters.models import Letter
from silastri.apps.offices import queries as offices
from silastri.domain import reference
from silastri.domain.letters import statement, wanted
from silastri.domain.refusal import NotFit, NotThere
from silastri.journey.case.links import NotACode, host, to_letter
from silastri.journey.letters.authenticate import NoCode, authenticate_file, pictured
from silastri.web.answers import shown
from silastri.web.forms import PHOTO, Form, text, upload
from silastri.web.gate.limits import slow_down
from silastri.web.guard import public
from silastri.web.zone import show_time_of

_MOST = 40  # files from one address in ten minutes: an office where many people check letters has one address
_MOST_NUMBERS = 30  # numbers follow each other, so whoever asks for many is counting the office's letters


class LetterForm(Form):
    surat = upload(
        "Berkas surat", hint="PDF, atau foto yang memperlihatkan kode QR", accept=f"application/pdf,.pdf,{PHOTO}"
    )


class CodeForm(Form):
    kode = text(
        "Kode atau nomor surat",
        hint="Kodenya ada di dekat kode QR, misalnya 7KQ4 M9XT 2V7K Q4M9",
        most=2000,
        autocomplete="off",
        autocapitalize="characters",
        spellcheck="false",
    )


@public
def letter(request: HttpRequest, code: str) -> HttpResponse:
    found = letters.by_code(code.upper())
    if found is None:
        raise NotThere(
            "Surat dengan kode ini tidak ada di kantor kami. Jangan dipercaya; tanyakan kepada kantor yang menerbitkan."
        )
    show_time_of(found.office)
    page = {
        "letter": found,
        "standing": _standing(request, found),
        "revocation": after_issue.revocation(found),
        "compared": _compared(found),
        "code": reference.in_groups(found.code),
        "initials": statement.initials(found.holder_name),
        "short_name": statement.short(found.name),
        "host": host(),
    }
    return render(request, "public/letter.html", page)


@public
def check(request: HttpRequest) -> HttpResponse:
    """The file tells by itself whether it is a letter or a picture of one, which leads to the letter of its QR."""
    form = LetterForm(request.POST, request.FILES) if request.method == "POST" else LetterForm()
    if not form.is_valid():
        return _page(request, form=form)
    slow_down(request, "read", most=_MOST, sentence="Terlalu banyak berkas dari tempat ini.")
    content = form.cleaned_data["surat"].read()
    answer = authenticate_file(content)
    if not answer.is_picture:
        known = answer.letter
        standing, compared = (_standing(request, known), _compared(known)) if known else ("", [])
        return _page(request, answer=answer, standing=standing, compared=compared)
    try:
        return redirect(pictured(content))
    except NoCode as unreadable:
        return _page(request, unreadable=unreadable, status=422)
    except NotFit as refusal:
        form.add_error("surat", str(refusal))
        return _page(request, form=form)


@public
def by_code(request: HttpRequest) -> HttpResponse:
    """The letter of a typed code or of the address in a QR; of a number only that there is such a letter.

    Anybody can guess numbers, for they follow each other, while nobody guesses a code. So a number tells what a public
    register tells, kind, date and whether it is in force, and never whose letter it is: for that the code is needed,
    which only those have who hold the paper.
    """
    code = CodeForm(request.GET)
    if not code.is_valid():
        return _page(request, code=code)
    typed = code.cleaned_data["kode"]
    try:
        return redirect(to_letter(typed))
    except NotACode as refusal:
        numbered = _numbered(request, typed)
        if numbered:
            return _page(request, code=code, numbered=numbered, typed=typed)
        code.add_error("kode", f"{_NONE} {refusal}")
    except NotFit as refusal:
        code.add_error("kode", str(refusal))
    return _page(request, code=code)


_NONE = "Tidak ada surat dengan kode atau nomor itu di sini."


def _numbered(request: HttpRequest, typed: str) -> list[tuple[Letter, str]]:
    """The letters with that number, each with its standing. Raises TooOften."""
    if not re.search("[0-9]", typed):
        return []
    slow_down(request, "number", most=_MOST_NUMBERS, sentence="Terlalu banyak nomor dari tempat ini.")
    return [(one, _standing(request, one)) for one in letters.by_number(" ".join(typed.split()))]


def _standing(request: HttpRequest, found: Letter) -> str:
    return found.standing(offices.today(found.office, request.act.at))  # type: ignore[attr-defined]


def _compared(found: Letter) -> list[tuple[str, str]]:
    """What the letter says beside its holder, kind, number and day, by which a copied QR is found out."""
    case = found.case
    standard = catalog.definition(case.version_id).standard
    product = wanted.of_letter(standard, found.key)
    if product is None:
        return []
    asked = tuple(question for question in standard.form if question.key in product.compared)
    said = [row for group in shown(asked, case.answers.get("values", {})) for row in group.rows]
    return [*said, *([("Ditujukan kepada", product.addressee)] if product.layout == "surat" else [])]


def _page(request: HttpRequest, *, status: int = 200, **found: Any) -> HttpResponse:
    page = {"form": LetterForm(), "code": CodeForm(), "host": host()} | found
    is_wrong = any(isinstance(form, Form) and form.errors for form in found.values())
    return render(request, "public/check_letter.html", page, status=422 if is_wrong else status)
