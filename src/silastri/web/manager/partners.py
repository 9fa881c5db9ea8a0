"""Where the parties outside are reached that the office's services ask."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.opinions import queries
from silastri.journey.opinions import contacts as journey
from silastri.web.forms import Form, choice, text, tried
from silastri.web.guard import DeskRequest, manager


class ContactForm(Form):
    pihak = choice("Pihak", ())
    kontak = text("Nomor WhatsApp atau pos-el", most=254, autocomplete="off")

    def __init__(self, *args: Any, parties: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from("pihak", [(name, name) for name in parties])


@manager
def partners(request: DeskRequest) -> HttpResponse:
    office = request.desk.office.pk
    form = ContactForm(request.POST if request.method == "POST" else None, parties=journey.parties(office))
    said = form.cleaned_data if form.is_valid() else {}
    if tried(form, lambda: journey.add(request.act, party=said["pihak"], contact=said["kontak"])):
        messages.success(request, "Kontak tersimpan.")
        return redirect("partners")
    page = {"form": form, "contacts": queries.contacts(office)[:200]}
    return render(request, "manager/partners.html", page, status=422 if form.is_bound else 200)


@manager
def remove(request: DeskRequest, pk: int) -> HttpResponse:
    if request.method == "POST" and journey.remove(request.act, pk=pk):
        messages.success(request, "Kontak dihapus.")
    return redirect("partners")
