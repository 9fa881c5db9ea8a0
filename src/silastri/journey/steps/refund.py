"""Money is given back: the deposit at its step, or the whole payment when the case ended without its letter."""

from dataclasses import dataclass

from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.apps.payments import operations as payments
from silastri.apps.payments import queries
from silastri.apps.payments.models import Bill, Refund
from silastri.domain.act import Act
from silastri.domain.case.workflow import State
from silastri.domain.kinds import Kind
from silastri.domain.refusal import MovedOn, NotFit, NotYours
from silastri.journey.case.dossier import dossier_of
from silastri.journey.frame.step import finish, open_step
from silastri.journey.papers.drawn_after import one_transaction


class AlreadyGivenBack(MovedOn):
    """The money was given back before."""


ENDED_WITHOUT = (State.REFUSED, State.WITHDRAWN, State.REFERRED)  # ended without its letter


@dataclass(frozen=True)
class GivenBack:
    """How much was kept, and why; how the rest was given back."""

    kept: int
    reason: str
    method: str
    reference: str


@one_transaction()
def refund(act: Act, *, ref: str, turn: int, given: GivenBack, note: str = "") -> Case:
    """Gives the deposit back at its step. Raises NotFit, AlreadyGivenBack and what ``open_step`` raises."""
    dossier = open_step(act, ref=ref, turn=turn, kinds=(Kind.REFUND,))
    bill = queries.of_case(dossier.case)
    if bill is None or bill.state != Bill.State.PAID:
        raise NotFit("Belum ada uang jaminan yang dibayar.")
    _give(act, bill, bill.deposit, given)
    return finish(act, dossier, note=note or given.reason)


@one_transaction()
def give_back(act: Act, *, ref: str, given: GivenBack) -> Case:
    """What was paid for a case that was refused or withdrawn, by the post that records payments.

    Raises NotFit, NotYours, AlreadyGivenBack.
    """
    case = cases.lock(ref, office=act.by.office)
    if not may_give_back(act, case):
        raise NotYours("Pengembalian uang permohonan ini bukan tugas jabatan Anda.")
    bill = queries.of_case(case)
    if bill is None or bill.state != Bill.State.PAID or case.state not in ENDED_WITHOUT:
        raise NotFit("Tidak ada uang yang harus dikembalikan untuk permohonan ini.")
    _give(act, bill, bill.amount, given)
    return case


def may_give_back(act: Act, case: Case) -> bool:
    """Whether a post of this officer records payments of this service, and the case is not their own."""
    steps = dossier_of(case).definition.sop.steps
    posts = {step.recorder for step in steps if step.kind is Kind.PAY}
    posts |= {step.actor for step in steps if step.kind is Kind.REFUND}
    return bool(posts & set(act.by.posts)) and case.applicant_id != act.by.person


def _give(act: Act, bill: Bill, most: int, given: GivenBack) -> Refund:
    if not 0 <= given.kept <= most:
        raise NotFit("Potongan tidak mungkin.", {"potongan": f"Isi 0 sampai {most}."})
    if given.kept and not given.reason.strip():
        raise NotFit("Tulis sebab potongan.", {"alasan": "Tulis sebab potongan."})
    made = payments.refund(
        bill,
        amount=most - given.kept,
        kept=given.kept,
        reason=given.reason.strip(),
        method=given.method,
        reference=given.reference,
        by=act.by.person or 0,
        at=act.at,
    )
    if made is None:
        raise AlreadyGivenBack("Uang ini sudah dikembalikan.")
    return made
