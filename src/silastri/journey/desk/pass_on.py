"""An officer who has a file in hand passes it on to a colleague of the same post."""

from django.db import transaction

from silastri.apps.accounts.models import Person
from silastri.apps.audit.operations import log
from silastri.apps.cases import operations as cases
from silastri.apps.cases.models import Case
from silastri.apps.messages import operations as messages
from silastri.apps.offices import queries as offices
from silastri.apps.remarks import operations as remarks
from silastri.apps.remarks.models import Remark
from silastri.domain.act import Act
from silastri.domain.kinds import Kind
from silastri.domain.refusal import NotFit
from silastri.domain.words import wording
from silastri.domain.words.called import in_messages
from silastri.domain.words.messages.case import PassedOn
from silastri.journey.case import tell
from silastri.journey.case.dossier import Dossier
from silastri.journey.case.links import absolute
from silastri.journey.frame.step import barred, look_at_step, open_step

from . import remark
from .remark import Colleague


def receivers(act: Act, dossier: Dossier) -> list[Colleague]:
    """Who else holds the post for which the case waits, or may record the step for it as this officer may, and may do
    the step."""
    case, step = dossier.case, dossier.step
    mine = act.by.signs if step.kind is Kind.SIGN else act.by.posts
    posts = {post for post in (case.post, case.recorder) if post in mine}
    holders = offices.in_posts(case.office, posts, offices.today(case.office, act.at))
    may = [one for one in holders if one.post != step.actor or not barred(dossier, one.person_id)]
    return remark.others(act, dossier, [one for one in may if step.kind is Kind.SIGN or not one.only_signs])


def may_pass_on(act: Act, *, ref: str, turn: int) -> None:
    """Raises what ``open_step`` raises."""
    look_at_step(act, ref=ref, turn=turn, kinds=tuple(Kind))


@transaction.atomic
def pass_on(act: Act, *, ref: str, turn: int, to: int | None, note: str = "") -> Case:
    """The file is in the colleague's hand from now on, and he is told. The step and its time stay as they are.

    Raises what ``open_step`` raises, and NotFit for who may not do the step.
    """
    dossier = open_step(act, ref=ref, turn=turn, kinds=tuple(Kind))
    case = dossier.case
    if len(note) > remark.LONGEST:
        raise NotFit("Pesannya terlalu panjang.", {"pesan": f"Paling banyak {remark.LONGEST} huruf."})
    person = next((one.person for one in receivers(act, dossier) if one.person.pk == to), None)
    if person is None:
        sentence = "Pilih rekan yang memegang jabatan yang sama."
        raise NotFit(sentence, {"rekan": sentence})
    hand(act, dossier, person, note)
    log(act, "pass_on", ref, whose=case.applicant_id)
    return case


def hand(act: Act, dossier: Dossier, person: Person, note: str) -> None:
    """Puts the file in the person's hand, writes that beside the case, and tells him. Needs a transaction."""
    case, by = dossier.case, remark.author(act, dossier)
    cases.put_in_hand(case, person.pk, at=act.at)
    made = remarks.add(act, case, by=by, text=note.strip(), to=person, kind=Remark.Kind.PASSED_ON)
    if person.phone:
        messages.queue([tell.message(act, case, person, _words(dossier), what=f"/oper{made.pk}")])


def _words(dossier: Dossier) -> PassedOn:
    case = dossier.case
    due = wording.moment(case.due_at, dossier.time.zone) if case.due_at else ""
    return PassedOn(
        step=dossier.step.name, service=in_messages(dossier.definition.standard), ref=case.ref, due=due,
        link=absolute("desk_case", case.ref),
    )  # fmt: skip
