"""Which signer is used, and how: here, or at BSrE."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from . import env

_BSRE = "silastri.adapters.signing.bsre"
TRIAL = "contoh"  # instead of a folder of root certificates: only the demo authority is believed


def adapter(home: Path, keys: Path) -> dict[str, Any]:
    """Raises ImproperlyConfigured."""
    chosen = env.one_of("SILASTRI_SIGNER", ("local", "bsre-v1", "bsre-v2"))
    authority = keys / "authority"
    if chosen == "local":
        return {
            "BACKEND": "silastri.adapters.signing.local.LocalSigner",
            "OPTIONS": {"authority": authority, "signers": home / "signers"},
        }
    version = chosen.removeprefix("bsre-")
    return {"BACKEND": f"{_BSRE}.{version}.{version.upper()}", "OPTIONS": _bsre() | {"authority": authority}}


def _bsre() -> dict[str, Any]:
    image = env.text("SILASTRI_BSRE_IMAGE")
    return {
        "url": _url(),
        "user": env.needed("SILASTRI_BSRE_USER"),
        "password": env.needed("SILASTRI_BSRE_PASSWORD"),
        "roots": _roots(env.text("SILASTRI_BSRE_ROOTS")),
        "seconds": {
            "connect": env.number("SILASTRI_BSRE_CONNECT_SECONDS", 5),
            "sign": env.number("SILASTRI_BSRE_SIGN_SECONDS", 30),
            "verify": env.number("SILASTRI_BSRE_VERIFY_SECONDS", 120),
        },
        "image": Path(image) if image else None,
        "place": env.text("SILASTRI_BSRE_PLACE"),
    }


def _url() -> str:
    url = env.text("SILASTRI_BSRE_URL")
    if not url.startswith(("http://", "https://")):
        raise ImproperlyConfigured("SILASTRI_BSRE_URL must be the address of the eSign Client Service, http or https")
    return url


def _roots(said: str) -> Path | None:
    """Without roots nothing could be verified: every letter would stay in doubt after it was signed."""
    if said == TRIAL:
        return None
    folder = Path(said)
    if not said or not any(folder.glob("*.pem")):
        raise ImproperlyConfigured(f"SILASTRI_BSRE_ROOTS must be a folder with *.pem root certificates, or {TRIAL}")
    return folder
