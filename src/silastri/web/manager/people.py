"""Who holds which post of the office, and who stands in."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.accounts import queries as accounts
from silastri.apps.audit.operations import log
from silastri.apps.offices import operations, queries
from silastri.apps.offices.models import Posting
from silastri.web.forms import Form, choice, day, text
from silastri.web.guard import DeskRequest, manager


class PostingForm(Form):
    telepon = text("Nomor WhatsApp petugas", hint="Petugas mendaftar dulu sebagai pengguna", most=25, inputmode="tel")
    jabatan = choice("Jabatan", ())
    sebagai = choice("Sebagai", [("holder", "Pejabat atau petugas"), ("plt", "Plt."), ("plh", "Plh.")])
    sejak = day("Sejak")
    sampai = day("Sampai", required=False, hint="Wajib untuk Plt. dan Plh.")
    surat = text("Nomor surat perintah", required=False, most=100, hint="Wajib untuk Plt. dan Plh.")

    def __init__(self, *args: Any, posts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jabatan"].choices = [(post.key, post.title) for post in posts]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("sebagai") in ("plt", "plh"):
            for name, sentence in (("sampai", "Isi sampai kapan."), ("surat", "Isi nomor surat perintah.")):
                if not data.get(name):
                    self.add_error(name, sentence)
        if data.get("sampai") and data.get("sejak") and data["sampai"] < data["sejak"]:
            self.add_error("sampai", "Tanggal ini sebelum tanggal mulai.")
        person = accounts.by_sign_in_name(data.get("telepon", ""))
        if data.get("telepon") and (person is None or not person.activated_at):
            self.add_error("telepon", "Belum ada akun aktif dengan nomor ini. Minta petugas mendaftar dulu.")
        return data | {"person": person}


@manager
def people(request: DeskRequest) -> HttpResponse:
    office = request.desk.office
    posts = queries.definition(office).posts
    form = PostingForm(request.POST or None, posts=posts, initial={"sebagai": "holder", "sejak": request.act.at.date()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        operations.post(
            office,
            data["person"],
            post=data["jabatan"],
            since=data["sejak"],
            kind=data["sebagai"],
            until=data["sampai"],
            decree=data["surat"],
        )
        log(request.act, "post", f"{data['jabatan']}/{data['person'].pk}")
        messages.success(request, "Penugasan tersimpan.")
        return redirect("people")
    page = {
        "form": form,
        "postings": queries.postings(office),
        "titles": {post.key: post.title for post in posts},
        "today": request.act.at.date(),
        "kinds": Posting.Kind,
    }
    return render(request, "manager/people.html", page, status=422 if form.is_bound else 200)


@manager
def end(request: DeskRequest, pk: int) -> HttpResponse:
    if request.method == "POST":
        ended = operations.end_posting(request.desk.office, pk, on=request.act.at.date())
        if ended:
            log(request.act, "end_posting", str(pk))
            messages.success(request, "Penugasan berakhir hari ini.")
    return redirect("people")
