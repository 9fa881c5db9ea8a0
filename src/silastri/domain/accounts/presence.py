"""For how long it holds that somebody proved who they are."""

from datetime import datetime, timedelta

IDLE = timedelta(minutes=30)  # an officer's page that nobody touches: counters share computers
WARNED = timedelta(minutes=2)  # before it
NOTED = timedelta(minutes=1)  # how often it is noted that somebody is there
FRESH = timedelta(minutes=30)  # before signing, appointing and administration
LONGEST_SITTING = timedelta(hours=3)  # signing keeps itself fresh, but not for a whole day
HALFWAY = timedelta(minutes=15)  # from the password to the second proof


def is_idle(seen: datetime, at: datetime) -> bool:
    return at - seen > IDLE


def is_fresh(proven: datetime, used: datetime, at: datetime) -> bool:
    """``used`` is when it was last used to sign: one sitting of signing asks once."""
    return at - proven <= FRESH or (at - used <= FRESH and at - proven <= LONGEST_SITTING)
