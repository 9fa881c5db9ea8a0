"""Finds cases. For officers every query is limited to one office."""

from collections.abc import Collection, Container, Iterable
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import CharField, Count, Max, Q, QuerySet, Subquery
from django.db.models.functions import Upper

from silastri.apps.accounts import keys as keyring
from silastri.apps.statements.made import Figures, Lookup, Slot
from silastri.domain.case import control_card, keys
from silastri.domain.case.workflow import RECOUNTED, State
from silastri.domain.refusal import NotThere

from .lists import at_one_of
from .models import Case, CaseDocument, Mark, StepRun

_ONE_SIDE = "a case is asked for within one office, or by its applicant"
_NO_CASE = "Permohonan ini tidak ada."
_HEAVY = ("office__definition", "version__texts")


class CaseNotFound(NotThere):
    """The case does not exist for the person who asks: it may belong to another office or another citizen."""


def lock(ref: str, *, office: int | None = None, applicant: int | None = None) -> Case:
    """The case, locked until the transaction ends, within an office or for its applicant. Raises CaseNotFound."""
    must_be_one_side(office, applicant)
    return _there(_lock_in_office(ref, office) if office is not None else _lock_of_applicant(ref, applicant))


def _held(**within: Any) -> QuerySet[Case]:
    found = Case.objects.filter(**within).select_related("office", "applicant").defer("office__definition")
    return found.select_for_update(of=("self",)) if connection.features.has_select_for_update_of else found


_lock_in_office = Lookup(lambda ref, office: _held(ref=ref, office_id=office))
_lock_of_applicant = Lookup(lambda ref, applicant: _held(ref=ref, applicant_id=applicant))


def case(ref: str, *, office: int | None = None, applicant: int | None = None) -> Case:
    """A case of the applicant, or one that was handed in at the office. Raises CaseNotFound."""
    must_be_one_side(office, applicant)
    return _there(_of_applicant(ref, applicant) if office is None else _handed_in(ref, office))


def pk_of(office_id: int, ref: str) -> int | None:
    """The id of the case of an office that has this number, also of a draft."""
    return next(iter(_pk_of(office_id, ref)), None)


_pk_of = Figures(lambda office, ref: Case.objects.filter(office_id=office, ref=ref).values("pk"))


def case_at_counter(ref: str, *, office: int) -> Case:
    """As ``case``, but with drafts: which of them may be seen is for the counter to say. Raises CaseNotFound."""
    return _there(_at_counter(ref, office))


def tracked(ref: str) -> Case | None:
    """A case for the public tracking page: by its number, which cannot be guessed, once it was handed in."""
    return _tracked(ref)


def must_be_one_side(office: int | None, applicant: int | None) -> None:
    if (office is None) == (applicant is None):
        raise ValueError(_ONE_SIDE)


def _readable(found: QuerySet[Case]) -> QuerySet[Case]:
    return found.select_related("office", "service", "version", "applicant", "taken_by").defer(*_HEAVY)


_of_applicant = Lookup(lambda ref, person: _readable(Case.objects.filter(ref=ref, applicant_id=person)))
_handed_in = Lookup(
    lambda ref, office: _readable(Case.objects.filter(ref=ref, office_id=office).exclude(state=State.DRAFT))
)
_at_counter = Lookup(lambda ref, office: _readable(Case.objects.filter(ref=ref, office_id=office)))
_tracked = Lookup(lambda ref: _readable(Case.objects.filter(ref=ref).exclude(state=State.DRAFT)))


def _there(case: Case | None) -> Case:
    if case is None:
        raise CaseNotFound(_NO_CASE)
    return case


def of_applicant(person_id: int, *, words: str = "", ended: bool = False) -> QuerySet[Case]:
    """The cases of a person that are under way, drafts included, or those that have ended; the newest first."""
    found = Case.objects.filter(applicant_id=person_id)
    under_way = [State.DRAFT, *(state for state in State if state.is_open)]
    found = found.exclude(state__in=under_way) if ended else found.filter(state__in=under_way)
    return _readable(_naming(found, words)).order_by("-created_at", "-id")


def newest_of(person_id: int, *, office: int | None = None) -> list[Case]:
    """The newest cases of a person that were handed in, at that office or anywhere."""
    found = Case.objects.filter(applicant_id=person_id).exclude(state=State.DRAFT)
    found = found if office is None else found.filter(office_id=office)
    return list(_readable(found).order_by("-submitted_at", "-id")[:10])


