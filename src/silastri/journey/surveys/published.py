"""What an office makes public of its survey: the index of each period, without telling what few people answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from silastri.apps.cases import queries as cases
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.surveys import queries as surveys
from silastri.domain.satisfaction.disclosure import ALL, Cell, folded, kept_back
from silastri.domain.satisfaction.index import NOTHING, Index, NoIndex, Sums, index
from silastri.domain.satisfaction.period import Period, of_year
from silastri.domain.satisfaction.questionnaire import AGES, EDUCATIONS, OCCUPATIONS
from silastri.domain.satisfaction.sample_size import needed

_PROFILE: dict[str, tuple[str, Mapping[str, str]]] = {  # what is asked, and the groups in their order
    "sex": ("Jenis kelamin", {"L": "Laki-laki", "P": "Perempuan"}),
    "age": ("Usia (tahun)", {span: span for span in AGES}),
    "education": ("Pendidikan", {level: level for level in EDUCATIONS}),
    "occupation": ("Pekerjaan", {work: work for work in OCCUPATIONS}),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """Of a service, or of the office as a whole, in a period."""

    sums: Sums
    index: Index | None  # None: not shown, for the reason why
    why: str = ""
    is_kept_back: bool = False


class Figures:
    """The sums of some years of an office, for each service and period, and which of them are kept back."""

    def __init__(self, office: Office, years: Iterable[int]) -> None:
        self._sums: dict[Cell, Sums] = {}
        hidden: set[Cell] = set()
        quarters = [quarter for year in years for quarter in Period(year).quarters]
        found = surveys.sums_by_span(office.pk, [(quarter.since, quarter.until) for quarter in quarters])
        for year in {quarter.year for quarter in quarters}:
            table = _table(year, {(pk, quarters[place]): sums for (pk, place), sums in found.items()})
            hidden |= kept_back({cell: sums.responses for cell, sums in table.items()})
            self._sums |= table
        self._hidden = hidden
        self.services = sorted({pk for pk, _ in found})

    def of(self, period: Period, service: int | None = ALL) -> Figure:
        sums = self._sums.get((service, period), NOTHING)
        if not sums.responses:
            return Figure(sums, None, "Belum ada jawaban.")
        if (service, period) in self._hidden:
            return Figure(sums, None, "Jawabannya terlalu sedikit untuk ditampilkan.", is_kept_back=True)
        try:
            return Figure(sums, index(sums))
        except NoIndex as lacking:
            return Figure(sums, None, f"Belum dapat dihitung: {lacking}.")


def _table(year: int, found: Mapping[tuple[int, Period], Sums]) -> dict[Cell, Sums]:
    """Of every period of the year, for each service and for all of them."""
    table: dict[Cell, Sums] = {}
    for (service, quarter), sums in found.items():
        for period in of_year(year):
            if quarter in period.quarters:
                for row in (service, ALL):
                    table[row, period] = table.get((row, period), NOTHING) + sums
    return table


@dataclass(frozen=True, slots=True)
class Served:
    """How many were served in a period, and how many of them must answer for the index to be relied on."""

    cases: int
    responses: int

    @property
    def needed(self) -> int:
        return needed(self.cases)

    @property
    def lacking(self) -> bool:
        return self.responses < self.needed


def served(office: Office, period: Period, responses: int) -> Served:
    time = offices.working_time(office)
    since, until = time.begins(period.since), time.begins(period.until + timedelta(days=1))
    return Served(sum(cases.served_between(office.pk, since, until).values()), responses)


def newest(office: Office, at: datetime, service: int | None = ALL) -> tuple[Period, Figure]:
    """Of this year, or of the last one where this year shows no index yet."""
    this = offices.today(office, at).year
    figures = Figures(office, (this, this - 1))
    found = [(period, figures.of(period, service)) for period in (Period(this), Period(this - 1))]
    return next(((period, figure) for period, figure in found if figure.index), found[0])


def periods(office: Office, today: date) -> list[Period]:
    """Those that one may choose: of this year what has begun, then the years before since the first answer."""
    first = surveys.first_day(office.pk)
    begun = [period for period in of_year(today.year) if period.since <= today]
    return begun + [Period(year) for year in range(today.year - 1, (first.year if first else today.year) - 1, -1)]


def profile(office: Office, period: Period, responses: int) -> list[tuple[str, dict[str, int]]]:
    """What is asked, and how many answered from each group. Small ones are told together."""
    counted = surveys.profile(office.pk, period.since, period.until)
    found = []
    for what, (label, names) in _PROFILE.items():
        answered = counted.get(what, {})
        groups = {name: answered.get(value, 0) for value, name in names.items()}
        groups["Lain"] = sum(count for value, count in answered.items() if value not in names)
        groups["Tidak diisi"] = responses - sum(groups.values())
        told, rest = folded(groups)
        found.append((label, told | ({"Kelompok lain, digabung": rest} if rest else {})))
    return found
