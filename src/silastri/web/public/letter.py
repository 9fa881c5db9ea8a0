"""Is this letter genuine? By the code in its QR, or by the file itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from silastri.apps.letters import queries as letters
from silastri.apps.offices import queries as offices
from silastri.apps.standing import queries as standing
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
    today = offices.working_time(found.office).local(request.act.at).date()  # type: ignore[attr-defined]
    page = {"letter": found, "standing": found.standing(today), "revocation": standing.revocation(found)}
    return render(request, "public/letter.html", page)


@public
def check(request: HttpRequest) -> HttpResponse:
    form = LetterForm(request.POST or None, request.FILES or None) if request.method == "POST" else LetterForm()
    if request.method != "POST" or not form.is_valid():
        return render(request, "public/check_letter.html", {"form": form}, status=422 if form.is_bound else 200)
    answer = verify_file(form.cleaned_data["surat"].read())
    return render(request, "public/check_letter.html", {"form": LetterForm(), "answer": answer})
