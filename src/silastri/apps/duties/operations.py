"""Writes duties, and what is done for them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from silastri.apps.documents.models import StoredFile
from silastri.apps.letters.models import Letter
from silastri.apps.statements.made import insert
from silastri.domain.act import Act

from .models import Doing, Duty


def make(duties: Sequence[Duty]) -> None:
    """Adds duties; one that was added before stays as it is."""
    for first in range(0, len(duties), 500):
        insert(duties[first : first + 500], once=True)


def follow(letter: Letter, *, until: date) -> None:
    """Marks the duties due by that day whose next time was written down."""
    Duty.objects.filter(letter=letter, followed=False, due_on__lte=until).update(followed=True)


def lapse(letter: Letter, *, after: date, at: datetime) -> None:
    """Ends the duties that would fall due after that day: they are not needed any more."""
    waiting = Duty.objects.filter(letter=letter, due_on__gt=after, state__in=[Duty.State.OPEN, Duty.State.RETURNED])
    waiting.update(state=Duty.State.LAPSED, ended_at=at)


def revive(letter: Letter, *, lapsed_at: datetime) -> None:
    """Restores the duties that were ended at that moment."""
    Duty.objects.filter(letter=letter, state=Duty.State.LAPSED, ended_at=lapsed_at).update(
        state=Duty.State.OPEN, ended_at=None
    )


def hand_on(old: Letter, new: Letter) -> None:
    """Moves the duties of a letter to the letter that corrects it, with the same days."""
    Duty.objects.filter(letter=old).update(letter=new, case=new.case_id)


def enter(act: Act, duty: Duty, *, what: str, state: str, note: str = "", file: StoredFile | None = None) -> Doing:
    """Adds what was done, and changes the state of the duty."""
    facts: dict[str, Any] = {"by": f"{act.by.posts.get(duty.post, '')} {act.by.name}".strip(), "note": note}
    doing = Doing.objects.create(duty=duty, what=what, at=act.at, person_id=act.by.person, file=file, **facts)
    duty.state, duty.ended_at = state, act.at if state == Duty.State.DONE else None
    duty.save(update_fields=["state", "ended_at"])
    return doing
