"""What a superior sees and does of the work that is late below his posts: he gives a file to another officer."""

from django.db import transaction
from django.db.models import QuerySet

from silastri.apps.audit.operations import log
from silastri.apps.cases import queries as case_queries
from silastri.apps.cases.models import Case
from silastri.apps.offices import queries as offices
from silastri.apps.offices.queries import Desk
from silastri.apps.reminders import queries
from silastri.domain.act import Act
from silastri.domain.case import lateness, reminding
from silastri.domain.case.workflow import State
from silastri.domain.kinds import Kind
from silastri.domain.refusal import MovedOn, NotFit, NotYours
from silastri.journey.case.awaited import awaits_citizen, steps_of_citizens
from silastri.journey.case.dossier import Dossier, dossier_of
from silastri.journey.frame.step import STALE, OwnCase, StaleStep, barred

from . import pass_on, remark
from .remark import Colleague


class NotLate(MovedOn):
    """The step is in time, or a citizen is awaited."""


class NotBelow(NotYours):
    """The officer is no superior of the post at which the case waits."""


def posts_below(desk: Desk) -> set[str]:
    return reminding.below(offices.definition(desk.office), desk.posts.keys()) - desk.posts.keys()


def cases_late_below(desk: Desk, act: Act) -> QuerySet[Case]:
    """Without those of the officer himself."""
    awaited = steps_of_citizens(desk.office)
    found = queries.late_below(desk.office.pk, sorted(posts_below(desk)), act.at, but_at=awaited)
    return found.exclude(applicant=act.by.person)


def is_below(act: Act, dossier: Dossier) -> bool:
    """Whether it is late, at a post below those of the officer, and not his own."""
    case = dossier.case
    runs_late = case.state == State.RUNNING and lateness.passed(case.due_at, act.at)
    if not runs_late or awaits_citizen(dossier.step) or case.applicant_id == act.by.person:
        return False
    return case.post not in act.by.posts and case.post in reminding.below(dossier.office, act.by.posts.keys())


def in_hand(act: Act, dossier: Dossier) -> int | None:
    """Who is to do the step, where that is one person."""
    case = dossier.case
    holders = offices.in_charge(case.office, case.post, offices.today(case.office, act.at))
    return case.taken_by_id or (holders[0].pk if len(holders) == 1 else None)


def receivers(act: Act, dossier: Dossier) -> list[Colleague]:
    """Who else may do the step: the holders of its post who do not have it in hand."""
    case = dossier.case
    holders = offices.in_posts(case.office, [case.post], offices.today(case.office, act.at))
    signs = dossier.step.kind is Kind.SIGN
    may = [one for one in holders if (signs or not one.only_signs) and not barred(dossier, one.person_id)]
    return remark.others(act, dossier, [one for one in may if one.person_id != case.taken_by_id])


def may_give(act: Act, *, ref: str, turn: int) -> Dossier:
    """Raises CaseNotFound, StaleStep, OwnCase, NotLate, NotBelow."""
    return _open(act, case_queries.case(ref, office=act.by.office), turn)


@transaction.atomic
def give(act: Act, *, ref: str, turn: int, to: int | None, note: str = "") -> Case:
    """The file is in that officer's hand from now on, and he is told. The step and its time stay as they are.

    Raises what ``may_give`` raises, and NotFit for who may not do the step.
    """
    dossier = _open(act, case_queries.lock(ref, office=act.by.office), turn)
    case = dossier.case
    if len(note) > remark.LONGEST:
        raise NotFit("Pesannya terlalu panjang.", {"pesan": f"Paling banyak {remark.LONGEST} huruf."})
    person = next((one.person for one in receivers(act, dossier) if one.person.pk == to), None)
    if person is None:
        sentence = "Pilih petugas yang memegang jabatan itu."
        raise NotFit(sentence, {"rekan": sentence})
    pass_on.hand(act, dossier, person, note)
    log(act, "give_to", ref, whose=case.applicant_id)
    return case


def _open(act: Act, case: Case, turn: int) -> Dossier:
    dossier = dossier_of(case)
    if case.turn != turn or case.state != State.RUNNING:
        raise StaleStep(STALE)
    if case.applicant_id == act.by.person:
        raise OwnCase("Anda tidak boleh mengatur permohonan Anda sendiri.")
    if case.post in act.by.posts or case.post not in reminding.below(dossier.office, act.by.posts.keys()):
        raise NotBelow("Berkas ini tidak menunggu di jabatan di bawah Anda.")
    if not is_below(act, dossier):
        raise NotLate("Berkas ini belum lewat batas waktu, jadi petugasnya tidak diganti.")
    return dossier
