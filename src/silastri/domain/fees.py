"""What a case costs under the tariff of its standard: whole rupiah, line by line."""

from dataclasses import dataclass

from .definition.condition import Condition
from .definition.standard import Fee
from .facts import Facts
from .refusal import NotFit

MOST = 10**12


class FeeFailed(NotFit):
    """The tariff gives no payable amount for this case; the message is a sentence for the officer."""


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    quantity: int
    unit: int  # rupiah for one
    amount: int  # rupiah in all


def assess(fee: Fee, facts: Facts) -> tuple[Line, ...]:
    """The lines that hold for this case, without those that come to nothing. Raises FeeFailed, ConditionFailed."""
    lines = [Line(fee.legal_basis or "Biaya layanan", 1, fee.flat, fee.flat)] if fee.flat else []
    for item in fee.items:
        if item.applies(facts):
            unit = _whole(item.amount, facts)
            quantity = _whole(item.quantity, facts) if item.quantity else 1
            lines.append(Line(item.label, quantity, unit, _payable(unit * quantity, item.label)))
    return tuple(line for line in lines if line.amount)


def total(lines: tuple[Line, ...]) -> int:
    return sum(line.amount for line in lines)


def _whole(condition: Condition, facts: Facts) -> int:
    value = condition.value(facts)
    if isinstance(value, bool) or not isinstance(value, int):
        raise FeeFailed(f'Rumus tarif "{condition.text}" tidak menghasilkan bilangan bulat.')
    return value


def _payable(amount: int, label: str) -> int:
    if not 0 <= amount <= MOST:
        raise FeeFailed(f"Tarif {label} menghasilkan jumlah yang tidak mungkin: {amount}.")
    return amount


_ONES = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
_SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu"))


def in_words(amount: int) -> str:
    """Rupiah in words, as receipts want: 1500000 is "satu juta lima ratus ribu"."""
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
