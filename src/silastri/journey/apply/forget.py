"""Forgets what doors kept for a while: counts of tries, and registrations that nobody finished."""

from datetime import datetime, timedelta

from django.db import transaction

from silastri.apps.accounts import attempts
from silastri.apps.accounts import operations as accounts

KEPT = timedelta(days=7)  # a registration, long after its link has ended


@transaction.atomic
def forget(at: datetime) -> None:
    attempts.forget_old(at)
    accounts.forget_registrations(before=at - KEPT)
