"""What is past its time outside the archive is destroyed as records are: a list, a second person, a berita acara. The
archivist proposes and carries out; who approves destruction in the archive approves it here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from silastri.apps.archive import operations as archive
from silastri.apps.audit.operations import log
from silastri.apps.bookings import operations as bookings
from silastri.apps.cases import operations as cases
from silastri.apps.cases import people
from silastri.apps.documents import operations as documents
from silastri.apps.documents import queries as stored
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.personal_data import purges
from silastri.apps.personal_data.models import DataPurge
from silastri.domain.act import Act
from silastri.domain.personal_data import purge as rules
from silastri.domain.refusal import MovedOn, NotFit, NotThere, NotYours
from silastri.journey.archive.access import as_approver, as_archivist, as_reader
from silastri.journey.papers import disposal as papers

LEAST_WITNESSES = 2
State = DataPurge.State
Witness = tuple[str, str]  # name and post


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


def carry_out(act: Act, *, pk: int, witnesses: Sequence[Witness]) -> DataPurge:
    """Destroys what was past its time when it was proposed and still is. Raises like ``decide``."""
    with transaction.atomic():
        sheet = _ready(act, pk, witnesses).sheet
    drawn = papers.draw(sheet, at=act.at)  # nothing is locked meanwhile
    with transaction.atomic():
        ready = _ready(act, pk, witnesses)
        if ready.sheet != sheet or _destroyed(act, ready) != ready.purge.counts:
            raise MovedOn("Yang dimusnahkan atau nomor berita acaranya baru saja berubah. Coba lagi sebentar.")
        purges.done(act, ready.purge, sha256=documents.store(drawn))
        log(act, "carry_out_purge", f"pemusnahan {pk}", nomor=ready.purge.number, **ready.purge.counts)
    return ready.purge


@dataclass(frozen=True)
class _Ready:
    purge: DataPurge  # with the counts of now, and its number
    before: dict[str, datetime]
    sheet: dict[str, Any]  # what its berita acara says


def _ready(act: Act, pk: int, witnesses: Sequence[Witness]) -> _Ready:
    """What can be destroyed now, held until the transaction ends. Raises what ``carry_out`` raises."""
    office = as_archivist(act)
    found = _held(office, pk, state=State.APPROVED)
    seen = [[name.strip(), post.strip()] for name, post in witnesses if name.strip()]
    if len(seen) < LEAST_WITNESSES:
        raise NotFit(f"Tulis paling sedikit {LEAST_WITNESSES} saksi.", {"saksi_1": "Tulis nama dua saksi."})
    before = _moments(office, {kind: date.fromisoformat(day) for kind, day in found.before.items()})
    found.counts, found.witnesses = purges.count(office.pk, before), seen
    definition, on = offices.definition(office), offices.today(office, act.at)
    if definition.archive.pattern:
        archive.number(found, definition.archive.pattern, on=on, others=purges.last_number)
    return _Ready(found, before, papers.sheet_of_data(definition, found, by=act.by, on=on))


def _destroyed(act: Act, ready: _Ready) -> dict[str, int]:
    """How much of each kind it was."""
    office, why = ready.purge.office_id, f"berita acara {ready.purge.number}".strip()
    destroyed = 0
    for case in purges.first_drafts(office, ready.before["drafts"]):
        handed_in = people.papers(case)
        bookings.forget(case)
        cases.discard(case)
        documents.drop(handed_in, why=why, at=act.at)
        destroyed += 1
    return {"drafts": destroyed, "messages": purges.forget_bodies(office, ready.before["messages"])}


def minutes(act: Act, *, pk: int) -> bytes:
    """The kept berita acara; before that, what is proposed. Raises NotYours, NoSuchPurge, NotThere."""
    office = as_reader(act)
    found = purges.one(pk, office=office.pk)
    if found is None:
        raise NoSuchPurge("Usulan ini tidak ada.")
    if found.sha256:
        return stored.content(found.sha256)
    if found.state not in (State.PROPOSED, State.APPROVED):
        raise NotThere("Usulan ini tidak punya berita acara.")
    on, definition = offices.today(office, act.at), offices.definition(office)
    return papers.draw(papers.sheet_of_data(definition, found, by=act.by, on=on, draft=True), at=act.at)
