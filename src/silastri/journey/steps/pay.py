"""The case's bill is paid: at the counter with proof, or through a payment service whose notice is checked twice."""

from datetime import timedelta

from silastri.adapters import payment as services
from silastri.adapters.payment.fake import OnScreen
from silastri.adapters.payment.port import Forged, PaymentFailed, Temporary
from silastri.apps.cases import operations as case_operations
from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.apps.payments import operations as payments
from silastri.apps.payments import queries
from silastri.apps.payments.models import Bill, Payment
from silastri.domain.act import Act
from silastri.domain.booking.reservation import NoPeriod
from silastri.domain.case import keys, step_notes
from silastri.domain.case.step_notes import Proof, StepFacts
from silastri.domain.case.workflow import State
from silastri.domain.kinds import Kind
from silastri.domain.refusal import MovedOn, NotFit, NotThere
from silastri.journey.case import handed_in
from silastri.journey.case.dossier import dossier_of
from silastri.journey.frame import booking
from silastri.journey.frame.booking import Booked
from silastri.journey.frame.step import finish, open_step
from silastri.journey.papers.drawn_after import one_transaction


class AlreadyPaid(MovedOn):
    """The bill was settled before."""


class NotBelieved(NotFit):
    """The notice is forged, names another amount, or is not confirmed by the service."""


def pay(
    act: Act,
    *,
    ref: str,
    turn: int,
    method: str,
    reference: str,
    upload: bytes = b"",
    upload_name: str = "",
    note: str = "",
) -> Case:
    """Records a payment at the counter, with its proof. Raises NotFit, NotAccepted, AlreadyPaid."""
    tidied = handed_in.tidy(act, upload) if upload else None
    with one_transaction():
        dossier = open_step(act, ref=ref, turn=turn, kinds=(Kind.PAY,))
        if method == Payment.Method.TRANSFER and not upload and not proof_of(dossier.case):
            raise NotFit("Unggah bukti transfer.", {"berkas": "Unggah bukti transfer."})
        bill = queries.of_case(dossier.case)
        if bill is None:
            raise NotFit("Permohonan ini tidak punya tagihan.")
        proof = None
        if tidied:
            proof = handed_in.keep(tidied, name=upload_name, at=act.at)
        if not payments.settle(bill, method=method, reference=reference, proof=proof, by=act.by.person, at=act.at):
            raise AlreadyPaid("Tagihan ini sudah lunas.")
        return finish(act, dossier, note=note)


def hand_in_proof(act: Act, *, ref: str, reference: str, upload: bytes, upload_name: str) -> None:
    """The applicant shows proof of a payment to another body; the post that records payments confirms it.

    Raises NotFit, NotAccepted, NotThere, AlreadyPaid.
    """
    errors = {} if reference.strip() else {"nomor_bukti": "Isi nomor bukti bayar."}
    errors |= {} if upload else {"berkas": "Unggah bukti bayar."}
    if errors:
        raise NotFit("Bukti bayar belum lengkap.", errors)
    tidied = handed_in.tidy(act, upload)
    with one_transaction():
        case = cases.lock(ref, applicant=act.by.person)
        dossier = dossier_of(case)
        if case.state != State.RUNNING or dossier.step.kind is not Kind.PAY:
            raise AlreadyPaid("Tagihan ini tidak menunggu pembayaran.")
        if not dossier.definition.standard.fee.payee:
            raise NotThere("Tagihan ini dibayar lewat kantor.")
        file = handed_in.keep(tidied, name=upload_name, at=act.at)
        key = keys.of_step(dossier.step.key)
        case_operations.add_document(case, key=key, file=file, person_id=act.by.person or 0, at=act.at)
        proof = Proof(number=reference.strip()[:100], at=act.at)
        case_operations.keep_facts(case, dossier.step.key, StepFacts(proof=proof))


def open_way(act: Act, *, ref: str) -> Bill:
    """Asks the payment service for a way to pay. Raises NotThere, AlreadyPaid, PaymentFailed, and Booked or NoPeriod
    where the days that the case had booked are lost."""
    case = cases.case(ref, applicant=act.by.person)
    bill = queries.of_case(case)
    if bill is None:
        raise NotThere("Permohonan ini tidak punya tagihan.")
    if bill.state != Bill.State.OPEN:
        raise AlreadyPaid("Tagihan ini sudah lunas.")
    if dossier_of(case).definition.standard.fee.payee:
        raise NotThere("Tagihan ini tidak dibayar lewat kantor.")
    if not bill.way:
        _must_be_offered()
        _hold_days(act, ref, bill)
        service = services.service()
        way = service.create(code=bill.code, amount=bill.amount, name=case.applicant.name)
        payments.open_way(bill, channel=service.name, way=way)
    return bill


