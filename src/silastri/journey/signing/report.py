"""The head signs a report with the electronic signature. It is drawn and signed outside any transaction, since the
signer may be a server elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db import transaction

from silastri.adapters.signing import signing
from silastri.adapters.signing.port import NotSigned, Order, OutcomeUnknown, Signer, WrongPassphrase
from silastri.apps.accounts.models import Person
from silastri.apps.complaints.models import MonthReport
from silastri.apps.documents import ahead
from silastri.apps.documents import operations as documents
from silastri.apps.offices import queries as offices
from silastri.apps.signed_report import SignedReport
from silastri.domain.act import Act
from silastri.domain.names import may_be_one_person
from silastri.domain.refusal import NotFit
from silastri.journey.complaints import month_paper
from silastri.journey.complaints import month_report as months
from silastri.journey.reporting import hands
from silastri.journey.reporting.flow import Flow
from silastri.journey.reporting.hands import Hand

from . import passphrase as passphrases

FIELD = "frasa"
R = TypeVar("R", bound=SignedReport)


@dataclass(frozen=True)
class Signed(Generic[R]):
    """A kind of report that is signed: its flow, its title, and how it is drawn for that hand."""

    flow: Flow[R]
    title: Callable[[R], str]
    draw: Callable[[Act, R, Hand], bytes]


MONTH: Signed[MonthReport] = Signed(
    months.FLOW,
    lambda report: f"Laporan pengaduan {months.month_of(report).name}",
    lambda act, report, hand: month_paper.draw(report, act.at, is_draft=False, signer=hand),
)


def sign(act: Act, kind: Signed[R], *, pk: int, seen: str, passphrase: str, signer: Person) -> R:
    """The passphrase is not kept. A report has no number of a register: where no answer came, it may be signed again.

    Raises TooOften, NotSigned, SignerAway, OutcomeUnknown, NotFit and what ``Flow.to_sign`` raises.
    """
    report = kind.flow.to_sign(act, pk, seen)
    passphrases.must_be_taken(act, signer)
    if not passphrase:
        raise NotFit("Isi frasa sandi.", {FIELD: "Isi frasa sandi tanda tangan Anda."})
    draft = kind.draw(act, report, hands.hand(act, report.office, kind.flow.approver(report)))
    order = Order(kind.title(report), offices.definition(report.office).place, act.at)
    try:
        signed = _signed(order, draft, passphrase, signer)
    except WrongPassphrase as error:
        passphrases.was_wrong(act, signer)
        error.fields = {FIELD: str(error)}
        raise
    passphrases.was_right(signer)
    ahead.send([signed])
    return _keep(act, kind.flow, pk, seen, signed)


def _signed(order: Order, draft: bytes, passphrase: str, signer: Person) -> bytes:
    try:
        with signing().pen(Signer(signer.pk, signer.nik or ""), passphrase) as pen:
            done = pen.sign(draft, order)
    except OutcomeUnknown as error:
        raise OutcomeUnknown("Tanda tangan belum pasti. Coba lagi beberapa menit lagi.") from error
    if done.holder and not may_be_one_person(done.holder, signer.name):
        raise NotSigned(f"Sertifikatnya atas nama {done.holder}, bukan {signer.name}. Hubungi pengelola sistem.")
    return done.pdf


@transaction.atomic
def _keep(act: Act, flow: Flow[R], pk: int, seen: str, signed: bytes) -> R:
    """Only if it is still what was signed."""
    report = flow.to_sign(act, pk, seen, lock=True)
    flow.signed(act, report, documents.store(signed), act.at)
    return report
