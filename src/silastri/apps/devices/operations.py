"""Writes devices. Each function needs the transaction of the act that calls it, but ``seen`` and ``voice``."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from silastri.domain import reference

from .models import Device
from .queries import hashed

CODE_LASTS = timedelta(minutes=15)
_FORGOTTEN = timedelta(days=1)  # after its code ended
_SEEN_EVERY = timedelta(minutes=1)


def begin(*, at: datetime) -> tuple[Device, str]:
    """A device without a use, and the secret that its browser keeps. Those that nobody gave a use are forgotten."""
    Device.objects.filter(tied_at=None, code_until__lt=at - _FORGOTTEN).delete()
    secret = secrets.token_urlsafe(32)
    code, until = _free_code(), at + CODE_LASTS
    return Device.objects.create(secret_hash=hashed(secret), made_at=at, code=code, code_until=until), secret


def show_code(device: Device, *, at: datetime) -> None:
    """A new code where the last is over. A device that was tied meanwhile stays as it is."""
    if device.code_until and device.code_until > at:
        return
    device.code, device.code_until = _free_code(), at + CODE_LASTS
    Device.objects.filter(pk=device.pk, tied_at=None).update(code=device.code, code_until=device.code_until)


def _free_code() -> str:
    while Device.objects.filter(code=(code := reference.device_code(secrets.choice))).exists():
        continue
    return code


def tie(device: Device, *, office_id: int, by: int, at: datetime, **use: Any) -> None:
    """Its code is used up."""
    device.office_id, device.tied_by_id, device.tied_at = office_id, by, at
    device.code = device.code_until = None
    change(device, **use)


def change(device: Device, *, mode: str, name: str, settings: dict[str, Any]) -> None:
    device.mode, device.name, device.settings = mode, name, settings
    device.save()


def let_go(device: Device, *, at: datetime) -> None:
    device.ended_at = at
    device.save(update_fields=["ended_at"])


def try_out(device: Device, *, at: datetime) -> None:
    device.trial_at = at
    device.save(update_fields=["trial_at"])


def seen(device: Device, *, at: datetime) -> bool:
    """Whether it was written down: once a minute."""
    if device.seen_at and timedelta() <= at - device.seen_at < _SEEN_EVERY:
        return False
    device.seen_at = at
    device.save(update_fields=["seen_at"])
    return True


def voice(device: Device, has_voice: bool) -> None:
    """What its browser told of its voices."""
    if device.has_voice is not has_voice:
        device.has_voice = has_voice
        device.save(update_fields=["has_voice"])
