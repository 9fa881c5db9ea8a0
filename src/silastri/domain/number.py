"""Numbers and money as Indonesians write them: a dot between thousands, a comma before a fraction.

Whatever somebody typed, in a form, a definition or a list that is imported, is read here and nowhere else. What can be
read in two ways is refused: ``1.5`` may be one and a half, or a slip for 1.500.
"""

import re
from decimal import Context, Decimal

from .visible import seen_number

MOST_DIGITS = 15  # what a binary fraction carries without a loss
MOST_DECIMALS = 4
_WHOLE = r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[0-9]+"
_NUMBER = re.compile(rf"(-?)({_WHOLE})(?:,([0-9]+))?")
_MONEY = re.compile(rf"(?:[Rr][Pp]\.? ?)?({_WHOLE})(?:,(?:00|-))?")
_FRACTION = re.compile(r"(?:[Rr][Pp]\.? ?)?[0-9.]*[0-9][.,][0-9]+")
_IN_A_FORMULA = re.compile(r"(?<![\w.])([1-9][0-9]{0,2})((?:\.[0-9]{3})+)(?![\w.])")
_CARRIED = Context(prec=MOST_DIGITS)


class NotANumber(ValueError):
    """It is no number, or may be read as two; the message tells how to write it."""


def money(text: str) -> int:
    """Whole rupiah: ``150000``, ``150.000``, ``Rp150.000``, ``Rp 150.000,00``, ``Rp150.000,-``. Raises NotANumber."""
    seen = seen_number(text)
    match = _MONEY.fullmatch(seen)
    if match is None:
        if re.search(r"-\s?[0-9]", seen):
            raise NotANumber("Tulis jumlah yang tidak kurang dari nol.")
        if _FRACTION.fullmatch(seen):
            raise NotANumber("Tulis rupiah bulat dengan titik tiap tiga angka, misalnya 150000 atau 150.000.")
        raise NotANumber("Tulis dengan angka saja, misalnya 150000 atau 150.000.")
    return int(_digits(match[1]))


def whole(text: str) -> int:
    """A number without a fraction, which may be negative: ``12``, ``-3``, ``1.500``. Raises NotANumber."""
    return int(number(text))


def number(text: str, decimals: int = 0) -> Decimal:
    """A number with so many digits behind its comma at most: ``18,1``, ``1.500,25``. Raises NotANumber."""
    seen = seen_number(text)
    match = _NUMBER.fullmatch(seen)
    if match is None:
        if not re.fullmatch(r"-?[0-9]+(?:[.,][0-9]+)+", seen):
            raise NotANumber(f"Tulis dengan angka saja, misalnya {'18,1' if decimals else '12'}.")
        if decimals:
            raise NotANumber("Tulis pecahan dengan koma dan ribuan dengan titik, misalnya 18,1 atau 1.500.")
        raise NotANumber("Tulis bilangan bulat dengan titik tiap tiga angka, misalnya 1500 atau 1.500.")
    sign, digits, fraction = match[1], match[2], match[3] or ""
    if fraction and not decimals:
        raise NotANumber("Tulis bilangan bulat, tanpa angka di belakang koma.")
    if len(fraction) > decimals:
        raise NotANumber(f"Tulis paling banyak {decimals} angka di belakang koma, misalnya 18,{'125125'[:decimals]}.")
    return Decimal(f"{sign}{_digits(digits, fraction)}.{fraction}")


def is_digits(text: str) -> bool:
    """Whether it is made of 0 to 9 alone. ``str.isdigit`` takes other signs too, such as ``²``, and ``int`` fails."""
    return text.isascii() and text.isdigit()


def with_a_point(text: str) -> Decimal | None:
    """``12.5``, as definitions were once allowed to write it; None for anything else. Nothing new is read so."""
    return Decimal(text) if re.fullmatch(r"[0-9]{1,4}\.[0-9]{1,4}", text) else None


def sent_back(typed: str) -> int:
    """A number that a page gave and a browser sent back, or -1: an address may be tampered with. It always fits the
    database."""
    return int(typed) if is_digits(typed) and len(typed) < 10 else -1


def _digits(whole_part: str, fraction: str = "") -> str:
    digits = whole_part.replace(".", "").lstrip("0")  # Python reads no number of 5,000 digits, not even of zeros
    if len(digits) + len(fraction) > MOST_DIGITS:
        raise NotANumber(f"Tulis angka yang lebih kecil, paling banyak {MOST_DIGITS} angka.")
    return digits or "0"


def is_amount(text: str) -> bool:
    """Whether it is meant as an amount of money, right or wrong, and not as a formula."""
    match = re.fullmatch(r"(?:[Rr][Pp]\.?)?([\s0-9.,]+)-?", seen_number(text))
    return bool(match and re.search("[0-9]", match[1]))


def ambiguous(formula: str) -> str:
    """The first number in a formula that is one thing to a computer and a thousand times that to a reader."""
    match = _IN_A_FORMULA.search(formula)
    return match[0] if match else ""


def rupiah(amount: int) -> str:
    """Rp1.500.000"""
    return f"Rp{amount:,}".replace(",", ".")


def written(value: float | Decimal) -> str:
    """As people write it: ``18,1``."""
    text = f"{value if isinstance(value, Decimal) else exact(value):f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def carried(value: Decimal) -> float:
    """How answers are kept and conditions know them: a binary fraction, from which ``exact`` gives the number back."""
    return float(value)


def exact(value: float) -> Decimal:
    """The decimal number that a binary fraction stands for, without the noise of having reckoned with it."""
    return Decimal(value) if isinstance(value, int) else _CARRIED.create_decimal(repr(value)).normalize() + 0
