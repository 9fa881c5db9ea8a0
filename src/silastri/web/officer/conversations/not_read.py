"""What providers sent and nobody could read: it stays, with its reason, and can be looked at again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.inbox import operations, queries
from silastri.journey.inbox import desk
from silastri.web.guard import DeskRequest, officer

_SHOWN = 100


@officer
def not_read(request: DeskRequest) -> HttpResponse:
    desk.must_help(request.act)
    found = queries.not_read()
    return render(request, "officer/conversations/not_read.html", {"rows": found[:_SHOWN], "count": found.count()})


@officer
def look_again(request: DeskRequest, pk: int) -> HttpResponse:
    desk.must_help(request.act)
    if request.method == "POST":
        if operations.look_again(pk, request.act.at):
            messages.success(request, "Kiriman dibaca lagi sebentar lagi.")
        else:
            messages.error(request, "Kiriman ini tidak perlu dibaca lagi.")
    return redirect("not_read")
