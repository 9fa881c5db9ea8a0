"""What a party outside may see of a case: only what its definition names."""

from typing import Any

from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import CaseDocument
from silastri.domain.definition import field
from silastri.domain.definition.sop import APPLICANT

from .answer import Question


def documents(asked: Question) -> dict[str, CaseDocument]:
    """The documents of the case that the party may see, by name."""
    labels = {r.key: r.label for r in asked.dossier.definition.standard.requirements if r.key in asked.party.sees}
    handed_in = cases.documents(asked.dossier.case) if labels else {}
    return {label: handed_in[key] for key, label in labels.items() if key in handed_in}


def questions(asked: Question) -> tuple[field.Question, ...]:
    return tuple(q for q in asked.dossier.definition.standard.form if q.key in asked.party.sees)


def answers(asked: Question) -> dict[str, Any]:
    values: dict[str, Any] = asked.dossier.case.answers.get("values", {})
    return values


def applicant(asked: Question) -> str:
    """The applicant's name, if the party may know it."""
    return asked.dossier.case.applicant.name if APPLICANT in asked.party.sees else ""
