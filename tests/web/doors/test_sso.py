"""Signing in by the region's account, against a provider in a process of its own."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
from django.test import Client

from silastri import adapters
from silastri.apps.accounts.models import Address, Person, SsoLink
from silastri.apps.messages.models import Message
from silastri.apps.offices.models import Posting
from tests.adapters.messaging.started import free_port
from tests.builders import MONDAY, Town

NIP = "198501012010011001"
PEOPLE = [
    {"sub": "mfa", "nip": NIP, "amr": ["pwd", "otp"]},
    {"sub": "kedua", "nip": NIP, "amr": ["mfa"]},  # another account with the same NIP
    {"sub": "satu", "nip": NIP, "amr": ["pwd"]},
    {"sub": "pos-el", "email": "Petugas@contoh.example", "email_verified": True, "acr": "gold"},
    {"sub": "belum", "email": "petugas@contoh.example", "email_verified": False, "acr": "gold"},
    {"sub": "asing", "nip": "197001012000011001", "amr": ["mfa"]},
]


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "-p", str(port), "-n", "true"]
    for one in PEOPLE:
        command += ["--user-claims", json.dumps(one)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        address = f"http://127.0.0.1:{port}"
        for _ in range(300):
            try:
                httpx.get(f"{address}/.well-known/openid-configuration")
                break
            except httpx.HTTPError:
                time.sleep(0.1)
        yield address
        process.terminate()


OPTIONS = {"client_id": "silastri", "client_secret": "x", "name": "SSO Contoh", "nip": "nip", "acr": ("gold",)}


@pytest.fixture
def offered(issuer: str, settings: Any) -> Iterator[None]:
    options = {"issuer": issuer, "scope": "openid profile email", **OPTIONS}
    settings.ADAPTERS = settings.ADAPTERS | {"sso": {"BACKEND": "silastri.adapters.sso.oidc.Oidc", "OPTIONS": options}}
    adapters.get.cache_clear()
    yield
    adapters.get.cache_clear()


@pytest.fixture
def officer(town: Town, offered: None) -> Person:
    person = town.officer("loket")
    Person.objects.filter(pk=person.pk).update(nip=NIP)
    at = {"added_at": MONDAY, "consented_at": MONDAY, "proven_at": MONDAY}
    Address.objects.create(person=person, channel="email", value="petugas@contoh.example", **at)
    return person


def led(client: Client, sub: str, **changed: str) -> Any:
    """Goes to the provider, is somebody there, and comes back."""
    there = client.get("/masuk/sso/?lanjut=/petugas/surat/")["Location"]
    asked = parse_qs(urlsplit(there).query)
    assert asked["code_challenge_method"] == ["S256"] and len(asked["code_challenge"][0]) == 43
    back = httpx.post(there, data={"sub": sub}).headers["Location"]
    came = {name: values[0] for name, values in parse_qs(urlsplit(back).query).items()} | changed
    return client.get(f"{urlsplit(back).path}?{urlencode(came)}")


@pytest.mark.parametrize("sub", ["mfa", "pos-el"])
def test_an_officer_who_proved_it_twice_there_is_in(officer: Person, sub: str) -> None:
    client = Client()
    assert "masuk dengan SSO Contoh" in client.get("/masuk/").content.decode()
    assert led(client, sub)["Location"] == "/petugas/surat/"
    assert client.get("/petugas/").status_code == 200
    assert SsoLink.objects.get().person == officer
    assert "disambungkan dengan akun SSO Contoh" in Message.objects.latest("pk").body
    Person.objects.update(nip="")
    assert led(Client(), sub)["Location"] == "/petugas/surat/", "known by the account from now on"


def test_a_password_there_alone_owes_the_second_proof_here(officer: Person) -> None:
    client = Client()
    assert led(client, "satu")["Location"].startswith("/masuk/bukti/?lanjut=")
    assert client.get("/petugas/")["Location"].startswith("/masuk/")


@pytest.mark.parametrize(
    ("sub", "changed"),
    [
        ("asing", {}),  # a civil servant who is no officer here
        ("belum", {}),  # nobody proved the e-mail there
        ("mfa", {"state": "lain"}),
        ("mfa", {"code": "lain"}),
        ("mfa", {"error": "access_denied"}),
        ("mfa", {"iss": "https://lain.example"}),
    ],
)
def test_nobody_else_gets_in(officer: Person, sub: str, changed: dict[str, str]) -> None:
    client = Client()
    assert led(client, sub, **changed).status_code == 403
    assert client.get("/petugas/")["Location"].startswith("/masuk/")
    assert not SsoLink.objects.exists()


def test_a_second_account_there_does_not_take_an_officer_over(officer: Person) -> None:
    led(Client(), "mfa")
    assert led(Client(), "kedua").status_code == 403


def test_it_makes_nobody_an_officer(officer: Person) -> None:
    Posting.objects.filter(person=officer).delete()
    assert led(Client(), "mfa").status_code == 403
    assert not SsoLink.objects.exists() and not Posting.objects.filter(person=officer).exists()


def test_an_answer_without_a_question_and_a_provider_that_is_away(officer: Person, settings: Any) -> None:
    assert Client().get("/masuk/sso/kembali/?code=x&state=y").status_code == 403
    away = {"issuer": "http://127.0.0.1:9", "scope": "openid", **OPTIONS}
    settings.ADAPTERS = settings.ADAPTERS | {"sso": {"BACKEND": "silastri.adapters.sso.oidc.Oidc", "OPTIONS": away}}
    adapters.get.cache_clear()
    assert Client().get("/masuk/sso/").status_code == 409


def test_where_none_is_set_none_is_offered(db: None) -> None:
    assert "sso" not in Client().get("/masuk/").content.decode()
    assert Client().get("/masuk/sso/").status_code == 404
    assert Client().get("/masuk/sso/kembali/").status_code == 404
