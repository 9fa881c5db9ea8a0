"""Rewards: the list, a proposal, the head's decision, the certificate, and whether it is made public."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.appraisals.models import Reward
from silastri.apps.offices import queries as offices
from silastri.domain.appraisals.rewards import Facts
from silastri.domain.refusal import NotThere
from silastri.journey.appraisals import facts, papers, people, reward
from silastri.web.forms import Form, day, one_of, text, tried, whole
from silastri.web.guard import DeskRequest, officer
from silastri.web.pdf import pdf


class ProposeForm(Form):
    petugas = one_of("Petugas", ())
    alasan = text(
        "Alasan",
        hint="Dicetak di piagam. Tulis apa yang dikerjakannya dengan baik.",
        most=reward.LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class GrantForm(Form):
    nomor = text("Nomor surat keputusan", most=reward.LONGEST_NUMBER)
    tanggal = day("Tanggal surat keputusan")


class RefuseForm(Form):
    mengapa = text("Mengapa tidak diberikan", most=reward.LONGEST_WHY, widget=forms.Textarea(attrs={"rows": 2}))


@officer
def rewards(request: DeskRequest) -> HttpResponse:
    office, act = request.desk.office, request.act
    warns = request.desk.manages or people.is_head(act, office)
    proposes = reward.proposes(act)
    page = {
        "rewards": [(one, offices.title(office, one.post)) for one in reward.seen(act)],
        "lacking": reward.lacking(act) if warns else "",
        "proposes": proposes,
        "candidates": reward.candidates(act, reward.half_of(request.today)) if proposes else [],
    }
    return render(request, "officer/appraisals/rewards.html", page)


@officer
def propose_reward(request: DeskRequest) -> HttpResponse:
    form = ProposeForm(
        request.POST if request.method == "POST" else None, initial={"petugas": request.GET.get("petugas", "")[:12]}
    )
    form.choose_from("petugas", [("", "Pilih petugas"), *reward.below(request.act)])
    made = tried(form, lambda: _proposed(request, form))
    if made is None:
        page = {"form": form, "has_below": reward.proposes(request.act)}
        return render(request, "officer/appraisals/propose.html", page, status=422 if form.is_bound else 200)
    messages.success(request, "Usulan tersimpan. Pimpinan kantor memutuskannya.")
    return redirect("reward", made.pk)


def _proposed(request: DeskRequest, form: ProposeForm) -> Reward:
    given = form.cleaned_data
    return reward.propose(request.act, person=whole(given["petugas"]), reasons=given["alasan"])


@officer
def reward_page(request: DeskRequest, pk: int) -> HttpResponse:
    return _page(request, pk)


def _page(request: DeskRequest, pk: int, wrong: Form | None = None) -> HttpResponse:
    found = reward.one(request.act, pk)
    mine = found.person_id == request.user.pk
    decides = not mine and found.state == reward.State.PROPOSED and people.is_head(request.act, found.office)
    page = {
        "one": found,
        "post": offices.title(found.office, found.post),
        "facts": facts.in_words(Facts(**found.facts)),
        "shows_facts": mine or people.stands_above(request.act, found.office, found.post),
        "mine": mine,
        "grant_form": decides and (wrong if isinstance(wrong, GrantForm) else GrantForm(auto_id="beri-%s")),
        "refuse_form": decides and (wrong if isinstance(wrong, RefuseForm) else RefuseForm(auto_id="tolak-%s")),
        "wrong": wrong,
    }
    return render(request, "officer/appraisals/reward.html", page, status=422 if wrong else 200)


@officer
def change_reward(request: DeskRequest, pk: int, what: str) -> HttpResponse:
    """Granted or refused by the head; made public or not by the officer."""
    if request.method != "POST" or what not in _FORMS:
        reward.one(request.act, pk)
        raise NotThere("Halaman ini tidak ada.")
    form = _FORMS[what](request.POST, auto_id=f"{what}-%s")
    if tried(form, lambda: _changed(request, pk, what, form.cleaned_data)) is None:
        return _page(request, pk, form)
    messages.success(request, _SAID[what])
    return redirect("reward", pk)


_FORMS: dict[str, type[Form]] = {"beri": GrantForm, "tolak": RefuseForm, "umumkan": Form, "simpan": Form}
_SAID = {
    "beri": "Penghargaan diberikan. Piagamnya bisa dicetak.",
    "tolak": "Usulan tidak diberikan, dengan alasannya.",
    "umumkan": "Nama Anda diumumkan di halaman kantor.",
    "simpan": "Nama Anda tidak diumumkan.",
}


def _changed(request: DeskRequest, pk: int, what: str, given: dict[str, Any]) -> Reward:
    if what == "beri":
        return reward.grant(request.act, pk, number=given["nomor"], on=given["tanggal"])
    if what == "tolak":
        return reward.refuse(request.act, pk, given["mengapa"])
    return reward.agree(request.act, pk, is_public=what == "umumkan")


@officer
def reward_pdf(request: DeskRequest, pk: int) -> HttpResponse:
    return pdf(papers.certificate(request.act, pk), f"piagam-{pk}")
