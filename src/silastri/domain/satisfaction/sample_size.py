"""How many answers a survey needs (Krejcie and Morgan, error 5 %), from how many were served."""

from fractions import Fraction
from math import floor

_CHI_SQUARE = Fraction(3841, 1000)  # one degree of freedom, 5 %
_SHARE = Fraction(1, 2)
_ERROR = Fraction(5, 100)


def needed(served: int) -> int:
    """Rounded half up, which the printed table was made by; 0 where nobody was served. Raises ValueError below 0."""
    if served < 0:
        raise ValueError("jumlah yang dilayani tidak mungkin kurang dari nol")
    if served == 0:
        return 0
    spread = _CHI_SQUARE * _SHARE * (1 - _SHARE)
    size = spread * served / (_ERROR**2 * (served - 1) + spread)
    return floor(size + Fraction(1, 2))
