"""Whose cases these are, and everything of one person."""

from collections.abc import Iterable, Sequence

from silastri.apps.documents.models import StoredFile
from silastri.domain.case.workflow import State

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


def offices_of(person_id: int) -> set[int]:
    """The offices that know the person: where they applied, or were registered at the counter."""
    known = Case.objects.filter(applicant_id=person_id).exclude(state=State.DRAFT, via="web")
    return set(known.values_list("office_id", flat=True).distinct())


def known_at(office_id: int, people: Iterable[int]) -> set[int]:
    """Those of the people whom the office knows: they applied there, or were registered at its counter."""
    known = Case.objects.filter(office_id=office_id, applicant__in=list(people)).exclude(state=State.DRAFT, via="web")
    return set(known.values_list("applicant_id", flat=True).distinct())


def told_address(person_id: int, office_id: int) -> str:
    """The address that the office was told last for this person; empty if none."""
    told = Case.objects.filter(applicant_id=person_id, office_id=office_id).exclude(address="").exclude(via="web")
    return told.order_by("-id").values_list("address", flat=True).first() or ""
