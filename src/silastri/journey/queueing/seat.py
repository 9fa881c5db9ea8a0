"""An officer sits down at a counter, and leaves it."""

from datetime import timedelta

from django.db import transaction

from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.tickets import operations, queries
from silastri.apps.tickets.models import Counter
from silastri.domain.act import Act
from silastri.domain.refusal import MovedOn

from . import access, close


class SeatTaken(MovedOn):
    """Somebody else sits there."""


class InUse(MovedOn):
    """Somebody who was called stands there."""


@transaction.atomic
def sit(act: Act, *, counter: int) -> Counter:
    """The officer serves there from now on, and nowhere else.

    Raises NotUsed, NotKeeper, NoCounter, SeatTaken, InUse.
    """
    office = access.must_keep(act)
    today = offices.today(office, act.at)
    operations.lock(office.pk, today)
    close.close_until(act, office, today - timedelta(days=1))
    found, before = queries.counter(office.pk, counter), queries.counter_of(office.pk, act.by.person)
    if before and before.pk == found.pk:
        return found
    if found.person_id is not None:
        raise SeatTaken(f"{found} sedang ditempati {found.person}. Pilih loket lain.")
    if before:
        _leave(before)
    operations.seat(found, act.by.person, act.at)
    return found


@transaction.atomic
def leave(act: Act) -> None:
    """Raises NotUsed, NotKeeper, NoSeat, InUse."""
    office = access.must_keep(act)
    operations.lock(office.pk, offices.today(office, act.at))
    _leave(access.must_sit(act, office))


def empty(office: Office, found: Counter) -> None:
    """Nobody sits there any more, whoever it was; needs the locked day. Raises InUse."""
    if queries.counter(office.pk, found.pk).person_id is not None:
        _leave(found)


def _leave(found: Counter) -> None:
    if held := queries.at_counter(found):
        raise InUse(f"{found} masih memegang nomor {held.number}. Selesaikan atau pindahkan dulu.")
    operations.seat(found, None, None)
