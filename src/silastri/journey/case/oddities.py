"""Gathers what is odd about a case, for the officers who judge it."""

from collections.abc import Mapping
from typing import Any

from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case, CaseDocument
from silastri.apps.offices import queries as offices
from silastri.domain.case import oddities
from silastri.domain.case.oddities import Earlier, Oddity
from silastri.domain.definition.field import FieldKind

from .dossier import Dossier, filed_on


def of_case(dossier: Dossier, documents: Mapping[str, CaseDocument]) -> list[Oddity]:
    """``documents`` are those of the case by requirement. A correction repeats its case, and nothing of it is odd."""
    case, standard = dossier.case, dossier.definition.standard
    if case.corrects:
        return []
    values = case.answers.get("values", {})
    people = {
        q.label: values[q.key]
        for q in standard.form
        if q.kind is FieldKind.PERSON and isinstance(values.get(q.key), dict)
    }
    files = {
        requirement.label: _content(documents[requirement.key])
        for requirement in standard.requirements
        if requirement.key in documents
    }
    earlier = [_earlier(one, standard.holder) for one in cases.of_same_holder(case)]
    nik = _holder_nik(case, standard.holder)
    return oddities.found(people, files, earlier, holder_nik=nik, today=filed_on(case))


def _content(document: CaseDocument) -> str:
    """What was sent: of one photo two files may have been made."""
    return document.file.sent_sha256 or document.file.sha256


def _earlier(case: Case, holder: str) -> Earlier:
    sent_on = offices.today(case.office, case.submitted_at or case.created_at)
    return Earlier(case.ref, _holder_nik(case, holder), case.get_state_display().lower(), sent_on)


def _holder_nik(case: Case, holder: str) -> str:
    answer: Any = case.answers.get("values", {}).get(holder)
    found = answer.get("nik") if isinstance(answer, dict) else case.applicant.nik
    return found or ""
