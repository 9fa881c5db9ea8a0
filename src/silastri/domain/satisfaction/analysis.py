"""The analysis of a report as the system drafts it: the plain sentences that the figures themselves give."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from .figures import by_element, change, comma, exact
from .index import NAMES


def drafted(name: str, figures: Mapping[str, Any]) -> str:
    """``name`` is the period's; one sentence or two a line."""
    return "\n".join(_lines(name, figures))


def conclusion(name: str, figures: Mapping[str, Any]) -> str:
    """What the report ends with."""
    if not figures["all"]:
        return f"Indeks kepuasan {name} belum dapat dihitung: {figures['why']}."
    lowest = _named(figures["lowest"])
    return (
        f"Indeks kepuasan {name} adalah {comma(figures['all']['index'])}, mutu {figures['all']['grade']} "
        f"({figures['all']['words']}). Yang didahulukan untuk diperbaiki: {lowest}."
    )


def enough(figures: Mapping[str, Any]) -> str:
    """Empty where as many answered as are needed, and no more than were served."""
    if figures["responses"] > figures["served"]:
        return (
            f"Jawaban ({figures['responses']}) lebih banyak daripada permohonan yang selesai di sistem "
            f"({figures['served']}), jadi jumlah jawaban yang dibutuhkan belum dapat dipastikan."
        )
    if figures["responses"] >= figures["needed"]:
        return ""
    return (
        f"Dari {figures['served']} permohonan yang selesai dibutuhkan {figures['needed']} jawaban; yang terkumpul "
        f"{figures['responses']}. Hasil ini belum mewakili semua pemohon."
    )


def _lines(name: str, figures: Mapping[str, Any]) -> Iterator[str]:
    answered = f"Pada {name} terkumpul {figures['responses']} jawaban."
    if not figures["all"]:
        yield f"{answered} Indeks belum dapat dihitung: {figures['why']}."
        return
    yield f"{answered} Indeks kepuasan {comma(figures['all']['index'])} ({figures['all']['words'].lower()})."
    values = by_element(figures)
    yield f"Nilai tertinggi: {_valued(figures['highest'], values)}."
    yield f"Nilai terendah: {_valued(figures['lowest'], values)}. Unsur ini didahulukan dalam rencana perbaikan."
    if figures.get("before"):
        yield from _compared(figures, values)
    if warning := enough(figures):
        yield warning


def _compared(figures: Mapping[str, Any], values: Mapping[str, Decimal]) -> Iterator[str]:
    before = figures["before"]
    now, then = exact(figures["all"]["index"]), exact(before["index"])
    yield f"Dibandingkan {before['name']} ({comma(then)}), indeks {change(now, then)}."
    moved = {key: value - exact(before["elements"][key]) for key, value in values.items() if key in before["elements"]}
    if not moved:
        return
    best, worst = max(moved, key=lambda key: moved[key]), min(moved, key=lambda key: moved[key])
    if moved[best] > 0:
        yield f"Yang paling naik: {NAMES[best]} ({comma(moved[best])})."
    if moved[worst] < 0:
        yield f"Yang paling turun: {NAMES[worst]} ({comma(-moved[worst])})."


def _valued(keys: list[str], values: Mapping[str, Decimal]) -> str:
    return ", ".join(f"{NAMES[key]} ({comma(values[key])})" for key in keys)


def _named(keys: list[str]) -> str:
    return "; ".join(NAMES[key] for key in keys)
