"""Who holds which post of the office, who stands in, and who signs in whose name."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.audit.operations import log
from silastri.apps.catalog import queries as catalog
from silastri.apps.offices import operations, queries
from silastri.apps.offices.models import Posting, ProposedPosting
from silastri.domain.refusal import Refusal
from silastri.journey.office.assign_post import Assignment, assign
from silastri.journey.reviews import register
from silastri.web.forms import Form, choice, day, sent_file, text, tried, upload, whole
from silastri.web.guard import DeskRequest, manager

from .colleagues import Colleagues, colleagues, found_by_name

_KINDS = (
    ("holder", "Pejabat atau petugas"),
    ("plt", "Plt. (pelaksana tugas)"),
    ("plh", "Plh. (pelaksana harian)"),
    ("pj", "Pj. (penjabat)"),
    ("an", "a.n. (menandatangani atas nama)"),
    ("ub", "u.b. (untuk beliau, di bawah yang a.n.)"),
)


_STANDS_IN = ("plt", "plh", "pj")


class PostingForm(Form):
    sometimes = frozenset({"tanggal_surat", "jabatan_sendiri"})
    petugas = text("Nama petugas", hint="Ketik namanya, lalu pilih dari daftar rekan", most=150, list="rekan")
    jabatan = choice("Jabatan", ())
    sebagai = choice("Sebagai", _KINDS)
    sejak = day("Sejak")
    sampai = day("Sampai", required=False, hint="Wajib, kecuali untuk pejabat atau petugas")
    surat = text(
        "Nomor surat perintah atau keputusan",
        required=False,
        most=100,
        hint="Wajib untuk penanda tangan, pengelola, pimpinan, pengawas, dan semua selain pejabat atau petugas",
    )
    tanggal_surat = day("Tanggal surat itu", required=False)
    berkas = upload(
        "Berkas surat itu", required=False, hint="Wajib untuk penanda tangan, pengelola, pimpinan, dan pengawas"
    )
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
    mengelola = forms.BooleanField(label="Juga mengelola kantor: petugas, hari libur, naskah surat", required=False)

    def __init__(self, *args: Any, posts: Any, services: Any, colleagues: Colleagues, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = colleagues
        titles = [(post.key, post.title) for post in posts]
        self.choose_from("jabatan", titles)
        self.choose_from("jabatan_sendiri", [("", "-"), *titles])
        self.choose_from("layanan", services)

    def clean_petugas(self) -> int:
        return found_by_name(self.colleagues, self.cleaned_data["petugas"])

    @property
    def said(self) -> Assignment:
        data = self.cleaned_data
        return Assignment(
            person=data["petugas"],
            post=data["jabatan"],
            kind=data["sebagai"],
            since=data["sejak"],
            until=data["sampai"],
            decree=data["surat"],
            decreed_on=data["tanggal_surat"],
            own_post=data.get("jabatan_sendiri", ""),
            services=data.get("layanan", ()),
            manages=data.get("mengelola", False),
        )


class ActingForm(PostingForm):
    """Only what is asked of somebody who stands in: whom, for which post, from when until when, by which decree."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("jabatan_sendiri", "layanan", "mengelola"):
            del self.fields[name]
        self.choose_from("sebagai", [one for one in _KINDS if one[0] in _STANDS_IN])
        for name in ("sampai", "surat", "tanggal_surat"):
            self.fields[name].required, self.fields[name].help_text = True, ""
        self.fields["sampai"].error_messages["required"] = "Isi sampai kapan."
        self.fields["jabatan"].label = "Jabatan yang digantikan"
        self.fields["petugas"].label = "Nama pengganti"
        self.fields["surat"].label = "Nomor surat perintah"
        self.fields["berkas"].help_text = "Wajib bila jabatan itu menandatangani surat"
        self.order_fields(["jabatan", "petugas", "sebagai", "sejak", "sampai", "surat", "tanggal_surat", "berkas"])


@manager
def people(request: DeskRequest) -> HttpResponse:
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        try:
            made = assign(request.act, said=form.said, **sent_file(request))
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _saved(request, made)
    office = request.desk.office
    postings = queries.postings(office)
    page = {
        "form": form,
        "colleagues": [label for label, _ in form.colleagues],
        "proposals": queries.proposals(office)[:20],
        "postings": postings,
        "titles": {post.key: post.title for post in queries.definition(office).posts},
        "services": dict(_services(request)),
        "today": request.today,
        "acting": [one for one in postings if one.kind in _STANDS_IN and one.is_in_force(request.today)],
    }
    return render(request, "manager/people.html", page, status=422 if form.is_bound else 200)


@manager
def acting(request: DeskRequest) -> HttpResponse:
    """Somebody stands in for the holder of a post, such as the head."""
    form = _form(request, ActingForm, {"sebagai": Posting.Kind.PLH, "sejak": request.today})
    made = tried(form, lambda: assign(request.act, said=form.said, **sent_file(request)))
    if made:
        return _saved(request, made)
    page = {
        "form": form,
        "colleagues": [label for label, _ in form.colleagues],
        "posts": [post for post in register.posts(request.desk.office, request.today) if post.wanted],
    }
    return render(request, "manager/acting.html", page, status=422 if form.is_bound else 200)


def _form(
    request: DeskRequest, kind: type[PostingForm] = PostingForm, first: dict[str, Any] | None = None
) -> PostingForm:
    posts = queries.definition(request.desk.office).posts
    first = first or {"sebagai": Posting.Kind.HOLDER, "sejak": request.today, "petugas": _added(request)}
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    return kind(
        *sent, posts=posts, services=_services(request), colleagues=colleagues(request.desk.office), initial=first
    )


def _added(request: DeskRequest) -> str:
    """The colleague who was added just now."""
    added = whole(request.GET.get("rekan", ""))
    return next((label for label, pk in colleagues(request.desk.office) if pk == added), "")


def _saved(request: DeskRequest, made: Posting | ProposedPosting) -> HttpResponse:
    if isinstance(made, ProposedPosting):
        messages.success(request, "Usulan tersimpan. Penugasan berlaku setelah disetujui orang kedua.")
        return redirect("proposed_posting", made.pk)
    messages.success(request, "Penugasan tersimpan.")
    return redirect("people")


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
