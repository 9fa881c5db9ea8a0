"""The signing session: letters are read one by one, and those that were read are signed with one passphrase."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from silastri.domain.refusal import NotFit, Refusal
from silastri.journey.signing import ready
from silastri.journey.signing import sign as journey
from silastri.web.forms import whole
from silastri.web.gate import standing
from silastri.web.guard import DeskRequest, fresh, officer
from silastri.web.middleware import status_of

from .signing_page import page, was_read


class NotRead(NotFit):
    """A letter that its signer has not read, or that changed since."""

    def __init__(self) -> None:
        super().__init__("Baca dulu surat yang akan ditandatangani.")


@dataclass(frozen=True)
class _Result:
    ref: str
    refusal: Refusal | None = None

    @property
    def status(self) -> int:
        return status_of(self.refusal) if self.refusal else 200


@sensitive_post_parameters("frasa")
@officer
@fresh
def session(request: DeskRequest) -> HttpResponse:
    """Without a script all letters that were read are signed in this request; with one, each in its own (``one``)."""
    if request.method != "POST":
        return page(request, begins="daftar" not in request.GET)
    picked = request.POST.getlist("surat")[: ready.MOST]
    if not picked:
        return page(request, results=[_Result("", NotRead())])
    results = []
    for one_picked in picked:
        results.append(_sign(request, one_picked))
        if results[-1].refusal:
            break
    return page(request, results=results, left=len(picked) - len(results))


@sensitive_post_parameters("frasa")
@officer
@fresh
def one(request: DeskRequest) -> HttpResponse:
    """Signs the letters of one case, and says in a line what became of them."""
    if request.method != "POST":
        return redirect("signing")
    result = _sign(request, request.POST.get("surat", ""))
    return render(request, "officer/letters/_signed.html", {"result": result}, status=result.status)


@sensitive_variables("passphrase")
def _sign(request: DeskRequest, picked: str) -> _Result:
    """What is signed was seen: a letter that its signer did not read in this session is not sent to be signed."""
    ref, _, turn = picked.partition(":")
    passphrase = request.POST.get("frasa", "")
    if not was_read(request, picked):
        return _Result(ref, NotRead())
    try:
        journey.sign(request.act, ref=ref, turn=whole(turn), passphrase=passphrase, signer=request.user)
    except Refusal as refused:
        return _Result(ref, refused)
    standing.used_to_sign(request, request.act.at)
    return _Result(ref)
