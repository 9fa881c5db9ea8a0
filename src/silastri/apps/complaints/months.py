"""The reports of months, and the rows from which their figures are counted."""

from datetime import datetime

from django.db import connection
from django.db.models import QuerySet

from silastri.apps.offices.models import Office

from .models import Complaint, MonthReport


def of_office(office_id: int) -> QuerySet[MonthReport]:
    """The newest first."""
    return MonthReport.objects.filter(office_id=office_id).order_by("-year", "-month")


def of_month(office_id: int, year: int, month: int) -> MonthReport | None:
    return MonthReport.objects.filter(office_id=office_id, year=year, month=month).first()


def report(pk: int, office_id: int, *, lock: bool = False) -> MonthReport | None:
    """With ``lock`` nobody else changes it until the transaction ends."""
    found = MonthReport.objects.filter(pk=pk, office_id=office_id).select_related("office", "checked_by", "signed_by")
    if lock:
        found = found.select_for_update(of=("self",)) if connection.features.has_select_for_update_of else found
    return found.first()


def received(office_id: int, since: datetime, until: datetime) -> list[Complaint]:
    """What came in that time into the office's book."""
    found = Complaint.objects.filter(office_id=office_id, received_at__gte=since, received_at__lt=until)
    return list(found.select_related("at_office").prefetch_related("handlings").order_by("serial"))


def has_any(office_id: int) -> bool:
    return Complaint.objects.filter(office_id=office_id).exists()


def add(office: Office, year: int, month: int, figures: dict[str, object], at: datetime) -> bool:
    """False where it is there already."""
    _, is_new = MonthReport.objects.get_or_create(
        office=office, year=year, month=month, defaults={"figures": figures, "drafted_at": at}
    )
    return is_new
