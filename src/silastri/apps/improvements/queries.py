"""Reads the register of improvements: what is planned, what is late, and what the public may see."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from silastri.apps.complaints.models import Complaint
from silastri.domain.number import sent_back
from silastri.domain.refusal import NotThere

from .models import Improvement

_PLANNED, _DONE = Improvement.State.PLANNED, Improvement.State.DONE
SORTS = {"tenggat": ("due_on", "id"), "baru": ("-planned_at", "-id"), "selesai": ("-ended_on", "-id")}
SOURCES: dict[str, dict[str, Any]] = {
    "pengaduan": {"complaint__isnull": False},
    "survei": {"report__isnull": False},
    "pengukuran": {"measured_in__isnull": False},
    "sendiri": {"complaint": None, "report": None, "measured_in": None},
}


def of_office(
    office_id: int,
    *,
    state: str = "",
    late_on: date | None = None,
    service_id: int | None = None,
    source: str = "",
    sort: str = "tenggat",
) -> QuerySet[Improvement]:
    """The register. ``late_on`` leaves only what should have been done before that day; ``source`` and ``sort`` are
    keys of SOURCES and SORTS."""
    found = _all().filter(office_id=office_id)
    if state:
        found = found.filter(state=state)
    if late_on:
        found = found.filter(state=_PLANNED, due_on__lt=late_on)
    if service_id:
        found = found.filter(service_id=service_id)
    return found.filter(**SOURCES.get(source, {})).order_by(*SORTS.get(sort, SORTS["tenggat"]))


def one(pk: int, *, office: int, lock: bool = False) -> Improvement:
    """Raises NotThere."""
    rows = Improvement.objects.select_for_update() if lock else _all()
    found = rows.filter(pk=pk, office_id=office).first()
    if found is None:
        raise NotThere("Perbaikan ini tidak ada di kantor Anda.")
    return found


def of_complaint(complaint_id: int) -> QuerySet[Improvement]:
    return _all().filter(complaint_id=complaint_id).order_by("due_on", "id")


def of_report(report_id: int) -> QuerySet[Improvement]:
    """In the order of the elements, which is the official one."""
    return _all().filter(report_id=report_id).order_by("element", "due_on", "id")


def due(office_id: int, until: date) -> QuerySet[Improvement]:
    """What is planned to be done by that day and is not done, the earliest first."""
    return _all().filter(office_id=office_id, state=_PLANNED, due_on__lte=until).order_by("due_on", "id")


def public(office_id: int, *, service_id: int | None = None) -> QuerySet[Improvement]:
    """What the office tells everybody: first what is done, the newest first, then what is planned. With a service,
    what concerns it alone or the whole office."""
    found = _all().filter(office_id=office_id, is_public=True, state__in=(_DONE, _PLANNED))
    if service_id:
        found = found.filter(service_id=service_id) | found.filter(service=None)
    return found.order_by("state", "-ended_on", "due_on", "id")


def complaint_of(office_id: int, number: str) -> Complaint | None:
    """The complaint with that number in the book of the office: 7/2026."""
    serial, _, year = (sent_back(part.strip()) for part in number.rpartition("/"))
    return Complaint.objects.filter(office_id=office_id, serial=serial, year=year).first() if year < 2200 else None


def _all() -> QuerySet[Improvement]:
    return Improvement.objects.select_related("service", "complaint", "report", "file", "planned_by", "ended_by")
