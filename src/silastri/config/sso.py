"""Where officers may sign in elsewhere, from the environment; without an issuer it is not offered."""

from typing import Any

from . import env

BACKEND = "silastri.adapters.sso.oidc.Oidc"


def adapter() -> dict[str, dict[str, Any]]:
    issuer = env.text("SILASTRI_SSO_ISSUER")
    if not issuer:
        return {}
    options = {
        "issuer": issuer,
        "client_id": env.needed("SILASTRI_SSO_CLIENT_ID"),
        "client_secret": env.needed("SILASTRI_SSO_CLIENT_SECRET"),
        "name": env.text("SILASTRI_SSO_NAME", "SSO daerah"),
        "scope": env.text("SILASTRI_SSO_SCOPE", "openid profile email"),
        "nip": env.text("SILASTRI_SSO_NIP_CLAIM", "nip"),
        "acr": tuple(env.text("SILASTRI_SSO_ACR").split()),
    }
    return {"sso": {"BACKEND": BACKEND, "OPTIONS": options}}
