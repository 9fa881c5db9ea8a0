"""Which services outside are used: those that settings name, and pretended ones where nothing is real."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from silastri.domain import identity
from silastri.domain.number import is_digits

from . import env, messaging

PRACTICE_MARK = "LATIHAN"  # in a home that a walk made, and removes
_PRETENDED = {
    "whatsapp": "silastri.adapters.messaging.fake.OnScreen",
    "sms": "silastri.adapters.messaging.fake.OnScreen",
    "email": "silastri.adapters.messaging.fake.OnScreen",
    "payment": "silastri.adapters.payment.fake.OnScreen",
}


def pretends(home: Path, *, demo: bool) -> bool:
    """Whether services may be pretended: in a demo, a preview or a walk, where no case and no money is real."""
    return demo or (home / PRACTICE_MARK).exists()


def telephone(name: str, typed: str) -> str:
    """The number in E.164, or nothing. Raises ImproperlyConfigured."""
    try:
        return identity.whatsapp(typed).e164 if typed else ""
    except identity.NotAnIdentity as wrong:
        raise ImproperlyConfigured(f"{name}: {wrong}") from None


def adapters(*, pretends: bool) -> dict[str, dict[str, Any]]:
    """The adapter of each port that has one. A port without is not offered. Raises ImproperlyConfigured."""
    said = {
        "whatsapp": env.text("SILASTRI_WHATSAPP"),
        "sms": env.text("SILASTRI_SMS"),
        "email": env.text("SILASTRI_EMAIL"),
        "payment": env.text("SILASTRI_PAYMENT"),
    }
    for port, backend in said.items():
        if backend in _PRETENDED.values() and not pretends:
            raise ImproperlyConfigured(f"SILASTRI_{port.upper()} is a pretended service, which only a demo may use")
    found = {port: backend or (_PRETENDED[port] if pretends else "") for port, backend in said.items()}
    return {port: _chosen(port, backend) for port, backend in found.items() if backend} | _antivirus(pretends=pretends)


def _antivirus(*, pretends: bool) -> dict[str, dict[str, Any]]:
    """ClamAV's daemon, where ``SILASTRI_CLAMD`` says where it is: ``host:port``, or the path of its socket."""
    said = env.text("SILASTRI_CLAMD")
    if not said:
        pretended = {"BACKEND": "silastri.adapters.antivirus.fake.OnlyEicar", "OPTIONS": {}}
        return {"antivirus": pretended} if pretends else {}
    host, _, port = said.rpartition(":")
    if not said.startswith("/") and not (host and is_digits(port) and 0 < int(port) < 65536):
        raise ImproperlyConfigured(f"SILASTRI_CLAMD must be host:port or the path of a socket, not {said!r}")
    address = said if said.startswith("/") else (host.strip("[]"), int(port))
    return {"antivirus": {"BACKEND": "silastri.adapters.antivirus.clamd.Clamd", "OPTIONS": {"address": address}}}


def _chosen(port: str, backend: str) -> dict[str, Any]:
    return messaging.chosen(port, backend) if port in messaging.PROVIDERS else {"BACKEND": backend, "OPTIONS": {}}
