"""OpenID Connect, as any provider speaks it: discovery, the code flow with PKCE, state and nonce, a signed ID token."""

import base64
import hashlib
import hmac
import secrets
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from silastri.domain import visible

from . import places
from .port import Question, SsoAway, SsoRefused, Told

_SECONDS = 4
_RESTS_FOR = 30  # seconds in which a provider that did not answer is not asked: each question holds a line of pages
_KNOWN_FOR = 3600  # seconds for which discovery and keys hold
_LEEWAY = 60  # seconds by which the clocks may differ
_SIGNED_BY = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]  # never "none", never a shared secret
_SECOND = frozenset({"mfa", "otp", "hwk", "swk", "sc", "fpt", "face", "iris"})  # of RFC 8176
_AWAY = "SSO tidak menjawab. Coba lagi nanti, atau masuk dengan kata sandi."
_FORGED = "Jawaban SSO tidak bisa dipercaya. Mulai lagi dari halaman masuk."


class Oidc:
    def __init__(
        self,
        *,
        issuer: str,
        client_id: str,
        client_secret: str,
        name: str,
        scope: str,
        nip: str,
        acr: tuple[str, ...],
    ) -> None:
        self.name = name
        self._issuer, self._client_id, self._secret = issuer, client_id, client_secret
        self._scope, self._nip, self._acr = scope, nip, acr
        self._known: tuple[float, dict[str, Any], KeySet] | None = None
        self._rests_until = 0.0

    def ask(self, *, back: str) -> Question:
        found, _ = self._discovered()
        kept = {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "verifier")}
        asked = {
            "response_type": "code",
            "client_id": self._client_id,
            "redirect_uri": back,
            "scope": self._scope,
            "state": kept["state"],
            "nonce": kept["nonce"],
            "code_challenge": _challenge(kept["verifier"]),
            "code_challenge_method": "S256",
        }
        if self._acr:
            asked["acr_values"] = " ".join(self._acr)
        return Question(_with(found["authorization_endpoint"], asked), kept)

    def answered(self, came: Mapping[str, str], kept: Mapping[str, str], *, back: str) -> Told:
        state = kept.get("state", "")
        if not state or not hmac.compare_digest(came.get("state", "").encode(), state.encode()):
            raise SsoRefused(_FORGED)
        if came.get("iss", self._issuer) != self._issuer:  # RFC 9207: the answer of another provider
            raise SsoRefused(_FORGED)
        if "error" in came or not came.get("code"):
            raise SsoRefused("Anda tidak jadi masuk lewat SSO.")
        token = self._token(came["code"], kept.get("verifier", ""), back)
        return self._told(self._claims(token, kept.get("nonce", "")))

    def sign_out(self, *, back: str) -> str:
        end = self._discovered()[0].get("end_session_endpoint", "")
        return _with(end, {"client_id": self._client_id, "post_logout_redirect_uri": back}) if end else ""

    def _token(self, code: str, verifier: str, back: str) -> str:
        found, _ = self._discovered()
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": verifier}
        try:
            with httpx.Client(timeout=_SECONDS) as client:
                answer = client.post(found["token_endpoint"], data=form, auth=(self._client_id, self._secret))
            body = visible.json_object(answer.content)
        except (httpx.HTTPError, ValueError):
            raise SsoAway(_AWAY) from None
        if answer.status_code >= 500:
            raise SsoAway(_AWAY)
        token = body.get("id_token")
        if answer.status_code != 200 or not isinstance(token, str):
            raise SsoRefused(_FORGED)
        return token

    def _claims(self, token: str, nonce: str) -> dict[str, Any]:
        rules = jwt.JWTClaimsRegistry(
            leeway=_LEEWAY,
            iss={"essential": True, "value": self._issuer},
            aud={"essential": True, "value": self._client_id},
            nonce={"essential": True, "value": nonce},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
        )
        try:
            claims = self._decoded(token)
            rules.validate(claims)
        except (JoseError, ValueError, TypeError, RecursionError):
            raise SsoRefused(_FORGED) from None
        others = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
        if not nonce or (len(others) > 1 and claims.get("azp") != self._client_id):
            raise SsoRefused(_FORGED)
        return claims

    def _decoded(self, token: str) -> dict[str, Any]:
        """With the keys that are known; a provider that changed them is asked once more."""
        was_known = self._known is not None
        _, keys = self._discovered()
        try:
            return dict(jwt.decode(token, keys, algorithms=_SIGNED_BY).claims)
        except (JoseError, ValueError):
            if not was_known:
                raise
        self._known = None
        return dict(jwt.decode(token, self._discovered()[1], algorithms=_SIGNED_BY).claims)

    def _told(self, claims: dict[str, Any]) -> Told:
        verified = claims.get("email_verified") in (True, "true")
        said = claims.get("amr")
        amr = said if isinstance(said, list) else []
        return Told(
            issuer=self._issuer,
            subject=str(claims["sub"])[:255],
            nip="".join(str(claims.get(self._nip) or "").split()),
            email=str(claims.get("email") or "") if verified else "",
            had_second_proof=bool(_SECOND & {str(one) for one in amr}) or claims.get("acr") in self._acr,
        )

    def _discovered(self) -> tuple[dict[str, Any], KeySet]:
        if self._known and time.monotonic() - self._known[0] < _KNOWN_FOR:
            return self._known[1], self._known[2]
        if time.monotonic() < self._rests_until:
            raise SsoAway(_AWAY)
        try:
            with httpx.Client(timeout=_SECONDS) as client:
                found = _object(client.get(f"{self._issuer.rstrip('/')}/.well-known/openid-configuration"))
                if found["issuer"] != self._issuer or not places.are_allowed(found, self._issuer):
                    raise SsoAway("Setelan SSO tidak cocok dengan penyedianya. Hubungi pengelola sistem.")
                keys = KeySet.import_key_set(_object(client.get(found["jwks_uri"])))  # type: ignore[arg-type]
        except (httpx.HTTPError, httpx.InvalidURL, JoseError, ValueError, KeyError, TypeError, RecursionError):
            self._rests_until = time.monotonic() + _RESTS_FOR
            raise SsoAway(_AWAY) from None
        self._known = (time.monotonic(), found, keys)
        return found, keys


def _object(answer: httpx.Response) -> dict[str, Any]:
    answer.raise_for_status()
    return visible.json_object(answer.content)


def _challenge(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")


def _with(address: str, query: dict[str, str]) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode(query)}"
