"""A waiting time that the law sets; the case goes on after it. Meanwhile anybody may object to what is announced."""

from datetime import datetime

from silastri.apps.cases import operations as cases
from silastri.apps.cases import queries
from silastri.apps.cases.models import Case
from silastri.apps.catalog import queries as catalog
from silastri.domain.act import Act
from silastri.domain.case import step_notes
from silastri.domain.case.step_notes import Objection, StepFacts
from silastri.domain.case.workflow import ONWARD, State
from silastri.domain.kinds import Kind
from silastri.domain.refusal import MovedOn, NotFit, NotThere
from silastri.domain.words import wording
from silastri.journey.case.dossier import Dossier, dossier_of
from silastri.journey.frame.step import finish, open_step
from silastri.journey.papers.drawn_after import one_transaction

_MOST = 100


class TooEarly(MovedOn):
    """The time has not passed yet."""


@one_transaction()
def wait(act: Act, *, ref: str, turn: int, outcome: str = ONWARD, note: str = "") -> Case:
    """Raises TooEarly and what ``open_step`` and ``finish`` raise. Other ways out than onward need not wait."""
    dossier = open_step(act, ref=ref, turn=turn, kinds=(Kind.WAIT,))
    due_at = dossier.case.due_at
    if outcome == ONWARD and due_at is not None and act.at < due_at:
        raise TooEarly(f"Masa tunggu belum lewat. Dapat diteruskan mulai {wording.moment(due_at, dossier.time.zone)}.")
    return finish(act, dossier, outcome=outcome, note=note)


def announced(office_id: int, *, at: datetime) -> list[Dossier]:
    """The cases of the office that are publicly announced now."""
    places = [(version, step.key) for version, step in catalog.steps(office_id) if step.notice]
    return [dossier_of(case) for case in queries.waiting_at(office_id, places, before=at)]


@one_transaction()
def object_(act: Act, *, office: int, ref: str, name: str, contact: str, text: str) -> None:
    """Anybody may object to a case that is announced. Raises NotThere, NotFit."""
    dossier = dossier_of(queries.lock(ref, office=office))
    if dossier.case.state != State.RUNNING or not dossier.step.notice:
        raise NotThere("Pengumuman ini sudah berakhir.")
    asked = {"nama": name, "kontak": contact, "keberatan": text}
    errors = {key: "Isi ini dulu." for key, value in asked.items() if not value.strip()}
    if errors:
        raise NotFit("Keberatan belum lengkap.", errors)
    before = objections(dossier)
    if len(before) >= _MOST:
        raise NotFit("Keberatan sudah terlalu banyak. Datang ke kantor.", {"keberatan": "Datang ke kantor."})
    one = Objection(name=name.strip(), contact=contact.strip(), text=text.strip(), at=act.at)
    cases.keep_facts(dossier.case, dossier.step.key, StepFacts(objections=(*before, one)))


def objections(dossier: Dossier) -> tuple[Objection, ...]:
    return step_notes.facts(dossier.case.notes, dossier.step.key).objections
