"""The officer who asks others: sends the questions, shows their links, takes them back, asks anew."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from silastri.apps.cases import queries as cases
from silastri.domain.refusal import NotFit, NotThere
from silastri.journey.opinions import ask_party
from silastri.web.forms import whole
from silastri.web.guard import DeskRequest, officer

from .case import page


@officer
def party(request: DeskRequest, ref: str, party: str, what: str) -> HttpResponse:
    """Sends the question to one party, shows its link, takes it back, or asks again."""
    if request.method != "POST":
        return redirect("desk_case", ref)
    if what not in _DOES:
        raise NotThere("Halaman ini tidak ada.")
    turn = request.POST.get("giliran", "")
    about: dict[str, Any] = {"ref": ref, "turn": whole(turn), "party": party}
    try:
        told, link = _DOES[what](request, about)
    except NotFit as refusal:
        wrong = {"party": party, "sentence": str(refusal), "typed": request.POST.get("kontak", "")}
        return page(request, cases.case(ref, office=request.desk.office.pk), status=422, wrong=wrong)
    if link:
        return page(request, cases.case(ref, office=request.desk.office.pk), shown_link={"party": party, "link": link})
    messages.success(request, told)
    return redirect("desk_case", ref)


_Done = tuple[str, str]  # what the officer is told, and a link to show


def _send(request: DeskRequest, about: dict[str, Any]) -> _Done:
    sent = ask_party.send(request.act, contact=request.POST.get("kontak", "")[:254], **about)
    return f"Permintaan dikirim ke {sent.contact}.", ""


def _show(request: DeskRequest, about: dict[str, Any]) -> _Done:
    return "", ask_party.show(request.act, **about)


def _take_back(request: DeskRequest, about: dict[str, Any]) -> _Done:
    ask_party.take_back(request.act, **about)
    return "Permintaan ditarik. Tautannya tidak berlaku lagi.", ""


def _again(request: DeskRequest, about: dict[str, Any]) -> _Done:
    ask_party.again(request.act, why=request.POST.get("alasan", "")[:500], **about)
    return "Pendapat diminta lagi.", ""


_DOES: dict[str, Callable[[DeskRequest, dict[str, Any]], _Done]] = {
    "kirim": _send,
    "tautan": _show,
    "tarik": _take_back,
    "lagi": _again,
}
