"""Asks for the second proof: after the password, or once more before something grave."""

from typing import Any

from django import forms
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_post_parameters

from silastri.domain.refusal import Refusal
from silastri.journey.accounts import second_proof as journey
from silastri.journey.accounts.second_proof import How
from silastri.journey.apply import sign_in
from silastri.web.forms import Form, text
from silastri.web.gate import door, known_device, standing
from silastri.web.gate.way_back import way_back
from silastri.web.guard import HalfwayRequest, halfway
from silastri.web.middleware import status_of


class AppForm(Form):
    kode = text("Kode 6 angka dari aplikasi", most=20, inputmode="numeric", autocomplete="one-time-code")


class PaperForm(Form):
    kode = text(
        "Kode cadangan", hint="10 huruf dan angka, dari kertas Anda atau dari rekan", most=30, autocomplete="off"
    )


class PasswordForm(Form):
    sandi = text("Kata sandi Anda", most=200, widget=forms.PasswordInput(), autocomplete="current-password")


@sensitive_post_parameters("sandi", "kode")
@halfway
def second_proof(request: HalfwayRequest) -> HttpResponse:
    is_in = request.user.is_authenticated
    ways = journey.ways(request.person)
    if not is_in and (standing.by_rescue(request) or not ways.any):
        return redirect(onward("set_up_app", way_back(request)))
    by_paper = "kertas" in request.GET or "kertas" in request.POST or not ways.app
    kind: type[Form] = (PaperForm if by_paper else AppForm) if ways.any else PasswordForm
    form = kind(request.POST if request.method == "POST" else None)
    how = _proved(request, form, ways) if form.is_valid() else None
    if how is None:
        page = {"form": form, "next": way_back(request), "ways": ways, "by_paper": by_paper, "again": is_in}
        status = getattr(form, "status", 422 if form.is_bound else 200)
        return render(request, "account/second_proof.html", page, status=status)
    return known_device.remember(_goes_on(request, how), request.person)


def _proved(request: HalfwayRequest, form: Form, ways: journey.Ways) -> How | None:
    """By what; the form says why by nothing."""
    try:
        if ways.any:
            return journey.give(request.act, person=request.person, typed=form.cleaned_data["kode"])
        typed, where = request.person.phone or "", known_device.where(request)
        if sign_in.known(request.act, typed=typed, password=form.cleaned_data["sandi"], where=where):
            door.said_password(request, request.person, form.cleaned_data["sandi"])
            return How.PASSWORD
        form.add_error("sandi", "Kata sandi salah.")
    except Refusal as refusal:
        form.refuse(refusal)
        form.status = status_of(refusal)  # type: ignore[attr-defined]
    return None


def _goes_on(request: Any, how: How) -> HttpResponse:
    going = way_back(request)
    if how is How.RESCUE:  # the proofs that were lost are forgotten, and every session is over
        if request.user.is_authenticated:
            logout(request)
        standing.halfway_in(request, request.person, how, request.act.at)
        return redirect(onward("set_up_app", going))
    if not request.user.is_authenticated:
        door.enter(request, request.person, how)
        return redirect(going or "start")
    door.proved_again(request, how)
    if how is How.PASSWORD and journey.owed(request.person, request.act.at) is journey.Owed.SET_UP:
        return redirect(onward("set_up_app", going))
    return redirect(going or "my_security")


def onward(route: str, going: str) -> str:
    return reverse(route) + (f"?{urlencode({'lanjut': going})}" if going else "")
