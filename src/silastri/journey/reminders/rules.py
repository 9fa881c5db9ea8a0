"""The rules by which officers are told in time, each a duty of the worker."""

from collections.abc import Callable
from dataclasses import dataclass

from silastri.domain.act import Act

from . import complaints
from .digest import digest
from .due_soon import remind
from .escalate import escalate


@dataclass(frozen=True)
class Rule:
    name: str  # as people read it
    duty: Callable[[Act], int]


RULES = (
    Rule("Pengingat sebelum batas waktu", remind),
    Rule("Kabar ke atasan bila berkas terlambat", escalate),
    Rule("Pengingat pengaduan, dan kabar ke atasan bila terlambat", complaints.watch),
    Rule("Ringkasan pagi petugas", digest),
)
