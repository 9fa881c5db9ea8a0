"""The signing session: of the letters that are ready, those picked are signed one by one with one passphrase."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from silastri.apps.letters import queries as letters
from silastri.apps.offices import queries as offices
from silastri.domain.refusal import NotFit, Refusal
from silastri.journey.signing import ready
from silastri.journey.signing import sign as journey
from silastri.web.forms import whole
from silastri.web.guard import DeskRequest, officer
from silastri.web.middleware import status_of


@dataclass(frozen=True)
class _Result:
    ref: str
    refusal: Refusal | None = None

    @property
    def status(self) -> int:
        return status_of(self.refusal) if self.refusal else 200


@sensitive_post_parameters("frasa")
@officer
def session(request: DeskRequest) -> HttpResponse:
    """Without a script all picked letters are signed in this request; with one, each in its own request (``one``)."""
    if request.method != "POST":
        return _page(request)
    picked = request.POST.getlist("surat")[: ready.MOST]
    if not picked:
        empty = NotFit("Pilih surat yang akan ditandatangani.")
        return _page(request, [_Result("", empty)])
    results = []
    for one_picked in picked:
        results.append(_sign(request, one_picked))
        if results[-1].refusal:
            break
    return _page(request, results, left=len(picked) - len(results))


@sensitive_post_parameters("frasa")
@officer
def one(request: DeskRequest) -> HttpResponse:
    """Signs the letters of one case, and says in a line what became of them."""
    if request.method != "POST":
        return redirect("signing")
    result = _sign(request, request.POST.get("surat", ""))
    return render(request, "officer/letters/_signed.html", {"result": result}, status=result.status)


@sensitive_variables("passphrase")
def _sign(request: DeskRequest, picked: str) -> _Result:
    ref, _, turn = picked.partition(":")
    passphrase = request.POST.get("frasa", "")
    try:
        journey.sign(request.act, ref=ref, turn=whole(turn), passphrase=passphrase, signer=request.user)
    except Refusal as refused:
        return _Result(ref, refused)
    return _Result(ref)


def _page(request: DeskRequest, results: list[_Result] | None = None, left: int = 0) -> HttpResponse:
    waiting = ready.ready(request.act)
    office = request.desk.office
    context: dict[str, Any] = {
        "waiting": waiting,
        "can_sign": any(one.can_be_picked for one in waiting),
        "most": ready.MOST,
        "results": results or [],
        "refused": any(result.refusal for result in results or []),
        "left": left,
        "away_since": letters.signer_away_since(office.pk, request.act.at),
        "when_away": offices.definition(office).when_away,
        "one": reverse("sign_one"),
        "now": request.act.at,
    }
    status = results[-1].status if results else 200
    return render(request, "officer/letters/signing.html", context, status=status)
