"""Draws the letters of a case: products, and what its steps make."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from silastri.adapters.pdf import printer, qr
from silastri.adapters.pdf.markdown import blocks
from silastri.adapters.signing import signing
from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.apps.letters.models import Letter
from silastri.apps.offices import queries as offices
from silastri.domain import facts, identity, wanted
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.letter_text import long_date
from silastri.domain.definition.office import Office
from silastri.domain.definition.standard import Product
from silastri.domain.kinds import Kind
from silastri.journey.links import host
from silastri.journey.opened import OpenStep, applicant_facts, case_facts

from . import stated
from .sheet import example_mark, letterhead

_DOTS = "........................"


@dataclass(frozen=True)
class Signatory:
    """Who signs, as it is printed."""

    title: tuple[str, ...]
    name: str
    rank: str = ""
    nip: str = ""


@dataclass(frozen=True)
class _Sheet:
    """What is drawn, and how."""

    letter: Letter
    text_file: str
    who: Signatory
    mark: str = ""  # across the page
    note: str = ""  # beside the QR
    foot: str = ""
    addressee: str = ""
    subject: str = ""
    reason: str = ""  # why a case was refused, before it has ended
    is_stated: bool = False  # its QR says what the letter is


def signatory(office: Office, post: str, standing_in: str, person: Person | None) -> Signatory:
    """``standing_in`` is "Plt." or "Plh." for who stands in, else empty; without a person the name is left open."""
    found = office.post(post)
    title = (f"{standing_in} {(found.formal or found.title) if found else post}".strip(),)
    if person is None:
        return Signatory(title, _DOTS)
    nip = str(identity.nip(person.nip)) if person.nip else ""
    return Signatory(title, person.name, person.rank, nip)


def of_product(opened: OpenStep, letter: Letter, product: Product, who: Signatory, *, at: datetime) -> bytes:
    """A product as it is signed: electronically, or as a blank for ink when its number is still open."""
    electronic = letter.mode == Letter.Mode.ELECTRONIC
    note = "Ditandatangani secara elektronik. " if electronic else ""
    sheet = _Sheet(
        letter,
        product.text_file,
        who,
        mark=example_mark(),
        note=f"{note}Pindai untuk memeriksa keaslian surat. Periksa hanya di {host()}.",
        foot=_foot() if electronic else "",
        addressee=product.addressee,
        subject=product.subject,
        is_stated=electronic,
    )
    return _draw(opened, sheet, at)


def of_step(
    opened: OpenStep,
    letter: Letter,
    text_file: str,
    who: Signatory,
    *,
    at: datetime,
    reason: str = "",
    addressee: str = "",
) -> bytes:
    """A paper that a step makes: signed by hand on the print. The lines of an addressee stand under each other."""
    return _draw(opened, _Sheet(letter, text_file, who, mark=example_mark(), reason=reason, addressee=addressee), at)


def preview(opened: OpenStep, letter: Letter, product: Product, *, at: datetime) -> bytes:
    """The letter as it will be signed, marked KONSEP; whoever holds the signing post now is named."""
    sheet = _Sheet(
        letter,
        product.text_file,
        signs_now(opened, signing_post(opened.definition, product), at),
        mark="KONSEP",
        note="Belum ditandatangani.",
        addressee=product.addressee,
        subject=product.subject,
    )
    return _draw(opened, sheet, at)


def blank(opened: OpenStep, letter: Letter, product: Product, *, at: datetime) -> bytes:
    """The letter as it is printed for ink: number and date left open where they come later."""
    return of_product(opened, letter, product, signs_now(opened, signing_post(opened.definition, product), at), at=at)


def signs_now(opened: OpenStep, post: str, at: datetime) -> Signatory:
    """Whoever holds the post then; without a holder the name is left open."""
    found = offices.signatories(opened.case.office, post, opened.time.local(at).date())
    person, standing_in = found[0] if found else (None, "")
    return signatory(opened.office, post, standing_in, person)


def signing_post(definition: Definition, product: Product) -> str:
    """Who signs the product: the post it names, else the actor of the signing step."""
    steps = (step.actor for step in definition.sop.steps if step.kind is Kind.SIGN)
    return product.signer or next(steps, definition.sop.steps[-1].actor)


def guidance(opened: OpenStep, product: Product, *, at: datetime) -> bytes:
    """A sheet that is not signed: told and handed over, drawn anew each time from what the case holds."""
    letter = Letter(key=product.key, name=product.name, case=opened.case, mode=Letter.Mode.NONE)
    return _draw(opened, _Sheet(letter, product.text_file, Signatory((), ""), mark=example_mark()), at)


def _draw(opened: OpenStep, sheet: _Sheet, at: datetime) -> bytes:
    letter, who, office = sheet.letter, sheet.who, opened.office
    text = _text(opened, sheet)
    data = {
        "title": f"{letter.name} {letter.number}".strip(),
        "office": letterhead(office),
        "mark": sheet.mark,
        "foot": sheet.foot,
        "name": letter.name,
        "number": letter.number,
        "dots": _DOTS,
        "addressee": sheet.addressee,
        "subject": sheet.subject,
        "is_signed": bool(who.title),
        "is_wet": letter.mode == Letter.Mode.WET,
        "initials": _initials(opened) if letter.mode == Letter.Mode.WET else [],
        "blocks": blocks(text),
        "place": office.place,
        "date": long_date(letter.on) if letter.on else "",
        "signer": {"title": list(who.title), "name": who.name, "rank": who.rank, "nip": who.nip},
        "qr": qr.svg(stated.address(letter)) if letter.code and sheet.note else "",
        "content": "",  # attached to the PDF, where its QR vouches for it
        "signed_note": sheet.note,
    }
    if sheet.is_stated:
        data |= stated.state(opened, letter, _said(data, text), at=at)
    return printer().draw("letter", data, at=at)


def _said(data: dict[str, Any], text: str) -> dict[str, Any]:
    """What the letter says, beside its name and number: what counts of what is drawn."""
    return {
        "kepada": data["addressee"],
        "hal": data["subject"],
        "isi": text,
        "tempat": data["place"],
        "tanggal": data["date"],
        "penanda_tangan": {
            "jabatan": " ".join(data["signer"]["title"]),
            "nama": data["signer"]["name"],
            "nip": data["signer"]["nip"],
        },
    }


def _text(opened: OpenStep, sheet: _Sheet) -> str:
    return opened.definition.letters[sheet.text_file].fill(_facts(opened, sheet))


def _initials(opened: OpenStep) -> list[str]:
    """The posts that initial the paper, in their order."""
    posts = [step.actor for step in opened.definition.sop.steps if step.kind is Kind.INITIAL]
    titles = {post.key: post.title for post in opened.office.posts}
    return [titles.get(post, post) for post in posts]


def _facts(opened: OpenStep, sheet: _Sheet) -> facts.Facts:
    case, letter, standard, known = opened.case, sheet.letter, opened.definition.standard, opened.facts
    return facts.letter_facts(
        known
        | {"isian": facts.printed(standard.form, known["isian"])}
        | wanted.item_facts(standard, letter.key, known),
        office=opened.office,
        holder=_holder(case, opened.definition),
        number=letter.number,
        on=letter.on,
        nomor=case.ref,
        tanggal=long_date(opened.time.local(case.submitted_at)) if case.submitted_at else "",
        siap=long_date(opened.time.local(case.arrived_at)) if case.arrived_at else "",
        alasan=sheet.reason or case.ending,
    )


def _foot() -> str:
    return f"Dokumen ini ditandatangani secara elektronik menggunakan {signing().authority_name}."


def _holder(case: Case, definition: Definition) -> dict[str, Any]:
    holder = case_facts(case, definition)["isian"].get(definition.standard.holder)
    return holder if isinstance(holder, dict) else applicant_facts(case)