def _naming(found: QuerySet[Case], words: str) -> QuerySet[Case]:
    """Those whose number, holder or service has every word; a service also by what citizens call it."""
    for word in words.split():
        service = Q(service__name__icontains=word) | Q(version__offer__plain_name__icontains=word)
        found = found.filter(Q(ref__icontains=word) | Q(holder_name__icontains=word) | service)
    return found


def drafts(person_id: int, service_id: int | None = None) -> QuerySet[Case]:
    """What the person began, for one service or for any, and did not hand in yet; not what the counter fills in."""
    found = Case.objects.filter(applicant_id=person_id, state=State.DRAFT)
    found = found if service_id is None else found.filter(service_id=service_id)
    return _readable(found.exclude(via="counter")).order_by("-created_at", "-id")


def handed_in_since(person_id: int, service_id: int, since: datetime) -> QuerySet[Case]:
    """The cases of a person for one service that were begun since then and handed in."""
    begun = Case.objects.filter(applicant_id=person_id, service_id=service_id, created_at__gte=since)
    return begun.exclude(state=State.DRAFT).order_by("pk")


def handed_in_by(person_id: int) -> QuerySet[Case]:
    """What a person handed in, ended or not."""
    return Case.objects.filter(applicant_id=person_id).exclude(state=State.DRAFT)


def underway(person_id: int) -> bool:
    """Whether an office works on a case of this person."""
    states = [State.WAITING, State.RUNNING, State.RETURNED]
    return Case.objects.filter(applicant_id=person_id, state__in=states).exists()


def unfinished(person_id: int, service_id: int) -> QuerySet[Case]:
    """The cases of a person for one service that have not ended, drafts included."""
    states = [State.DRAFT, State.WAITING, State.RUNNING, State.RETURNED]
    return Case.objects.filter(applicant_id=person_id, service_id=service_id, state__in=states).order_by("pk")


def inbox(office_id: int, posts: Iterable[str], *, whole: bool = False) -> QuerySet[Case]:
    """The cases that those posts must do or may record, the most urgent first.

    ``whole``: with what officers noted, which is encrypted and large.
    """
    mine = list(posts)
    waiting = Case.objects.filter(Q(post__in=mine) | Q(recorder__in=mine), office_id=office_id, state=State.RUNNING)
    found = waiting.select_related("service", "applicant") if whole else _listed(waiting)
    return found.order_by("due_at", "id")


def of_same_holder(case: Case) -> list[Case]:
    """Other cases of the same service, handed in at the office for a holder of the same name; the newest first."""
    if not case.holder_name:
        return []
    return _of_same_holder.all(case.office_id, case.service_id, case.holder_name, case.pk)


def _called_alike(office: Any, service: Any, name: Any, but: Any) -> QuerySet[Case]:
    found = Case.objects.alias(called=Upper("holder_name")).filter(called=Upper(name), office_id=office, corrects="")
    found = found.filter(service_id=service).exclude(pk=but).exclude(state=State.DRAFT)
    return _readable(found).defer(*_HEAVY, "notes").order_by("-submitted_at", "-id")[:3]


_of_same_holder = Lookup(_called_alike, Slot(0), Slot(1), Slot(2, CharField()), Slot(3))


def correction(code: str) -> Case | None:
    """The newest case that corrects the letter of that code and was not withdrawn."""
    return Case.objects.filter(corrects=code).exclude(state=State.WITHDRAWN).order_by("pk").last()


def corrections(code: str) -> list[Case]:
    return list(Case.objects.filter(corrects=code).defer("answers", "notes").order_by("pk"))


def at_counter(office_id: int, services: list[int], state: str, *, filled_by: int | None = None) -> QuerySet[Case]:
    """Cases of those services that the counter, or this officer there, has begun or must complete, the newest first."""
    found = Case.objects.filter(office_id=office_id, service_id__in=services, state=state, via="counter")
    found = found.filter(filled_by=filled_by) if filled_by else found
    return _listed(found).order_by("-created_at")


def came_to_counter(
    office_id: int, services: Collection[int], since: datetime, until: datetime, *, ended: bool
) -> QuerySet[Case]:
    """Who was registered at the counter from ``since`` on and before ``until``; only whose matter has ended, where that
    is asked."""
    here = Case.objects.filter(office_id=office_id, service__in=services, via="counter")
    found = here.filter(created_at__gte=since, created_at__lt=until)
    found = found.filter(state=State.DONE) if ended else found
    return found.select_related("service", "applicant").defer("answers").order_by("created_at")


