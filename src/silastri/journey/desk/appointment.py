"""The applicant, or an officer for the applicant, chooses an appointment. It may be changed until the day before."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import groupby

from django.db import transaction

from silastri.apps.audit.operations import log
from silastri.apps.bookings import operations as bookings
from silastri.apps.bookings import queries
from silastri.apps.bookings.models import Kind as Booked
from silastri.apps.bookings.models import Place
from silastri.apps.bookings.models import State as Kept
from silastri.apps.cases import operations as cases
from silastri.apps.cases import queries as case_queries
from silastri.apps.cases.models import Case
from silastri.apps.catalog import queries as catalog
from silastri.apps.messages import operations as messages
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act
from silastri.domain.booking.slots import may_change, offered
from silastri.domain.case.step_notes import Appointment, StepFacts
from silastri.domain.case.workflow import State
from silastri.domain.definition.booking import Slots
from silastri.domain.definition.sop import Step
from silastri.domain.kinds import Kind
from silastri.domain.refusal import MovedOn, NotFit, NotThere
from silastri.domain.words import wording
from silastri.domain.words.called import in_messages
from silastri.domain.words.messages import booking
from silastri.domain.words.messages.template import Template
from silastri.domain.worktime import OfficeTime
from silastri.journey.case.dossier import Dossier, dossier_of
from silastri.journey.case.links import absolute
from silastri.journey.case.tell import message
from silastri.journey.frame.step import NotYourPost, OwnCase

LONGEST_PAGE = 20  # days with free places on one page
Slot = Booked.SLOT


class NoAppointment(MovedOn):
    """The case is not at a step for which the applicant makes an appointment."""


class SlotTaken(NotFit):
    """The hour is full, or not offered any more."""


class TooLateToChange(MovedOn):
    """It is the day of the appointment, or later."""


@dataclass(frozen=True)
class Free:
    """An hour, and how many places it has left."""

    at: datetime
    left: int


def awaited(case: Case) -> tuple[Dossier, Slots]:
    """The case, at a step for which the applicant makes an appointment. Raises NoAppointment."""
    if case.state == State.RUNNING:
        dossier = dossier_of(case)
        if dossier.step.slots:
            return dossier, dossier.step.slots
    raise NoAppointment("Permohonan ini sekarang tidak memerlukan jadwal.")


def free(dossier: Dossier, slots: Slots, *, at: datetime) -> list[Free]:
    """Every hour with a free place, the earliest first."""
    hours = list(offered(slots, dossier.time, at))
    if not hours:
        return []
    taken = queries.taken(dossier.case.service_id, Slot, dossier.step.key, hours[0], hours[-1])
    return [Free(hour, slots.count - taken[hour]) for hour in hours if taken[hour] < slots.count]


def by_day(hours: list[Free], clock: OfficeTime, page: int) -> tuple[list[tuple[datetime, list[Free]]], bool]:
    """One page of days, each with its hours, and whether more follow."""
    days = [list(same) for _, same in groupby(hours, key=lambda hour: clock.day(hour.at))]
    start = page * LONGEST_PAGE
    return [(day[0].at, day) for day in days[start : start + LONGEST_PAGE]], len(days) > start + LONGEST_PAGE


@transaction.atomic
def choose(act: Act, *, ref: str, starts_at: datetime) -> Place:
    """Raises CaseNotFound, NoAppointment, SlotTaken, TooLateToChange, NotYourPost, OwnCase."""
    dossier, slots = awaited(_held(act, ref))
    before = _changeable(act, dossier)
    if before and before.starts_at == starts_at:
        return before
    if starts_at not in offered(slots, dossier.time, act.at):
        raise _taken()
    # The new place is taken before the old one is given up, so that two people who swap cannot block each other.
    place = bookings.take(
        dossier.case, Slot, dossier.step.key, starts_at, count=slots.count, at=act.at, by=act.by.person
    )
    if place is None:
        raise _taken()
    if before:
        bookings.end(before, Kept.FREED, at=act.at)
    _plan(dossier, Appointment(at=starts_at, place=where(dossier, slots)))
    _tell(act, dossier, starts_at, booking.Chosen, f"/jadwal/{place.pk}", place=where(dossier, slots))
    return place


@transaction.atomic
def cancel(act: Act, *, ref: str) -> Case:
    """Gives up the appointment, if there is one. Raises what ``choose`` raises."""
    dossier, _ = awaited(_held(act, ref))
    if before := _changeable(act, dossier):
        _give_up(act, dossier, before, Kept.FREED, booking.GivenUp)
    return dossier.case


@transaction.atomic
def absent(act: Act, *, pk: int) -> Place:
    """Nobody came: the applicant is asked to choose again. Raises NotThere, NoAppointment, NotYourPost, OwnCase."""
    place = queries.appointment_by_id(act.by.office or 0, pk)
    if place is None:
        raise NotThere("Jadwal ini tidak ada.")
    dossier, _ = awaited(_held(act, place.case.ref))
    if dossier.step.key != place.of or place.starts_at > act.at:
        raise NoAppointment("Jadwal ini belum lewat, atau permohonannya sudah di langkah lain.")
    if not _give_up(act, dossier, place, Kept.ABSENT, booking.Absent):
        raise NoAppointment("Jadwal ini sudah dicatat.")
    log(act, "nobody_came", place.case.ref)
    return place


def where(dossier: Dossier, slots: Slots) -> str:
    return slots.place or dossier.office.short


def may_arrange(act: Act, case: Case, step: Step) -> bool:
    """Whether the officer may choose for the applicant: whoever does or records the step, or works at the counter."""
    first = catalog.definition(case.version_id).sop.steps[0]
    return bool({step.actor, step.recorder, first.recorder} & set(act.by.posts))


def _held(act: Act, ref: str) -> Case:
    if act.by.office is None:
        return case_queries.lock(ref, applicant=act.by.person)
    case = case_queries.lock(ref, office=act.by.office)
    dossier, _ = awaited(case)
    if case.applicant_id == act.by.person:
        raise OwnCase("Anda tidak boleh memproses permohonan Anda sendiri.")
    if not may_arrange(act, case, dossier.step):
        raise NotYourPost("Jadwal langkah ini bukan tugas jabatan Anda.")
    return case


def _changeable(act: Act, dossier: Dossier) -> Place | None:
    place = queries.appointment(dossier.case, dossier.step.key)
    if place and not may_change(place.starts_at, dossier.time, act.at):
        raise TooLateToChange("Jadwal hanya bisa diubah sampai sehari sebelumnya. Hubungi kantor bila berhalangan.")
    return place


def _give_up(act: Act, dossier: Dossier, place: Place, state: Kept, words: Callable[..., Template]) -> bool:
    if not bookings.end(place, state, at=act.at):
        return False
    _plan(dossier, None)
    _tell(act, dossier, place.starts_at, words, f"/{state}/{place.pk}")
    return True


def _plan(dossier: Dossier, plan: Appointment | None) -> None:
    """For a visit the appointment is the one that its minutes will name."""
    if dossier.step.kind is Kind.VISIT:
        cases.keep_facts(dossier.case, dossier.step.key, StepFacts(appointment=plan))


def _tell(
    act: Act, dossier: Dossier, starts_at: datetime, words: Callable[..., Template], what: str, **more: str
) -> None:
    case = dossier.case
    said = words(**_said(dossier, starts_at), **more)
    messages.queue([message(act, case, case.applicant, said, what=what)])


def _said(dossier: Dossier, starts_at: datetime) -> dict[str, str]:
    return {
        "service": in_messages(dossier.definition.standard),
        "ref": dossier.case.ref,
        "step": dossier.step.name,
        "when": wording.moment(starts_at, dossier.time.zone),
        "link": absolute("my_slots", dossier.case.ref),
    }


def _taken() -> SlotTaken:
    sentence = "Jam itu sudah penuh atau tidak dibuka lagi. Pilih jam lain."
    return SlotTaken(sentence, {"jam": sentence})


REMIND_FROM = time(8, 0)  # of the day before, in the office's time zone, so that nobody is woken


@transaction.atomic
def remind(act: Act) -> int:
    """Queues a message to each who comes tomorrow, once, however often this is called; how many come tomorrow.

    To the office of the act, or to every office.
    """
    queued = []
    for place in queries.to_remind(act.by.office, act.at, act.at + timedelta(days=2)):
        clock = offices.working_time(place.office)
        today, hour = clock.day(act.at), clock.local(act.at).time()
        due = clock.day(place.starts_at) == today + timedelta(days=1) and hour >= REMIND_FROM
        if due and clock.day(place.made_at) < today:
            dossier = dossier_of(place.case)
            slots = dossier.definition.sop.step(place.of).slots
            if dossier.step.key == place.of and slots:
                words = booking.Tomorrow(**_said(dossier, place.starts_at), place=where(dossier, slots))
                queued.append(message(act, place.case, place.case.applicant, words, what=f"/besok/{place.pk}"))
    for one in queued:
        messages.queue([one])
    return len(queued)
