"""How every office of an installation does, in numbers and without anybody's data, for the posts that look after all
(``pemantau_semua_kantor``). It asks the database a fixed number of times, however many offices there are."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from importlib import metadata

from django.conf import settings

from silastri.apps.cases import across
from silastri.apps.catalog import queries as catalog
from silastri.apps.complaints import queries as complaints
from silastri.apps.measures import queries as measures
from silastri.apps.offices import queries as offices
from silastri.apps.offices.queries import Desk
from silastri.apps.surveys import queries as surveys
from silastri.domain.act import Act
from silastri.domain.measures import share
from silastri.domain.refusal import NotYours
from silastri.domain.satisfaction.index import NOTHING, Graded, NoIndex, Sums, index
from silastri.domain.worktime import national_day
from silastri.journey.office import running, safety
from silastri.journey.office.doctor.machine import LOW_DISK


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """One office. ``kept`` is in percent of the promises that fell due this month; None where none did."""

    slug: str
    name: str
    published_at: datetime
    definition: str  # the beginning of its hash
    services: int
    running: int
    late: int
    kept: int | None
    satisfaction: Graded | None
    complaints: int

    @property
    def problems(self) -> int:
        """What makes it stand first: late cases, promises that were not kept, a low index."""
        return self.late + self._broken + (50 if self._is_low else 0) + self.complaints

    @property
    def wrong(self) -> list[str]:
        """The same in words."""
        return [
            said
            for said, is_so in (
                (f"{self.late} terlambat", self.late),
                (f"{self._broken}% janji tidak ditepati", self._broken),
                ("IKM di bawah 76,61", self._is_low),
                (f"{self.complaints} pengaduan terbuka", self.complaints),
            )
            if is_so
        ]

    @property
    def _broken(self) -> int:
        return 0 if self.kept is None else 100 - self.kept

    @property
    def _is_low(self) -> bool:
        return self.satisfaction is not None and self.satisfaction.index < Decimal("76.61")


@dataclass(frozen=True, slots=True)
class Installation:
    """The server that all of them share."""

    version: str
    alarms: list[str]
    channels: list[running.Channel]
    disk_free: int  # gigabytes
    disk_percent: int
    backup_at: datetime | None


SORTS: dict[str, tuple[str, Callable[[OfficeRow], tuple[Decimal | int | str, ...]]]] = {
    "masalah": ("Masalah terbanyak", lambda row: (-row.problems, row.name)),
    "nama": ("Nama", lambda row: (row.name,)),
    "terlambat": ("Terlambat", lambda row: (-row.late, row.name)),
    "berjalan": ("Berjalan", lambda row: (-row.running, row.name)),
    "janji": ("Janji ditepati", lambda row: (101 if row.kept is None else row.kept, row.name)),
    "ikm": ("IKM", lambda row: (row.satisfaction.index if row.satisfaction else Decimal(101), row.name)),
    "pengaduan": ("Pengaduan", lambda row: (-row.complaints, row.name)),
}


def oversees(desk: Desk) -> bool:
    return not desk.watches and bool(desk.posts.keys() & set(offices.definition(desk.office).oversees_all))


def all_offices(act: Act, desk: Desk, sort: str = "masalah") -> list[OfficeRow]:
    """Every office, those with problems first unless another order is asked for. Raises NotYours."""
    _must_oversee(desk)
    today = national_day(act.at)
    cases, services = across.running_by_office(act.at), catalog.in_force_by_office(today)
    kept = measures.kept_by_office(today.replace(day=1), today)
    answered = surveys.sums_by_office(today.replace(month=1, day=1), today)
    complained = complaints.open_by_office()
    rows = [
        OfficeRow(
            office.slug, office.name, office.published_at, office.definition_hash[:8], services.get(office.pk, 0),
            *cases.get(office.pk, (0, 0)), _percent(*kept.get(office.pk, (0, 0))),
            _index(answered.get(office.pk, NOTHING)), complained.get(office.pk, 0),
        )
        for office in offices.offices()
    ]  # fmt: skip
    return sorted(rows, key=SORTS.get(sort, SORTS["masalah"])[1])


def installation(act: Act, desk: Desk) -> Installation:
    """Raises NotYours."""
    _must_oversee(desk)
    disk = shutil.disk_usage(settings.HOME)
    percent = disk.free * 100 // disk.total
    alarms = running.alarms(act.at)
    if percent < LOW_DISK:
        alarms.append(f"Ruang disk tinggal {percent} persen.")
    return Installation(
        metadata.version("silastri"), alarms, running.lines(act.at), disk.free // 10**9, percent,
        safety.past(safety.BACKUP).good,
    )  # fmt: skip


def _must_oversee(desk: Desk) -> None:
    if not oversees(desk):
        raise NotYours("Halaman ini untuk jabatan yang memantau semua kantor.")


def _percent(kept: int, due: int) -> int | None:
    return share.percent(kept, due) if due else None


def _index(sums: Sums) -> Graded | None:
    try:
        return index(sums).all
    except NoIndex:
        return None
