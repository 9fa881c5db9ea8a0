"""The counters of the hall: their numbers, their names, and what each serves."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.catalog import queries as catalog
from silastri.apps.catalog.models import Service
from silastri.apps.tickets import queries
from silastri.apps.tickets.models import Counter
from silastri.journey.queueing import access
from silastri.journey.queueing import counters as journey
from silastri.web.forms import Form, count, text, tried, whole
from silastri.web.guard import DeskRequest, manager


class CounterForm(Form):
    """``services`` none ticked: the counter serves all."""

    nama = text("Nama", hint="Misalnya: dekat pintu masuk", required=False, most=60)
    layanan = forms.MultipleChoiceField(
        label="Layanan",
        help_text="Kosongkan bila loket ini melayani semuanya.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Pilih layanan dari daftar."},
    )

    def __init__(self, *args: Any, services: Sequence[Service], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["layanan"]
        assert isinstance(chosen, forms.MultipleChoiceField)
        chosen.choices = [(str(one.pk), one.name) for one in services]

    def served(self) -> list[int]:
        return [whole(pk) for pk in self.cleaned_data["layanan"]]


class NewCounterForm(CounterForm):
    nomor = count("Nomor loket", least=1, most=journey.MOST)
    field_order = ("nomor", "nama", "layanan")


def _services(request: DeskRequest) -> list[Service]:
    return list(catalog.all_services(request.desk.office.pk).filter(is_offered=True))


@manager
def counters(request: DeskRequest) -> HttpResponse:
    access.rules(request.desk.office)
    services, own = _services(request), queries.counters(request.desk.office.pk)
    free = next(n for n in range(1, journey.MOST + 2) if n not in {one.number for one in own})
    form = NewCounterForm(request.POST or None, services=services, initial={"nomor": free})
    added = tried(
        form,
        lambda: journey.add(
            request.act,
            number=form.cleaned_data["nomor"],
            name=form.cleaned_data["nama"],
            services=form.served(),
        ),
    )
    if added:
        messages.success(request, f"{added} ditambahkan.")
        return redirect("queue_counters")
    names = {one.pk: one.name for one in services}
    rows = [(one, [names[pk] for pk in one.services if pk in names]) for one in own]
    page = {"form": form, "rows": rows}
    return render(request, "manager/counters.html", page, status=422 if form.is_bound else 200)


@manager
def counter(request: DeskRequest, pk: int) -> HttpResponse:
    """One counter: changed, or taken away."""
    access.rules(request.desk.office)
    found = queries.counter(request.desk.office.pk, pk)
    if request.method == "POST" and "ambil" in request.POST:
        journey.take_away(request.act, pk=pk)
        messages.success(request, f"{found} diambil dari daftar.")
        return redirect("queue_counters")
    form = CounterForm(request.POST or None, services=_services(request), initial=_initial(found))
    changed = tried(
        form,
        lambda: journey.change(request.act, pk=pk, name=form.cleaned_data["nama"], services=form.served()),
    )
    if changed:
        messages.success(request, f"{changed} tersimpan.")
        return redirect("queue_counters")
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "manager/counter.html", {"form": form, "counter": found}, status=status)


def _initial(found: Counter) -> dict[str, Any]:
    return {"nama": found.name, "layanan": [str(pk) for pk in found.services]}
