"""What a step brings with it: the paper that it makes when it is left, the bill when a payment is reached."""

from datetime import timedelta

from silastri.apps.bookings import operations as bookings
from silastri.apps.cases import operations as cases
from silastri.apps.documents import operations as documents
from silastri.apps.letters import operations as letters
from silastri.apps.letters import queries as letter_queries
from silastri.apps.letters.models import Letter
from silastri.apps.payments import operations as payments
from silastri.domain.act import Act
from silastri.domain.case.workflow import ONWARD, Position, State
from silastri.domain.kinds import Kind
from silastri.journey.case import products
from silastri.journey.case.dossier import OpenStep
from silastri.journey.papers import letter as papers

from . import bill, booking, consult, in_force, signing_claim
from .quota import moment

_ENDED = "Permohonan berakhir."
REFUSAL = "penolakan"  # the key of the refusal letter among the case's letters


def leaving(act: Act, opened: OpenStep, outcome: str) -> None:
    """Before the step is recorded. A paper that was made once is not made again when the case comes back."""
    key = step_key(opened.step.key)
    if opened.step.kind is Kind.SIGN and outcome != ONWARD:
        signing_claim.must_be_clear(opened.case, act.at)
        letters.forget_signatures(opened.case)
    if opened.step.kind is Kind.ASK:
        consult.close(opened.case, at=act.at)
    if outcome == ONWARD and opened.step.kind in booking.HOLDING:
        booking.hold(act, opened)
    if outcome == ONWARD and opened.step.paper and letter_queries.letter(opened.case, key) is None:
        issue(act, opened, key=key, name=opened.step.output or opened.step.name, text_file=opened.step.paper,
              post=opened.step.actor, register_key=opened.step.register_key,
              addressee=opened.step.addressee)  # fmt: skip


def no_longer_awaited(act: Act, opened: OpenStep) -> None:
    """The step is over, however it ended: his hour is past, or free for another."""
    if opened.step.slots:
        tomorrow = moment(opened.time.local(act.at).date() + timedelta(days=1), opened.time)
        bookings.leave_step(opened.case, opened.step.key, tomorrow=tomorrow, at=act.at)


def arrived(act: Act, opened: OpenStep, position: Position) -> None:
    """After the step is recorded. A case that ends without its letter leaves no number in force and owes nothing."""
    if position.step is not None and position.step.slots and opened.case.notes.get(position.step.key, {}).get("jadwal"):
        cases.note(opened.case, position.step.key, {"jadwal": {}})  # he is awaited anew
    if position.step is not None and position.step.kind is Kind.PAY:
        bill.issue(act, opened)
    if position.step is not None and position.step.kind is Kind.ASK:
        consult.begin(act, opened, position.step)
    if position.step is not None and position.step.kind is Kind.PRINT and products.is_wet(opened):
        products.draft_all(opened, at=act.at)  # a blank for ink carries the code of its letter
    if opened.step.kind in in_force.GIVES_FORCE:
        in_force.issued(act, opened)
    if position.step is None and position.state is not State.DONE:
        end(act, opened, reason=opened.case.ending)
    if position.state is State.REFUSED:
        _refusal_letter(act, opened)


def end(act: Act, opened: OpenStep, *, reason: str) -> None:
    """Numbers of letters that will never be signed are void, and kept with the reason; open bills are void; what the
    case had booked is free."""
    letters.void(opened.case, reason=reason or _ENDED, by=act.by.name, at=act.at)
    payments.void(opened.case)
    consult.close(opened.case, at=act.at)
    bookings.free(opened.case, at=act.at)


def _refusal_letter(act: Act, opened: OpenStep) -> None:
    refusal = opened.definition.standard.refusal
    if refusal:
        name, person = "Surat Pemberitahuan Penolakan", opened.case.applicant
        issue(act, opened, key=REFUSAL, name=name, text_file=refusal.text_file, post=refusal.signer,
              register_key=refusal.register_key,
              addressee=f"{person.name}\n{person.address or 'di tempat'}")  # fmt: skip


def issue(
    act: Act,
    opened: OpenStep,
    *,
    key: str,
    name: str,
    text_file: str,
    post: str,
    register_key: str | None,
    addressee: str = "",
) -> Letter:
    """Makes a paper that is signed by hand on the print, numbers it where it has a register, and keeps its file."""
    letter = letters.draft(opened.case, key=key, name=name, mode="tanpa", at=act.at, state=Letter.State.ISSUED)
    letter.on = opened.time.local(act.at).date()
    if register_key:
        letters.number(letter, products.register(opened.office, register_key), on=letter.on)
    who = papers.signs_now(opened, post, act.at)
    letter.signer_name, letter.signer_post = who.name[:120], " ".join(who.title)
    letter.sha256 = documents.store(papers.of_step(opened, letter, text_file, who, at=act.at, addressee=addressee))
    letters.add(letter)
    return letter


def step_key(step: str) -> str:
    """The key of the paper that a step makes, among the case's letters."""
    return f"langkah:{step}"
