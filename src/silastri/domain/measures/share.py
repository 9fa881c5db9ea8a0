"""How shares in percent are rounded, everywhere: on screens in whole percents, in reports with one digit."""

from decimal import Decimal
from fractions import Fraction
from math import floor


def percent(part: int, whole: int) -> int:
    """In whole percents, rounded half up: 7 of 9 are 78.

    All is said only where nothing is missing, and nothing only where there is nothing: what would be rounded to 100
    or 0 without being it stays one step away, so 999 of 1,000 are 99, and 1 of 1,000 is 1. Of nothing the share is 0.
    """
    return _steps(Fraction(part), whole, 100)


def precise(part: int | Fraction, whole: int, places: int = 1) -> Decimal:
    """The same with so many decimals: 77.8; of 1,000 all but one are 99.9, and one is 0.1."""
    return Decimal(_steps(Fraction(part), whole, 100 * 10**places)).scaleb(-places)


def said(part: int, whole: int, places: int = 1) -> str:
    """77,8%."""
    return f"{precise(part, whole, places)}%".replace(".", ",")


def _steps(part: Fraction, whole: int, steps: int) -> int:
    rounded = floor(steps * part / whole + Fraction(1, 2)) if whole else 0
    if part < whole:
        rounded = min(rounded, steps - 1)
    return max(rounded, 1) if part > 0 else rounded
