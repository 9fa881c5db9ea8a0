"""Whom the figures suggest for a reward, in words; a person decides."""

from collections.abc import Mapping
from dataclasses import dataclass

from silastri.domain.measures import share

A_YEAR = 2  # rewards that an office gives at least (KAMPAR 14.3)
ENOUGH = 10  # steps, before figures say anything of somebody
ON_TIME = 95  # percent


@dataclass(frozen=True)
class Facts:
    """What is measured of an officer in a period. Minutes are working minutes; ``back`` are cases that a later step
    sent back to him, ``founded`` complaints about his steps that were found to be right."""

    steps: int = 0
    late: int = 0
    returned: int = 0
    back: int = 0
    waiting: int = 0
    working: int = 0
    founded: int = 0

    @property
    def on_time(self) -> int:
        return self.steps - self.late

    @property
    def percent(self) -> int | None:
        """Of steps on time; None without steps."""
        return share.percent(self.on_time, self.steps) if self.steps else None

    @property
    def is_on_time(self) -> bool:
        """By the exact share, not by the rounded one."""
        return bool(self.steps) and 100 * self.on_time >= ON_TIME * self.steps


def reasons(facts: Facts) -> list[str]:
    """Why the figures speak for this officer; empty where they do not."""
    if facts.steps < ENOUGH or not facts.is_on_time or facts.founded:
        return []
    found = [f"{facts.on_time} dari {facts.steps} langkah selesai tepat waktu ({facts.percent} persen)"]
    found.append("tidak ada pengaduan yang benar tentang langkahnya")
    if not facts.back:
        found.append("tidak ada berkas yang dikembalikan kepadanya oleh langkah berikutnya")
    return found


def lacking(granted: Mapping[int, int], half: int) -> str:
    """A reminder where an office gave fewer than two rewards this year, or none in a half; ``granted`` counts them by
    half. Empty where nothing is lacking."""
    count = sum(granted.values())
    if count >= A_YEAR and granted.get(half):
        return ""
    told = "Tahun ini belum ada penghargaan." if not count else f"Tahun ini baru {count} penghargaan."
    if not granted.get(half):
        told += f" Semester {half} belum ada."
    return f"{told} Penghargaan diberikan paling sedikit {A_YEAR} kali setahun."
