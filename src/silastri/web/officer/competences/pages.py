"""One's own certificates; for who manages the office also those of all, what posts ask for, and what is lacking."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.competences import queries
from silastri.apps.competences.models import Certificate
from silastri.apps.documents import queries as documents
from silastri.apps.offices import queries as offices
from silastri.domain.refusal import NotThere
from silastri.domain.review.competence import SOON
from silastri.journey.improvements.access import plans
from silastri.journey.reviews import certificates as journey
from silastri.journey.reviews import register
from silastri.web.forms import Form, day, one_of, sent_file, text, tried, upload
from silastri.web.guard import DeskRequest, officer


class CertificateForm(Form):
    nama = text("Nama sertifikat", hint="Misalnya: Diklat Pelayanan Terpadu Satu Pintu", most=200)
    penerbit = text("Penerbit", most=200)
    nomor = text("Nomor", required=False, most=100)
    terbit = day("Tanggal terbit")
    sampai = day("Berlaku sampai", required=False, hint="Kosongkan bila berlaku seterusnya")
    untuk = forms.MultipleChoiceField(
        label="Menunjukkan bahwa Anda", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Yang diminta jabatan Anda, dan yang diminta kantor dari jabatan lain",
        error_messages={"invalid_choice": "Pilih dari daftar yang ada."},
    )  # fmt: skip
    berkas = upload("Foto atau pindaian sertifikat", required=False, hint="PDF atau foto")

    def __init__(self, *args: Any, wanted: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if wanted:
            self.fields["untuk"].choices = [(one.key, one.name) for one in wanted]  # type: ignore[attr-defined]
        else:
            del self.fields["untuk"]


class RefuseForm(Form):
    alasan = text("Mengapa tidak diterima", most=500, widget=forms.Textarea(attrs={"rows": 2}))


class AskForm(Form):
    jabatan = one_of("Jabatan", ())
    diminta = text("Yang diminta", hint="Misalnya: Diklat PTSP", most=journey.LONGEST)

    def __init__(self, *args: Any, office: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = [(post.key, post.title) for post in offices.definition(office).posts]
        self.choose_from("jabatan", [("", "Pilih jabatan"), *titles])


@officer
def competences(request: DeskRequest) -> HttpResponse:
    return _page(request)


def _page(request: DeskRequest, ask: AskForm | None = None) -> HttpResponse:
    office, today = request.desk.office, request.today
    page: dict[str, Any] = {"mine": _told(request, queries.of_person(office.pk, request.user.pk))}
    if plans(request.desk):
        page |= {
            "manages": True,
            "waiting": queries.of_office(office.pk).filter(state=Certificate.State.SENT),
            "ending": _told(request, queries.ending(office.pk, today, SOON)),
            "everybody": _told(request, queries.of_office(office.pk)),
            "posts": register.posts(office, today),
            "asked": register.asked_by_office(office),
            "ask": ask or AskForm(office=office),
        }
    return render(request, "officer/competences/list.html", page, status=422 if ask else 200)


def _told(request: DeskRequest, found: Any) -> list[tuple[Certificate, str]]:
    return [(one, register.ends(one, request.today)) for one in found]


@officer
def add_certificate(request: DeskRequest) -> HttpResponse:
    wanted = register.offered(request.desk.office, request.desk.posts, request.today)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = CertificateForm(*sent, wanted=wanted)
    made = tried(form, lambda: journey.add(request.act, said=_said(form), **sent_file(request)))
    if made is None:
        status = 422 if form.is_bound else 200
        return render(request, "officer/competences/add.html", {"form": form}, status=status)
    messages.success(request, "Sertifikat tersimpan. Pengelola memeriksanya.")
    return redirect("competences")


def _said(form: CertificateForm) -> journey.Said:
    data = form.cleaned_data
    return journey.Said(
        name=data["nama"], issuer=data["penerbit"], number=data["nomor"], issued_on=data["terbit"],
        expires_on=data["sampai"], covers=data.get("untuk", ()),
    )  # fmt: skip


@officer
def certificate(request: DeskRequest, pk: int) -> HttpResponse:
    return _one(request, pk)


def _one(request: DeskRequest, pk: int, refuse: RefuseForm | None = None) -> HttpResponse:
    found = journey.see(request.act, pk)
    names = {one.key: one.name for one in register.all_wanted(request.desk.office, request.today)}
    waits, own = found.state == Certificate.State.SENT, found.person_id == request.user.pk
    page = {
        "one": found,
        "ends": register.ends(found, request.today),
        "covers": [names[key] for key in found.covers if key in names],
        "may_decide": waits and not own and plans(request.desk),
        "may_remove": own and found.state != Certificate.State.CONFIRMED,
        "own": own,
        "refuse": refuse or RefuseForm(),
    }
    return render(request, "officer/competences/one.html", page, status=422 if refuse else 200)


@officer
def decide_certificate(request: DeskRequest, pk: int, what: str) -> HttpResponse:
    """``what`` is ``terima``, ``tolak`` or ``hapus``."""
    if request.method != "POST":
        return redirect("certificate", pk)
    if what == "terima":
        journey.confirm(request.act, pk=pk)
        messages.success(request, "Sertifikat diterima.")
    elif what == "tolak":
        form = RefuseForm(request.POST)
        if tried(form, lambda: journey.refuse(request.act, pk=pk, reason=form.cleaned_data["alasan"])) is None:
            return _one(request, pk, form)
        messages.success(request, "Sertifikat tidak diterima, dengan alasannya.")
    elif what == "hapus":
        journey.remove(request.act, pk=pk)
        messages.success(request, "Sertifikat dihapus.")
        return redirect("competences")
    else:
        raise NotThere("Halaman ini tidak ada.")
    return redirect("certificate", pk)


@officer
def certificate_file(request: DeskRequest, pk: int) -> HttpResponse:
    found = journey.see(request.act, pk)
    if found.file is None:
        raise NotThere("Sertifikat ini tidak punya berkas.")
    response = HttpResponse(documents.content(found.file.sha256), content_type=found.file.kind)
    response["Content-Disposition"] = f'inline; filename="sertifikat-{pk}"'
    return response


@officer
def ask_of_post(request: DeskRequest) -> HttpResponse:
    if request.method != "POST":
        return redirect("competences")
    form = AskForm(request.POST, office=request.desk.office)

    def carry_out() -> bool:
        journey.ask(request.act, post=form.cleaned_data["jabatan"], name=form.cleaned_data["diminta"])
        return True

    if tried(form, carry_out) is None:
        return _page(request, form)
    messages.success(request, "Permintaan jabatan tersimpan.")
    return redirect("competences")


@officer
def ask_no_more(request: DeskRequest, pk: int) -> HttpResponse:
    if request.method == "POST":
        journey.ask_no_more(request.act, pk=pk)
        messages.success(request, "Permintaan jabatan dihapus.")
    return redirect("competences")


@officer
def competences_sheet(request: DeskRequest) -> HttpResponse:
    sheet = register.sheet(request.act)
    response = HttpResponse(sheet.content, content_type=sheet.media_type)
    name = f"kompetensi-{request.desk.office.slug}-{request.today}.{sheet.ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
