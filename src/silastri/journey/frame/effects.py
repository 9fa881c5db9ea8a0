"""What a step brings about: the paper that it makes when it is left, the bill when a payment is reached."""

from datetime import timedelta

from silastri.apps.bookings import operations as bookings
from silastri.apps.cases import operations as cases
from silastri.apps.letters import operations as letters
from silastri.apps.letters import queries as letter_queries
from silastri.apps.letters.models import Letter
from silastri.apps.payments import operations as payments
from silastri.domain.act import Act
from silastri.domain.case import keys, step_notes
from silastri.domain.case.step_notes import StepFacts
from silastri.domain.case.workflow import ONWARD, Position, State
from silastri.domain.definition.sop import Step
from silastri.domain.kinds import Kind
from silastri.journey.case import limit_reminder, products
from silastri.journey.case.dossier import Dossier
from silastri.journey.papers import letter as papers
from silastri.journey.papers.drawn_after import draw_after

from . import bill, booking, consult, in_force, signing_claim

_ENDED = "Permohonan berakhir."


def leaving(act: Act, dossier: Dossier, outcome: str) -> None:
    """Done before the step is recorded. A paper is made once, even when the case comes back."""
    key = keys.of_step(dossier.step.key)
    if dossier.step.kind is Kind.SIGN and outcome != ONWARD:
        signing_claim.must_be_clear(dossier.case, act.at)
        letters.forget_signatures(dossier.case)
    if dossier.step.kind is Kind.ASK:
        consult.close(dossier.case, at=act.at)
    if outcome == ONWARD and dossier.step.kind in booking.HOLDING:
        booking.hold(act, dossier)
    if outcome == ONWARD and dossier.step.letter_text and letter_queries.letter(dossier.case, key) is None:
        issue(act, dossier, key=key, name=dossier.step.output or dossier.step.name, text_file=dossier.step.letter_text,
              post=dossier.step.actor, register_key=dossier.step.register_key,
              addressee=dossier.step.addressee)  # fmt: skip


def no_longer_awaited(act: Act, dossier: Dossier) -> None:
    """Ends the appointment of a step that is over: its hour is past, or free for another."""
    if dossier.step.slots:
        tomorrow = dossier.time.begins(dossier.time.day(act.at) + timedelta(days=1))
        bookings.leave_step(dossier.case, dossier.step.key, tomorrow=tomorrow, at=act.at)


def arrived(act: Act, dossier: Dossier, position: Position) -> None:
    """After the step is recorded. A case that ends without its letter leaves no number in force and owes nothing."""
    if position.step is not None and position.step.slots:
        _await_anew(dossier, position.step)
    if position.step is not None and position.step.kind is Kind.PAY:
        booking.await_payment(act, dossier, bill.issue(act, dossier))
    if position.step is not None and position.step.kind is Kind.ASK:
        consult.begin(act, dossier, position.step)
    if position.step is not None and position.step.kind is Kind.PRINT and products.is_wet(dossier):
        products.draft_all(dossier, at=act.at)  # a blank for ink has the code of its letter in the QR
    if dossier.step.kind in in_force.GIVES_FORCE:
        in_force.issued(act, dossier)
    if position.step is None and position.state is not State.DONE:
        end(act, dossier, reason=dossier.case.ending)
    if position.state is State.REFUSED:
        _refusal_letter(act, dossier)


def _await_anew(dossier: Dossier, step: Step) -> None:
    """The applicant chooses another hour: the one that he had here before is past."""
    if step_notes.facts(dossier.case.notes, step.key).appointment:
        cases.keep_facts(dossier.case, step.key, StepFacts(appointment=None))


def end(act: Act, dossier: Dossier, *, reason: str) -> None:
    """Numbers of letters that will never be signed are void, and kept with the reason; open bills are void; what the
    case had booked is free."""
    letters.void(dossier.case, reason=reason or _ENDED, by=act.by.name, at=act.at)
    payments.void(dossier.case)
    consult.close(dossier.case, at=act.at)
    bookings.free(dossier.case, at=act.at)
    limit_reminder.forget(dossier)


def _refusal_letter(act: Act, dossier: Dossier) -> None:
    refusal = dossier.definition.standard.refusal
    if refusal:
        name = "Surat Pemberitahuan Penolakan"
        issue(act, dossier, key=keys.REFUSAL, name=name, text_file=refusal.text_file, post=refusal.signer,
              register_key=refusal.register_key,
              addressee=papers.home(dossier))  # fmt: skip


def issue(
    act: Act,
    dossier: Dossier,
    *,
    key: str,
    name: str,
    text_file: str,
    post: str,
    register_key: str | None,
    addressee: str = "",
) -> Letter:
    """Makes a paper that is signed by hand on the print, numbers it where it has a register; its file comes after."""
    letter = letters.draft(dossier.case, key=key, name=name, mode="tanpa", at=act.at, state=Letter.State.ISSUED)
    letter.on = dossier.time.day(act.at)
    if register_key:
        letters.number(letter, products.register(dossier.office, register_key), on=letter.on)
    who = papers.signs_now(dossier, post, act.at)
    letter.signer_name, letter.signer_post = who.name[:120], " ".join(who.title)
    drawing = papers.of_step_later(dossier, letter, text_file, who, at=act.at, addressee=addressee)
    letters.add(letter)
    draw_after(letter, drawing)
    return letter
