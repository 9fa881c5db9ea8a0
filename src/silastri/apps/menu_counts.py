"""How much waits behind the entries of a desk's menu. The menu stands on every page, and asks once for all."""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from django.db.models import DateTimeField, QuerySet, Subquery

from silastri.apps.complaints import queries as complaints
from silastri.apps.conversations import queries as conversations
from silastri.apps.offices.models import Office
from silastri.apps.remarks import queries as remarks
from silastri.apps.statements.made import Figures, Slot, counted


class MenuCounts(NamedTuple):
    talks: int  # conversations that are open
    mentioned: int  # notes of colleagues to this officer that are new
    complaints: int  # those that wait for the posts
    late_complaints: int  # so many of them are late


def of_desk(office: int, person: int, posts: Collection[str], *, is_handler: bool, at: datetime) -> MenuCounts:
    """``is_handler``: what nobody has in hand waits for these posts too."""
    found = _asked(len(posts), is_handler)(office, person, at, *sorted(posts))
    return MenuCounts(*(count or 0 for count in found or (0, 0, 0, 0)))


@cache
def _asked(posts: int, is_handler: bool) -> Figures:
    """The statement for so many posts."""

    def asked(office: Slot, person: Slot, at: Slot, *posts: Slot) -> QuerySet[Any]:
        waiting = complaints.waiting(office, posts, is_handler=is_handler)
        rows = conversations.open_at(office), remarks.unread(person, office), waiting, waiting.filter(due_at__lt=at)
        return Office.objects.filter(pk=office).values_list(*(Subquery(counted(one)) for one in rows))

    return Figures(asked, Slot(0), Slot(1), Slot(2, DateTimeField()), *(Slot(3 + n) for n in range(posts)))
