"""In which browsers people are signed in."""

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from .models import Person, SignedIn


def begin(person: Person, *, key: str, browser: str, at: datetime) -> SignedIn:
    return SignedIn.objects.create(person=person, key=key, browser=browser[:60], at=at)


def of(person: Person, at: datetime) -> QuerySet[SignedIn]:
    """Where the person is signed in now, the last first."""
    alive = Session.objects.filter(expire_date__gt=at).values("session_key")
    return SignedIn.objects.filter(person=person, key__in=alive).order_by("-at", "-pk")


def end(person: Person, pk: int) -> bool:
    """Ends one of the person's; False where it has ended, or is another's."""
    found = SignedIn.objects.filter(person=person, pk=pk)
    Session.objects.filter(session_key__in=found.values("key")).delete()
    return bool(found.delete()[0])


def end_all(person: Person, *, but: str = "") -> int:
    """Ends all but the one with that key; how many those were."""
    others = SignedIn.objects.filter(person=person).exclude(key=but)
    Session.objects.filter(session_key__in=others.values("key")).delete()
    return others.delete()[0]


def rename(old: str, new: str) -> None:
    """A session gets a new key when the password of its person changes."""
    SignedIn.objects.filter(key=old).update(key=new)


def forget_ended() -> None:
    SignedIn.objects.exclude(key__in=Session.objects.values("session_key")).delete()
