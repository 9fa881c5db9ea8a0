"""Records ink signatures: the scan of the letters, and who signed them."""

from silastri.apps.cases.models import Case
from silastri.apps.letters import operations as letters
from silastri.apps.offices.models import Posting
from silastri.domain.act import Act
from silastri.domain.definition.standard import Signature
from silastri.domain.kinds import Kind
from silastri.domain.refusal import NotFit
from silastri.journey.case import products, scans
from silastri.journey.case.dossier import Dossier
from silastri.journey.frame import signing_claim
from silastri.journey.frame.step import finish, open_step
from silastri.journey.papers.drawn_after import one_transaction
from silastri.journey.papers.signatory import postings, signatory


def sign_with_ink(
    act: Act,
    *,
    ref: str,
    turn: int,
    scan: bytes,
    scan_name: str = "pindaian.pdf",
    signer: int | None = None,
    note: str = "",
) -> Case:
    """Keeps one scan with all the letters of the case. ``signer`` says who signed, if several people may sign.

    Raises NotFit, NotAccepted, AlreadySigning, InDoubt and what ``open_step`` raises.
    """
    tidied = scans.tidy(act, scan)
    with one_transaction():
        dossier = open_step(act, ref=ref, turn=turn, kinds=(Kind.SIGN,))
        if not products.takes_ink(dossier):
            raise NotFit("Surat ini ditandatangani secara elektronik.")
        who = signatory(dossier.office, _whose_hand(act, dossier, signer))
        products.draft_all(dossier, at=act.at)
        found = letters.begin_signing(dossier.case, keys=signing_claim.keys(dossier), mode=Signature.WET, at=act.at)
        if not found:
            raise signing_claim.why_not(dossier.case, act.at)
        sha256 = scans.keep(act, dossier, tidied, name=scan_name)
        for letter in found:
            letters.signed(
                letter,
                sha256=sha256,
                at=act.at,
                signer_name=who.name,
                signer_post=who.post,
                signer_decree=who.decree,
            )
        return finish(act, dossier, note=note)


def _whose_hand(act: Act, dossier: Dossier, signer: int | None) -> Posting:
    """The officer, if the signature recorded is their own; else the person who holds the post. Raises NotFit."""
    post = dossier.case.post
    found = postings(dossier, post, act.at)
    if not found:
        raise NotFit("Jabatan penanda tangan belum ada pejabatnya. Minta pengelola kantor mencatatnya dulu.")
    mine = act.by.person if post in act.by.signs else signer
    chosen = [posting for posting in found if posting.person_id == mine] if mine is not None else found
    if not chosen:
        raise NotFit("Orang itu tidak memegang jabatan penanda tangan hari ini.", {"pejabat": "Pilih pejabat lain."})
    if len({posting.person_id for posting in chosen}) > 1:
        raise NotFit("Pilih siapa yang menandatangani.", {"pejabat": "Pilih siapa yang menandatangani."})
    return chosen[0]
