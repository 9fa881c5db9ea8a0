"""The applicant acts in the middle of the SOP: answers, signs, sends a document; or the counter records it."""

from collections.abc import Mapping

from silastri.apps.cases import operations as cases
from silastri.apps.cases import queries
from silastri.apps.cases.models import Case
from silastri.domain.act import Act
from silastri.domain.case import keys
from silastri.domain.case.workflow import State
from silastri.domain.kinds import Kind
from silastri.domain.refusal import NotFit
from silastri.journey.case import handed_in
from silastri.journey.case.dossier import Dossier, dossier_of
from silastri.journey.frame.step import STALE, StaleStep, finish, open_step
from silastri.journey.papers.drawn_after import one_transaction


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
    tidied = handed_in.tidy(act, upload) if upload else None
    with one_transaction():
        dossier = _opened(act, ref, turn)
        if dossier.step.upload and tidied is None:
            raise NotFit("Unggah berkasnya.", {"berkas": f"Unggah {dossier.step.upload}."})
        if tidied:
            file = handed_in.keep(tidied, name=upload_name, at=act.at)
            by = act.by.person or dossier.case.applicant_id
            cases.add_document(dossier.case, key=keys.of_step(dossier.step.key), file=file, person_id=by, at=act.at)
        return finish(act, dossier, filled=filled or {}, note=note)


def _opened(act: Act, ref: str, turn: int) -> Dossier:
    if act.by.office is not None:
        return open_step(act, ref=ref, turn=turn, kinds=(Kind.RESPOND,))
    dossier = dossier_of(queries.lock(ref, applicant=act.by.person))
    if dossier.case.state != State.RUNNING or dossier.case.turn != turn or dossier.step.kind is not Kind.RESPOND:
        raise StaleStep(STALE)
    return dossier
