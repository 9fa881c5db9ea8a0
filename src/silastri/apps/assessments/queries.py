"""Reads assessments."""

from django.db.models import QuerySet

from silastri.domain.refusal import NotThere

from .models import AddedEvidence, Assessment, IndicatorNote


def of_office(office_id: int) -> QuerySet[Assessment]:
    """The newest year first."""
    return Assessment.objects.filter(office_id=office_id).order_by("-year", "instrument")


def one(pk: int, *, office: int) -> Assessment:
    """Raises NotThere."""
    found = Assessment.objects.filter(pk=pk, office_id=office).select_related("office").first()
    if found is None:
        raise NotThere("Penilaian ini tidak ada di kantor Anda.")
    return found


def notes(assessment: Assessment) -> dict[str, IndicatorNote]:
    return {one.key: one for one in assessment.notes.select_related("improvement")}


def added(assessment: Assessment) -> list[AddedEvidence]:
    return list(assessment.added.select_related("file", "added_by").order_by("pk"))


def added_one(assessment: Assessment, key: str, pk: int) -> AddedEvidence:
    """Raises NotThere."""
    found = assessment.added.filter(pk=pk, key=key).select_related("file").first()
    if found is None:
        raise NotThere("Bukti ini tidak ada.")
    return found
