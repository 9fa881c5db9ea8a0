"""A tariff in words: what each line costs, how many times, and when."""

from decimal import Decimal

from silastri.domain.definition.fee import Fee, FeeItem

from .spoken import Speech
from .wording import rupiah


def lines(fee: Fee, speech: Speech) -> list[str]:
    """One sentence for each line of the tariff; empty when the service costs nothing."""
    labels = {item.key: item.label for item in fee.items}
    return ([rupiah(fee.flat)] if fee.flat else []) + [_line(item, labels, speech) for item in fee.items]


def _line(item: FeeItem, labels: dict[str, str], speech: Speech) -> str:
    amount = f"{_amount(item, labels, speech)}{_bounds(item)}"
    times = speech.said(item.quantity, lambda reader: reader.amount()) if item.quantity else ""
    when = speech.condition(item.when) if item.when else ""
    on = speech.on_paths(item.paths)
    parts = (f"{item.label}: {amount}", times and f"dikali {times}", when and f"hanya jika {when}", on)
    return "; ".join(filter(None, parts))


def _amount(item: FeeItem, labels: dict[str, str], speech: Speech) -> str:
    if item.percent is not None:
        named = " dan ".join(labels.get(key, key) for key in item.of)
        return f"{_percent(item.percent)} dari {named or 'baris-baris sebelumnya'}"
    if item.by is not None:
        return ", ".join(f"{speech.value(item.by.text, key)} {rupiah(amount)}" for key, amount in item.table.items())
    said = speech.said(item.amount, lambda reader: reader.amount()) if item.amount else ""
    return said or "dihitung dari isian formulir"


def _bounds(item: FeeItem) -> str:
    said = " untuk tiap butir" if item.per else ""
    said += f", paling sedikit {rupiah(item.least)}" if item.least else ""
    said += f", paling banyak {rupiah(item.most)}" if item.most is not None else ""
    said += f", dibulatkan {item.rounding.towards} {rupiah(item.rounding.step)}" if item.rounding else ""
    return said + (" (uang jaminan, dikembalikan)" if item.deposit else "")


def _percent(number: Decimal) -> str:
    text = f"{number:f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}%".replace(".", ",")
