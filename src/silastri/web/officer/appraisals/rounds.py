"""The round of 360 degrees: opened and closed by the head, answered by officers, read by those whom it is about."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.appraisals import queries
from silastri.domain.appraisals import peers
from silastri.domain.satisfaction.period import of_key
from silastri.domain.satisfaction.reporting import before
from silastri.journey.appraisals import papers, people, reward, rounds
from silastri.web.forms import Form, choice, day, one_of, text, tried, whole
from silastri.web.guard import DeskRequest, officer

_SCALE = [(str(mark), word) for mark, word in peers.SCALE.items()]


class OpenForm(Form):
    periode = one_of("Tentang semester", ())
    sampai = day("Hari terakhir menjawab")


class PeerForm(Form):
    """The statements, and what may be added freely."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n, statement in enumerate(peers.STATEMENTS, start=1):
            self.fields[f"p{n}"] = choice(statement, _SCALE)
        self.fields["tambahan"] = text(
            "Yang ingin Anda tambahkan",
            hint="Rekan itu membacanya bila cukup banyak yang menulis. Hindari hal yang hanya Anda ketahui.",
            required=False,
            most=peers.LONGEST,
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    def marks(self) -> dict[int, int]:
        return {n: whole(self.cleaned_data[f"p{n}"]) for n in range(1, len(peers.STATEMENTS) + 1)}


@officer
def peer_rounds(request: DeskRequest) -> HttpResponse:
    return _page(request)


def _page(request: DeskRequest, wrong: OpenForm | None = None) -> HttpResponse:
    office, current = request.desk.office, rounds.current(request.act)
    heads = people.is_head(request.act, office)
    used, asked = queries.used_and_all(current.pk) if current else (0, 0)
    over = current is not None and not rounds.is_answerable(request.act, current)
    page = {
        "current": current,
        "period": papers.period_name(current.since, current.until) if current else "",
        "over": over,
        "waiting": list(queries.waiting_for(current.pk, request.user.pk)) if current and not over else [],
        "used": used,
        "asked": asked,
        "heads": heads,
        "may_close": heads and current is not None and (over or used == asked),
        "form": heads and current is None and (wrong or _open_form(request)),
        "wrong": wrong,
        "results": [(one, papers.period_name(one.round.since, one.round.until)) for one in rounds.results(request.act)],
        "past": queries.rounds(office.pk).exclude(state="open")[:20],
        "least": peers.LEAST,
    }
    return render(request, "officer/appraisals/rounds.html", page, status=422 if wrong else 200)


def _open_form(request: DeskRequest, sent: Any = None) -> OpenForm:
    form = OpenForm(sent, initial={"periode": rounds.expected(request.act).key})
    half = reward.half_of(request.today)
    form.choose_from("periode", [(one.key, one.name) for one in (half, before(half))])
    return form


@officer
def open_peer_round(request: DeskRequest) -> HttpResponse:
    people.must_be_head(request.act)
    if request.method != "POST":
        return redirect("peer_rounds")
    form = _open_form(request, request.POST)
    if tried(form, lambda: _opened(request, form)) is None:
        return _page(request, form)
    messages.success(request, "Putaran dibuka. Petugas melihatnya di menu Putaran 360°.")
    return redirect("peer_rounds")


def _opened(request: DeskRequest, form: OpenForm) -> Any:
    period = of_key(form.cleaned_data["periode"])
    assert period
    return rounds.open_round(request.act, period=period, last_day=form.cleaned_data["sampai"])


@officer
def close_peer_round(request: DeskRequest, pk: int) -> HttpResponse:
    people.must_be_head(request.act)
    if request.method == "POST":
        rounds.close(request.act, pk)
        messages.success(request, "Putaran ditutup. Jawaban satu per satu sudah dihapus.")
    return redirect("peer_rounds")


@officer
def answer_peer(request: DeskRequest, pk: int) -> HttpResponse:
    """About that colleague. Afterwards nothing is said that a session would keep."""
    asked = rounds.invitation(request.act, pk)
    form = PeerForm(request.POST if request.method == "POST" else None)
    if tried(form, lambda: _answered(request, pk, form)) is None:
        page = {"form": form, "about": asked.about, "least": peers.LEAST}
        return render(request, "officer/appraisals/answer.html", page, status=422 if form.is_bound else 200)
    return redirect("peer_rounds")


def _answered(request: DeskRequest, pk: int, form: PeerForm) -> bool:
    rounds.answer(request.act, about=pk, marks=form.marks(), text=form.cleaned_data["tambahan"])
    return True


@officer
def peer_result(request: DeskRequest, pk: int) -> HttpResponse:
    found = rounds.result(request.act, pk)
    told = rounds.in_words(found)
    page = {
        "one": found,
        "period": papers.period_name(found.round.since, found.round.until),
        "rows": [_shown(row) for row in told],
        "groups": list(peers.GROUPS.values()) if told and told[0]["groups"] else [],
        "texts": found.told.get("texts", []),
        "least": peers.LEAST,
        "mine": found.about_id == request.user.pk,
    }
    return render(request, "officer/appraisals/result.html", page)


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "statement": row["statement"],
        "all": _tenths(row["all"]),
        "groups": [_tenths(one) for one in row["groups"]],
    }


def _tenths(mean: int) -> str:
    return f"{mean // 10},{mean % 10}"
