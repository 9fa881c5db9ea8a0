"""Lets a person in, and writes down in which browser, so that they can see it and end it."""

import re
from dataclasses import replace
from typing import Any

from django.contrib.auth import login, update_session_auth_hash

from silastri.apps.accounts import operations as accounts
from silastri.apps.accounts import sessions as kept
from silastri.apps.accounts.models import Person
from silastri.domain.act import Actor
from silastri.journey.accounts import passwords, second_proof
from silastri.journey.accounts.second_proof import How, Owed
from silastri.journey.apply import sessions

from . import standing

# The first name that is found is the right one: each browser also names those before it.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox|FxiOS", "Firefox"),
    ("Chrome|CriOS", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


_ELSEWHERE = "elsewhere"  # the session's key for who signed in by the region's account
_PROOF, _BUTTON = "silastri.web.gate.backends.ByProof", "silastri.web.gate.backends.ByDemoButton"


def knock(request: Any, person: Person, how: How = How.PASSWORD) -> Owed:
    """Somebody proved so much. Who owes nothing more is in; else nothing is open yet, and it says what is owed."""
    owed = second_proof.owed(person, request.act.at)
    if owed is Owed.NOTHING:
        enter(request, person, how)
    else:
        standing.halfway_in(request, person, how, request.act.at)
    return owed


def said_password(request: Any, person: Person, typed: str) -> None:
    """The password is right; an officer's that is too weak by now opens nothing of the desk until there is another."""
    standing.owe_password(request, person, owes=passwords.must_go(person, typed, request.act.at))


def enter(request: Any, person: Person, how: How) -> None:
    """From now on the request, and its browser, are the person's, who proved it that way."""
    _begin(request, person, _PROOF)
    standing.came_in(request, how, request.act.at, is_staff=second_proof.is_staff(person, request.act.at))


def enter_by_button(request: Any, person: Person) -> None:
    """The demo's one click. Outside of it the settings name no such door, and nobody is signed in by it."""
    _begin(request, person, _BUTTON)


def _begin(request: Any, person: Person, door: str) -> None:
    login(request, person, backend=door)
    request.session.save()
    accounts.was_used(person, at=request.act.at)
    act = replace(request.act, by=Actor(person.pk, person.name))
    sessions.begin(act, person=person, key=request.session.session_key, browser=browser_of(request))


def came_from_elsewhere(request: Any) -> None:
    """Who signs out here is asked whether to sign out there too."""
    request.session[_ELSEWHERE] = True


def is_from_elsewhere(request: Any) -> bool:
    return bool(request.session.get(_ELSEWHERE))


def proved_again(request: Any, how: How) -> None:
    """In the session that is open."""
    if not standing.by_open_door(request):
        standing.came_in(request, how, request.act.at, is_staff=second_proof.is_staff(request.user, request.act.at))


def stay(request: Any, person: Person) -> None:
    """After a new password all sessions are over but this one."""
    standing.owe_password(request, person, owes=False)
    before = request.session.session_key
    update_session_auth_hash(request, person)
    kept.rename(before, request.session.session_key)


def browser_of(request: Any) -> str:
    """In words that its owner knows: Chrome di Android."""
    agent = request.headers.get("User-Agent", "")
    found = [next((name for mark, name in table if re.search(mark, agent)), "") for table in (_BROWSERS, _SYSTEMS)]
    return " di ".join(filter(None, found)) or "Peramban lain"
