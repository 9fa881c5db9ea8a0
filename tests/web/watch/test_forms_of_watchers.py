"""The forms that those who watch must use are shown to them: the style hides every other form of their pages."""

import re

import pytest
from django.urls import Resolver404, resolve
from lxml import html

from silastri.web.gate.watching import MAY_DO, READS_BY_POST
from tests.builders import STANDARDS, a_case, a_town
from tests.web.addresses import address
from tests.web.watch.test_reads_only import routes, watching

THEIRS = MAY_DO | READS_BY_POST


def hidden(content: bytes, path: str) -> list[str]:
    """The forms of theirs in what the page holds which the style would hide from them."""
    found = []
    for form in html.fromstring(content).xpath('//main//form[translate(@method, "POST", "post")="post"]'):
        action = (form.get("action") or path).partition("?")[0]
        try:
            match = resolve(action)
        except Resolver404:
            continue
        theirs = match.url_name in THEIRS or getattr(match.func.__wrapped__, "reads_by_post", False)
        is_shown = form.get("role") == "search" or "reads" in (form.get("class") or "").split()
        if theirs and not is_shown and match.url_name != "change_bribe":  # a watcher reads no such report there
            found.append(f"{path}: {action}")
    return found


@pytest.mark.once
def test_no_form_of_theirs_is_hidden(db: None) -> None:
    town, readers = a_town(), a_town(STANDARDS / "inspektorat")
    case, client, found = a_case(town, "verifikasi"), watching(readers.officer("auditor"), town.office), []
    for route in routes():
        path = address(route, town, case.ref)
        shown = client.get(path)
        if shown.status_code == 200 and b"<main" in getattr(shown, "content", b""):
            found += hidden(shown.content, path)
    assert found == []


def test_the_reason_is_asked_in_a_form_that_shows(db: None) -> None:
    town, readers = a_town(), a_town(STANDARDS / "inspektorat")
    case, client = a_case(town, "verifikasi"), watching(readers.officer("auditor"), town.office)
    session = client.session
    del session["alasan-buka"]
    session.save()
    path = f"/petugas/permohonan/{case.ref}/"
    asked = client.get(path)
    assert "Untuk apa data ini dibuka?" in asked.content.decode()
    assert re.search(r'<form method="post" class="reads" action="/petugas/alasan/"', asked.content.decode())
    assert hidden(asked.content, path) == []
