"""Forgets what doors kept for a while: counts of tries, links and codes that have ended, registrations and files that
nobody finished."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from silastri.apps.accounts import attempts, codes, sessions
from silastri.apps.accounts import operations as accounts
from silastri.apps.documents import operations as documents
from silastri.apps.inbox import operations as inbox
from silastri.apps.messages import operations as messages
from silastri.domain.words.messages import table

KEPT = timedelta(days=7)  # a registration, long after its link has ended
UNDERSTOOD = timedelta(days=30)  # what a provider sent, once it was understood
UNFINISHED = timedelta(days=1)  # a file of which no part came any more


@transaction.atomic
def forget(at: datetime) -> None:
    attempts.forget_old(at)
    sessions.forget_ended()
    codes.forget_ended(at)
    accounts.forget_registrations(before=at - KEPT)
    documents.forget_partials(before=at - UNFINISHED)
    inbox.forget(before=at - UNDERSTOOD)
    # Whoever read an old message could not use its link, but could learn from it who has an account.
    messages.forget(table.SECRET, before=at - timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT))
