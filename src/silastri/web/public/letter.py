"""Is this letter genuine? By the code in its QR, or by the file itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from silastri.apps.letters import queries as letters
from silastri.domain.refusal import NotThere
from silastri.journey.verify import verify_file
from silastri.web.forms import Form, upload
from silastri.web.guard import public


class LetterForm(Form):
    surat = upload("Surat dalam bentuk PDF", accept="application/pdf,.pdf")


@public
def letter(request: HttpRequest, code: str) -> HttpResponse:
    found = letters.by_code(code.upper())
    if found is None:
        raise NotThere(
            "Surat dengan kode ini tidak ada di kantor kami. Jangan dipercaya; tanyakan kepada kantor yang menerbitkan."
        )
    today = request.act.at.date()  # type: ignore[attr-defined]
    expired = found.valid_until is not None and found.valid_until < today
    return render(request, "public/letter.html", {"letter": found, "expired": expired})


@public
def check(request: HttpRequest) -> HttpResponse:
    form = LetterForm(request.POST or None, request.FILES or None) if request.method == "POST" else LetterForm()
    if request.method != "POST" or not form.is_valid():
        return render(request, "public/check_letter.html", {"form": form}, status=422 if form.is_bound else 200)
    answer = verify_file(form.cleaned_data["surat"].read())
    return render(request, "public/check_letter.html", {"form": LetterForm(), "answer": answer})
