"""What a blow did, from what people were told meanwhile."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.crash.blows.told import lines

_SILENCE = 3.0  # seconds without an answer that count as one
_NO_ACT = ("looked", "refused", "failed", "odd", "round", "late", "accepted")
Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Figures:
    blow: str
    whole: float  # seconds until all three databases were up to date again, after it was taken back
    writes: float | None  # seconds until acts were told again, for good; 0: there was no silence; None: never
    reads: float | None  # seconds until pages opened again, be it from a replica
    longest: float  # seconds for which somebody waited for a page
    looks: int
    looks_failed: int
    looks_noted_failed: int  # of pages whose every look is written into the access log, which needs who leads
    acts: int
    acts_failed: int

    def row(self) -> str:
        back = [f"{one:.1f}" if one is not None else "never" for one in (self.writes, self.reads, self.whole)]
        back.append(f"{self.longest:.1f}")
        counted = [self.looks, self.looks_failed, self.looks_noted_failed, self.acts, self.acts_failed]
        return f"| {' | '.join([self.blow, *back, *map(str, counted)])} |"


_COLUMNS = (
    "blow",
    "writes back, s",
    "reads back, s",
    "whole again, s",
    "longest wait for a page, s",
    "pages opened",
    "failed",
    "failed whose looks are logged",
    "acts told",
    "refused or failed",
)
HEAD = f"| {' | '.join(_COLUMNS)} |\n|{'---|' * len(_COLUMNS)}"


def of_blow(blow: str, path: Path, since: float, until: float, whole: float) -> Figures:
    found = [line for line in lines(path) if since - _SILENCE <= line["at"] <= until]
    looks = [line for line in found if line["act"] == "looked"]
    seen = [line for line in looks if not _is_failed(line)]
    acts = [line for line in found if line["act"] not in _NO_ACT]
    missed = [line for line in found if line["act"] in ("refused", "failed", "odd")]
    wrote, read = back(acts, since, until), back(seen, since, until)
    return Figures(
        blow=blow,
        whole=whole,
        writes=max(wrote) if wrote else None,
        reads=min(read) if read else None,
        longest=max((line["at"] - line["began"] for line in looks), default=0),
        looks=len(looks),
        looks_failed=sum(1 for line in looks if _is_failed(line) and not line["noted"]),
        looks_noted_failed=sum(1 for line in looks if _is_failed(line) and line["noted"]),
        acts=len(acts),
        acts_failed=len(missed),
    )


def _is_failed(look: Line) -> bool:
    return look["status"] != 200


def back(answered: Iterable[Line], since: float, until: float) -> list[float] | None:
    """The ends of each silence, in seconds from the blow; None where the last one did not end."""
    moments = sorted(line["at"] for line in answered)
    if not moments or until - moments[-1] > _SILENCE:
        return None
    pairs = zip([since - _SILENCE, *moments], moments, strict=False)
    return [max(now - since, 0) for before, now in pairs if now - before > _SILENCE] or [0.0]
