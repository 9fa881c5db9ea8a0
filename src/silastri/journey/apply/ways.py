"""By which ways a number is proved."""

from urllib.parse import quote

from django.conf import settings

from silastri.adapters.messaging import channels
from silastri.apps.accounts.models import Registration
from silastri.domain.refusal import NotFit

ASKS = "AKTIF"  # what somebody writes in a chat before the code of his registration


class NoWay(NotFit):
    """The office has no channel that reaches a telephone."""


def to_number() -> list[str]:
    """The channels that reach a telephone, the first one first."""
    return [channel for channel in channels() if channel in ("whatsapp", "sms")]


def way(wanted: str = "") -> str:
    """The one that was wanted where it is there, else the first. Raises NoWay."""
    found = to_number()
    if not found:
        raise NoWay("Akun belum bisa dibuat lewat internet. Datang ke loket dengan membawa KTP.")
    return wanted if wanted in found else found[0]


def to_write_to_us(registration: Registration) -> str:
    """The address that opens WhatsApp with a message to us; empty where we have no number there."""
    if not (settings.WHATSAPP_NUMBER and "whatsapp" in channels()):
        return ""
    return (
        f"https://wa.me/{settings.WHATSAPP_NUMBER.removeprefix('+')}?text={quote(f'{ASKS} {registration.chat_code}')}"
    )
