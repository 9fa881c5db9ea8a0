"""Sets up an app that shows codes. For an officer without a second proof it comes before anything else."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.journey.accounts import second_proof, set_up
from silastri.journey.accounts.second_proof import How
from silastri.web import refusal_page
from silastri.web.forms import Form, text, tried
from silastri.web.gate import door, key_offer, known_device, standing
from silastri.web.gate.way_back import way_back
from silastri.web.guard import HalfwayRequest, halfway

from .proof import onward

_KEY = "app-key"  # the session's key for the app that waits for its first code in this browser


class FirstCodeForm(Form):
    kode = text("Kode 6 angka yang tampak di aplikasi", most=20, inputmode="numeric", autocomplete="one-time-code")


def not_yet(request: Any) -> HttpResponse | None:
    """Where somebody must go first. Whoever has a second proof shows it before setting up another: a password alone, or
    a browser that was left open, must not be enough."""
    if request.user.is_authenticated:
        if standing.is_fresh(request, request.act.at):
            return None
        return refusal_page.prove_first(request, "Buktikan dulu bahwa ini Anda.")
    if not standing.by_rescue(request) and second_proof.ways(request.person).any:
        return redirect(onward("second_proof", way_back(request)))
    return None


@halfway
def set_up_app(request: HalfwayRequest) -> HttpResponse:
    if answer := not_yet(request):
        return answer
    form = FirstCodeForm(request.POST if request.method == "POST" else None)
    codes = tried(form, lambda: _confirmed(request, form))
    if codes is None:
        key = set_up.begin(request.act, person=request.person, began=_began(request))
        request.session[_KEY] = key.pk
        page = {
            "form": form,
            "next": way_back(request),
            "key": key,
            "must": not request.user.is_authenticated,
            "waits": second_proof.is_staff(request.person, request.act.at),
        }
        return render(request, "account/set_up_app.html", page, status=422 if form.is_bound else 200)
    return is_set_up(request, How.APP, codes)


def _confirmed(request: HalfwayRequest, form: Form) -> list[str]:
    key, typed = request.session.session_key or "", form.cleaned_data["kode"]
    return set_up.confirm(request.act, person=request.person, began=_began(request), typed=typed, session=key)


def _began(request: HalfwayRequest) -> int:
    began: int = request.session.get(_KEY, 0)
    return began


def is_set_up(request: Any, how: How, codes: list[str]) -> HttpResponse:
    """In, or proved anew; the codes of the paper are shown this once."""
    going = way_back(request)
    if request.user.is_authenticated:
        door.proved_again(request, how)
    else:
        door.enter(request, request.person, how)
    if codes:
        what = "Kunci sandi" if how is How.PASSKEY else "Aplikasi kode"
        is_staff = second_proof.is_staff(request.person, request.act.at)
        page = {"codes": codes, "next": going, "is_new": True, "what": what, "is_staff": is_staff}
        shown = key_offer.answered(request, render(request, "account/paper.html", page))
        return known_device.remember(shown, request.person)
    return known_device.remember(key_offer.answered(request, redirect(going or "my_security")), request.person)
