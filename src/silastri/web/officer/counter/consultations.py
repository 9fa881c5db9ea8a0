"""Consultations: somebody asks at the counter and files nothing."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.catalog import queries as catalog
from silastri.apps.catalog.models import Service
from silastri.apps.consultations import queries
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain import identity
from silastri.journey.desk import consult as journey
from silastri.web.forms import Form, day_asked, name, one_of, text, tried, whole
from silastri.web.guard import DeskRequest, officer

MOST = 200
DAYS = 30  # shown where no days are asked for


class ConsultationForm(Form):
    layanan = one_of("Layanan", (), required=False)
    topik = text("Yang ditanyakan", most=journey.LONGEST_TOPIC)
    jawaban = text("Yang dijelaskan", most=journey.LONGEST_ANSWER, widget=forms.Textarea(attrs={"rows": 3}))
    nama = name("Nama", required=False, autocomplete="off")
    hp = text("Nomor HP", hint="Hanya bila perlu dihubungi lagi", required=False, most=20, inputmode="tel")

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._services = {str(one.pk): one for one in catalog.services(office.slug)}
        self.choose_from("layanan", [("", "Umum"), *((key, one.name) for key, one in self._services.items())])

    def clean_hp(self) -> str:
        typed = self.cleaned_data["hp"]
        try:
            return identity.phone(typed).e164 if typed else ""
        except identity.NotAnIdentity as wrong:
            raise forms.ValidationError(str(wrong)) from None

    def service(self) -> Service | None:
        return self._services.get(self.cleaned_data["layanan"])


@officer
def consultations(request: DeskRequest) -> HttpResponse:
    form = ConsultationForm(request.POST if request.method == "POST" else None, office=request.desk.office)
    if tried(form, lambda: journey.consult(request.act, asked=_asked(form))) is not None:
        messages.success(request, "Konsultasi tercatat.")
        return redirect("consultations")
    page = _listed(request) | {"form": form}
    return render(request, "officer/counter/consultations.html", page, status=422 if form.is_bound else 200)


def _asked(form: ConsultationForm) -> journey.Asked:
    data = form.cleaned_data
    return journey.Asked(data["topik"], data["jawaban"], form.service(), data["nama"], data["hp"])


def _listed(request: DeskRequest) -> dict[str, Any]:
    office, sent = request.desk.office, request.GET.dict()
    days = {"dari": (request.today - timedelta(days=DAYS)).isoformat(), "sampai": request.today.isoformat()}
    asked = {key: day_asked({key: first} | sent, key) for key, first in days.items()}
    clock = offices.working_time(office)
    since = clock.begins(asked["dari"].day or request.today)
    until = clock.begins((asked["sampai"].day or request.today) + timedelta(days=1))
    service, words = max(whole(sent.get("untuk", "")), 0), sent.get("kata", "")[:100]
    found = queries.between(office.pk, since, until, service_id=service or None, words=words)
    return {
        "days": asked,
        "rows": found[:MOST],
        "count": found.count(),
        "most": MOST,
        "by_service": queries.by_service(office.pk, since, until),
        "services": catalog.services(office.slug),
        "service": service,
        "words": words,
        "narrowed": bool(service or words),
    }
