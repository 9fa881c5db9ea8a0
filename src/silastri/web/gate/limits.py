"""Slows down guessing from one address."""

from datetime import timedelta
from typing import Any

from silastri.apps.accounts import attempts
from silastri.domain.refusal import TooOften

from .address import address_of

_WINDOW = timedelta(minutes=10)


def slow_down(request: Any, what: str, *, most: int, sentence: str) -> None:
    """Counts one try from the address of the request: ``most`` in ten minutes. Raises TooOften."""
    key = attempts.key_of(what, address_of(request))
    if attempts.too_often(key, most=most, window=_WINDOW, at=request.act.at):
        raise TooOften(f"{sentence} Tunggu 10 menit, lalu coba lagi.")
