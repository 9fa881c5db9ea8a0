"""Pages of the demo only: sign-in with one click, and the outbox that shows messages instead of sending them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages as told
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.accounts import queries as accounts
from silastri.apps.accounts.models import Person
from silastri.apps.messages import queries as messages
from silastri.apps.messages.models import Message
from silastri.apps.offices import queries as offices
from silastri.domain.refusal import NotThere
from silastri.journey.case import links
from silastri.journey.inbox import keep
from silastri.web.forms import Form, text, tried
from silastri.web.gate import door
from silastri.web.gate.way_back import way_back
from silastri.web.guard import Request, public


def _demo_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DEMO:
            raise NotThere("Halaman ini tidak ada.")
        return view(request, *args, **kwargs)

    return checked


def demo_people() -> list[tuple[str, list[tuple[Person, str]]]]:
    """The people of the demo to sign in as, by office; empty outside the demo."""
    if not settings.DEMO:
        return []
    groups: dict[str, list[tuple[Person, str]]] = {"Pemohon": []}
    titles = offices.post_titles()
    people = accounts.demo_people()
    prefetch_related_objects(people, "posting_set__office")
    for person in people:
        postings = person.posting_set.all()
        for posting in postings:
            group = groups.setdefault(posting.office.name, [])
            title = titles.get((posting.office_id, posting.post), posting.post)
            group.append((person, f"{title}, pengelola" if posting.manages else title))
        if not postings:
            groups["Pemohon"].append((person, "Warga"))
    return list(groups.items())


@public
@_demo_only
def sign_in_as(request: Any, pk: int) -> HttpResponse:
    person = accounts.person(pk)
    if request.method == "POST" and person and "Contoh" in person.name:
        door.enter_by_button(request, person)
        return redirect(way_back(request) or "start")
    return redirect("sign_in")


class WriteForm(Form):
    nomor = text("Nomor HP warga", most=40, hint="Boleh nomor karangan, misalnya 0811 1000 0011.", inputmode="tel")
    tulisan = text("Pesan", most=2000, required=False, widget=forms.Textarea(attrs={"rows": 2}))


@public
@_demo_only
def outbox(request: HttpRequest) -> HttpResponse:
    return _outbox(request, WriteForm())


@public
@_demo_only
def write_as_citizen(request: Request) -> HttpResponse:
    """The message goes the way that it would go from a provider."""
    form = WriteForm(request.POST or None)
    if request.method != "POST":
        return redirect("outbox")
    if tried(form, lambda: _written(request, form.cleaned_data)) is None:
        return _outbox(request, form, 422)
    told.success(request, "Pesan diterima. Jawabannya muncul di bawah setelah beberapa detik.")
    return redirect("outbox")


def _written(request: Request, data: dict[str, str]) -> bool:
    keep.as_citizen(request.act, number=data["nomor"], text=data["tulisan"])
    return True


def _outbox(request: HttpRequest, form: Form, status: int = 200) -> HttpResponse:
    sent = [(one, *_shown(one)) for one in messages.latest()]
    return render(request, "public/outbox.html", {"sent": sent, "form": form}, status=status)


def _shown(message: Message) -> tuple[str, str, str]:
    """What stands before our link, the link, and what stands after it: what people typed is no link here."""
    try:
        words = links.as_sent(message)
    except links.NoLink:
        return message.body, "", ""
    said = words.text(message.pattern)
    return said.rpartition(words.link) if words.link else (said, "", "")
