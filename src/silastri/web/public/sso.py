"""Signs in by the region's account, beside the other ways."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from silastri.domain.refusal import NotThere
from silastri.journey.accounts import sso
from silastri.journey.accounts.second_proof import How, Owed
from silastri.web.gate import door, known_device
from silastri.web.gate.limits import slow_down
from silastri.web.gate.way_back import second_proof_for, way_back
from silastri.web.guard import public

_KEPT = "sso"  # the session's key for the question that waits for its answer


@public
def begin(request: Any) -> HttpResponse:
    """By a link: a form may only lead to pages of ours."""
    if not sso.name():
        raise NotThere("Halaman ini tidak ada.")
    slow_down(request, "sso", most=60, sentence="Terlalu banyak percobaan dari tempat ini.")
    question = sso.ask()
    request.session[_KEPT] = question.kept | {"going": way_back(request)}
    return redirect(question.address)


@public
def back(request: Any) -> HttpResponse:
    if not sso.name():
        raise NotThere("Halaman ini tidak ada.")
    kept = request.session.pop(_KEPT, {})
    going = kept.get("going", "")
    person, how = sso.answered(request.act, came=request.GET.dict(), kept=kept)
    if how is How.SSO:
        door.enter(request, person, how)
    elif door.knock(request, person) is not Owed.NOTHING:
        return redirect(second_proof_for(going))
    door.came_from_elsewhere(request)
    return known_device.remember(redirect(going or "start"), person)
