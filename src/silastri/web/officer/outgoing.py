"""The messages of the office: those sent, those that wait, and those that failed and may be sent again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.messages import operations, queries
from silastri.apps.messages.models import Message
from silastri.journey.office import health
from silastri.journey.office.own_services import own_services
from silastri.web.guard import DeskRequest, officer


@officer
def outgoing(request: DeskRequest) -> HttpResponse:
    state = request.GET.get("keadaan", "")
    state = state if state in Message.State.values else ""
    found = queries.of_office(request.desk.office.pk, own_services(request.desk), state)[:100]
    page = {"sent": found, "state": state, "states": Message.State.choices, "channels": health.channels()}
    return render(request, "officer/outgoing.html", page)


@officer
def try_again(request: DeskRequest, pk: int) -> HttpResponse:
    if request.method == "POST":
        if operations.try_again(request.desk.office.pk, pk, at=request.act.at):
            messages.success(request, "Pesan akan dikirim lagi.")
        else:
            messages.error(request, "Pesan ini tidak bisa dikirim lagi.")
    return redirect("outgoing")