def ready(office_id: int, steps: Iterable[str]) -> QuerySet[Case]:
    """The running cases that wait at one of those steps, the longest waiting first."""
    found = Case.objects.filter(office_id=office_id, state=State.RUNNING, step__in=list(steps))
    return (
        found.select_related("office", "service", "applicant").defer("office__definition").order_by("arrived_at")[:300]
    )


def of_office(office_id: int, services: Collection[int], *, words: str = "") -> QuerySet[Case]:
    """The cases of those services handed in at an office, the newest first; every word is in the number, the holder's
    name or the applicant's."""
    found = _listed(Case.objects.filter(office_id=office_id, service__in=services).exclude(state=State.DRAFT))
    for word in words.split():
        named = Q(holder_name__icontains=word) | Q(applicant__name__icontains=word)
        found = found.filter(Q(ref__icontains=word) | named)
    return found.order_by("-submitted_at", "-id")


def _listed(found: QuerySet[Case]) -> QuerySet[Case]:
    return found.select_related("service", "taken_by", "applicant").defer("answers", "notes", "applicant__nik")


def waiting_at(office_id: int, steps: Iterable[tuple[int, str]], *, before: datetime) -> QuerySet[Case]:
    """The running cases at those steps, each of one version, that came there before a moment; the oldest first."""
    found = Case.objects.filter(at_one_of(steps), office_id=office_id, state=State.RUNNING, arrived_at__lt=before)
    return _readable(found).order_by("arrived_at", "id")


def late(office_id: int, posts: Iterable[str], at: datetime) -> QuerySet[Case]:
    """Those of the inbox that are late by ``domain/case/lateness.py``."""
    return inbox(office_id, posts).filter(Q(due_at__lt=at) | Q(promise_due_at__lt=at))


def documents(case: Case) -> dict[str, CaseDocument]:
    """The newest document handed in for each requirement."""
    return {one.key: one for one in _documents.all(case.pk)}


def _last_of_each(case: Any) -> QuerySet[CaseDocument]:
    last = CaseDocument.objects.filter(case_id=case).values("key").annotate(last=Max("id")).values("last")
    return CaseDocument.objects.filter(pk__in=last).select_related("file").order_by("id")


_documents = Lookup(_last_of_each)


def replaced(case: Case) -> set[str]:
    """The requirements for which a document was handed in again."""
    counted = CaseDocument.objects.filter(case=case).values("key").annotate(count=Count("id"))
    return {one["key"] for one in counted if one["count"] > 1}


def document(case: Case, pk: int) -> CaseDocument | None:
    return CaseDocument.objects.filter(case=case, pk=pk).select_related("file").first()


def last_marks(case: Case) -> dict[str, Mark]:
    """What the last check said of each requirement."""
    return {mark.key: mark for mark in _marks.all(case.pk)}


def _marks_of_last_check(case: Any) -> QuerySet[Mark]:
    last = Mark.objects.filter(case_id=case).order_by("-turn").values("turn")[:1]
    return Mark.objects.filter(case_id=case, turn=Subquery(last))


_marks = Lookup(_marks_of_last_check)


def runs(case: Case) -> list[StepRun]:
    return _runs.all(case.pk)


def last_run(case: Case) -> StepRun | None:
    return _run(case.pk, case.turn)


_runs = Lookup(lambda case: StepRun.objects.filter(case_id=case).order_by("turn"))
_run = Lookup(lambda case, turn: StepRun.objects.filter(case_id=case, turn=turn))


def last_said(runs: list[StepRun]) -> StepRun:
    """The last row in which a person said something of the case; one about a holiday says nothing of it."""
    return next((run for run in reversed(runs) if run.outcome != RECOUNTED), runs[-1])


def runs_of(cases: Iterable[Case]) -> dict[int, list[StepRun]]:
    """The control cards of several cases at once, by case."""
    found: dict[int, list[StepRun]] = {case.pk: [] for case in cases}
    for run in StepRun.objects.filter(case__in=found).order_by("case_id", "turn"):
        found[run.case_id].append(run)
    return found


def last_documents_of(cases: Iterable[Case]) -> dict[int, int]:
    """For each case, the row of its control card before which its applicant last handed in a document."""
    given = CaseDocument.objects.filter(case__in=[case.pk for case in cases]).exclude(key__startswith=keys.PREFIX)
    return dict(given.values_list("case").annotate(last=Max("turn")))


