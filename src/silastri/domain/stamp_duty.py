"""Stamp duty (bea meterai): what one stamp costs on a day."""

from datetime import date

_RATES = (
    (date(2000, 5, 1), 6_000),  # PP 24/2000; small amounts Rp3.000
    (date(2021, 1, 1), 10_000),  # UU 10/2020
)


def rate(on: date) -> int:
    """The rupiah of one stamp on that day; 0 before the first rate that is known here."""
    return max((rupiah for since, rupiah in _RATES if since <= on), default=0)
