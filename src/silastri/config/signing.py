"""How letters are signed here, read from the environment."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from . import env

_KEYS = ("contoh", "p12", "pkcs11")
_LEVELS = ("B-B", "B-T", "B-LTA")


def local(home: Path, keys: Path) -> dict[str, Any]:
    """The local signer: where its keys lie, under which authority, and what its signatures prove."""
    clock = env.text("SILASTRI_TSA_URL")
    kind, level = env.text("SILASTRI_SIGNING_KEYS", "contoh"), env.text("SILASTRI_SIGNATURE_LEVEL")
    level = level or ("B-T" if clock else "B-B")
    if kind not in _KEYS:
        raise ImproperlyConfigured(f"SILASTRI_SIGNING_KEYS must be one of {', '.join(_KEYS)}, not {kind!r}")
    if level not in _LEVELS:
        raise ImproperlyConfigured(f"SILASTRI_SIGNATURE_LEVEL must be one of {', '.join(_LEVELS)}, not {level!r}")
    if level != "B-B" and not clock and kind != "contoh":
        raise ImproperlyConfigured(f"SILASTRI_SIGNATURE_LEVEL={level} needs SILASTRI_TSA_URL")
    options: dict[str, Any] = {
        "authority": keys / "authority",
        "signers": home / "signers",
        "keys": kind,
        "roots": Path(env.text("SILASTRI_TRUST", str(keys / "trust"))),
        "clock": clock,
        "level": level,
    }
    if kind == "pkcs11":
        options["token"] = _token()
    return {"BACKEND": "silastri.adapters.signing.local.LocalSigner", "OPTIONS": options}


def _token() -> dict[str, str]:
    module = env.text("SILASTRI_PKCS11_MODULE")
    if not module:
        raise ImproperlyConfigured("SILASTRI_SIGNING_KEYS=pkcs11 needs SILASTRI_PKCS11_MODULE")
    token = env.text("SILASTRI_PKCS11_TOKEN", "silastri")
    return {"module": module, "token": token, "key": env.text("SILASTRI_PKCS11_KEY", "petugas-{petugas}")}
