"""What is past its time outside the archive is destroyed as records are: a list, a second person, a berita acara. The
archivist proposes and carries out; who approves destruction in the archive approves it here."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from silastri.apps.audit.operations import log
from silastri.apps.bookings import operations as bookings
from silastri.apps.cases import operations as cases
from silastri.apps.cases import people
from silastri.apps.documents import operations as documents
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.personal_data import purges
from silastri.apps.personal_data.models import DataPurge
from silastri.domain.act import Act
from silastri.domain.personal_data import purge as rules
from silastri.domain.refusal import MovedOn, NotFit, NotThere, NotYours
from silastri.journey.archive.access import as_approver, as_archivist

LEAST_WITNESSES = 2
State = DataPurge.State


class NoSuchPurge(NotThere):
    """There is none at this office."""


def days(office: Office, today: date) -> dict[str, date]:
    """For each kind, the day before which it is past its time."""
    rule = offices.definition(office).personal_data
    months = {"drafts": rule.draft_months, "messages": rule.message_months}
    return {kind: rules.before(kind, months[kind], today) for kind in rules.KINDS}


def _moments(office: Office, before: dict[str, date]) -> dict[str, datetime]:
    here = offices.working_time(office)
    return {kind: here.begins(day) for kind, day in before.items()}


def counts(office: Office, at: datetime) -> dict[str, int]:
    """How much is past its time now."""
    return purges.count(office.pk, _moments(office, days(office, offices.today(office, at))))


@transaction.atomic
def propose(act: Act) -> DataPurge:
    """Raises NotYours, NotFit, MovedOn."""
    office = as_archivist(act)
    before = days(office, offices.today(office, act.at))
    found = purges.count(office.pk, _moments(office, before))
    if not any(found.values()):
        raise NotFit("Tidak ada yang lewat masa simpannya.")
    if any(one.state in (State.PROPOSED, State.APPROVED) for one in purges.of_office(office.pk)):
        raise MovedOn("Masih ada usulan yang belum selesai.")
    made = purges.propose(act, before={kind: day.isoformat() for kind, day in before.items()}, counts=found)
    log(act, "propose_purge", f"pemusnahan {made.pk}", **found)
    return made


def _held(office: Office, pk: int, *, state: str) -> DataPurge:
    """Raises NoSuchPurge, MovedOn."""
    found = purges.one(pk, office=office.pk, lock=True)
    if found is None:
        raise NoSuchPurge("Usulan ini tidak ada.")
    if found.state != state:
        raise MovedOn("Usulan ini sudah berubah. Muat ulang halaman.")
    return found


@transaction.atomic
def decide(act: Act, *, pk: int, approves: bool, note: str = "") -> DataPurge:
    """Raises NotYours, NoSuchPurge, MovedOn, NotFit."""
    found = _held(as_approver(act), pk, state=State.PROPOSED)
    if found.proposed_by_id == act.by.person:
        raise NotYours("Anda sendiri yang mengusulkan. Yang menyetujui harus orang lain.")
    if not approves and not note.strip():
        raise NotFit("Tulis alasannya.", {"catatan": "Tulis mengapa tidak disetujui."})
    purges.decide(act, found, state=State.APPROVED if approves else State.REFUSED, note=note.strip())
    log(act, "decide_purge", f"pemusnahan {pk}", state=found.state)
    return found


@transaction.atomic
def carry_out(act: Act, *, pk: int, witnesses: Sequence[tuple[str, str]]) -> DataPurge:
    """Destroys what was past its time when it was proposed and still is. Raises like ``decide``."""
    office = as_archivist(act)
    found = _held(office, pk, state=State.APPROVED)
    seen = [[name.strip(), post.strip()] for name, post in witnesses if name.strip()]
    if len(seen) < LEAST_WITNESSES:
        raise NotFit(f"Tulis paling sedikit {LEAST_WITNESSES} saksi.", {"saksi_1": "Tulis nama dua saksi."})
    before = _moments(office, {kind: date.fromisoformat(day) for kind, day in found.before.items()})
    destroyed = 0
    for case in purges.first_drafts(office.pk, before["drafts"]):
        papers = people.papers(case)
        bookings.forget(case)
        cases.discard(case)
        documents.drop(papers, why=f"pemusnahan data {pk}", at=act.at)
        destroyed += 1
    bodies = purges.forget_bodies(office.pk, before["messages"])
    purges.done(act, found, counts={"drafts": destroyed, "messages": bodies}, witnesses=seen)
    log(act, "carry_out_purge", f"pemusnahan {pk}", drafts=destroyed, messages=bodies)
    return found
