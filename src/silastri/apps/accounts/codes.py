"""Six digits that prove that somebody reads what is sent to a number."""

import secrets
from datetime import datetime, timedelta
from enum import Enum
from hmac import compare_digest

from django.db.models import F

from .keys import index_of, indexes_of
from .models import Code, Person

LASTS = timedelta(minutes=10)
MOST_TRIES = 5


class Typed(Enum):
    RIGHT = "right"
    WRONG = "wrong"
    ENDED = "ended"  # used, too old, or guessed at too often


def make(key: str, *, at: datetime, person: Person | None = None) -> str:
    """New digits for that key; those before hold no more."""
    digits = f"{secrets.randbelow(10**6):06}"
    kept = {"digits": _index(key, digits), "until": at + LASTS, "tries": 0, "person": person}
    Code.objects.update_or_create(key=key, defaults=kept)
    return digits


def use(key: str, typed: str, *, at: datetime) -> tuple[Typed, Person | None]:
    """Counts the try before it looks, so that many at once cannot all be taken. Right digits hold once. What it counted
    must be kept: whoever calls it commits before anything is refused."""
    if not Code.objects.filter(key=key, until__gt=at, tries__lt=MOST_TRIES).update(tries=F("tries") + 1):
        return Typed.ENDED, None
    code = Code.objects.select_related("person").filter(key=key).first()
    if code is None or not _is(code.digits, key, typed):
        is_last = code is None or code.tries >= MOST_TRIES
        return Typed.ENDED if is_last else Typed.WRONG, None
    used, _ = Code.objects.filter(pk=code.pk, digits=code.digits).delete()
    return (Typed.RIGHT, code.person) if used else (Typed.ENDED, None)


def forget_ended(at: datetime) -> None:
    Code.objects.filter(until__lte=at).delete()


def _is(kept: str, key: str, typed: str) -> bool:
    return any(compare_digest(kept, one) for one in indexes_of(f"{key}/{typed}"))


def _index(key: str, digits: str) -> str:
    return index_of(f"{key}/{digits}")
