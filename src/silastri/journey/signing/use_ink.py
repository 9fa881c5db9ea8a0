"""Signs the letters of a step with ink when the certificate cannot be used and the office allows it."""

from django.db import transaction

from silastri.apps.audit.operations import log
from silastri.apps.cases import operations as cases
from silastri.apps.cases.models import Case
from silastri.apps.letters import operations as letters
from silastri.apps.letters import queries as letter_queries
from silastri.apps.letters.models import Letter
from silastri.domain.act import Act
from silastri.domain.case.step_notes import Ink, StepFacts
from silastri.domain.definition.office import WhenAway
from silastri.domain.kinds import Kind
from silastri.domain.refusal import MovedOn, NotFit
from silastri.journey.case import products
from silastri.journey.case.dossier import Dossier
from silastri.journey.frame import signing_claim
from silastri.journey.frame.step import open_step

REASON = "alasan"


@transaction.atomic
def use_ink(act: Act, *, ref: str, turn: int, reason: str) -> Case:
    """Numbers the letters now, so that the number is on the printed sheet. Raises NotFit, InDoubt and what
    ``open_step`` raises."""
    dossier = open_step(act, ref=ref, turn=turn, kinds=(Kind.SIGN,))
    may_use_ink(act, dossier)
    if not reason.strip():
        raise NotFit("Tulis alasannya.", {REASON: "Tulis mengapa surat tidak bisa menunggu."})
    products.number_all(dossier, at=act.at)
    ink = Ink(reason=reason.strip()[:500], at=act.at)
    cases.keep_facts(dossier.case, dossier.step.key, StepFacts(ink=ink))
    cases.recorded_by(dossier.case, dossier.step.recorder or "")
    log(act, "use_ink", ref)
    return dossier.case


def may_use_ink(act: Act, dossier: Dossier) -> None:
    """Raises NotFit, InDoubt."""
    if products.takes_ink(dossier):
        raise MovedOn("Surat ini sudah ditandatangani dengan tinta.")
    if dossier.office.when_away is not WhenAway.INK:
        raise NotFit("Aturan kantor: surat menunggu sampai tanda tangan elektronik pulih.")
    if letter_queries.signer_away_since(dossier.case.office_id, act.at) is None:
        raise NotFit("Tanda tangan elektronik sedang bisa dipakai.")
    if sum(step.kind is Kind.SIGN for step in dossier.definition.sop.steps) > 1:
        raise NotFit("Surat ini ditandatangani beberapa pejabat; tanda tangan basah belum bisa dipakai.")
    signing_claim.must_be_clear(dossier.case, act.at)


@transaction.atomic
def back_to_certificate(act: Act, *, ref: str, turn: int) -> Case:
    """Returns to the certificate if nothing was signed with ink yet. Raises MovedOn and what ``open_step`` raises."""
    dossier = open_step(act, ref=ref, turn=turn, kinds=(Kind.SIGN,))
    waits = all(letter.state != Letter.State.SIGNED for letter in letter_queries.products(dossier.case))
    if not products.in_ink_instead(dossier) or not waits:
        raise MovedOn("Surat ini tidak sedang menunggu tanda tangan basah.")
    cases.keep_facts(dossier.case, dossier.step.key, StepFacts(ink=None))
    cases.recorded_by(dossier.case, "")
    letters.forget_signatures(dossier.case)
    log(act, "back_to_certificate", ref)
    return dossier.case
