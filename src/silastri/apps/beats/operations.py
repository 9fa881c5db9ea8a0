"""Notes a sign of life."""

from datetime import datetime

from .models import Beat


def beat(name: str, at: datetime) -> None:
    Beat.objects.update_or_create(name=name, defaults={"at": at})


def stumble(name: str, at: datetime, why: str) -> None:
    """It could not be done for an office."""
    told = {"failed_at": at, "why": why[:200]}
    Beat.objects.update_or_create(name=name, defaults=told, create_defaults=told | {"at": at})
