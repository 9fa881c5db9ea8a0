"""A token of the region's provider is believed only when it is signed by it, for us, now, and for this question."""

import time
from typing import Any

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey

from silastri.adapters.sso.oidc import Oidc
from silastri.adapters.sso.port import SsoAway, SsoRefused

NIP = "198501012010011001"
OPTIONS: dict[str, Any] = {"client_id": "silastri", "client_secret": "x", "name": "SSO", "nip": "nip", "acr": ()}
KEY, OTHER = RSAKey.generate_key(2048, {"kid": "1"}), RSAKey.generate_key(2048, {"kid": "1"})
SHARED = OctKey.import_key("rahasia-yang-panjang-sekali-32-x")
GOOD = {"iss": "https://sso.example", "aud": "silastri", "sub": "1", "nonce": "n", "iat": 0, "exp": 0, "nip": NIP}


@pytest.mark.parametrize(
    ("changed", "key", "alg"),
    [
        ({"iss": "https://lain.example"}, KEY, "RS256"),
        ({"aud": "lain"}, KEY, "RS256"),
        ({"aud": ["silastri", "lain"]}, KEY, "RS256"),  # without who asked for it
        ({"nonce": "lain"}, KEY, "RS256"),
        ({"exp": -7200}, KEY, "RS256"),
        ({"sub": None}, KEY, "RS256"),
        ({}, OTHER, "RS256"),
        ({}, SHARED, "HS256"),
    ],
)
def test_a_token_that_is_not_for_us_is_refused(
    monkeypatch: pytest.MonkeyPatch, changed: dict[str, Any], key: Any, alg: str
) -> None:
    made = Oidc(issuer="https://sso.example", scope="openid", **OPTIONS)
    monkeypatch.setattr(made, "_discovered", lambda: ({}, KeySet([KEY])))
    now = int(time.time())

    def token(claims: dict[str, Any], key: Any, alg: str) -> str:
        timed = claims | {"iat": now, "exp": now + 3600 + claims["exp"]}
        return str(jwt.encode({"alg": alg, "kid": "1"}, timed, key))

    monkeypatch.setattr(made, "_token", lambda *_: token(GOOD, KEY, "RS256"))
    kept, came = {"state": "s", "nonce": "n", "verifier": "v"}, {"state": "s", "code": "c"}
    assert made.answered(came, kept, back="").nip == NIP
    monkeypatch.setattr(made, "_token", lambda *_: token(GOOD | changed, key, alg))
    with pytest.raises(SsoRefused):
        made.answered(came, kept, back="")


def test_a_provider_that_does_not_answer_rests_before_it_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each question holds one of the lines in which pages are served."""
    made, asked = Oidc(issuer="https://sso.example", scope="openid", **OPTIONS), []

    def away(*_: object, **__: object) -> None:
        asked.append(1)
        raise httpx.ConnectTimeout("")

    monkeypatch.setattr(httpx.Client, "get", away)
    for _ in range(3):
        with pytest.raises(SsoAway):
            made.ask(back="")
    assert len(asked) == 1
    made._rests_until = time.monotonic()
    with pytest.raises(SsoAway):
        made.ask(back="")
    assert len(asked) == 2
