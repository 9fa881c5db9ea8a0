"""Reads made files."""

from datetime import datetime

from django.core.files.storage import default_storage
from django.db.models import Q, QuerySet

from .models import MadeFile

State = MadeFile.State
AWAITED = (State.WAITING, State.RUNNING)


def of_person(office_id: int, person_id: int) -> QuerySet[MadeFile]:
    """The newest first."""
    found = MadeFile.objects.filter(office_id=office_id, by_id=person_id)
    return found.defer("asked").order_by("-asked_at", "-pk")


def one(pk: int, *, office: int, person: int) -> MadeFile | None:
    return of_person(office, person).filter(pk=pk).first()


def to_make(at: datetime) -> QuerySet[MadeFile]:
    """Those that wait, and those whose worker did not come back."""
    left = Q(state=State.RUNNING, leased_until__lt=at)
    return MadeFile.objects.filter(Q(state=State.WAITING) | left).order_by("pk")


def to_remove(at: datetime) -> QuerySet[MadeFile]:
    return MadeFile.objects.filter(state=State.DONE, keep_until__lt=at)


def place(token: str) -> str:
    """Where its bytes lie in the file store."""
    return f"buatan/{token}"


def content(found: MadeFile) -> bytes:
    """Raises OSError, sealing.CannotOpen."""
    with default_storage.open(place(found.token), "rb") as stored:
        read: bytes = stored.read()
        return read
