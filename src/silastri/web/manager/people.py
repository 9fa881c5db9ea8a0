"""Who holds which post of the office, who stands in, and who signs in whose name."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.audit.operations import log
from silastri.apps.catalog import queries as catalog
from silastri.apps.offices import operations, queries
from silastri.apps.offices.models import Posting
from silastri.domain.refusal import NotFit
from silastri.journey.office.assign_post import Assignment, assign
from silastri.web.forms import Form, choice, day, text
from silastri.web.guard import DeskRequest, manager

_KINDS = (
    ("holder", "Pejabat atau petugas"),
    ("plt", "Plt. (pelaksana tugas)"),
    ("plh", "Plh. (pelaksana harian)"),
    ("pj", "Pj. (penjabat)"),
    ("an", "a.n. (menandatangani atas nama)"),
    ("ub", "u.b. (untuk beliau, di bawah yang a.n.)"),
)


class PostingForm(Form):
    sometimes = frozenset({"tanggal_surat", "jabatan_sendiri"})
    telepon = text("Nomor WhatsApp petugas", hint="Petugas mendaftar dulu sebagai pengguna", most=25, inputmode="tel")
    jabatan = choice("Jabatan", ())
    sebagai = choice("Sebagai", _KINDS)
    sejak = day("Sejak")
    sampai = day("Sampai", required=False, hint="Wajib, kecuali untuk pejabat atau petugas")
    surat = text("Nomor surat perintah", required=False, most=100, hint="Wajib, kecuali untuk pejabat atau petugas")
    tanggal_surat = day("Tanggal surat perintah", required=False)
    jabatan_sendiri = forms.ChoiceField(
        label="Jabatannya sendiri", required=False, help_text="Untuk a.n. dan u.b.: dicetak di bawah jabatan tadi"
    )
    layanan = forms.TypedMultipleChoiceField(
        label="Hanya untuk layanan",
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text="Untuk a.n. dan u.b. Kosongkan bila untuk semua layanan.",
    )

    def __init__(self, *args: Any, posts: Any, services: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = [(post.key, post.title) for post in posts]
        self.fields["jabatan"].choices = titles  # type: ignore[attr-defined]
        self.fields["jabatan_sendiri"].choices = [("", "-"), *titles]  # type: ignore[attr-defined]
        self.fields["layanan"].choices = services  # type: ignore[attr-defined]

    @property
    def said(self) -> Assignment:
        data = self.cleaned_data
        return Assignment(
            phone=data["telepon"],
            post=data["jabatan"],
            kind=data["sebagai"],
            since=data["sejak"],
            until=data["sampai"],
            decree=data["surat"],
            decreed_on=data["tanggal_surat"],
            own_post=data["jabatan_sendiri"],
            services=data["layanan"],
        )


@manager
def people(request: DeskRequest) -> HttpResponse:
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        try:
            assign(request.act, said=form.said)
        except NotFit as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "Penugasan tersimpan.")
            return redirect("people")
    office = request.desk.office
    page = {
        "form": form,
        "postings": queries.postings(office),
        "titles": {post.key: post.title for post in queries.definition(office).posts},
        "services": dict(_services(request)),
        "today": request.today,
    }
    return render(request, "manager/people.html", page, status=422 if form.is_bound else 200)


def _form(request: DeskRequest) -> PostingForm:
    posts = queries.definition(request.desk.office).posts
    first = {"sebagai": Posting.Kind.HOLDER, "sejak": request.today}
    return PostingForm(request.POST or None, posts=posts, services=_services(request), initial=first)


def _services(request: DeskRequest) -> list[tuple[int, str]]:
    today = request.today
    return [(v.service_id, v.service.name) for v in catalog.in_force(request.desk.office.pk, today)]


@manager
def end(request: DeskRequest, pk: int) -> HttpResponse:
    if request.method == "POST":
        ended = operations.end_posting(request.desk.office, pk, on=request.today)
        if ended:
            log(request.act, "end_posting", str(pk))
            messages.success(request, "Penugasan berakhir hari ini.")
    return redirect("people")
