"""Writes the reports."""

from datetime import datetime
from typing import Any

from silastri.apps.offices.models import Office
from silastri.domain.reporting.span import Span

from .models import OfficeReport


def add(office: Office, span: Span, *, figures: dict[str, Any], annex: list[Any], at: datetime) -> bool:
    """False where it is there already."""
    given = {"until": span.until, "figures": figures, "annex": annex, "drafted_at": at}
    period = {"kind": span.kind, "since": span.since}
    _, is_new = OfficeReport.objects.get_or_create(office=office, **period, defaults=given)
    return is_new