def card_row(case_ref: str, run: StepRun) -> control_card.Row:
    """The row in the form in which it was sealed."""
    return control_card.Row(
        case=case_ref,
        turn=run.turn,
        step=run.step,
        post=run.post,
        by=run.by,
        via=run.via,
        arrived_at=run.arrived_at,
        taken_at=run.taken_at,
        due_at=run.due_at,
        left_at=run.left_at,
        outcome=run.outcome,
        note=run.note,
        to_step=run.to_step,
    )


def card_key() -> bytes:
    """The key by which control cards are sealed now."""
    return keyring.mark_key("control card")


def card_is_whole(case: Case, runs: list[StepRun]) -> bool:
    """Whether the control card is unchanged and complete."""
    return card_break(case, runs) is None


def card_break(case: Case, runs: list[StepRun]) -> int | None:
    """The first row of the control card that is missing, too much or not as it was sealed; None when it is whole."""
    broken = control_card.first_break(
        ((card_row(case.ref, run), run.seal) for run in runs), keys=keyring.mark_keys("control card")
    )
    if broken is not None:
        return broken
    if len(runs) != case.turn:
        return min(len(runs), case.turn) + 1
    return case.turn if runs and runs[-1].seal != case.seal else None


def history(case: Case, *, since: datetime) -> dict[str, int]:
    """How many other cases of this service the applicant has: running, ended with a letter, and ended so since then."""
    others = Case.objects.filter(service=case.service_id, applicant=case.applicant_id, corrects="").exclude(pk=case.pk)
    done = Q(state=State.DONE)
    return others.aggregate(
        berjalan=Count("pk", filter=Q(state__in=(State.WAITING, State.RUNNING, State.RETURNED))),
        selesai=Count("pk", filter=done),
        selesai_tahun_ini=Count("pk", filter=done & Q(ended_at__gte=since)),
    )


def past_limit(office_id: int, steps: Iterable[tuple[int, str]], at: datetime) -> QuerySet[Case]:
    """Open cases at those steps, each of one version, whose limit has passed; the longest past first."""
    open_ones = Case.objects.filter(office_id=office_id, limit_at__lt=at, state__in=(State.RUNNING, State.RETURNED))
    found = open_ones.filter(at_one_of(steps))
    return found.select_related("service", "applicant").defer("answers", "notes").order_by("limit_at", "id")


def open_at(office_id: int, since: datetime) -> QuerySet[Case]:
    """The open cases of which something is due at that moment or later, as their dossiers need them."""
    due = Q(due_at__gte=since) | Q(promise_due_at__gte=since) | Q(limit_at__gte=since)
    open_ones = Case.objects.filter(due, office_id=office_id, state__in=(State.RUNNING, State.RETURNED))
    return open_ones.select_related("office", "applicant").defer("office__definition").order_by("pk")


def hands_in(service_id: int, *, since: datetime) -> set[int]:
    """Who did a step in a case of that service that was done since then."""
    done = StepRun.objects.filter(case__service=service_id, case__state=State.DONE, case__ended_at__gte=since)
    return set(done.exclude(person=None).values_list("person_id", flat=True).distinct())


def count_runs(case: Case, outcome: str) -> int:
    """How many rows of the control card have that outcome."""
    return StepRun.objects.filter(case=case, outcome=outcome).count()


def left_at(case: Case, steps: Container[str]) -> datetime | None:
    """When the first of these steps was left onward for the first time."""
    for run in StepRun.objects.filter(case=case, outcome="lanjut").order_by("turn"):
        if run.step in steps:
            return run.left_at
    return None


def handed_in_between(office_id: int, since: datetime, until: datetime) -> dict[int, int]:
    """How many cases of each service were handed in from then until before then."""
    found = Case.objects.filter(office_id=office_id, submitted_at__gte=since, submitted_at__lt=until)
    return dict(found.order_by().values_list("service_id").annotate(Count("id")))


def served_between(office_id: int, since: datetime, until: datetime) -> dict[int, int]:
    """How many cases of each service came to their good end from then until before then."""
    done = Case.objects.filter(office_id=office_id, state=State.DONE, ended_at__gte=since, ended_at__lt=until)
    return dict(done.order_by().values_list("service_id").annotate(Count("id")))
