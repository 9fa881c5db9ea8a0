"""The applicant acts in the middle of the chain: answers, signs, sends a paper; or the counter records it for him."""

from collections.abc import Mapping

from django.db import transaction

from silastri.adapters.intake import intake
from silastri.apps.cases import operations as cases
from silastri.apps.cases import queries
from silastri.apps.cases.models import Case
from silastri.apps.documents import operations as documents
from silastri.domain.act import Act
from silastri.domain.case.workflow import State
from silastri.domain.kinds import Kind
from silastri.domain.refusal import NotFit
from silastri.journey.case.dossier import OpenStep, opened_case
from silastri.journey.frame.step import STALE, StaleStep, finish, open_step

from .review import step_key


def respond(
    act: Act,
    *,
    ref: str,
    turn: int,
    filled: Mapping[str, str] | None = None,
    upload: bytes = b"",
    upload_name: str = "",
    note: str = "",
) -> Case:
    """Raises CaseNotFound, StaleStep, NotFit, NotAccepted; at the counter what ``open_step`` raises."""
    paper = intake().tidy(upload) if upload else None
    with transaction.atomic():
        opened = _opened(act, ref, turn)
        if opened.step.upload and paper is None:
            raise NotFit("Unggah berkasnya.", {"berkas": f"Unggah {opened.step.upload}."})
        if paper:
            file = documents.keep(paper.content, kind=paper.kind, pages=paper.pages, name=upload_name, at=act.at)
            by = act.by.person or opened.case.applicant_id
            cases.add_paper(opened.case, key=step_key(opened.step.key), file=file, person_id=by, at=act.at)
        return finish(act, opened, filled=filled or {}, note=note)


def _opened(act: Act, ref: str, turn: int) -> OpenStep:
    if act.by.office is not None:
        return open_step(act, ref=ref, turn=turn, kinds=(Kind.RESPOND,))
    opened = opened_case(queries.lock(ref, applicant=act.by.person))
    if opened.case.state != State.RUNNING or opened.case.turn != turn or opened.step.kind is not Kind.RESPOND:
        raise StaleStep(STALE)
    return opened
