"""The appraisals that an officer may see: his own, those that he writes, and those below him."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.appraisals.models import Appraisal
from silastri.apps.offices import queries as offices
from silastri.domain.appraisals import points
from silastri.domain.refusal import NotThere
from silastri.domain.satisfaction.period import Period, of_key
from silastri.domain.satisfaction.reporting import before
from silastri.journey.appraisals import appraise, facts, papers, people
from silastri.journey.appraisals.reward import half_of
from silastri.web.forms import Form, choice, text, tried, whole
from silastri.web.guard import DeskRequest, officer
from silastri.web.pdf import pdf

_MARKS = [(str(mark), f"{mark} – {word}") for mark, word in points.MARKS.items()]


class AppraisalForm(Form):
    """A mark and a reason for each point. A draft may be incomplete."""

    sometimes = frozenset(name for point in points.POINTS for name in (point.key, f"alasan_{point.key}"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for point in points.POINTS:
            self.fields[point.key] = choice(point.title, _MARKS, hint=point.told, required=False)
            self.fields[f"alasan_{point.key}"] = text(
                "Alasan",
                hint="Wajib untuk nilai 1 dan 2",
                required=False,
                most=points.LONGEST,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        self.fields["catatan"] = text(
            "Catatan", required=False, most=appraise.LONGEST, widget=forms.Textarea(attrs={"rows": 3})
        )

    def said(self) -> appraise.Said:
        given = self.cleaned_data
        marks = {point.key: whole(given[point.key]) for point in points.POINTS if given.get(point.key)}
        reasons = {point.key: given.get(f"alasan_{point.key}", "") for point in points.POINTS}
        return appraise.Said(marks, reasons, given.get("catatan", ""))

    def aspects(self) -> list[tuple[str, list[tuple[Any, Any]]]]:
        """The fields by aspect, as the page shows them."""
        return [
            (title, [(self[point.key], self[f"alasan_{point.key}"]) for point in listed])
            for title, listed in points.ASPECTS
        ]


class AnswerForm(Form):
    jawaban = text(
        "Jawaban Anda",
        hint="Boleh kosong. Anda menjawab satu kali.",
        required=False,
        most=appraise.LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class SeenForm(Form):
    tanda = forms.CharField(widget=forms.HiddenInput(), max_length=16)


@officer
def appraisals(request: DeskRequest) -> HttpResponse:
    period = _period(request)
    seen = [(one, papers.period_name(one.since, one.until)) for one in appraise.seen(request.act)]
    page = {
        "period": period,
        "periods": _periods(request),
        "below": appraise.below(request.act, period),
        "mine": [one for one in seen if one[0].person_id == request.user.pk],
        "others": [one for one in seen if request.user.pk not in (one[0].person_id, one[0].by_id)],
    }
    return render(request, "officer/appraisals/list.html", page)


@officer
def write_appraisal(request: DeskRequest, pk: int, key: str) -> HttpResponse:
    """The draft about that officer and half year."""
    period = of_key(key)
    below = next((one for one in appraise.below(request.act, period) if one.person.pk == pk), None) if period else None
    if period is None or below is None or period.kind != "s":
        raise NotThere("Petugas ini tidak Anda nilai. Petugas dinilai atasan langsungnya.")
    if below.appraisal and below.appraisal.state != Appraisal.State.DRAFT:
        return redirect("appraisal", below.appraisal.pk)
    form = AppraisalForm(request.POST) if request.method == "POST" else AppraisalForm(initial=_initial(below.appraisal))
    gives = "beri" in request.POST
    made = tried(form, partial(_written, request, pk, period, form, gives)) if form.is_bound else None
    if made is not None:
        said = (
            "Penilaian diberikan. Petugas membacanya di sini." if gives else "Konsep tersimpan. Hanya Anda melihatnya."
        )
        messages.success(request, said)
        return redirect("appraisal", made.pk)
    counted = facts.of_officer(request.desk.office, pk, period.since, period.until)
    page = {"form": form, "below": below, "period": period, "facts": facts.in_words(counted)}
    return render(request, "officer/appraisals/write.html", page, status=422 if form.is_bound else 200)


def _written(request: DeskRequest, pk: int, period: Period, form: AppraisalForm, gives: bool) -> Appraisal:
    made = appraise.save(request.act, person=pk, period=period, said=form.said())
    return appraise.give(request.act, made.pk) if gives else made


def _initial(found: Appraisal | None) -> dict[str, Any]:
    if found is None:
        return {}
    said = found.said
    reasons = {f"alasan_{key}": reason for key, reason in said["reasons"].items()}
    return {key: str(mark) for key, mark in said["marks"].items()} | reasons | {"catatan": said["remark"]}


@officer
def appraisal(request: DeskRequest, pk: int) -> HttpResponse:
    return _page(request, pk)


def _page(request: DeskRequest, pk: int, wrong: Form | None = None) -> HttpResponse:
    found = appraise.one(request.act, pk)
    said, state = found.said, found.state
    mine = found.person_id == request.user.pk
    waits = state == appraise.State.READ or (state == appraise.State.GIVEN and appraise.unread(request.act, found))
    page = {
        "one": found,
        "period": papers.period_name(found.since, found.until),
        "key": half_of(found.since).key,
        "post": offices.title(found.office, found.post),
        "aspects": [
            (title, [(point.title, *_marked(point.key, said)) for point in listed]) for title, listed in points.ASPECTS
        ],
        "total": papers.total(found),
        "facts": facts.in_words(appraise.measured(found)),
        "remark": said.get("remark", ""),
        "may_write": state == appraise.State.DRAFT and found.by_id == request.user.pk,
        "answer_form": mine and state == appraise.State.GIVEN and (wrong or AnswerForm()),
        "may_close": waits and bool(appraise.closes(request.act, found)),
        "seen": appraise.mark(found),
        "wrong": wrong,
    }
    return render(request, "officer/appraisals/one.html", page, status=422 if wrong else 200)


def _marked(key: str, said: dict[str, Any]) -> tuple[str, str]:
    mark = said.get("marks", {}).get(key)
    return (f"{mark} – {points.MARKS[mark]}" if mark else "belum dinilai", said.get("reasons", {}).get(key, ""))


@officer
def change_appraisal(request: DeskRequest, pk: int, what: str) -> HttpResponse:
    """The officer acknowledges it, or the superior above closes it."""
    if request.method != "POST" or what not in ("baca", "sahkan"):
        appraise.one(request.act, pk)
        raise NotThere("Halaman ini tidak ada.")
    form = AnswerForm(request.POST) if what == "baca" else SeenForm(request.POST)
    if tried(form, lambda: _changed(request, pk, what, form)) is None:
        return _page(request, pk, form)
    done = (
        "Terima kasih. Penilaian sudah Anda baca." if what == "baca" else "Penilaian disahkan dan tidak berubah lagi."
    )
    messages.success(request, done)
    return redirect("appraisal", pk)


def _changed(request: DeskRequest, pk: int, what: str, form: Form) -> Appraisal:
    if what == "baca":
        return appraise.acknowledge(request.act, pk, form.cleaned_data["jawaban"])
    return appraise.close(request.act, pk, form.cleaned_data["tanda"])


@officer
def appraisal_pdf(request: DeskRequest, pk: int) -> HttpResponse:
    return pdf(papers.appraisal(request.act, pk), f"penilaian-{pk}")


def _periods(request: DeskRequest) -> list[Period]:
    half = half_of(people.today(request.act, request.desk.office))
    return [half, before(half)]


def _period(request: DeskRequest) -> Period:
    """The half year that is asked for; without one, that which is appraised now."""
    asked = of_key(request.GET.get("periode", ""))
    return asked if asked in _periods(request) else appraise.expected(request.act)
