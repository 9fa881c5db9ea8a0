"""A screen gets its use, changes it, and is let go: by a manager, who reads the code that it shows."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from silastri.apps.audit.operations import log
from silastri.apps.devices import operations, queries
from silastri.apps.devices.models import Device
from silastri.domain import reference
from silastri.domain.act import Act
from silastri.domain.refusal import NotFit, NotThere

_WRONG = (
    "Kode ini tidak ada, sudah dipakai, atau sudah lebih dari 15 menit. Ketik kode yang sekarang tampil di layar itu."
)


class NoCode(NotFit):
    """No screen shows that code now."""


class NoDevice(NotThere):
    """The office has no such screen, or it was let go."""


@dataclass(frozen=True, slots=True)
class Use:
    """What a screen is for. ``width`` of its tickets in millimetres, ``spoken``: whether it says calls aloud."""

    mode: str
    name: str
    width: int = 80
    spoken: bool = True

    @property
    def fields(self) -> dict[str, Any]:
        return {
            "mode": self.mode,
            "name": self.name,
            "settings": {"width": self.width, "spoken": self.spoken},
        }


def begin(act: Act) -> tuple[Device, str]:
    """A new screen without a use, and the secret of its browser."""
    with transaction.atomic():
        return operations.begin(at=act.at)


def code(act: Act, device: Device) -> str:
    """The code that it shows now; a new one when the last is over."""
    with transaction.atomic():
        operations.show_code(device, at=act.at)
    return device.code or ""


@transaction.atomic
def tie(act: Act, *, typed: str, use: Use) -> Device:
    """Raises NoCode."""
    assert act.by.office and act.by.person
    shown = reference.tidy_device_code(typed)
    found = queries.waiting(shown, act.at).select_for_update().first() if shown else None
    if found is None:
        raise NoCode(_WRONG, {"kode": _WRONG})
    operations.tie(found, office_id=act.by.office, by=act.by.person, at=act.at, **use.fields)
    log(act, "tie_device", use.name)
    return found


@transaction.atomic
def change(act: Act, *, pk: int, use: Use) -> Device:
    """Raises NoDevice."""
    found = one_of_office(act, pk, lock=True)
    operations.change(found, **use.fields)
    log(act, "change_device", use.name)
    return found


@transaction.atomic
def let_go(act: Act, *, pk: int) -> Device:
    """Its browser is free again. Raises NoDevice."""
    found = one_of_office(act, pk, lock=True)
    operations.let_go(found, at=act.at)
    log(act, "let_device_go", found.name)
    return found


@transaction.atomic
def try_out(act: Act, *, pk: int) -> Device:
    """It says a trial call as soon as it asks for news. Raises NoDevice."""
    found = one_of_office(act, pk, lock=True)
    operations.try_out(found, at=act.at)
    return found


def one_of_office(act: Act, pk: int, *, lock: bool = False) -> Device:
    """Raises NoDevice."""
    devices = queries.of_office(act.by.office or 0)
    found = (devices.select_for_update() if lock else devices).filter(pk=pk).first()
    if found is None:
        raise NoDevice("Perangkat ini tidak ada, atau sudah dilepas.")
    return found
