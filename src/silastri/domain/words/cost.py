"""What a citizen pays in all: the tariff, and the stamps that papers and letters must bear."""

from dataclasses import dataclass
from datetime import date

from silastri.domain.case.requirements import must_be_there
from silastri.domain.definition.paths import OnPaths
from silastri.domain.definition.standard import Standard
from silastri.domain.stamp_duty import rate

from .wording import rupiah


@dataclass(frozen=True)
class Cost:
    tariff: int | None  # None where it depends on the application
    stamp: int  # the rupiah of one stamp
    stamped: tuple[str, ...]  # what bears a stamp in every case
    perhaps_stamped: tuple[str, ...]  # what bears one in some cases

    @property
    def said(self) -> str:
        """The true total in one line: the office's tariff alone is not what people spend."""
        if self.tariff is None:
            return f"Menurut tarif{', ditambah ' + self._stamps if self.stamped else ''}"
        if not self.stamped:
            return "Gratis (Rp0)" if self.tariff == 0 else rupiah(self.tariff)
        return f"{rupiah(self.tariff + self.stamp * len(self.stamped))} ({self._parts})"

    @property
    def short(self) -> str:
        """The total alone, where there is little room."""
        if self.tariff is None:
            return "biaya menurut tarif"
        total = self.tariff + self.stamp * len(self.stamped)
        return rupiah(total) if total else "gratis"

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Each part with its amount; empty where nothing but the tariff is paid."""
        if not (self.stamped or self.perhaps_stamped):
            return []
        said = "menurut tarif" if self.tariff is None else rupiah(self.tariff)
        always = [(f"Meterai pada {name}", rupiah(self.stamp)) for name in self.stamped]
        perhaps = [(f"Meterai pada {name}, bila diperlukan", rupiah(self.stamp)) for name in self.perhaps_stamped]
        return [("Biaya layanan di kantor", said), *always, *perhaps]

    @property
    def _parts(self) -> str:
        office = "layanan Rp0" if self.tariff == 0 else f"layanan {rupiah(self.tariff or 0)}"
        return f"{office} dan {self._stamps}"

    @property
    def _stamps(self) -> str:
        count = len(self.stamped)
        return f"meterai {rupiah(self.stamp)}" if count == 1 else f"{count} meterai @ {rupiah(self.stamp)}"


def cost(standard: Standard, on: date) -> Cost:
    """What the service costs who applies on that day."""
    papers = [(r, r.label, must_be_there(r)) for r in standard.requirements if r.stamp]
    letters = [(p, p.name, True) for p in standard.products if p.stamp]
    both: list[tuple[OnPaths, str, bool]] = [*papers, *letters]
    always = tuple(name for item, name, needed in both if needed and _always(item))
    perhaps = tuple(name for item, name, needed in both if not (needed and _always(item)))
    return Cost(None if standard.fee.items else standard.fee.flat, rate(on), always, perhaps)


def _always(item: OnPaths) -> bool:
    return item.when is None and not item.paths
