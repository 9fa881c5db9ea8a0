"""Forgets what doors kept for a while: counts of tries, registrations that nobody finished, links that have ended."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from silastri.apps.accounts import attempts, sessions
from silastri.apps.accounts import operations as accounts
from silastri.apps.messages import operations as messages
from silastri.domain.words.messages import table

KEPT = timedelta(days=7)  # a registration, long after its link has ended


@transaction.atomic
def forget(at: datetime) -> None:
    attempts.forget_old(at)
    sessions.forget_ended()
    accounts.forget_registrations(before=at - KEPT)
    # Whoever read an old message could not use its link, but could learn from it who has an account.
    messages.forget(table.SECRET, before=at - timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT))
