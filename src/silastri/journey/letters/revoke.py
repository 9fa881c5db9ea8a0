"""Revokes a letter from a given day, with reasons, or lifts the revocation. The record of both stays."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db import transaction

from silastri.adapters.intake.port import Paper
from silastri.apps.after_issue import operations as after_issue
from silastri.apps.after_issue import queries
from silastri.apps.after_issue.models import Revocation
from silastri.apps.audit.operations import log
from silastri.apps.cases import queries as cases
from silastri.apps.duties import operations as duties
from silastri.apps.letters import operations as letters
from silastri.apps.letters.models import Letter
from silastri.apps.messages import operations as messages
from silastri.domain.act import Act
from silastri.domain.case import keys, objection
from silastri.domain.definition.letter_text import long_date
from silastri.domain.refusal import MovedOn, NotFit
from silastri.domain.words.called import in_messages
from silastri.domain.words.messages.letter import RevocationLifted, Revoked
from silastri.domain.words.messages.template import Template
from silastri.journey.case import handed_in, products, tell
from silastri.journey.case.links import absolute
from silastri.journey.papers import revocation as papers
from silastri.journey.papers.drawn_after import draw_after, one_transaction
from silastri.journey.papers.signatory import Signatory

from . import issued_letter
from .issued_letter import IssuedLetter


@dataclass(frozen=True)
class Grounds:
    """Why a letter is revoked: everybody sees ``ground``, only the holder ``reason``. ``decree`` is the number of a
    decree made elsewhere."""

    ground: str
    reason: str
    legal_basis: str
    since: date
    decree: str = ""


def revoke(act: Act, *, code: str, said: Grounds, upload: bytes = b"", upload_name: str = "") -> Revocation:
    """``upload`` is the decree as it was signed. Raises NotThere, NotYours, OwnCase, NotInForce, MovedOn, NotFit."""
    decree = handed_in.tidy(act, upload) if upload else None
    with one_transaction():
        return _revoke(act, code, said, decree, upload_name)


def _revoke(act: Act, code: str, said: Grounds, decree: Paper | None, name: str) -> Revocation:
    found = issued_letter.find(act, code)
    who = issued_letter.as_whom(act, found, found.dossier.office.revocation)
    issued_letter.must_hold(found)
    _must_fit(found, said)
    if under_way := cases.correction(code):
        raise MovedOn(f"Surat ini sedang diperbaiki dengan nomor {under_way.ref}. Batalkan dulu perbaikannya.")
    file = decree and handed_in.keep(decree, name=name, at=act.at)
    if not letters.revoke(found.letter, since=said.since):
        raise MovedOn("Pencabutan surat ini sudah dicatat. Muat ulang halaman.")
    made = after_issue.revoke(
        found.letter,
        ground=said.ground,
        reason=said.reason.strip(),
        legal_basis=said.legal_basis.strip(),
        since=said.since,
        object_until=objection.until(found.dossier.time, found.on),
        decree=said.decree.strip(),
        file=file,
        person_id=act.by.person,
        by=f"{who.name}, {who.post}",
        at=act.at,
    )
    _paper(act, found, made, who)
    duties.lapse(found.letter, after=said.since, at=act.at)
    _tell(act, found, _words(found, made), f"/cabut/{made.pk}")
    log(act, "revoke_letter", code)
    return made


def _must_fit(found: IssuedLetter, said: Grounds) -> None:
    letter, wrong = found.letter, {}
    if said.ground not in Revocation.Ground.values:
        wrong["alasan"] = "Pilih salah satu."
    if not said.reason.strip():
        wrong["uraian"] = "Tulis alasan lengkapnya. Pemegang surat membacanya."
    if not said.legal_basis.strip():
        wrong["dasar"] = "Tulis dasar hukumnya."
    if said.since < found.on:
        wrong["mulai"] = "Pencabutan berlaku mulai hari ini atau sesudahnya."
    elif letter.valid_until and said.since > letter.valid_until:
        wrong["mulai"] = f"Surat ini sudah berakhir pada {long_date(letter.valid_until)}."
    if wrong:
        raise NotFit("Surat belum dicabut.", wrong)


def _paper(act: Act, found: IssuedLetter, made: Revocation, who: Signatory) -> None:
    """Draws the decree, if the office numbers its own."""
    key = found.dossier.office.revocation.register_key
    if not key:
        return
    paper = letters.draft(
        found.letter.case,
        key=f"{keys.REVOCATION}:{made.pk}",
        name=papers.NAME,
        mode=Letter.Mode.NONE,
        at=act.at,
        state=Letter.State.ISSUED,
    )
    letters.number(paper, products.register(found.dossier.office, key), on=found.on)
    letters.keep(paper)
    after_issue.keep_paper(made, paper)
    draw_after(paper, partial(papers.draw, found.dossier, paper, made, who, at=act.at))


@transaction.atomic
def lift(act: Act, *, code: str, reason: str) -> Revocation:
    """Lifts the revocation: the letter is in force again. Raises NotThere, NotYours, OwnCase, MovedOn, NotFit."""
    found = issued_letter.find(act, code)
    who = issued_letter.as_whom(act, found, found.dossier.office.revocation)
    if not reason.strip():
        raise NotFit("Tulis alasannya.", {"uraian": "Tulis alasan pencabutan dibatalkan. Pemegang surat membacanya."})
    made = queries.revocation(found.letter)
    if made is None or not after_issue.lift(made, by=f"{who.name}, {who.post}", why=reason.strip(), at=act.at):
        raise MovedOn("Surat ini tidak sedang dicabut. Muat ulang halaman.")
    letters.reinstate(found.letter)
    duties.revive(found.letter, lapsed_at=made.at)
    letter = found.letter
    called = in_messages(found.dossier.definition.standard, letter.name)
    words = RevocationLifted(letter=called, number=letter.number, link=absolute("my_letters"))
    _tell(act, found, words, f"/batal-cabut/{made.pk}")
    log(act, "lift_revocation", code)
    return made


def _words(found: IssuedLetter, made: Revocation) -> Revoked:
    return Revoked(
        letter=in_messages(found.dossier.definition.standard, found.letter.name),
        number=found.letter.number,
        since=made.since,
        ground=made.get_ground_display(),
        office=found.dossier.office.short,
        object_until=made.object_until,
        link=absolute("my_letters"),
    )


def _tell(act: Act, found: IssuedLetter, words: Template, what: str) -> None:
    case = found.letter.case
    messages.queue([tell.message(act, case, case.applicant, words, what=what)])
