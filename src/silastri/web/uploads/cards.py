"""What a page shows of each requirement: the paper, what was said of it, and whether one may be handed in now."""

from dataclasses import dataclass
from typing import Any

from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case, CaseDocument, Mark
from silastri.apps.catalog import queries as catalog
from silastri.apps.documents import queries as documents
from silastri.apps.documents.models import PartialFile
from silastri.domain.case.requirements import optional
from silastri.domain.definition.requirement import Requirement
from silastri.journey.apply import draft, submit
from silastri.journey.steps.check import asked


@dataclass(frozen=True)
class Card:
    """One requirement."""

    number: int
    requirement: Requirement
    paper: CaseDocument | None
    mark: Mark | None
    error: str
    is_open: bool
    is_optional: bool
    is_unmended: bool  # found wrong, and not replaced yet
    may_be_undone: bool  # a paper of the draft that replaced another
    coming: tuple[PartialFile, ...]  # files whose sending broke off

    @property
    def is_needed(self) -> bool:
        """Whether nothing goes on without a paper here."""
        return self.is_unmended or (self.paper is None and not self.is_optional)


def cards(request: Any, case: Case, errors: dict[str, str]) -> list[Card]:
    asked_for, repairs = asked(catalog.definition(case.version_id), case), draft.repairs(case)
    papers, may_be_empty, unmended = cases.documents(case), optional(asked_for), submit.unmended(case)
    marks = cases.last_marks(case) if case.state == "returned" else {}
    replaced = cases.replaced(case) if case.state == "draft" else set()
    coming = documents.partials(request.user.pk, ref=case.ref)
    return [
        Card(
            number=number,
            requirement=r,
            paper=papers.get(r.key),
            mark=marks.get(r.key),
            error=errors.get(r.key, ""),
            is_open=repairs.allows(r.key) and not r.is_thing,
            is_optional=r.key in may_be_empty,
            is_unmended=r.key in unmended,
            may_be_undone=r.key in replaced,
            coming=tuple(one for one in coming if one.key == r.key and not one.is_whole),
        )
        for number, r in enumerate(asked_for, start=1)
    ]
