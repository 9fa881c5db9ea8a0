"""The colleagues of a manager: chosen by name, and added by number and NIP."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from silastri.apps.offices import queries
from silastri.apps.offices.models import Office
from silastri.domain.refusal import NotFit
from silastri.journey.office import add_colleague
from silastri.web.forms import Form, text
from silastri.web.guard import DeskRequest, manager

Colleagues = list[tuple[str, int]]  # as they are shown, and who it is


class ColleagueForm(Form):
    telepon = text("Nomor WhatsApp", hint="Rekan mendaftar dulu sebagai pengguna", most=25, inputmode="tel")
    nip = text("NIP", hint="18 angka", most=25, inputmode="numeric", autocomplete="off")


def colleagues(office: Office) -> Colleagues:
    """Each with a name that tells apart those who have the same one."""
    posts = {post.key: post.title for post in queries.definition(office).posts}
    held = {one.person_id: posts.get(one.post, one.post) for one in queries.postings(office)}
    found = queries.colleagues(office)
    return [(f"{person.name}, {person.nip or held.get(person.pk, '')}".rstrip(", "), person.pk) for person in found]


def found_by_name(known: Colleagues, typed: str) -> int:
    """The colleague whose name was chosen or typed. Raises ValidationError unless there is just one."""
    exact = [pk for label, pk in known if label == typed.strip()]
    like = [(label, pk) for label, pk in known if typed.strip().casefold() in label.casefold()]
    if len(exact) == 1:
        return exact[0]
    if len(like) == 1:
        return like[0][1]
    if like:
        raise forms.ValidationError(f"Ada {len(like)} rekan dengan nama itu. Pilih satu: {_some(like)}.")
    raise forms.ValidationError("Tidak ada rekan dengan nama itu. Tambahkan dulu sebagai rekan.")


def _some(found: Colleagues) -> str:
    return "; ".join(label for label, _ in found[:5])


@manager
def add(request: DeskRequest) -> HttpResponse:
    """Somebody who has an account becomes a colleague, by the NIP."""
    form = ColleagueForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            person = add_colleague.add(request.act, phone=form.cleaned_data["telepon"], nip=form.cleaned_data["nip"])
        except NotFit as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"{person.name} sekarang ada di daftar rekan. Pilih jabatannya.")
            return redirect(f"{reverse('people')}?rekan={person.pk}")
    return render(request, "manager/colleague.html", {"form": form}, status=422 if form.is_bound else 200)
