"""The applicant answers the nine questions; the answers are stored without a name."""

from typing import Any

from django.db import transaction

from silastri.apps.cases import queries
from silastri.apps.cases.models import Case
from silastri.apps.catalog import queries as catalog
from silastri.apps.offices import queries as offices
from silastri.apps.surveys import operations as surveys
from silastri.domain.act import Act
from silastri.domain.case.workflow import State
from silastri.domain.kinds import Kind
from silastri.domain.refusal import MovedOn


class NotNow(MovedOn):
    """The survey can be filled in only once, and only when the letter is ready."""


@transaction.atomic
def fill_in(act: Act, *, ref: str, answers: dict[str, Any]) -> Case:
    """Filled in by the applicant, or typed in by an officer of the office. Raises CaseNotFound, NotNow."""
    at_counter = act.by.office is not None
    case = queries.lock(ref, office=act.by.office) if at_counter else queries.lock(ref, applicant=act.by.person)
    if case.surveyed_on:
        raise NotNow("Survei ini sudah diisi. Terima kasih.")
    if not is_open(case):
        raise NotNow("Survei dibuka setelah surat siap diambil.")
    today = offices.today(case.office, act.at)
    surveys.take_in(
        office_id=case.office_id,
        service_id=case.service_id,
        on=today,
        via="paper" if at_counter else "web",
        answers=answers,
    )
    case.surveyed_on = today
    case.save(update_fields=["surveyed_on"])
    return case


def is_open(case: Case) -> bool:
    """Whether the survey of this case may be filled in now."""
    if case.surveyed_on is not None:
        return False
    if case.state == State.DONE:
        return True
    return is_ready(case)


def is_ready(case: Case) -> bool:
    """Whether a letter waits at the counter to be taken."""
    if case.state != State.RUNNING:
        return False
    return catalog.definition(case.version_id).sop.step(case.step).kind is Kind.HAND_OVER
