"""When a letter may be renewed, which letter an application renews, and what its holder is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from silastri.domain.case import form
from silastri.domain.case.held_letter import shifted
from silastri.domain.definition.after import Renewal
from silastri.domain.definition.field import Question
from silastri.domain.definition.letter_text import long_date
from silastri.domain.definition.standard import Product, Standard
from silastri.domain.duration import Duration
from silastri.domain.worktime import OfficeTime

Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Window:
    """The first and the last day on which a letter that ends on ``ends`` may be renewed."""

    first: date
    last: date
    ends: date
    anew: bool  # whether a holder who is late may apply as for a new letter

    def is_open(self, on: date) -> bool:
        return self.first <= on <= self.last

    def why_closed(self, number: str, on: date) -> str:
        """Why the letter cannot be renewed on that day, with the dates; empty if it can."""
        return "" if self.is_open(on) else f"Surat {number} berlaku sampai {long_date(self.ends)}. {self.told(on)}"

    def told(self, on: date) -> str:
        """What the holder may do on that day."""
        if on < self.first:
            return f"Perpanjangan dapat diajukan mulai {long_date(self.first)} sampai {long_date(self.last)}."
        last = f"Perpanjangan paling lambat {long_date(self.last)}"
        if self.is_open(on):
            return f"{last}."
        return f"{last}. Ajukan permohonan baru." if self.anew else f"{last}, jadi tidak dapat diterima lagi."


def window(standard: Standard, renewal: Renewal, ends: date, time: OfficeTime) -> Window:
    """The window of a letter. Without a last day of its own it stays open as long as the old letter may be picked.

    Raises NeverOpen.
    """
    first = shifted(time, ends, renewal.earliest, -1)
    grace = question(standard, renewal).may_be_ended
    last = shifted(time, ends, renewal.latest, -1) if renewal.latest else ends
    if renewal.latest is None and grace:
        last = shifted(time, ends, grace)
    return Window(first, last, ends, renewal.missed == "ajukan baru")


def question(standard: Standard, renewal: Renewal) -> Question:
    """The question that asks for the old letter; the checker makes sure that there is one."""
    return next(asked for asked in standard.form if asked.key == renewal.question)


def of_product(standard: Standard, key: str) -> Renewal | None:
    return next((product.renewal for product in standard.products if product.key == key), None)


def raw(renewal: Renewal, code: str) -> dict[str, str]:
    """The first answers of the form that renews the letter with that code."""
    return {**renewal.answers, renewal.question: code}


def renewed(standard: Standard, answers: Answers, own: str) -> tuple[Product, Answers] | None:
    """The product that these answers renew and the answer about the old letter; None if the application renews nothing.
    ``own`` is the service's address: a letter of another service is not renewed, only referred to."""
    for product in standard.products:
        if product.renewal is None:
            continue
        old = answers.get(product.renewal.question) or {}
        is_own = old.get("terdaftar") and old.get("layanan") == own and old.get("produk") == product.key
        if is_own and all(answers.get(key) == value for key, value in fixed(standard, product.renewal).items()):
            return product, old
    return None


def fixed(standard: Standard, renewal: Renewal) -> dict[str, Any]:
    """The answers that a renewal fixes, as the form reads them."""
    asked = tuple(q.model_copy(update={"when": None}) for q in standard.form if q.key in renewal.answers)
    return form.read(asked, renewal.answers, date.max).values


def reminder(renewal: Renewal, ends: date, issued: date, on: date, time: OfficeTime) -> Duration | None:
    """The latest reminder whose day has come while the letter is in force; none whose day lies before the issue."""
    if on > ends:
        return None
    days = {shifted(time, ends, length, -1): length for length in renewal.reminders}
    come = [day for day in days if issued < day <= on]
    return days[max(come)] if come else None
