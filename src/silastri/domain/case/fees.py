"""What a case costs under the tariff of its standard: whole rupiah, line by line."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from silastri.domain.definition.condition import Condition, ConditionFailed
from silastri.domain.definition.fee import Fee, FeeItem, Rounding, Towards
from silastri.domain.number import exact, rupiah, written
from silastri.domain.refusal import NotFit

from .facts import Facts

MOST = 10**12
_FINEST = Decimal("0.000001")  # what a formula's fraction is worth


class FeeFailed(NotFit):
    """The tariff gives no amount that can be paid in this case; the message is a sentence for the officer."""


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    quantity: int
    unit: int  # the price of one, in rupiah
    amount: int  # the total, in rupiah
    deposit: bool = False  # given back later


def assess(fee: Fee, facts: Facts) -> tuple[Line, ...]:
    """The lines that apply to this case, without those of zero rupiah. Raises FeeFailed, ConditionFailed."""
    lines = [("", Line(fee.legal_basis or "Biaya layanan", 1, fee.flat, fee.flat))] if fee.flat else []
    for item in fee.items:
        if item.applies(facts):
            lines += [(item.key, line) for line in _lines(item, facts, lines)]
    if total(tuple(line for _, line in lines)) > MOST:
        raise FeeFailed("Jumlah tarif terlalu besar. Periksa isian permohonan.")
    return tuple(line for _, line in lines if line.amount)


def total(lines: tuple[Line, ...]) -> int:
    return sum(line.amount for line in lines)


def deposit(lines: tuple[Line, ...]) -> int:
    """The part of the total that is a deposit, to be given back later."""
    return sum(line.amount for line in lines if line.deposit)


def _lines(item: FeeItem, facts: Facts, before: list[tuple[str, Line]]) -> Iterator[Line]:
    if item.per is None:
        yield _line(item, facts, before)
        return
    things = item.per.value(facts)
    if not isinstance(things, list):
        raise FeeFailed(
            f'"{item.per.text}" bukan daftar, jadi tarif {item.label} tidak dapat dihitung untuk tiap isinya.'
        )
    for number, thing in enumerate(things, start=1):
        line = _line(item, facts | {"butir": thing}, before)
        yield Line(f"{line.label} ({number})", line.quantity, line.unit, line.amount, line.deposit)


def _line(item: FeeItem, facts: Facts, before: list[tuple[str, Line]]) -> Line:
    unit = _unit(item, facts, before)
    quantity = _number(item.quantity, facts) if item.quantity else Decimal(1)
    exact = _rounded(unit * quantity, item)
    amount = min(max(exact, item.least), item.most if item.most is not None else MOST)
    if not 0 <= exact <= MOST:
        raise FeeFailed(f"Tarif {item.label} menghasilkan jumlah yang tidak mungkin: {exact}.")
    if unit == int(unit) and quantity != int(quantity):
        label = f"{item.label} ({written(quantity)} x {rupiah(int(unit))})"
        return Line(label, 1, amount, amount, item.deposit)
    if unit != int(unit) or amount != unit * quantity:
        return Line(item.label, 1, amount, amount, item.deposit)  # rounded: no product of whole numbers to show
    return Line(item.label, int(quantity), int(unit), amount, item.deposit)


def _unit(item: FeeItem, facts: Facts, before: list[tuple[str, Line]]) -> Decimal:
    if item.percent is not None:
        base = sum(line.amount for key, line in before if not line.deposit and (not item.of or key in item.of))
        return Decimal(base) * item.percent / 100
    if item.by is not None:
        row = item.by.value(facts)
        if row not in item.table:
            raise FeeFailed(f'Tabel tarif {item.label} tidak punya baris "{row}".')
        return Decimal(item.table[row])
    assert item.amount is not None
    return _number(item.amount, facts)


def _rounded(amount: Decimal, item: FeeItem) -> int:
    if item.rounding is None:
        if amount != int(amount):
            raise FeeFailed(f"Tarif {item.label} menghasilkan pecahan rupiah; standar belum menyebut pembulatannya.")
        return int(amount)
    return rounded(amount, item.rounding)


def rounded(amount: Decimal, to: Rounding) -> int:
    """The amount, rounded to a multiple of the tariff's step."""
    return int((amount / to.step).quantize(Decimal(1), rounding=_TOWARDS[to.towards])) * to.step


_TOWARDS = {Towards.UP: ROUND_CEILING, Towards.DOWN: ROUND_FLOOR, Towards.NEAREST: ROUND_HALF_UP}


def _number(condition: Condition, facts: Facts) -> Decimal:
    value = _worked_out(condition, facts)
    if isinstance(value, float) and abs(value) <= MOST:
        return exact(value).quantize(_FINEST).normalize() + 0
    if isinstance(value, bool) or not isinstance(value, int):
        raise FeeFailed(f'Rumus tarif "{condition.text}" tidak menghasilkan bilangan yang dapat dibayar.')
    return Decimal(value)


def _worked_out(condition: Condition, facts: Facts) -> object:
    """The value of the formula. Raises FeeFailed for division by zero, too large a number or an answer of the wrong
    kind."""
    try:
        return condition.value(facts)
    except ConditionFailed:
        raise FeeFailed(
            f'Rumus tarif "{condition.text}" tidak dapat dihitung untuk permohonan ini. Periksa isiannya.'
        ) from None


_ONES = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
_SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu"))


def in_words(amount: int) -> str:
    """Rupiah in words, as a receipt prints them: 1500000 is "satu juta lima ratus ribu"."""
    return _words(amount) if amount else "nol"


def _words(n: int) -> str:
    for scale, name in _SCALES:
        if n >= scale:
            head = "seribu" if scale == 1000 and n < 2000 else f"{_words(n // scale)} {name}"
            return f"{head} {_words(n % scale)}".strip()
    return _hundreds(n)


def _hundreds(n: int) -> str:
    if n < 12:
        return _ONES[n]
    if n < 20:
        return f"{_ONES[n - 10]} belas"
    if n < 100:
        return f"{_ONES[n // 10]} puluh {_ONES[n % 10]}".strip()
    head = "seratus" if n < 200 else f"{_ONES[n // 100]} ratus"
    return f"{head} {_hundreds(n % 100)}".strip()
