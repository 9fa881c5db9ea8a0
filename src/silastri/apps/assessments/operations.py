"""Writes assessments."""

from datetime import datetime

from silastri.apps.documents.models import StoredFile
from silastri.apps.improvements.models import Improvement

from .models import AddedEvidence, Assessment, IndicatorNote


def begin(assessment: Assessment) -> Assessment:
    """The one of that office, instrument and year: the one that was there, if there was."""
    given = {"since": assessment.since, "opened_by": assessment.opened_by, "opened_at": assessment.opened_at}
    which = {"office": assessment.office, "instrument": assessment.instrument, "year": assessment.year}
    found, _ = Assessment.objects.get_or_create(**which, defaults=given)
    return found


def note(assessment: Assessment, key: str, text: str) -> None:
    IndicatorNote.objects.update_or_create(assessment=assessment, key=key, defaults={"note": text})


def plan(assessment: Assessment, key: str, improvement: Improvement) -> None:
    IndicatorNote.objects.update_or_create(assessment=assessment, key=key, defaults={"improvement": improvement})


def add(assessment: Assessment, key: str, title: str, file: StoredFile, *, by: int, at: datetime) -> AddedEvidence:
    given = {"title": title, "file": file, "added_by_id": by, "added_at": at}
    return AddedEvidence.objects.create(assessment=assessment, key=key, **given)
