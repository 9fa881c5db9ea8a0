"""Lets a person in, and writes down in which browser, so that they can see it and end it."""

import re
from dataclasses import replace
from typing import Any

from django.contrib.auth import login, update_session_auth_hash

from silastri.apps.accounts import sessions as kept
from silastri.apps.accounts.models import Person
from silastri.domain.act import Actor
from silastri.journey.apply import sessions

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


def enter(request: Any, person: Person) -> None:
    """From now on the request, and its browser, are the person's."""
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    request.session.save()
    act = replace(request.act, by=Actor(person.pk, person.name))
    sessions.begin(act, person=person, key=request.session.session_key, browser=browser_of(request))


def stay(request: Any, person: Person) -> None:
    """After a new password all sessions are over but this one."""
    before = request.session.session_key
    update_session_auth_hash(request, person)
    kept.rename(before, request.session.session_key)


def browser_of(request: Any) -> str:
    """In words that its owner knows: Chrome di Android."""
    agent = request.headers.get("User-Agent", "")
    found = [next((name for mark, name in table if re.search(mark, agent)), "") for table in (_BROWSERS, _SYSTEMS)]
    return " di ".join(filter(None, found)) or "Peramban lain"
