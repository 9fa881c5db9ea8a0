"""Finds an issued letter of the office by its code, and says who may do something about it."""

from dataclasses import dataclass
from datetime import date

from silastri.apps.accounts import queries as accounts
from silastri.apps.letters import queries as letters
from silastri.apps.letters.models import Letter
from silastri.apps.offices.models import Posting
from silastri.domain.act import Act
from silastri.domain.definition.office import LaterAct
from silastri.domain.definition.standard import Product
from silastri.domain.letters import wanted
from silastri.domain.refusal import MovedOn, NotThere, NotYours
from silastri.journey.case.dossier import Dossier, dossier_of
from silastri.journey.frame.step import OwnCase
from silastri.journey.papers.letter import signing_post
from silastri.journey.papers.signatory import Signatory, postings, signatory


class NotInForce(MovedOn):
    """The letter is not in force, or not any more."""


@dataclass(frozen=True)
class IssuedLetter:
    """An issued letter. ``on`` is the day in the office; ``product`` is None for a paper that is no product."""

    letter: Letter
    dossier: Dossier
    on: date
    product: Product | None

    @property
    def standing(self) -> str:
        return self.letter.standing(self.on)

    @property
    def signed_by(self) -> str:
        """The post that signs such letters."""
        return signing_post(self.dossier.definition, self.product) if self.product else ""


def find(act: Act, code: str) -> IssuedLetter:
    """Raises NotThere."""
    letter = letters.at_desk(code.upper(), office=act.by.office or 0)
    if letter is None:
        raise NotThere("Surat ini tidak ada di kantor Anda.")
    dossier = dossier_of(letter.case)
    product = wanted.of_letter(dossier.definition.standard, letter.key) if letter.mode != Letter.Mode.NONE else None
    return IssuedLetter(letter, dossier, dossier.time.day(act.at), product)


def may(act: Act, found: IssuedLetter, later: LaterAct) -> bool:
    """Whether a post of this officer signs such letters or is named by the office, and the letter is not the officer's
    own."""
    post = _post(act, found, later)
    return bool(post) and not concerns(act, found) and _posting(act, found, post) is not None


def as_whom(act: Act, found: IssuedLetter, later: LaterAct) -> Signatory:
    """The name under which the officer acts. Raises NotYours, OwnCase."""
    post = _post(act, found, later)
    if not post:
        raise NotYours("Ini bukan tugas jabatan Anda.")
    if concerns(act, found):
        raise OwnCase("Surat ini menyangkut Anda sendiri. Pejabat lain yang harus melakukannya.")
    posting = _posting(act, found, post)
    if posting is None:
        raise NotYours("Penugasan Anda untuk jabatan ini tidak berlaku hari ini.")
    return signatory(found.dossier.office, posting)


def _post(act: Act, found: IssuedLetter, later: LaterAct) -> str:
    able = (post for post in (found.signed_by, later.by) if post and post in act.by.posts)
    return next(able, "")


def _posting(act: Act, found: IssuedLetter, post: str) -> Posting | None:
    """By which the officer may sign for the post that day."""
    mine = (one for one in postings(found.dossier, post, act.at) if one.person_id == act.by.person)
    return next(mine, None)


def concerns(act: Act, found: IssuedLetter) -> bool:
    """Whether the officer applied for the letter, or it is made out to the officer."""
    case = found.dossier.case
    person = accounts.person(act.by.person or 0)
    holder = case.answers.get("values", {}).get(found.dossier.definition.standard.holder)
    named = holder.get("nik") if isinstance(holder, dict) else None
    return case.applicant_id == act.by.person or bool(person and person.nik and person.nik == named)


def must_hold(found: IssuedLetter) -> None:
    """Checks that the letter is in force. Raises NotInForce."""
    if found.product is None or found.standing != Letter.State.SIGNED:
        raise NotInForce(_WHY.get(found.standing, "Surat ini belum terbit."))


_WHY = {
    "revoked": "Surat ini sudah dicabut.",
    "replaced": "Surat ini sudah diganti dengan surat baru.",
    "ended": "Surat ini sudah habis masa berlakunya.",
}
