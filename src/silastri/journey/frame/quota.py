"""The quota of a service: an application gets a place when it is handed in, or a place in the waiting list."""

from dataclasses import dataclass
from datetime import date, datetime

from silastri.apps.bookings import operations as bookings
from silastri.apps.bookings import queries
from silastri.apps.bookings.models import Kind
from silastri.apps.catalog.models import Service
from silastri.domain.act import Act
from silastri.domain.booking import bookable
from silastri.domain.booking import quota as periods
from silastri.domain.definition.booking import Quota
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.letter_text import long_date
from silastri.domain.refusal import NotFit
from silastri.domain.worktime import OfficeTime
from silastri.journey.case.dossier import Dossier

QUOTA = Kind.QUOTA


class QuotaFull(NotFit):
    """No more applications are taken now; the sentence says when they are taken again."""


def take(act: Act, dossier: Dossier) -> bool:
    """Whether the application is taken now; if not, it has a place in the waiting list. Raises QuotaFull.

    While others wait, a new application joins the end of their list.
    """
    quota, case = dossier.definition.standard.quota, dossier.case
    if quota is None or queries.quota_place(case):
        return True
    of, today = bookable.value(quota.by, dossier.work_out_facts()), dossier.time.day(act.at)
    period = periods.period(quota, today)
    if period is None:
        raise QuotaFull(closed(quota, today))
    is_first = not (quota.waits and queries.waiting(case.service_id, of))
    if is_first and bookings.take(
        case, QUOTA, of, dossier.time.begins(period.since), count=quota.count, at=act.at, by=act.by.person
    ):
        return True
    if not quota.waits:
        raise QuotaFull(full(quota, today, bookable.label(dossier.definition, quota, of)))
    bookings.wait(case, of, at=act.at, by=act.by.person)
    return False


def full(quota: Quota, today: date, label: str = "") -> str:
    """The sentence that says that the quota is full."""
    this = {"hari": "hari ini", "bulan": "bulan ini", "tahun": "tahun ini", "periode": "periode ini"}[quota.per]
    about = f" untuk {label}" if label else ""
    return f"Mohon maaf, kuota {this}{about} sudah penuh ({quota.count} permohonan). {again(quota, today)}"


def closed(quota: Quota, today: date) -> str:
    return f"Mohon maaf, pengajuan sedang ditutup. {again(quota, today)}"


def again(quota: Quota, today: date) -> str:
    following = periods.following(quota, today)
    return f"Dibuka lagi {long_date(following)}." if following else "Tanggal berikutnya belum ditetapkan."


@dataclass(frozen=True)
class Left:
    """How many places are free now for a value, and how many applications wait."""

    label: str
    left: int
    waiting: int


def left(service: Service, definition: Definition, clock: OfficeTime, at: datetime) -> list[Left]:
    """The places left in the period of now, for each value; none while the service is closed."""
    quota, today = definition.standard.quota, clock.day(at)
    period = periods.period(quota, today) if quota else None
    if quota is None or period is None:
        return []
    start = clock.begins(period.since)
    values = bookable.choices(definition, quota.by) or dict.fromkeys(
        [""] if quota.by is None else queries.things(service, QUOTA, start), ""
    )
    return [
        Left(label or of, left_of(service.pk, quota, of, start), len(queries.waiting(service, of)))
        for of, label in values.items()
    ]


def left_of(service: int, quota: Quota, of: str, start: datetime) -> int:
    return max(0, quota.count - queries.taken(service, QUOTA, of, start, start)[start])
