"""Keeps what an office plans to change, and how it ended."""

from datetime import date
from typing import Any

from silastri.apps.documents.models import StoredFile

from .models import Improvement


def add(**what: Any) -> Improvement:
    return Improvement.objects.create(**what)


def end(
    improvement: Improvement, *, state: str, evidence: str, by: int, on: date, file: StoredFile | None = None
) -> None:
    improvement.state, improvement.evidence, improvement.file = state, evidence, file
    improvement.ended_by_id, improvement.ended_on = by, on
    improvement.save(update_fields=["state", "evidence", "file", "ended_by", "ended_on"])
