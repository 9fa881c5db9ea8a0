"""An officer whose password is from before the rules for passwords chooses another before the desk opens."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from silastri.journey.apply import sessions
from silastri.web.forms import Form, new_password, tried
from silastri.web.gate import door, standing
from silastri.web.gate.way_back import way_back
from silastri.web.guard import Request, applicant


class BetterPasswordForm(Form):
    baru = new_password(of_officer=True)


@sensitive_post_parameters("baru")
@applicant
def choose_password(request: Request) -> HttpResponse:
    """The old one is not asked for again: it was said, with the second proof, in this session."""
    if not (standing.owes_password(request) and standing.is_proven(request)):
        return redirect(way_back(request) or "my_account")
    form = BetterPasswordForm(request.POST if request.method == "POST" else None)
    if tried(form, lambda: _changed(request, form)) is None:
        page = {"form": form, "next": way_back(request)}
        return render(request, "account/choose_password.html", page, status=422 if form.is_bound else 200)
    messages.success(request, "Kata sandi baru tersimpan. Di perangkat lain Anda sudah dikeluarkan.")
    return redirect(way_back(request) or "start")


def _changed(request: Any, form: Form) -> bool:
    key = request.session.session_key or ""
    sessions.change_password(request.act, person=request.user, password=form.cleaned_data["baru"], key=key)
    door.stay(request, request.user)
    return True
