"""The index from sums: exact ninths, rounded once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import floor

ELEMENTS = tuple(f"u{n}" for n in range(1, 10))
NAMES = {
    "u1": "Persyaratan",
    "u2": "Sistem, mekanisme, dan prosedur",
    "u3": "Waktu penyelesaian",
    "u4": "Biaya/tarif",
    "u5": "Produk spesifikasi jenis pelayanan",
    "u6": "Kompetensi pelaksana",
    "u7": "Perilaku pelaksana",
    "u8": "Penanganan pengaduan, saran, dan masukan",
    "u9": "Sarana dan prasarana",
}
GRADES = {"A": "Sangat baik", "B": "Baik", "C": "Kurang baik", "D": "Tidak baik"}
_LEAST = (("A", Decimal("88.31")), ("B", Decimal("76.61")), ("C", Decimal("65.00")), ("D", Decimal("25.00")))


class NoIndex(ValueError):
    """An element that nobody answered, or a value that no index can have."""


@dataclass(frozen=True, slots=True)
class Sums:
    """How many answered each element, and what their marks add up to, in the order u1 to u9."""

    responses: int
    counts: tuple[int, ...]
    totals: tuple[int, ...]

    @classmethod
    def of(cls, rows: Iterable[Sequence[int | None]]) -> "Sums":
        """Of answers of nine marks each, 1 to 4 or None. Raises NoIndex for others."""
        counts, totals, responses = [0] * 9, [0] * 9, 0
        for row in rows:
            if len(row) != len(ELEMENTS) or any(mark is not None and mark not in (1, 2, 3, 4) for mark in row):
                raise NoIndex("setiap jawaban berisi sembilan nilai dari 1 sampai 4, atau kosong")
            responses += 1
            for place, mark in enumerate(row):
                if mark is not None:
                    counts[place] += 1
                    totals[place] += mark
        return cls(responses, tuple(counts), tuple(totals))

    def __add__(self, other: "Sums") -> "Sums":
        counts = tuple(a + b for a, b in zip(self.counts, other.counts, strict=True))
        totals = tuple(a + b for a, b in zip(self.totals, other.totals, strict=True))
        return Sums(self.responses + other.responses, counts, totals)


NOTHING = Sums(0, (0,) * 9, (0,) * 9)


@dataclass(frozen=True, slots=True)
class Graded:
    """``mean`` is the NRR or SKM, exact; ``index`` the IKM with two decimals; ``grade`` A to D."""

    mean: Fraction
    index: Decimal
    grade: str

    @property
    def words(self) -> str:
        """Sangat baik."""
        return GRADES[self.grade]


@dataclass(frozen=True, slots=True)
class Index:
    responses: int
    elements: Mapping[str, Graded]
    all: Graded

    def lowest(self, how_many: int = 3) -> list[str]:
        """The elements with the lowest means, the lowest first; of equal ones the first in the official order."""
        return sorted(ELEMENTS, key=lambda element: self.elements[element].mean)[:how_many]


def index(sums: Sums) -> Index:
    """The index of all nine elements. Raises NoIndex where one has no answer."""
    if not all(sums.counts):
        lacking = ", ".join(e.upper() for e, count in zip(ELEMENTS, sums.counts, strict=True) if not count)
        raise NoIndex(f"belum ada jawaban untuk unsur {lacking}")
    means = [Fraction(total, count) for total, count in zip(sums.totals, sums.counts, strict=True)]
    elements = {element: graded(mean) for element, mean in zip(ELEMENTS, means, strict=True)}
    return Index(sums.responses, elements, graded(sum(means, Fraction(0)) / len(ELEMENTS)))


def graded(mean: Fraction) -> Graded:
    """A mean from 1 to 4 as an index with its grade. Raises NoIndex for others."""
    value = two_decimals(mean * 25)
    return Graded(mean, value, grade(value))


def two_decimals(value: Fraction) -> Decimal:
    """Rounded half up, as the offices' reports are."""
    return rounded(value, 2)


def rounded(value: Fraction, places: int) -> Decimal:
    """Half up, with exactly so many decimals."""
    return Decimal(floor(value * 10**places + Fraction(1, 2))).scaleb(-places)


def grade(value: Decimal) -> str:
    """A to D of an index. The table of PermenPANRB 14/2017 has gaps, such as between 76.60 and 76.61: the value is
    rounded half up to two decimals first. Raises NoIndex below 25 and above 100."""
    rounded = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    if not Decimal(25) <= rounded <= Decimal(100):
        raise NoIndex("IKM hanya dari 25 sampai 100")
    return next(letter for letter, least in _LEAST if rounded >= least)
