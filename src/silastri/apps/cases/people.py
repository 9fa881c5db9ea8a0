"""Whose cases these are, and everything of one person."""

from collections.abc import Sequence

from silastri.apps.documents.models import StoredFile

from .models import Case, CaseDocument


def all_of(person_id: int) -> list[Case]:
    """Every case of a person, drafts too; the newest first."""
    return list(
        Case.objects.filter(applicant_id=person_id)
        .select_related("office", "service", "version")
        .order_by("-created_at", "-id")
    )


def papers(case: Case) -> list[StoredFile]:
    """Every file that was handed in, those that were replaced too."""
    found = CaseDocument.objects.filter(case=case).select_related("file").order_by("pk")
    return [one.file for one in found]


def applicants(office_id: int, pks: Sequence[int]) -> set[int]:
    """Whose these cases of the office are."""
    found: set[int] = set()
    for begins in range(0, len(pks), 500):
        here = Case.objects.filter(office_id=office_id, pk__in=pks[begins : begins + 500])
        found |= set(here.values_list("applicant_id", flat=True))
    return found
