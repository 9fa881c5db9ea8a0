"""Lengths of time as standards write them: "15 menit", "7 hari kerja", "1 bulan"."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    MINUTE = "menit"  # minutes while the office is open
    HOUR = "jam"  # hours while the office is open
    CLOCK_MINUTE = "menit kalender"  # minutes by the clock, day and night
    CLOCK_HOUR = "jam kalender"
    WORKDAY = "hari kerja"
    DAY = "hari kalender"
    WEEK = "minggu"
    MONTH = "bulan"
    YEAR = "tahun"
    UNSAID = "tidak disebut"  # the office has not said it


class NotADuration(ValueError):
    """The words do not name a length of time; the message says how to write one."""


_MOST = {Unit.MINUTE: 99_999, Unit.CLOCK_MINUTE: 99_999, Unit.YEAR: 100}
_FROM = re.compile(r"(\d{1,5})\s*(?:sampai|s\.d\.|-|–)\s*(?=\d)", re.IGNORECASE)
_TIMES_24 = re.compile(r"(\d{1,3})\s*[x×]\s*24\s*jam", re.IGNORECASE)
_SHAPE = re.compile(r"(\d{1,5})\s*(?:\([a-z -]+\)\s*)?([a-z]+(?: [a-z]+)?)", re.IGNORECASE)
_EXAMPLES = 'misalnya "15 menit", "2 jam", "7 hari kerja", "14 hari kalender", "1 bulan"'


@dataclass(frozen=True, slots=True)
class Duration:
    amount: int
    unit: Unit
    least: int = 0  # the lower end of a range such as "3 sampai 5 hari kerja"; the upper end is what is promised

    def __str__(self) -> str:
        span = f"{self.least} sampai {self.amount}" if self.least else str(self.amount)
        return f"{span} {self.unit.value}" if self.is_said else self.unit.value

    @property
    def told(self) -> str:
        """What people read; "" if the office has not said it."""
        return str(self) if self.is_said else ""

    @property
    def is_said(self) -> bool:
        return self.unit is not Unit.UNSAID

    @property
    def in_office_time(self) -> bool:
        """Whether it counts only minutes while the office is open."""
        return self.unit in (Unit.MINUTE, Unit.HOUR)

    @property
    def by_the_clock(self) -> bool:
        """Whether it counts day and night, whether the office is open or not."""
        return self.unit in (Unit.CLOCK_MINUTE, Unit.CLOCK_HOUR)

    @property
    def minutes(self) -> int:
        """Its minutes, of the office or of the clock. Raises ValueError for units that are not counted in minutes."""
        if not (self.in_office_time or self.by_the_clock):
            raise ValueError(f"{self} is not counted in minutes")
        return self.amount * (60 if self.unit in (Unit.HOUR, Unit.CLOCK_HOUR) else 1)


def parse(words: str) -> Duration:
    """Reads "7 hari kerja", "7 (tujuh) hari kerja", "3 sampai 5 hari kerja" or "1 x 24 jam"; raises NotADuration.

    A bare "hari" is refused: the law counts working days and calendar days differently, so the office must say which.
    """
    if words.strip().lower() == Unit.UNSAID:
        return Duration(0, Unit.UNSAID)
    if day_and_night := _TIMES_24.fullmatch(words.strip()):
        words = f"{24 * int(day_and_night[1])} {Unit.CLOCK_HOUR}"
    span = _FROM.match(words.strip())
    match = _SHAPE.fullmatch(words.strip()[span.end() if span else 0 :])
    if not match:
        raise NotADuration(f'"{words}" bukan jangka waktu; tulis angka dan satuan, {_EXAMPLES}')
    amount, unit = int(match[1]), match[2].lower()
    if unit == "hari":
        raise NotADuration(f'"{words}" tidak jelas; tulis "{amount} hari kerja" atau "{amount} hari kalender"')
    if unit not in [u.value for u in Unit]:
        raise NotADuration(f'satuan "{unit}" tidak dikenal; pakai {_EXAMPLES}')
    most = _MOST.get(Unit(unit), 3650)
    if not 1 <= amount <= most:
        raise NotADuration(f'"{words}" di luar batas; isi 1 sampai {most} {unit}')
    least = int(span[1]) if span else 0
    if span and not 1 <= least < amount:
        raise NotADuration(f'"{words}" terbalik; tulis yang lebih pendek dulu, misalnya "3 sampai 5 hari kerja"')
    return Duration(amount, Unit(unit), least)
