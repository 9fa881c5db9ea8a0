"""The indicators by which others assess an office, as dated data: which are in force, and how far the evidence goes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from silastri.domain.measures import share


@dataclass(frozen=True, slots=True)
class Indicator:
    """``evidence`` names the sources of evidence that the system may hold."""

    key: str
    text: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dimension:
    """``weight`` in percent; None where its regulation could not be seen."""

    name: str
    indicators: tuple[Indicator, ...]
    weight: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Instrument:
    """One assessment as it is in force from a day on. ``doubts`` says what is still to be confirmed in its source."""

    key: str
    name: str
    basis: str
    since: date
    dimensions: tuple[Dimension, ...]
    doubts: str = ""

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        return tuple(one for dimension in self.dimensions for one in dimension.indicators)

    def indicator(self, key: str) -> Indicator | None:
        return next((one for one in self.indicators if one.key == key), None)


def in_force(instruments: Iterable[Instrument], year: int) -> list[Instrument]:
    """The newest of each that began by the end of the year."""
    begun = sorted((one for one in instruments if one.since <= date(year, 12, 31)), key=lambda one: one.since)
    return list({one.key: one for one in begun}.values())


def percent(met: Mapping[str, bool]) -> int:
    """How many of the indicators have their evidence."""
    return share.percent(sum(met.values()), len(met))
