"""Reads consultations, and counts them by service for reports."""

from datetime import datetime

from django.db.models import Count, Q, QuerySet

from .models import Consultation


def between(
    office_id: int, since: datetime, until: datetime, *, service_id: int | None = None, words: str = ""
) -> QuerySet[Consultation]:
    """From ``since`` on and before ``until``, the newest first; every word stands in topic, answer or name."""
    found = Consultation.objects.filter(office_id=office_id, at__gte=since, at__lt=until)
    if service_id:
        found = found.filter(service_id=service_id)
    for word in words.split():
        found = found.filter(Q(topic__icontains=word) | Q(answer__icontains=word) | Q(name__icontains=word))
    return found.select_related("service", "by").order_by("-at", "-pk")


def by_service(office_id: int, since: datetime, until: datetime) -> list[tuple[str, int]]:
    """How many were about each service, by its name; "" for those about none."""
    found = Consultation.objects.filter(office_id=office_id, at__gte=since, at__lt=until)
    rows = found.values_list("service__name").annotate(count=Count("pk")).order_by("-count", "service__name")
    return [(name or "", count) for name, count in rows]
