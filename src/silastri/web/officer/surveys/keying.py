"""Sheets of the survey keyed in: a row in a few seconds, by the keyboard alone."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from silastri.apps.catalog import queries as catalog
from silastri.apps.catalog.models import Service
from silastri.apps.offices import queries as offices
from silastri.domain.definition.voice.survey import ExtraQuestion
from silastri.domain.refusal import NotFit, NotThere
from silastri.domain.satisfaction import paper_row, questionnaire
from silastri.journey.surveys import keyed as journey
from silastri.web.forms import Form, day_asked, text
from silastri.web.guard import DeskRequest, officer

_SITTING = "survei-ketik"  # the session's key for the last rows of this sitting
_LAST = 10


class RowForm(Form):
    """Inputs of one sign each, in the order of the sheet."""

    def __init__(self, *args: Any, own: tuple[ExtraQuestion, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = own
        marks = [one.element for one in questionnaire.QUESTIONS] + [one.key for one in own]
        self.marks = tuple(marks)
        for number, name in enumerate(marks, start=1):
            self.fields[name] = _sign(str(number), 4)
        for told in questionnaire.PROFILE:
            self.fields[told.key] = _sign(told.name.partition(" (")[0], len(told.options))
        self.fields["suggestion"] = text("Saran", required=False, most=1000, autocomplete="off")
        self.fields["baris"] = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
        self.fields[marks[0]].widget.attrs["autofocus"] = True

    @property
    def mark_fields(self) -> list[Any]:
        return [self[name] for name in self.marks]

    @property
    def profile(self) -> list[Any]:
        return [self[told.key] for told in questionnaire.PROFILE]

    def clean(self) -> dict[str, Any]:
        typed = {name: str(value) for name, value in self.cleaned_data.items() if isinstance(value, str)}
        try:
            self.answers = paper_row.read(typed, [one.key for one in self.own])
        except paper_row.NotARow as refusal:
            for name, sentence in refusal.wrong.items():
                self.add_error(name, sentence)
        return self.cleaned_data


def _sign(label: str, most: int) -> forms.CharField:
    attrs = {"inputmode": "numeric", "autocomplete": "off", "maxlength": 1, "data-most": most}
    return forms.CharField(label=label, required=False, max_length=1, widget=forms.TextInput(attrs=attrs))


@officer
def begin(request: DeskRequest) -> HttpResponse:
    """Chooses the service, once for a pile of sheets."""
    services = catalog.services(request.desk.office.slug)
    slug = request.GET.get("layanan", "")
    asked = day_asked({"tanggal": request.today.isoformat()} | request.GET.dict(), "tanggal")
    if any(service.slug == slug for service in services) and asked.day:
        return redirect(f"{reverse('key_survey_rows', args=[slug])}?tanggal={asked.day.isoformat()}")
    page = {"services": services, "chosen": slug, "asked": asked}
    return render(request, "officer/surveys/keying_begin.html", page, status=422 if asked.error else 200)


@officer
def rows(request: DeskRequest, slug: str) -> HttpResponse:
    service = _service(request, slug)
    journey.must_not_have_served(request.act, service)
    on = _on(request)
    own = offices.definition(request.desk.office).survey.extra
    form = RowForm(request.POST if request.method == "POST" else None, own=own)
    if form.is_bound and form.is_valid() and _kept(request, service, on, form):
        return redirect(_address(slug, on))
    page = {"service": service, "on": on, "form": form, "last": _last(request, slug)}
    page |= {"profile": questionnaire.PROFILE, "here": _address(slug, on)}
    return render(request, "officer/surveys/keying.html", page, status=422 if form.is_bound else 200)


def _kept(request: DeskRequest, service: Service, on: date, form: RowForm) -> bool:
    """Whether the row is kept now, or was before."""
    key: UUID = form.cleaned_data["baris"]
    answers = form.answers | {"suggestion": form.cleaned_data["suggestion"]}
    try:
        journey.key_in(request.act, service=service, on=on, answers=answers, key=key)
    except journey.Twice as refusal:
        messages.info(request, str(refusal))
        return True
    except NotFit as refusal:
        form.refuse(refusal)
        return False
    shown = [form.cleaned_data[name] or "-" for name in form.marks]
    row = {"key": str(key), "slug": service.slug, "marks": shown, "suggestion": answers["suggestion"][:40]}
    request.session[_SITTING] = [row, *request.session.get(_SITTING, [])][:_LAST]
    return True


@officer
def undo(request: DeskRequest, slug: str) -> HttpResponse:
    """Takes back the last row of this sitting."""
    service, on = _service(request, slug), _on(request)
    last = _last(request, slug)
    if request.method != "POST":
        return redirect(_address(slug, on))
    if not last:
        raise journey.NoRow("Belum ada baris untuk diurungkan.")
    journey.take_back(request.act, service=service, key=UUID(last[0]["key"]))
    request.session[_SITTING] = [row for row in request.session[_SITTING] if row["key"] != last[0]["key"]]
    messages.success(request, "Baris terakhir diurungkan.")
    return redirect(_address(slug, on))


def _service(request: DeskRequest, slug: str) -> Service:
    found = next((one for one in catalog.services(request.desk.office.slug) if one.slug == slug), None)
    if found is None:
        raise NotThere("Layanan ini tidak ada di kantor Anda.")
    return found


def _on(request: DeskRequest) -> date:
    """The day of the sheets."""
    return day_asked(request.GET, "tanggal").day or request.today


def _address(slug: str, on: date) -> str:
    return f"{reverse('key_survey_rows', args=[slug])}?tanggal={on.isoformat()}"


def _last(request: DeskRequest, slug: str) -> list[dict[str, Any]]:
    return [row for row in request.session.get(_SITTING, []) if row["slug"] == slug]
