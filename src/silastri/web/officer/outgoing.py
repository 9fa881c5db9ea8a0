"""The messages of the office: those sent, those that wait, and those that failed and may be sent again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.messages import operations, queries
from silastri.apps.messages.models import Message
from silastri.domain import identity
from silastri.domain.refusal import NotThere
from silastri.journey.office import running
from silastri.journey.office.own_services import own_services
from silastri.web import search
from silastri.web.guard import DeskRequest, officer
from silastri.web.officer.lists import newest
from silastri.web.search import searched


@officer
@searched
def outgoing(request: DeskRequest) -> HttpResponse:
    state, channel = request.GET.get("keadaan", ""), request.GET.get("lewat", "")
    state = state if state in Message.State.values else ""
    channel = channel if channel in Message.Channel.values else ""
    words = search.words(request, 60)
    number = _number(words)
    found = queries.of_office(
        request.desk.office.pk,
        own_services(request.desk),
        state=state,
        channel=channel,
        number=number,
        ref="" if number else words,
    )
    page = {
        "sent": newest.page(found, request.GET, by="queued_at"),
        "state": state,
        "channel": channel,
        "words": words,
        "sealed": request.GET.get("cari", ""),
        "states": Message.State.choices,
        "channels": Message.Channel.choices,
        "lines": running.lines(request.act.at),
        "reasons": queries.reasons(request.desk.office.pk),
    }
    return render(request, "officer/outgoing.html", page)


def _number(typed: str) -> str:
    """The number or address that was typed; empty where it is none."""
    if "@" in typed:
        return typed
    try:
        return identity.phone(typed).e164
    except identity.NotAnIdentity:
        return ""


@officer
def message(request: DeskRequest, pk: int) -> HttpResponse:
    found = _one(request, pk)
    return render(request, "officer/message.html", {"m": found, "next": found.followed_by.first()})


def _one(request: DeskRequest, pk: int) -> Message:
    """Raises NotThere, also for a message about a service that is not the officer's."""
    found = queries.one_of_office(request.desk.office.pk, own_services(request.desk), pk)
    if found is None:
        raise NotThere("Pesan ini tidak ada.")
    return found


@officer
def try_again(request: DeskRequest, pk: int) -> HttpResponse:
    if request.method == "POST":
        found = _one(request, pk)
        if operations.try_again(request.desk.office.pk, found.pk, at=request.act.at):
            messages.success(request, "Pesan akan dikirim lagi.")
        else:
            messages.error(request, "Pesan ini tidak bisa dikirim lagi.")
    return redirect("outgoing")


@officer
def try_all_again(request: DeskRequest) -> HttpResponse:
    if request.method == "POST":
        count = operations.try_all_again(request.desk.office.pk, at=request.act.at)
        if count:
            messages.success(request, f"{count} pesan akan dikirim lagi.")
    return redirect("outgoing")
