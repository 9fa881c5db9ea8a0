"""What the messages of the office cost, and the cap that stops those that nobody must know."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.journey.office import message_costs as journey
from silastri.web.chart import chart
from silastri.web.components.templatetags.show import rupiah_bulat
from silastri.web.forms import Form, count, money
from silastri.web.guard import DeskRequest, manager


class BudgetForm(Form):
    rupiah_sebulan = money("Batas biaya sebulan (rupiah)", required=False, hint="Kosongkan bila tanpa batas.")
    pesan_sehari = count("Batas pesan sehari", required=False, hint="Kosongkan bila tanpa batas.")


@manager
def message_costs(request: DeskRequest) -> HttpResponse:
    found = journey.costs(request.desk.office, request.today)
    now = found.budget
    known = {"rupiah_sebulan": now.rupiah_a_month, "pesan_sehari": now.messages_a_day} if now else {}
    form = BudgetForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        journey.set_budget(request.act, rupiah_a_month=data["rupiah_sebulan"], messages_a_day=data["pesan_sehari"])
        messages.success(request, "Batas biaya pesan tersimpan.")
        return redirect("message_costs")
    rows = ((one.service, one.rupiah, rupiah_bulat(one.rupiah)) for one in found.forecasts)
    by_service = chart("Perkiraan biaya sebulan", "Layanan", "Biaya sebulan", rows)
    page = {"costs": found, "form": form, "by_service": by_service}
    return render(request, "manager/message_costs.html", page, status=422 if form.is_bound else 200)
