"""Reads what is kept of officers. Who may see it is decided in ``journey/appraisals``."""

from collections import Counter
from datetime import date, datetime

from django.db.models import Count, Max, Q, QuerySet

from silastri.apps.cases.models import StepRun
from silastri.apps.complaints.models import Complaint
from silastri.domain.refusal import NotThere

from .models import (
    Appraisal,
    Commitment,
    EthicsCase,
    PeerAnswer,
    PeerInvitation,
    PeerResult,
    PeerRound,
    Reward,
)


def appraisals(office_id: int) -> QuerySet[Appraisal]:
    """The newest period first."""
    found = Appraisal.objects.filter(office_id=office_id).select_related("office", "person", "by", "closed_by")
    return found.order_by("-until", "person__name", "id")


def appraisal(pk: int, office_id: int, *, lock: bool = False) -> Appraisal:
    """Raises NotThere."""
    rows = Appraisal.objects.select_for_update() if lock else appraisals(office_id)
    found = rows.filter(pk=pk, office_id=office_id).first()
    if found is None:
        raise NotThere("Penilaian ini tidak ada di kantor Anda.")
    return found


def of_period(office_id: int, person_id: int, since: date, until: date) -> Appraisal | None:
    return appraisals(office_id).filter(person_id=person_id, since=since, until=until).first()


def sent_back_to(office_id: int, person_id: int, start: datetime, end: datetime) -> int:
    """How often, from ``start`` to before ``end``, somebody sent a case back to a step that this officer had done: to
    one that came before his own for the first time in that case."""
    mine = StepRun.objects.filter(case__office_id=office_id, person_id=person_id, left_at__lt=end)
    sent = StepRun.objects.filter(
        case_id__in=mine.values("case_id"), left_at__gte=start, left_at__lt=end, to_step__in=mine.values("step")
    ).exclude(person_id=person_id)
    rows = list(sent.values_list("case_id", "step", "to_step", "turn"))
    if not rows:
        return 0
    first: dict[tuple[int, str], int] = {}
    done: dict[tuple[int, str], int] = {}
    of_cases = StepRun.objects.filter(case_id__in={case for case, *_ in rows}).order_by("turn")
    for case, step, turn, person in of_cases.values_list("case_id", "step", "turn", "person_id"):
        first.setdefault((case, step), turn)
        if person == person_id:
            done.setdefault((case, step), turn)
    return sum(
        done.get((case, to), turn) < turn and first[case, to] < first[case, step] for case, step, to, turn in rows
    )


def founded_complaints(office_id: int, start: datetime, end: datetime) -> Counter[int]:
    """How many complaints that were found right are about a step which the officer did. Numbers alone: neither who
    complained nor what about."""
    found = Complaint.objects.filter(
        office_id=office_id, founded=True, received_at__gte=start, received_at__lt=end, case__isnull=False
    ).exclude(step="")
    by: Counter[int] = Counter()
    for case, step in found.values_list("case_id", "step"):
        runs = StepRun.objects.filter(case_id=case, step=step, person__isnull=False)
        by.update(set(runs.values_list("person_id", flat=True)))
    return by


def rounds(office_id: int) -> QuerySet[PeerRound]:
    return PeerRound.objects.filter(office_id=office_id).select_related("opened_by").order_by("-until", "-id")


def open_round(office_id: int, *, lock: bool = False) -> PeerRound | None:
    rows = PeerRound.objects.select_for_update() if lock else PeerRound.objects
    return rows.filter(office_id=office_id, state=PeerRound.State.OPEN).first()


def waiting_for(round_id: int, rater_id: int) -> QuerySet[PeerInvitation]:
    """Whom this officer is still asked about."""
    found = PeerInvitation.objects.filter(round_id=round_id, rater_id=rater_id, is_used=False)
    return found.select_related("about").order_by("about__name", "about_id")


def used_and_all(round_id: int) -> tuple[int, int]:
    found = PeerInvitation.objects.filter(round_id=round_id)
    told = found.aggregate(used=Count("pk", filter=Q(is_used=True)), all=Count("pk"))
    return told["used"], told["all"]


def answers(round_id: int) -> QuerySet[PeerAnswer]:
    return PeerAnswer.objects.filter(round_id=round_id).order_by("pk")


def results(office_id: int, person_id: int) -> QuerySet[PeerResult]:
    """Those that this person may read: his own, and of whom he was the superior."""
    mine = Q(about_id=person_id) | Q(reader_id=person_id)
    found = PeerResult.objects.filter(mine, round__office_id=office_id, round__state=PeerRound.State.CLOSED)
    return found.select_related("round", "about").order_by("-round__until", "about__name", "id")


def rewards(office_id: int) -> QuerySet[Reward]:
    found = Reward.objects.filter(office_id=office_id).select_related("office", "person", "proposed_by", "decided_by")
    return found.order_by("-year", "-half", "-id")


def reward(pk: int, office_id: int, *, lock: bool = False) -> Reward:
    """Raises NotThere."""
    rows = Reward.objects.select_for_update() if lock else rewards(office_id)
    found = rows.filter(pk=pk, office_id=office_id).first()
    if found is None:
        raise NotThere("Penghargaan ini tidak ada di kantor Anda.")
    return found


def granted(office_id: int, year: int) -> dict[int, int]:
    """How many rewards of that year were granted, by half."""
    found = Reward.objects.filter(office_id=office_id, year=year, state=Reward.State.GRANTED)
    return dict(found.values_list("half").annotate(count=Count("pk")).order_by("half"))


def public_rewards(office_id: int, since_year: int) -> QuerySet[Reward]:
    """Those granted from that year on whose officers agreed to be named."""
    return rewards(office_id).filter(state=Reward.State.GRANTED, is_public=True, year__gte=since_year)


def ethics_cases(office_id: int) -> QuerySet[EthicsCase]:
    found = EthicsCase.objects.filter(office_id=office_id)
    return found.select_related("office", "person", "minutes", "decided_by", "heard_by").order_by("-reported_at", "-id")


def locked_ethics_case(pk: int) -> EthicsCase:
    return EthicsCase.objects.select_for_update().get(pk=pk)


def commitments(office_id: int, digest: str, since: date) -> QuerySet[Commitment]:
    """Those of that version signed since that day, in the order in which they were signed."""
    found = Commitment.objects.filter(text__office_id=office_id, text__digest=digest, on__gte=since)
    return found.order_by("at", "id")


def last_signed(office_id: int, digest: str, person_id: int) -> date | None:
    found = Commitment.objects.filter(text__office_id=office_id, text__digest=digest, person_id=person_id)
    last: date | None = found.aggregate(on=Max("on"))["on"]
    return last
