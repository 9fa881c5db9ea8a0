"""A provider's description may not lead the server to the machine itself, nor break it."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from silastri.adapters.sso import places
from silastri.adapters.sso.oidc import Oidc
from silastri.adapters.sso.port import SsoAway
from tests.adapters.asked.canary import Canary

ISSUER = "https://sso.kab.example"
OPTIONS: dict[str, Any] = {"client_id": "s", "client_secret": "x", "name": "SSO", "nip": "nip", "acr": ()}


@pytest.fixture
def provider() -> Iterator[Canary]:
    with Canary() as made:
        yield made


@pytest.fixture
def behind() -> Iterator[Canary]:
    """What stands where the server can reach it and nobody else."""
    with Canary() as made:
        yield made


def described(base: str, **changed: Any) -> dict[str, Any]:
    names = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    return {"issuer": base} | {name: f"{base}/{name}" for name in names} | changed


def asked(provider: Canary) -> None:
    made = Oidc(issuer=provider.url, scope="openid", **OPTIONS)
    with pytest.raises(SsoAway):
        made.ask(back="https://kantor.example/")


@pytest.mark.parametrize("name", ["authorization_endpoint", "token_endpoint", "jwks_uri", "end_session_endpoint"])
@pytest.mark.parametrize(
    "address",
    [
        *("http://lain.kab.example/", "https://127.0.0.1/", "https://2130706433/", "https://127.1/", "https://a.0x7f/"),
        *("https://[::1]/", "https://[::ffff:127.0.0.1]/", "https://localhost/", "https://a.localhost/"),
        *("https://169.254.169.254/latest/", "https://10.0.0.1/", "https://redis/", "https://a.internal/"),
        *(
            "file:///etc/passwd",
            "javascript:alert(1)",
            "gopher://a.example/",
            "https://a@sso.kab.example/",
            "//a.example",
        ),
        *("https:///jwks", "https://127.0.0.1\u3002example/", "https://\uff11\uff12\uff17.0.0.1/"),
    ],
)
def test_only_a_public_name_with_tls_may_stand_beside_the_issuer(name: str, address: str) -> None:
    assert not places.are_allowed(described(ISSUER, **{name: address}), ISSUER)


@pytest.mark.parametrize("other", [ISSUER, f"{ISSUER}:8443", "https://kunci.penyedia.example"])
def test_endpoints_may_be_on_another_host(other: str) -> None:
    """OpenID Connect Discovery 1.0 allows it, and large providers do so."""
    assert places.are_allowed(described(ISSUER, jwks_uri=f"{other}/jwks"), ISSUER)


def test_keys_are_not_fetched_from_the_machine_itself(provider: Canary, behind: Canary) -> None:
    provider.says(json.dumps(described(provider.url, jwks_uri=f"{behind.url}/admin")))
    asked(provider)
    assert len(provider.heard) == 1
    assert behind.heard == []


def test_a_redirect_is_not_followed(provider: Canary, behind: Canary) -> None:
    provider.leads_to(behind.url)
    asked(provider)
    assert len(provider.heard) == 1
    assert behind.heard == []


@pytest.mark.parametrize("said", ['{"a":' * 50_000, '{"issuer": ' + "9" * 10_000 + "}", "[]", "\0", '{"a": "\\ud800"}'])
def test_a_description_that_cannot_be_read_is_no_answer(provider: Canary, said: str) -> None:
    provider.says(said)
    asked(provider)
