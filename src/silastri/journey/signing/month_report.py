"""The head signs the report of a month's complaints with the electronic signature. It is drawn and signed outside any
transaction, since the signer may be a server elsewhere."""

from django.db import transaction

from silastri.adapters.signing import signing
from silastri.adapters.signing.port import NotSigned, Order, OutcomeUnknown, Signer, WrongPassphrase
from silastri.apps.accounts.models import Person
from silastri.apps.audit.operations import log
from silastri.apps.complaints.models import MonthReport
from silastri.apps.documents import operations as documents
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act
from silastri.domain.names import may_be_one_person
from silastri.domain.refusal import NotFit
from silastri.journey.complaints import month_paper
from silastri.journey.complaints import month_report as reports

from . import passphrase as passphrases

FIELD = "frasa"


def sign(act: Act, *, pk: int, seen: str, passphrase: str, signer: Person) -> MonthReport:
    """The passphrase is not kept. A report has no number of a register: where no answer came, it may be signed again.

    Raises TooOften, NotSigned, SignerAway, OutcomeUnknown, NotFit and what ``to_sign`` raises.
    """
    report = reports.to_sign(act, pk, seen)
    passphrases.must_be_taken(act, signer)
    if not passphrase:
        raise NotFit("Isi frasa sandi.", {FIELD: "Isi frasa sandi tanda tangan Anda."})
    hand = month_paper.hand(act, report)
    draft = month_paper.draw(report, act.at, is_draft=False, signer=hand)
    try:
        signed = _signed(act, report, draft, passphrase, signer)
    except WrongPassphrase as error:
        passphrases.was_wrong(act, signer)
        error.fields = {FIELD: str(error)}
        raise
    passphrases.was_right(signer)
    return _keep(act, pk, seen, signed)


def _signed(act: Act, report: MonthReport, draft: bytes, passphrase: str, signer: Person) -> bytes:
    order = Order(f"Laporan pengaduan {reports.month_of(report).name}", offices.definition(report.office).place, act.at)
    try:
        with signing().pen(Signer(signer.pk, signer.nik or ""), passphrase) as pen:
            done = pen.sign(draft, order)
    except OutcomeUnknown as error:
        raise OutcomeUnknown("Tanda tangan belum pasti. Coba lagi beberapa menit lagi.") from error
    if done.holder and not may_be_one_person(done.holder, signer.name):
        raise NotSigned(f"Sertifikatnya atas nama {done.holder}, bukan {signer.name}. Hubungi pengelola sistem.")
    return done.pdf


@transaction.atomic
def _keep(act: Act, pk: int, seen: str, signed: bytes) -> MonthReport:
    """Only if it is still what was signed."""
    report = reports.to_sign(act, pk, seen, lock=True)
    report.sha256 = documents.store(signed)
    report.state, report.signed_by_id, report.signed_at = MonthReport.State.SIGNED, act.by.person, act.at
    report.save(update_fields=["sha256", "state", "signed_by", "signed_at"])
    log(act, "sign_month_report", reports.month_of(report).name)
    return report
