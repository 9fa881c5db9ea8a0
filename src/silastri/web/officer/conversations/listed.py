"""The conversations of the office, the newest first, and how long each waits for a person."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from silastri.apps.cases import people as case_people
from silastri.apps.conversations import queries
from silastri.apps.conversations.models import Conversation, Said
from silastri.apps.inbox import queries as received
from silastri.journey.inbox import desk
from silastri.web.forms import whole
from silastri.web.guard import DeskRequest, officer
from silastri.web.search import searched, words

_A_PAGE = 30
_SHOWN = 120  # letters of what was said last
KINDS = (("terbuka", "Terbuka"), ("saya", "Saya pegang"), ("selesai", "Selesai"))


@dataclass(frozen=True)
class Row:
    conversation: Conversation
    name: str  # of the person, where the office knows him
    last: str
    waits: str


@officer
@searched
def conversations(request: DeskRequest) -> HttpResponse:
    desk.must_help(request.act)
    return render(request, "officer/conversations/list.html", _page(request))


@officer
def news(request: DeskRequest) -> HttpResponse:
    """The same list, which the page asks for by itself."""
    desk.must_help(request.act)
    return render(request, "officer/conversations/_list.html", _page(request))


def _page(request: DeskRequest) -> dict[str, Any]:
    office, person, asked = request.desk.office.pk, request.user.pk, request.GET
    shown = asked.get("tampil", "")
    shown = shown if shown in dict(KINDS) else KINDS[0][0]
    searched_for = words(request)
    found = queries.of_office(office)
    if searched_for:
        found = queries.named(found, searched_for, office_id=office)
    else:
        found = found.filter(state="closed" if shown == "selesai" else "open")
        found = found.filter(assigned_to=person) if shown == "saya" else found
    page = max(1, whole(asked.get("halaman", "1")))
    listed = list(found[(page - 1) * _A_PAGE : page * _A_PAGE + 1])
    query = asked.copy()
    return {
        "rows": _rows(listed[:_A_PAGE], office, request.act.at),
        "kinds": [(key, label, queries.counts(office, person)[key]) for key, label in KINDS],
        "shown": shown,
        "words": searched_for,
        "older": page + 1 if len(listed) > _A_PAGE else 0,
        "newer": page - 1,
        "not_read": received.not_read().count(),
        "again": f"{reverse('conversations_news')}?{query.urlencode()}",
    }


def _rows(listed: list[Conversation], office: int, at: datetime) -> list[Row]:
    people = [one.sender.person_id for one in listed if one.sender.person_id]
    known, last = case_people.known_at(office, people), queries.last_texts(listed)
    return [Row(one, known_name(one, known), _short(last.get(one.pk)), waits(one.waits_since, at)) for one in listed]


def known_name(one: Conversation, known: set[int]) -> str:
    """The name of the person, where the office knows him by a case."""
    person = one.sender.person
    return person.name if person and person.pk in known else ""


def _short(said: Said | None) -> str:
    if said is None:
        return ""
    text = " ".join((said.text or "").split()) or "(gambar, suara, atau berkas)"
    text = text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"
    return text if said.is_from_citizen else f"Kami: {text}"


def waits(since: datetime | None, at: datetime) -> str:
    """How long somebody waits: 5 menit, 3 jam, 2 hari."""
    if since is None:
        return ""
    minutes = max(1, (at - since) // timedelta(minutes=1))
    return (
        f"{minutes} menit" if minutes < 60 else f"{minutes // 60} jam" if minutes < 1440 else f"{minutes // 1440} hari"
    )
