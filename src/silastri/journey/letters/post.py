"""A letter is sent by post: an officer writes down when, by whom, with which receipt and to which address.

What he wrote wrongly is corrected with a reason, and stays to be read.
"""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import IntegrityError, transaction

from silastri.apps.after_issue import mailings
from silastri.apps.after_issue.models import Mailing
from silastri.apps.audit.operations import log
from silastri.apps.letters.models import Letter
from silastri.domain.act import Act
from silastri.domain.definition.letter_text import long_date
from silastri.domain.kinds import Kind
from silastri.domain.refusal import MovedOn, NotFit, NotYours
from silastri.domain.worktime import OfficeTime
from silastri.journey.frame.step import OwnCase

from . import issued_letter
from .issued_letter import IssuedLetter, NotInForce

_GIVES_OUT = (Kind.NUMBER, Kind.PRINT, Kind.HAND_OVER)


class PostedAlready(MovedOn):
    """It was written down before that the letter was sent."""


class SameReceipt(NotFit):
    """Another letter was sent with this receipt."""


class NotPosted(MovedOn):
    """Nothing was written down that could be corrected, or somebody else corrected it."""


@dataclass(frozen=True, slots=True)
class Sent:
    """``receipt`` may be empty: a messenger gives none."""

    on: date
    carrier: str
    receipt: str
    address: str


def may(act: Act, found: IssuedLetter) -> bool:
    """Whether a post of this officer gives such letters out, and the letter is not his own."""
    steps = found.dossier.definition.sop.steps
    posts = {steps[0].recorder}
    posts |= {post for step in steps if step.kind in _GIVES_OUT for post in (step.actor, step.recorder)}
    posts |= {step.uncollected.by for step in steps if step.uncollected}
    return bool(posts & act.by.posts.keys()) and not issued_letter.concerns(act, found)


def can_be_sent(found: IssuedLetter) -> bool:
    """Whether it is a finished letter, with its number."""
    letter = found.letter
    return letter.state in (Letter.State.SIGNED, Letter.State.ISSUED) and bool(letter.number)


def post(act: Act, *, code: str, sent: Sent) -> Mailing:
    """Raises NotThere, NotYours, OwnCase, NotInForce, NotFit, PostedAlready, SameReceipt."""
    with transaction.atomic():
        found = _his(act, code)
        return write_down(act, found.letter, found.dossier.time, sent)


@transaction.atomic
def correct(act: Act, *, code: str, sent: Sent, reason: str) -> Mailing:
    """Raises NotThere, NotYours, OwnCase, NotInForce, NotFit, NotPosted, SameReceipt."""
    found = _his(act, code)
    wrong = mailings.of_letter(found.letter)
    if wrong is None:
        raise NotPosted("Kiriman surat ini belum dicatat.")
    if not reason.strip():
        raise NotFit("Alasan belum diisi.", {"alasan": "Tulis apa yang salah."})
    tidied = _tidied(act, found.letter, found.dossier.time, sent, but=wrong)
    if not mailings.correct(wrong, at=act.at):
        raise NotPosted("Catatan ini baru saja dibetulkan petugas lain. Muat ulang halaman.")
    made = _kept(act, found.letter, tidied, corrects=wrong, reason=reason.strip())
    log(act, "correct_mailing", found.letter.case.ref, key=found.letter.key)
    return made


def write_down(act: Act, letter: Letter, time: OfficeTime, sent: Sent) -> Mailing:
    """For whoever has looked that the officer may. Needs a transaction. Raises NotFit, PostedAlready, SameReceipt."""
    if mailings.of_letter(letter):
        raise PostedAlready("Pengiriman surat ini sudah dicatat. Kalau salah, betulkan catatannya.")
    made = _kept(act, letter, _tidied(act, letter, time, sent))
    log(act, "post_letter", letter.case.ref, key=letter.key)
    return made


def _his(act: Act, code: str) -> IssuedLetter:
    found = issued_letter.find(act, code)
    if issued_letter.concerns(act, found):
        raise OwnCase("Surat ini menyangkut Anda sendiri. Petugas lain yang harus mencatatnya.")
    if not may(act, found):
        raise NotYours("Mencatat kiriman pos bukan tugas jabatan Anda.")
    if not can_be_sent(found):
        raise NotInForce("Surat ini belum terbit.")
    return found


def _tidied(act: Act, letter: Letter, time: OfficeTime, sent: Sent, but: Mailing | None = None) -> Sent:
    """As it is kept: a receipt is the same however it is spaced."""
    made_on, today = time.day(letter.made_at), time.day(act.at)
    if not made_on <= sent.on <= today:
        between = f"antara {long_date(made_on)} dan {long_date(today)}"
        raise NotFit("Tanggal kirim tidak benar.", {"tanggal": f"Isi tanggal {between}."})
    if not sent.address.strip():
        raise NotFit("Alamat belum ada.", {"alamat": "Isi alamat tujuan."})
    receipt = "".join(sent.receipt.split()).upper()
    same = mailings.has_receipt(letter.office_id, receipt, but=but) if receipt else None
    if same:
        sentence = f"Nomor resi ini sudah dicatat untuk surat {same.letter}."
        raise SameReceipt(sentence, {"resi": sentence})
    return Sent(sent.on, " ".join(sent.carrier.split()), receipt, sent.address.strip())


def _kept(act: Act, letter: Letter, sent: Sent, **more: object) -> Mailing:
    facts = asdict(sent) | {"person_id": act.by.person, "by": act.by.name, "at": act.at} | more
    try:
        with transaction.atomic():
            return mailings.send(letter, **facts)
    except IntegrityError:
        raise PostedAlready("Surat atau nomor resi ini baru saja dicatat petugas lain. Muat ulang halaman.") from None