@one_transaction()
def _hold_days(act: Act, ref: str, bill: Bill) -> None:
    """Holds the booked days once more, before anybody pays for them. Raises Booked, NoPeriod."""
    dossier = dossier_of(cases.lock(ref, applicant=act.by.person))
    if dossier.case.state == State.RUNNING and dossier.step.kind is Kind.PAY:
        booking.await_payment(act, dossier, bill)


def proof_of(case: Case) -> Proof | None:
    """The proof that the applicant handed in at the step that waits."""
    return step_notes.facts(case.notes, case.step).proof


def is_simulated() -> bool:
    """Whether no real money moves."""
    return is_offered() and services.service().is_simulated


def is_offered() -> bool:
    """Whether a bill can be paid through a payment service; it can always be paid at the counter."""
    return services.is_offered()


def _must_be_offered() -> None:
    """Raises NotThere."""
    if not is_offered():
        raise NotThere("Kantor ini belum menerima pembayaran lewat internet. Silakan bayar di loket.")


def simulate(act: Act, bill: Bill) -> None:
    """What a simulated service does when its button is pressed. Raises NotThere where the service is a real one."""
    _must_be_offered()
    service = services.service()
    if not isinstance(service, OnScreen):
        raise NotThere("Halaman ini tidak ada.")
    take_notice(act, body=service.press_paid(bill.code), headers={})


def take_notice(act: Act, *, body: bytes, headers: dict[str, str]) -> Case | None:
    """A payment service says that money came. We believe it only if it signed the notice, which names this bill and its
    whole amount, and says the same again when it is asked. A second notice about the same payment changes nothing.

    Raises NotBelieved, NotThere, Temporary.
    """
    _must_be_offered()
    service = services.service()
    text = body.decode(errors="replace").replace("\0", "")  # which no database takes
    try:
        told = service.read_notice(body, headers)
    except Forged as error:
        _foreign(act, service.name, text, f"tidak dipercaya: {error}")
        raise NotBelieved(str(error)) from None
    bill = queries.by_code(told.code)
    if bill is None:
        _foreign(act, service.name, text, "tagihan tidak dikenal")
        raise NotThere("Tagihan ini tidak ada.")
    verdict = _doubt(bill, told.amount, told.is_paid)
    if not verdict:
        confirmed = service.ask(bill.code)
        verdict = _doubt(bill, confirmed.amount, confirmed.is_paid)
    payments.note(bill, service=service.name, body=text, verdict=verdict or queries.BELIEVED, at=act.at)
    if verdict:
        raise NotBelieved(verdict)
    return _settled(act, bill, told.reference)


def _foreign(act: Act, service: str, text: str, verdict: str) -> None:
    """Anybody can send such notices, as many as they like: each kind adds one row a day."""
    payments.note_foreign(service=service, body=text, verdict=verdict, since=act.at - timedelta(days=1), at=act.at)


def _doubt(bill: Bill, amount: int, is_paid: bool) -> str:
    if bill.state == Bill.State.VOID:
        return "Tagihan ini sudah dibatalkan."
    if not is_paid:
        return "Pembayaran belum selesai."
    return "" if amount == bill.amount else f"Jumlah {amount} berbeda dari tagihan {bill.amount}."


@one_transaction()
def _settled(act: Act, bill: Bill, reference: str) -> Case | None:
    case = cases.lock(bill.case.ref, office=bill.office_id)
    if not payments.settle(bill, method=Payment.Method.SERVICE, reference=reference, proof=None, by=None, at=act.at):
        return None
    dossier = dossier_of(case)
    if case.state != State.RUNNING or dossier.step.kind is not Kind.PAY:
        return None  # the money is kept and shown: the case has ended in the meantime
    try:
        with one_transaction():
            return finish(act, dossier, note=f"Dibayar lewat layanan pembayaran, rujukan {reference}.")
    except (Booked, NoPeriod):
        return None  # paid after the days had gone to somebody else: the office sees the money, and gives it back


__all__ = ["AlreadyPaid", "NotBelieved", "PaymentFailed", "Temporary", "open_way", "pay", "take_notice"]
