"""Reads the reports."""

from datetime import date

from django.db import connection
from django.db.models import QuerySet

from .models import OfficeReport


def of_office(office_id: int) -> QuerySet[OfficeReport]:
    return OfficeReport.objects.filter(office_id=office_id).defer("annex").order_by("-until", "-since")


def of_period(office_id: int, kind: str, since: date) -> OfficeReport | None:
    return OfficeReport.objects.filter(office_id=office_id, kind=kind, since=since).defer("annex").first()


def report(pk: int, office_id: int, *, lock: bool = False) -> OfficeReport | None:
    """With ``lock`` nobody else changes it until the transaction ends."""
    found = OfficeReport.objects.filter(pk=pk, office_id=office_id).select_related("office", "checked_by", "signed_by")
    if lock:
        found = found.select_for_update(of=("self",)) if connection.features.has_select_for_update_of else found
    return found.first()
