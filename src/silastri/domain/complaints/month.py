"""A month of which is reported, and when its report is drafted."""

from dataclasses import dataclass
from datetime import date

from silastri.domain.definition.letter_text import MONTHS


@dataclass(frozen=True)
class Month:
    year: int
    number: int  # 1 to 12

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def next(self) -> "Month":
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    @property
    def before(self) -> "Month":
        return Month(self.year, self.number - 1) if self.number > 1 else Month(self.year - 1, 12)

    @property
    def name(self) -> str:
        return f"{MONTHS[self.number - 1]} {self.year}"


def of_day(day: date) -> Month:
    return Month(day.year, day.month)
