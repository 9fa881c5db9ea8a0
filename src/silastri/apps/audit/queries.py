"""Reads the log."""

from .models import LogEntry


def about(office_id: int, thing: str, *, most: int = 100) -> list[LogEntry]:
    """What was done with one thing, the newest first."""
    found = LogEntry.objects.filter(office_id=office_id, about=thing).select_related("person").order_by("-id")
    return list(found[:most])
