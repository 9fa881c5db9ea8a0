"""My letters: which are in force, until when, and what may be done about their end."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.cases import queries as cases
from silastri.journey.apply import renew as journey
from silastri.journey.case import given_out
from silastri.web.guard import Request, applicant

from .letter_state import of_letter


@applicant
def my_letters(request: Request) -> HttpResponse:
    at = request.act.at
    found = given_out.of_applicant(request.user.pk)
    page = {"letters": [(letter, journey.offer(letter, at=at), of_letter(letter, at)) for letter in found]}
    return render(request, "applicant/letters.html", page)


@applicant
def renew(request: Request, ref: str, key: str) -> HttpResponse:
    if request.method != "POST":
        return redirect("my_case", cases.case(ref, applicant=request.user.pk).ref)
    try:
        case = journey.renew(request.act, ref=ref, key=key)
    except journey.NotInTime as refusal:
        messages.error(request, str(refusal))
        return redirect("my_letters")
    if case.state == "draft":
        messages.success(request, "Isian dari surat lama sudah kami salin. Periksa, lalu unggah berkas yang baru.")
    return redirect("my_case", case.ref)
