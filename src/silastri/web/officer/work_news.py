"""How the officer wants to be told of his work."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.choices.models import Choice
from silastri.apps.offices import queries as offices
from silastri.domain import opening
from silastri.domain.outbox.style import STYLES
from silastri.journey.desk import choose_news
from silastri.web.forms import Form, choice, tried
from silastri.web.guard import DeskRequest, officer


def _clock(label: str) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Tulis jam seperti 07.30."},
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
    )


class NewsForm(Form):
    sometimes = frozenset({"mulai", "sampai"})
    kabar = choice("Kabar yang Anda terima", list(STYLES.items()))
    saluran = choice("Lewat", ())
    mulai = _clock("Mulai pukul")
    sampai = _clock("Sampai pukul")

    def __init__(self, *args: Any, ways: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from("saluran", ways)


@officer
def work_news(request: DeskRequest) -> HttpResponse:
    ways, known = choose_news.ways(request.user), choose_news.chosen(request.user)
    form = NewsForm(request.POST if request.method == "POST" else None, ways=ways, initial=_initial(known, ways))
    made = tried(form, lambda: _chosen(request, form.cleaned_data))
    if made:
        messages.success(request, "Pengaturan kabar tersimpan.")
        return redirect("work_news")
    time = offices.working_time(request.desk.office)
    day = time.workday_from(request.today)
    page = {"form": form, "ways": ways, "opens": opening.opens(time, day), "closes": time.closing(day)}
    return render(request, "officer/work_news.html", page, status=422 if form.errors else 200)


def _initial(known: Choice, ways: list[tuple[str, str]]) -> dict[str, Any]:
    way = known.channel if known.channel in dict(ways) or not ways else ways[0][0]
    return {"kabar": known.style, "saluran": way, "mulai": known.begins, "sampai": known.ends}


def _chosen(request: DeskRequest, data: dict[str, Any]) -> Choice:
    return choose_news.choose(
        request.act,
        person=request.user,
        channel=data["saluran"],
        style=data["kabar"],
        begins=data["mulai"],
        ends=data["sampai"],
    )
