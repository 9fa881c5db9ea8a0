"""Is this letter genuine? By its QR or the code in it, or by the file itself."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from silastri.apps.letters import queries as letters
from silastri.apps.offices import queries as offices
from silastri.apps.standing import queries as standing
from silastri.domain import reference, statement
from silastri.domain.refusal import NotThere
from silastri.journey.links import host
from silastri.journey.verify import verify_file
from silastri.web.forms import Form, text, upload
from silastri.web.guard import public


class LetterForm(Form):
    surat = upload("Surat dalam bentuk PDF", accept="application/pdf,.pdf")


class CodeForm(Form):
    kode = text("Kode surat, atau alamat dari kode QR", most=2000, autocomplete="off", autocapitalize="characters")

    def clean_kode(self) -> str:
        """Where the letter's page is."""
        where, code, stated = reference.letter_address(self.cleaned_data["kode"])
        if not code:
            self.add_error("kode", "Kode surat terdiri dari 16 huruf dan angka. Periksa lagi.")
        elif where not in ("", host()):
            self.add_error("kode", f"Alamat itu menunjuk ke {where}, bukan {host()}. Jangan dipercaya.")
        return reverse("letter", args=[code]) + (f"#{stated}" if stated else "") if code else ""


@public
def letter(request: HttpRequest, code: str) -> HttpResponse:
    found = letters.by_code(code.upper())
    if found is None:
        raise NotThere(
            "Surat dengan kode ini tidak ada di kantor kami. Jangan dipercaya; tanyakan kepada kantor yang menerbitkan."
        )
    today = offices.working_time(found.office).local(request.act.at).date()  # type: ignore[attr-defined]
    page = {
        "letter": found,
        "standing": found.standing(today),
        "revocation": standing.revocation(found),
        "statement": statement.text(bytes(found.statement)) if found.statement else "",
        "host": host(),
    }
    return render(request, "public/letter.html", page)


@public
def check(request: HttpRequest) -> HttpResponse:
    code = CodeForm(request.GET if "kode" in request.GET else None)
    if code.is_bound and code.is_valid():
        return redirect(code.cleaned_data["kode"])
    form = LetterForm(request.POST, request.FILES) if request.method == "POST" else LetterForm()
    page: dict[str, Any] = {"code": code, "host": host()}
    if not form.is_valid():
        return render(request, "public/check_letter.html", page | {"form": form}, status=_status(form, code))
    answer = verify_file(form.cleaned_data["surat"].read())
    return render(request, "public/check_letter.html", page | {"form": LetterForm(), "answer": answer})


def _status(*forms: Form) -> int:
    return 422 if any(form.is_bound for form in forms) else 200
