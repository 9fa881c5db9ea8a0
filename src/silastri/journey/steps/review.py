"""The technical team writes its recommendation and attaches it."""

from collections.abc import Mapping

from silastri.apps.cases import operations as cases
from silastri.apps.cases.models import Case
from silastri.domain.act import Act
from silastri.domain.case import keys
from silastri.domain.case.workflow import ONWARD
from silastri.domain.kinds import Kind
from silastri.domain.refusal import NotFit
from silastri.journey.case import handed_in
from silastri.journey.frame.step import finish, open_step
from silastri.journey.papers.drawn_after import one_transaction


def review(
    act: Act,
    *,
    ref: str,
    turn: int,
    outcome: str,
    note: str,
    upload: bytes = b"",
    upload_name: str = "",
    filled: Mapping[str, str] | None = None,
) -> Case:
    """A recommendation needs its document and its reason. Raises NotFit, NotAccepted."""
    if not note.strip():
        raise NotFit("Tulis alasan rekomendasi.", {"catatan": "Tulis alasannya."})
    if outcome == ONWARD and not upload:
        raise NotFit("Lampirkan surat rekomendasi teknis.", {"berkas": "Lampirkan surat rekomendasi teknis."})
    tidied = handed_in.tidy(act, upload) if upload else None
    with one_transaction():
        dossier = open_step(act, ref=ref, turn=turn, kinds=(Kind.REVIEW,))
        if tidied and act.by.person is not None:
            file = handed_in.keep(tidied, name=upload_name, at=act.at)
            key = keys.of_step(dossier.step.key)
            cases.add_document(dossier.case, key=key, file=file, person_id=act.by.person, at=act.at)
        return finish(act, dossier, outcome=outcome, note=note, filled=filled)
