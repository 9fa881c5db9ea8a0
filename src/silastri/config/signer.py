"""Which signer is used, and how: keys here, or BSrE."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from . import env

_KEYS = ("contoh", "p12", "pkcs11")
_LEVELS = ("B-B", "B-T", "B-LTA")
_BSRE = "silastri.adapters.signing.bsre"
TRIAL = "contoh"  # in place of a folder of root certificates: only the demo authority is trusted


def adapter(home: Path, keys: Path, *, pretends: bool) -> dict[str, Any]:
    """``pretends``: whether the demo authority may sign. Raises ImproperlyConfigured."""
    chosen = env.one_of("SILASTRI_SIGNER", ("local", "bsre-v1", "bsre-v2"))
    if chosen == "local":
        return _local(home, keys, pretends)
    if not pretends and env.text("SILASTRI_BSRE_ROOTS") == TRIAL:
        raise ImproperlyConfigured(f"SILASTRI_BSRE_ROOTS={TRIAL} works only in a demo")
    version = chosen.removeprefix("bsre-")
    return {"BACKEND": f"{_BSRE}.{version}.{version.upper()}", "OPTIONS": _bsre() | {"authority": keys / "authority"}}


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
        raise ImproperlyConfigured("SILASTRI_BSRE_URL harus alamat eSign Client Service, http atau https")
    return url


def _roots(said: str) -> Path | None:
    """The folder of root certificates. Without one, nothing could be verified, and every signed letter would stay in
    doubt."""
    if said == TRIAL:
        return None
    folder = Path(said)
    if not said or not any(folder.glob("*.pem")):
        raise ImproperlyConfigured(f"SILASTRI_BSRE_ROOTS harus map berisi sertifikat akar *.pem, atau {TRIAL}")
    return folder


def _local(home: Path, keys: Path, pretends: bool) -> dict[str, Any]:
    """The local signer: where its keys lie, under which authority, and what its signatures prove."""
    clock = env.text("SILASTRI_TSA_URL")
    kind, level = (
        env.text("SILASTRI_SIGNING_KEYS", "contoh" if pretends else "p12"),
        env.text("SILASTRI_SIGNATURE_LEVEL"),
    )
    level = level or ("B-T" if clock else "B-B")
    if kind not in _KEYS:
        raise ImproperlyConfigured(f"SILASTRI_SIGNING_KEYS harus salah satu dari {', '.join(_KEYS)}, bukan {kind!r}")
    if kind == "contoh" and not pretends:
        raise ImproperlyConfigured("SILASTRI_SIGNING_KEYS=contoh works only in a demo; set p12 or pkcs11")
    if level not in _LEVELS:
        raise ImproperlyConfigured(
            f"SILASTRI_SIGNATURE_LEVEL harus salah satu dari {', '.join(_LEVELS)}, bukan {level!r}"
        )
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
