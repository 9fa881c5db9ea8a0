"""Gives places and takes them back. Each function needs the transaction of the act that calls it."""

from datetime import datetime

from django.db import IntegrityError, transaction

from silastri.apps.cases.models import Case
from silastri.apps.catalog.models import Service

from . import queries
from .models import Kind, Place, State


def take(
    case: Case,
    kind: Kind,
    of: str,
    starts_at: datetime,
    *,
    count: int,
    at: datetime,
    by: int | None,
    until: datetime | None = None,
) -> Place | None:
    """Gives the case the lowest free place, held ``until`` then or for good; None when there is none."""
    place = Place(
        office_id=case.office_id, service_id=case.service_id, case=case, kind=kind, of=of, starts_at=starts_at,
        made_at=at, made_by_id=by, until=until,
    )  # fmt: skip
    return place if _numbered(place, count) else None


def _numbered(place: Place, count: int) -> bool:
    """Somebody else may take the number first: then the database refuses it, and the next one is tried."""
    tried: set[int] = set()
    while True:
        taken = queries.taken_numbers(place.service_id, Kind(place.kind), place.of, place.starts_at) | tried
        # After a quota was lowered, higher numbers may be taken, so the taken places are counted.
        if len(taken) >= count:
            return False
        place.number = number = next(n for n in range(1, count + 1) if n not in taken)
        try:
            with transaction.atomic():
                place.save()
        except IntegrityError:
            tried.add(number)
        else:
            return True


def wait(case: Case, of: str, *, at: datetime, by: int | None) -> None:
    """Puts the case at the end of the waiting list."""
    Place.objects.create(
        office_id=case.office_id, service_id=case.service_id, case=case, kind=Kind.QUOTA, of=of, starts_at=at,
        state=State.WAITING, made_at=at, made_by_id=by,
    )  # fmt: skip


def admit(place: Place, starts_at: datetime, *, count: int) -> bool:
    """Gives a waiting case a place of that period; False when there is none."""
    place.state, place.starts_at = State.KEPT, starts_at
    return _numbered(place, count)


def end(place: Place, state: State, *, at: datetime) -> bool:
    """Ends an appointment, given up or because nobody came; only once."""
    changed = Place.objects.filter(pk=place.pk, state=State.KEPT).update(state=state, ended_at=at)
    return bool(changed)


def set_end(case: Case, kind: Kind, until: datetime | None) -> None:
    """From now on the places of the case are held until then; None: until it gives them up."""
    Place.objects.filter(case=case, kind=kind, state=State.KEPT).update(until=until)


def let_go(service: Service | int, kind: Kind, of: str, *, at: datetime) -> None:
    """Frees the holds of that thing that are over, without waiting for the worker."""
    over = Place.objects.filter(service=service, kind=kind, of=of, state=State.KEPT, until__lte=at)
    over.update(state=State.FREED, ended_at=at)


def forget(case: Case) -> None:
    """Deletes the places of a draft that is deleted."""
    Place.objects.filter(case=case).delete()


def leave_step(case: Case, step: str, *, tomorrow: datetime, at: datetime) -> None:
    """Ends the appointment of a step that is over: kept if its hour has come, given up if it is still ahead."""
    mine = Place.objects.filter(case=case, kind=Kind.SLOT, of=step, state=State.KEPT)
    mine.filter(starts_at__gte=tomorrow).update(state=State.FREED, ended_at=at)
    mine.update(state=State.CAME, ended_at=at)


def free(case: Case, *, at: datetime, kind: Kind | None = None) -> None:
    """Frees everything that the case had or waited for."""
    mine = Place.objects.filter(case=case, state__in=(State.KEPT, State.WAITING))
    (mine.filter(kind=kind) if kind else mine).update(state=State.FREED, ended_at=at)
