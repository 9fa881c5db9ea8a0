"""What a report of the survey says in figures, as it is kept: texts and whole numbers only.

``all`` and each of ``elements`` and ``services`` have ``mean`` (NRR, three decimals), ``index`` (IKM, two), ``grade``
and ``words``; ``all`` is missing, and ``why`` says the reason, where an element has no answer.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

from .index import ELEMENTS, NAMES, Graded, NoIndex, Sums, graded, index

Figures = dict[str, Any]


def exact(text: str) -> Decimal:
    """A mean or an index of the figures, to reckon with."""
    return Decimal(text)


def of(sums: Sums) -> Figures:
    """The figures of sums, with the three lowest and the two highest elements among those that have answers."""
    elements = [_element(key, sums, place) for place, key in enumerate(ELEMENTS)]
    known = sorted((one for one in elements if one["index"]), key=lambda one: Fraction(one["total"], one["count"]))
    found: Figures = {
        "responses": sums.responses,
        "elements": elements,
        "lowest": [one["key"] for one in known[:3]],
        "highest": [one["key"] for one in reversed(known[-2:])],
    }
    return found | whole(sums)


def whole(sums: Sums) -> Figures:
    """``all`` with ``why`` beside it."""
    try:
        return {"all": graded_words(index(sums).all), "why": ""}
    except NoIndex as lacking:
        return {"all": None, "why": "belum ada jawaban" if not sums.responses else str(lacking)}


def three_decimals(value: Fraction) -> Decimal:
    """Rounded half up, as a mean is printed."""
    return Decimal(floor(value * 1000 + Fraction(1, 2))).scaleb(-3)


def _element(key: str, sums: Sums, place: int) -> Figures:
    count, total = sums.counts[place], sums.totals[place]
    told = (
        graded_words(graded(Fraction(total, count)))
        if count
        else dict.fromkeys(("mean", "index", "grade", "words"), "")
    )
    return {"key": key, "name": NAMES[key], "count": count, "total": total} | told


def graded_words(found: Graded) -> dict[str, str]:
    """Its mean, index and grade as texts."""
    return {
        "mean": str(three_decimals(found.mean)),
        "index": str(found.index),
        "grade": found.grade,
        "words": found.words,
    }


def by_element(figures: Mapping[str, Any]) -> dict[str, Decimal]:
    """The index of each element that has answers."""
    return {one["key"]: exact(one["index"]) for one in figures.get("elements", ()) if one["index"]}


def comma(value: Decimal | str) -> str:
    """83,89."""
    return str(value).replace(".", ",")


def change(now: Decimal, then: Decimal) -> str:
    """naik 1,20; turun 0,50; tetap."""
    if now == then:
        return "tetap"
    return f"{'naik' if now > then else 'turun'} {comma(abs(now - then))}"
