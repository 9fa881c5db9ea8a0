"""What a citizen pays in all: the tariff, and the stamps that papers and letters must bear."""

import re
from dataclasses import dataclass
from datetime import date

from silastri.domain.case.requirements import must_be_there
from silastri.domain.definition.paths import OnPaths
from silastri.domain.definition.standard import Standard
from silastri.domain.stamp_duty import rate

from .wording import rupiah

_STAMPED = re.compile(r",? (bermeterai|di atas meterai)\b.*")  # in the name of a paper


@dataclass(frozen=True)
class Cost:
    tariff: int | None  # None where it depends on the application
    stamp: int  # the rupiah of one stamp
    stamped: tuple[str, ...]  # what bears a stamp in every case
    perhaps_stamped: tuple[str, ...]  # what bears one in some cases

    @property
    def total(self) -> str:
        """All that people spend: the office's tariff alone is not all."""
        if self.tariff is None:
            return "Menurut tarif"
        total = self.tariff + self.stamp * len(self.stamped)
        return rupiah(total) if total else "Gratis (Rp0)"

    @property
    def parts(self) -> str:
        """What the total is made of, where it is more than the tariff."""
        if not self.stamped:
            return ""
        count = len(self.stamped)
        stamps = f"meterai {rupiah(self.stamp)}" if count == 1 else f"{count} meterai @ {rupiah(self.stamp)}"
        return f"ditambah {stamps}" if self.tariff is None else f"layanan {rupiah(self.tariff)}, {stamps}"

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Each part with its amount; empty where nothing but the tariff is paid."""
        if not (self.stamped or self.perhaps_stamped):
            return []
        said = "menurut tarif" if self.tariff is None else rupiah(self.tariff)
        always = [(f"Meterai untuk {name}", rupiah(self.stamp)) for name in self.stamped]
        perhaps = [(f"Meterai untuk {name}, bila diminta", rupiah(self.stamp)) for name in self.perhaps_stamped]
        return [("Biaya layanan di kantor", said), *always, *perhaps]


def cost(standard: Standard, on: date) -> Cost:
    """What the service costs who applies on that day."""
    papers = [(r, unstamped(r.label), must_be_there(r)) for r in standard.requirements if r.stamp]
    letters = [(p, p.name, True) for p in standard.products if p.stamp]
    both: list[tuple[OnPaths, str, bool]] = [*papers, *letters]
    always = tuple(name for item, name, needed in both if needed and _always(item))
    perhaps = tuple(name for item, name, needed in both if not (needed and _always(item)))
    return Cost(None if standard.fee.items else standard.fee.flat, rate(on), always, perhaps)


def unstamped(label: str) -> str:
    """The name of a paper without the stamp that it names."""
    return _STAMPED.sub("", label)


def _always(item: OnPaths) -> bool:
    return item.when is None and not item.paths
