"""What the rules found: the list, and what a watcher says of one."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.anomalies import queries
from silastri.apps.anomalies.models import Anomaly
from silastri.apps.anomalies.queries import NoAnomaly, Wanted
from silastri.apps.offices import queries as offices
from silastri.journey.watch import anomalies as journey
from silastri.journey.watch.look import BY_KEY, RULES
from silastri.web import search
from silastri.web.forms import Form, choice, day_asked, text, tried, whole
from silastri.web.guard import DeskRequest, officer
from silastri.web.search import searched

PAGE = 25  # groups on a page
MOST = 50  # findings shown of a group
State = Anomaly.State
DECISIONS = (
    (State.FALSE_ALARM.value, "Bukan masalah"),
    (State.LOOKED_AT.value, "Ditelusuri"),
    (State.SETTLED.value, "Sudah diurus"),
)


class DecideForm(Form):
    keputusan = choice("Penilaian Anda", DECISIONS)
    alasan = text(
        "Alasan",
        hint="Wajib untuk Bukan masalah dan Sudah diurus.",
        required=False,
        most=journey.LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


@officer
@searched
def anomalies(request: DeskRequest) -> HttpResponse:
    among = journey.seen(request.desk, request.act)
    days = {name: day_asked(request.GET, name) for name in ("dari", "sampai")}
    since, until = days["dari"].day, days["sampai"].day
    rule, state = request.GET.get("aturan", ""), request.GET.get("keadaan", "")
    wanted = Wanted(
        rule=rule if rule in BY_KEY else "",
        state=state if state in State.values else "",
        person=search.words(request, name="petugas"),
        since=_begins(request, since) if since else None,
        until=_begins(request, until + timedelta(days=1)) if until else None,
    )
    found = queries.wanted(among, wanted)
    page = max(1, whole(request.GET.get("halaman", "")))
    groups = queries.groups(found, (page - 1) * PAGE, page * PAGE + 1, MOST)
    counts = queries.counted(among)
    context: dict[str, Any] = {
        "groups": [(group, [_row(one) for one in group.findings]) for group in groups[:PAGE]],
        "newer": page - 1,
        "older": page + 1 if len(groups) > PAGE else 0,
        "rules": [(one, _counts(counts.get(one.key, {}))) for one in RULES if request.desk.watches or one.for_head],
        "wanted": wanted,
        "states": State.choices,
        "days": days,
        "is_asked": wanted != Wanted(),
        "others": 0 if request.desk.watches else journey.others(request.desk),
    }
    return render(request, "officer/watch/anomalies.html", context)


@officer
def anomaly(request: DeskRequest, pk: int) -> HttpResponse:
    return _page(request, pk)


@officer
def decide_anomaly(request: DeskRequest, pk: int) -> HttpResponse:
    if request.method != "POST":
        return redirect("anomaly", pk)
    form = DecideForm(request.POST)
    if tried(form, lambda: _decided(request, pk, form.cleaned_data)) is None:
        return _page(request, pk, form, 422)
    messages.success(request, "Penilaian Anda dicatat.")
    return redirect("anomalies")


def _decided(request: DeskRequest, pk: int, data: dict[str, str]) -> Anomaly:
    return journey.decide(request.act, pk=pk, state=data["keputusan"], why=data["alasan"])


def _page(request: DeskRequest, pk: int, form: DecideForm | None = None, status: int = 200) -> HttpResponse:
    found = journey.seen(request.desk, request.act).filter(pk=pk).first()
    if found is None:
        raise NoAnomaly("Keanehan ini tidak ada.")
    page = {"row": _row(found), "form": form or DecideForm(), "rule": BY_KEY[found.rule]}
    return render(request, "officer/watch/anomaly.html", page, status=status)


def _row(one: Anomaly) -> dict[str, Any]:
    rule = BY_KEY[one.rule]
    return {"one": one, "rule": rule, "told": rule.tells(one.detail)}


def _counts(states: dict[str, int]) -> dict[str, int]:
    """How many there are, how many are new, and how many were no matter."""
    return {"all": sum(states.values()), "new": states.get("new", 0), "false": states.get("false_alarm", 0)}


def _begins(request: DeskRequest, day: date) -> datetime:
    return offices.working_time(request.desk.office).begins(day)
