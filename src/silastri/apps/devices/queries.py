"""Which screens an office has, and which of them asks."""

from datetime import datetime

from django.db.models import QuerySet

from silastri.apps.accounts.keys import index_of, lasting_indexes_of

from .models import Device


def hashed(secret: str) -> str:
    """What is kept of the secret that a browser holds."""
    return index_of(f"device {secret}")


def of_secret(secret: str) -> Device | None:
    """The device whose browser holds that secret; also one that was let go."""
    return (
        Device.objects.select_related("office").filter(secret_hash__in=lasting_indexes_of(f"device {secret}")).first()
    )


def waiting(code: str, at: datetime) -> QuerySet[Device]:
    """Whose screen shows that code now."""
    return Device.objects.filter(code=code, code_until__gt=at, tied_at=None)


def of_office(office_id: int) -> QuerySet[Device]:
    """Those that have a use, by name."""
    return Device.objects.filter(office_id=office_id, ended_at=None).order_by("name", "id")
