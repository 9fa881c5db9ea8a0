"""Sessions in the database, as Django keeps them. Each request of somebody signed in reads one, and many write it anew,
by SQL that is made once (docs/why/0006)."""

from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import DateTimeField
from django.utils import timezone

from silastri.apps.statements.made import Lookup, Slot, update


def _not_over(key: Any, at: Any) -> Any:
    return Session.objects.filter(session_key=key, expire_date__gt=at)


_find = Lookup(_not_over, Slot(0), Slot(1, DateTimeField()))


class SessionStore(db.SessionStore):
    def _get_session_from_db(self) -> Session | None:
        found = _find(self.session_key, timezone.now())  # noqa: TID251 - Django calls this, without an act
        if found is None:
            self._session_key = None
        return found

    def save(self, must_create: bool = False) -> None:
        """A session that ended meanwhile, as by signing out in another tab, stays ended."""
        if must_create or self.session_key is None:
            super().save(must_create=must_create)
        else:
            update(self.create_model_instance(dict(self.items())), ("session_data", "expire_date"))
