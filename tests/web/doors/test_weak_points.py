"""Whoever finds a weak point finds out to whom it is told."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from silastri.config import env


def test_programs_and_people_find_the_contact(db: None, settings: object) -> None:
    settings.SECURITY_CONTACTS = ["mailto:keamanan@contoh.go.id", "tel:+62-761-1"]  # type: ignore[attr-defined]
    answer = Client().get("/.well-known/security.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    fields = [line.split(": ", 1) for line in answer.content.decode().splitlines()]
    assert [value for name, value in fields if name == "Contact"] == ["mailto:keamanan@contoh.go.id", "tel:+62-761-1"]
    told = dict(fields)
    left = datetime.strptime(told["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC) - datetime.now(UTC)
    assert timedelta(days=170) < left < timedelta(days=182)
    assert (told["Preferred-Languages"], told["Policy"]) == ("id, en", "http://testserver/keamanan/")
    page = Client().get("/keamanan/").content.decode()
    assert 'href="mailto:keamanan@contoh.go.id">keamanan@contoh.go.id<' in page


def test_without_a_contact_the_page_leads_to_the_offices(db: None) -> None:
    assert "Contact: http://testserver/keamanan/\n" in Client().get("/.well-known/security.txt").content.decode()
    assert re.search(r'Hubungi <a class="govuk-link" href="/kantor/"', Client().get("/keamanan/").content.decode())


@pytest.mark.parametrize(
    "said", ["keamanan@contoh.go.id", "http://contoh.go.id", "mailto:x", "mailto:a@b.c\nExpires: x", "tel:0761"]
)
def test_what_is_no_contact_is_told_at_start(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("SILASTRI_SECURITY_CONTACT", said)
    with pytest.raises(ImproperlyConfigured, match="SILASTRI_SECURITY_CONTACT"):
        env.contacts("SILASTRI_SECURITY_CONTACT")
