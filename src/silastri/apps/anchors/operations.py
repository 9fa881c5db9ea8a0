"""Makes the anchor of a day."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from . import queries
from .models import Anchor


def prepared(*, day: date, at: datetime) -> Anchor:
    """The anchor of that day, sealed and not kept yet, so that somebody outside may stamp it first."""
    before = queries.last()
    made = Anchor(day=day, at=at, heads=queries.heads(before, at=at), before=before.seal if before else queries.START)
    made.doubts = queries.doubts(contents_after=before, at=at)
    made.seal = queries.seal(made)
    return made


def keep(anchor: Anchor) -> bool:
    """False when another worker kept one of that day first."""
    try:
        with transaction.atomic():
            anchor.save(force_insert=True)
    except IntegrityError:
        return False
    return True
