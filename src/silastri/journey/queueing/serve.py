"""Serves whoever was called: begins, sends on to another counter or service, ends, and ties the case to the ticket."""

from django.db import transaction

from silastri.apps.audit.operations import log
from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.apps.offices import queries as offices
from silastri.apps.tickets import operations, queries
from silastri.apps.tickets.models import Counter, Ticket, TicketEvent
from silastri.domain.act import Act
from silastri.domain.refusal import NotFit

from . import access
from .call import AtCounter, held, next_to

State, What = Ticket.State, TicketEvent.What
_LONGEST = 1000


@transaction.atomic
def begin(act: Act, *, pk: int) -> Ticket:
    """Raises what ``held`` raises."""
    at, found = held(act, pk, State.CALLED)
    found.state, found.served_at, found.served_by_id = State.SERVING, act.at, act.by.person
    operations.change(found, "state", "served_at", "served_by")
    operations.happened(found, What.SERVED, act, counter=at.counter.pk)
    return found


@transaction.atomic
def end(act: Act, *, pk: int, note: str = "") -> Ticket:
    """``note`` is what was advised where no case came of it. Who was never begun with has been served from the call on.

    Raises NotFit, and what ``held`` raises.
    """
    _, found = _end(act, pk, note)
    return found


@transaction.atomic
def end_and_call_next(act: Act, *, pk: int, note: str = "") -> Ticket | None:
    """Ends it and calls whoever is next, if anybody waits. Raises what ``end`` raises."""
    at, _ = _end(act, pk, note)
    return next_to(act, at)


def _end(act: Act, pk: int, note: str) -> tuple[AtCounter, Ticket]:
    at, found = held(act, pk, State.SERVING)
    found.note = _fit(note)
    found.state, found.ended_at = State.DONE, act.at
    operations.change(found, "note", "state", "ended_at")
    operations.happened(found, What.ENDED, act, counter=at.counter.pk)
    operations.reckon(found)
    return at, found


@transaction.atomic
def transfer(act: Act, *, pk: int, counter: int | None = None, service: int | None = None) -> Ticket:
    """Sends it on to another counter, or to the counters of another service; it keeps its place by its first arrival.

    Raises NotFit, NoCounter, and what ``held`` raises.
    """
    at, found = held(act, pk, State.CALLED, State.SERVING)
    to = _counter(at, counter) if counter else None
    chosen = next((one for one in access.services(at.office, act) if one.pk == service), None) if service else None
    if service and chosen is None:
        wrong = "Layanan ini tidak dibuka hari ini."
        raise NotFit(wrong, {"layanan": wrong})
    if to is None and chosen is None:
        raise NotFit("Pilih loket atau layanan tujuannya.", {"tujuan": "Pilih loket atau layanan tujuannya."})
    found.state, found.counter, found.service = State.WAITING, to, chosen or found.service
    operations.change(found, "state", "counter", "service")
    operations.happened(found, What.TRANSFERRED, act, counter=at.counter.pk)
    operations.reckon(found)
    return found


def _counter(at: AtCounter, pk: int) -> Counter:
    to = queries.counter(at.office.pk, pk)
    if to.pk == at.counter.pk or to.person_id is None:
        wrong = "Pilih loket lain yang sedang buka."
        raise NotFit(wrong, {"loket": wrong})
    return to


@transaction.atomic
def link(act: Act, *, pk: int, ref: str) -> Ticket:
    """The case is what the ticket was about. Raises CaseNotFound, and what ``held`` raises."""
    at, found = held(act, pk, State.CALLED, State.SERVING)
    return _tie(act, at, found, cases.case(ref, office=at.office.pk))


def _tie(act: Act, at: AtCounter, found: Ticket, case: Case) -> Ticket:
    if found.case_id == case.pk:
        return found
    found.case = case
    operations.change(found, "case")
    operations.happened(found, What.LINKED, act, counter=at.counter.pk)
    log(act, "link_ticket", case.ref, whose=case.applicant_id)
    return found


@transaction.atomic
def link_to_mine(act: Act, *, ref: str) -> Ticket | None:
    """A case that this officer registered, also a draft, while somebody is served at his counter, is what he came
    about; None where nobody is, or where it is about another case already. Raises CaseNotFound."""
    office = offices.by_id(act.by.office or 0)
    mine = queries.counter_of(office.pk, act.by.person) if access.keeps_now(act, office) else None
    served = queries.at_counter(mine) if mine else None
    if served is None or served.state != State.SERVING or served.case_id:
        return None
    at, found = held(act, served.pk, State.SERVING)
    case = cases.case_at_counter(ref, office=office.pk)
    if case.state == case.StateLabel.DRAFT and case.filled_by_id != act.by.person:
        return None
    return _tie(act, at, found, case)


def _fit(note: str) -> str:
    note = note.strip()
    if len(note) > _LONGEST:
        wrong = f"Paling banyak {_LONGEST} huruf."
        raise NotFit(wrong, {"catatan": wrong})
    return note
