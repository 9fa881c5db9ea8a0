"""Telephone numbers are given to others after some months: whoever reads there now may not be who did then."""

from datetime import datetime, timedelta

from silastri.domain.number import is_digits

LONG = timedelta(days=180)
DIGITS = 6  # of the NIK, its last


def may_be_anothers(last_used: datetime | None, at: datetime, *, doubted: bool) -> bool:
    """Whether a code to the number alone proves too little: nobody used the account for long, or word came that the
    number has changed hands."""
    return doubted or last_used is None or at - last_used > LONG


def knows_nik(nik: str, typed: str) -> bool:
    return bool(nik) and nik[-DIGITS:] == "".join(c for c in typed if is_digits(c))
