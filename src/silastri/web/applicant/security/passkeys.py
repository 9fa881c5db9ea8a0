"""Passkeys: the browser asks what it shall prove, and sends its answer by an ordinary form (``static/passkey.js``)."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect

from silastri.apps.accounts.models import Person
from silastri.domain.refusal import MovedOn
from silastri.journey.accounts import passkeys as journey
from silastri.journey.accounts.second_proof import How
from silastri.web.gate import door, known_device, standing
from silastri.web.gate.limits import slow_down
from silastri.web.gate.way_back import way_back
from silastri.web.guard import HalfwayRequest, halfway, public

from .set_up import is_set_up, not_yet

_QUESTION = "asked_of_key"  # the session's key for the challenge that waits for its answer
_LASTS = 300  # seconds until its answer
_LONGEST = 20_000


@public
def question(request: Any) -> HttpResponse:
    """What a key is asked to prove: whoever is not known yet may show any."""
    if request.method != "POST":
        return redirect("sign_in")
    slow_down(request, "passkey", most=100, sentence="Terlalu banyak percobaan dari tempat ini.")
    return _asked(request, journey.ask_to_show(_expected(request)))


@public
def show(request: Any) -> HttpResponse:
    """Whoever shows a key has proved both: to have the device, and to be its owner."""
    if request.method != "POST":
        return redirect("sign_in")
    answer, challenge = _answered(request)
    person = journey.show(request.act, answer=answer, challenge=challenge, person=_expected(request))
    if request.user.is_authenticated:
        door.proved_again(request, How.PASSKEY)
    else:
        door.enter(request, person, How.PASSKEY)
    return known_device.remember(redirect(way_back(request) or "start"), person)


@halfway
def make_question(request: HalfwayRequest) -> HttpResponse:
    if request.method != "POST":
        return redirect("my_security")
    return not_yet(request) or _asked(request, journey.ask_to_make(request.person))


@halfway
def make(request: HalfwayRequest) -> HttpResponse:
    """A new key for the account."""
    if request.method != "POST":
        return redirect("my_security")
    if must := not_yet(request):
        return must
    answer, challenge = _answered(request)
    codes = journey.add(
        request.act,
        person=request.person,
        answer=answer,
        challenge=challenge,
        name=door.browser_of(request),
        session=request.session.session_key or "",
    )
    return is_set_up(request, How.PASSKEY, codes)


def _expected(request: Any) -> Person | None:
    """Whose key it must be, where somebody is known already."""
    if request.user.is_authenticated:
        return request.user  # type: ignore[no-any-return]
    return standing.halfway(request, request.act.at)


def _asked(request: Any, asked: journey.Asked) -> JsonResponse:
    request.session[_QUESTION] = [asked.challenge, request.act.at.timestamp() + _LASTS]
    return JsonResponse(asked.options)


def _answered(request: Any) -> tuple[str, str]:
    """The answer of the browser, and the question it was asked: each holds once, and the question for
    five minutes. Raises MovedOn."""
    challenge, until = request.session.pop(_QUESTION, ("", 0))
    if request.act.at.timestamp() > until:
        raise MovedOn("Permintaan ini sudah tidak berlaku. Buka lagi halamannya, lalu coba lagi.")
    return request.POST.get("jawaban", "")[:_LONGEST], challenge
