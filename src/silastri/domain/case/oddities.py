"""What is odd about a case, in plain rules: an officer is told, and judges."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from silastri.domain.case.person import doubts


@dataclass(frozen=True, slots=True)
class Earlier:
    """Another case of the same service for somebody of the same name."""

    ref: str
    nik: str  # the holder's; empty where it is not known
    state: str  # in words
    sent_on: date


@dataclass(frozen=True, slots=True)
class Oddity:
    """A sentence for the officer, and the cases with which to compare."""

    sentence: str
    cases: tuple[Earlier, ...] = ()


def found(
    people: Mapping[str, Mapping[str, Any]],
    files: Mapping[str, str],
    earlier: Iterable[Earlier],
    *,
    holder_nik: str,
    today: date,
) -> list[Oddity]:
    """``people`` of the form by their label, ``files`` by the name of the paper: what tells their content apart."""
    odd = [
        Oddity(f"{label}: {doubt}")
        for label, person in people.items()
        for doubt in doubts(person, today, filled="formulir menyebut")
    ]
    odd += [Oddity(f"Berkas yang sama dipakai untuk {_joined(names)}.") for names in repeated(files)]
    same = tuple(one for one in earlier if may_be_same(holder_nik, one.nik))
    return [*odd, Oddity("Pemegang yang sama juga mengajukan layanan ini:", same)] if same else odd


def repeated(files: Mapping[str, str]) -> list[list[str]]:
    """The papers for which one and the same file was handed in, in groups."""
    groups: dict[str, list[str]] = {}
    for name, content in files.items():
        groups.setdefault(content, []).append(name)
    return [names for names in groups.values() if len(names) > 1]


def may_be_same(nik: str, other: str) -> bool:
    """Whether two people of one name may be one: not where both have a NIK and these differ."""
    return not nik or not other or nik == other


def _joined(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} dan {names[-1]}"
