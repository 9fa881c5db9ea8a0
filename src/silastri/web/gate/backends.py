"""By which door somebody came in. A session names its door, and Django takes only doors that the settings name.

Django's own sign-in is not used: people come in by ``door.enter`` alone.
"""

from typing import Any

from django.contrib.auth.backends import BaseBackend

from silastri.apps.accounts import queries
from silastri.apps.accounts.models import Person


class ByProof(BaseBackend):
    """The only door of an installation: what was proved stands in the session (``standing``)."""

    is_proven = False

    def authenticate(self, request: Any, **credentials: Any) -> None:
        return None

    def get_user(self, user_id: int) -> Person | None:
        person = queries.person(user_id)
        return person if person and person.is_active else None


class ByDemoButton(ByProof):
    """One click of the demo and of the preview of a definition, where nobody is real: counts as proven. Their settings
    alone name it."""

    is_proven = True
