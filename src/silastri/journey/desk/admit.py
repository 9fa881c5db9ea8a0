"""An officer admits the next case from the waiting list of a quota when a place is free. The software never does."""

from dataclasses import dataclass
from datetime import datetime

from silastri.apps.audit.operations import log
from silastri.apps.bookings import operations as bookings
from silastri.apps.bookings import queries
from silastri.apps.bookings.models import Place
from silastri.apps.bookings.models import State as Kept
from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.apps.catalog import queries as catalog
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act
from silastri.domain.booking import bookable
from silastri.domain.booking import quota as periods
from silastri.domain.case.workflow import State
from silastri.domain.definition.booking import Quota
from silastri.domain.refusal import MovedOn, NotFit, NotYours
from silastri.journey.case.dossier import dossier_of
from silastri.journey.frame.quota import again, left_of
from silastri.journey.frame.step import STALE, NotYourPost, OwnCase, StaleStep, finish
from silastri.journey.papers.drawn_after import one_transaction


class NoPlaceFree(MovedOn):
    """The quota is full, or there is no period now."""


class OutOfTurn(NotFit):
    """Somebody else has waited longer: to admit this case first needs a reason."""


@dataclass(frozen=True)
class Queue:
    """The waiting list of one service, or of one value that its quota counts by."""

    service: str
    label: str
    rule: Quota
    left: int  # free places now
    places: list[Place]


def queues(office_id: int, posts: dict[str, str], *, at: datetime) -> list[Queue]:
    """The waiting lists from which these posts admit. Raises NotYours."""
    rules = _rules(office_id, posts)
    if not rules:
        raise NotYours("Daftar tunggu bukan tugas jabatan Anda.")
    found: dict[tuple[int, str], list[Place]] = {}
    for place in queries.waiting_at(rules):
        found.setdefault((place.service_id, place.of), []).append(place)
    return [_queue(rules[service], of, places, at) for (service, of), places in found.items()]


def _rules(office_id: int, posts: dict[str, str]) -> dict[int, int]:
    """By service, the newest version whose quota names one of these posts."""
    found = {}
    for version, service in catalog.services_of_versions(offices.by_id(office_id)).items():
        quota = catalog.definition(version).standard.quota
        if quota and quota.post in posts:
            found[service] = version
    return found


def _queue(version: int, of: str, places: list[Place], at: datetime) -> Queue:
    definition = catalog.definition(version)
    quota = definition.standard.quota
    assert quota
    clock = offices.working_time(places[0].office)
    period = periods.period(quota, clock.day(at))
    left = left_of(places[0].service_id, quota, of, clock.begins(period.since)) if period else 0
    return Queue(definition.standard.name, bookable.label(definition, quota, of), quota, left, places)


def turn_in_list(case: Case) -> int:
    """The applicant's place in the waiting list, 1 for the next; 0 for a case that does not wait."""
    place = queries.quota_place(case)
    if place is None or place.state != Kept.WAITING:
        return 0
    return 1 + [one.pk for one in queries.waiting(case.service_id, place.of)].index(place.pk)


@one_transaction()
def admit(act: Act, *, ref: str, turn: int, reason: str = "") -> Case:
    """Admits the case to its first step and starts its clock. ``reason`` says why it goes before one that waits longer.

    Raises CaseNotFound, StaleStep, NotYourPost, OwnCase, OutOfTurn, NoPlaceFree.
    """
    case = cases.lock(ref, office=act.by.office)
    dossier, place = dossier_of(case), queries.quota_place(case)
    quota = dossier.definition.standard.quota
    if case.state != State.WAITING or case.turn != turn or place is None or quota is None:
        raise StaleStep(STALE)
    if case.applicant_id == act.by.person:
        raise OwnCase("Anda tidak boleh memproses permohonan Anda sendiri.")
    if quota.post not in act.by.posts:
        raise NotYourPost("Daftar tunggu layanan ini bukan tugas jabatan Anda.")
    position = turn_in_list(case)
    if position > 1 and not reason.strip():
        sentence = f"Masih ada {position - 1} yang menunggu lebih lama. Tulis alasan mendahulukan permohonan ini."
        raise OutOfTurn(sentence, {"alasan": sentence})
    today = dossier.time.day(act.at)
    period = periods.period(quota, today)
    if period is None or not bookings.admit(place, dossier.time.begins(period.since), count=quota.count):
        raise NoPlaceFree(f"Belum ada tempat yang kosong. {again(quota, today)}")
    note = "Diterima dari daftar tunggu."
    if position > 1:
        log(act, "admit_out_of_turn", case.ref)
        note = f"{note} Mendahului {position - 1} permohonan: {reason.strip()}"
    return finish(act, dossier, note=note[:2000])
