"""Draws the letters of a case: its products, and the papers of its steps."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from silastri.adapters.pdf import printer, qr
from silastri.adapters.pdf.markdown import Block, blocks
from silastri.adapters.signing import signing
from silastri.apps.cases.models import Case
from silastri.apps.letters.models import Letter
from silastri.domain import printable, reference
from silastri.domain.case import facts
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.letter_text import long_date
from silastri.domain.definition.standard import Product
from silastri.domain.kinds import Kind
from silastri.domain.letters import wanted
from silastri.domain.refusal import NotFit
from silastri.domain.words.printing import printing
from silastri.journey.case import products
from silastri.journey.case.dossier import Dossier, applicant_facts, case_facts
from silastri.journey.case.links import host

from . import stated
from .drawn_after import Drawing
from .layout import body, head
from .sheet import example_mark, letterhead, money, plain
from .signatory import DOTS, Signatory, postings, signatory, vacant


@dataclass(frozen=True)
class _Sheet:
    """What is drawn, and how."""

    letter: Letter
    text_file: str
    who: Signatory
    mark: str = ""  # printed across the page
    note: str = ""  # beside the QR
    foot: str = ""
    money: str = ""  # where it is reported that somebody asked for money
    addressee: str = ""
    product: Product | None = None  # gives the shape, and the words above and below the text
    reason: str = ""  # why the case is refused, before it has ended
    is_stated: bool = False  # whether the QR holds a statement


def of_product(dossier: Dossier, letter: Letter, product: Product, who: Signatory, *, at: datetime) -> bytes:
    """Draws a product to be signed: electronically, or as a blank for ink when its number is still open."""
    electronic = letter.mode == Letter.Mode.ELECTRONIC
    note = "Ditandatangani secara elektronik. " if electronic else ""
    sheet = _Sheet(
        letter,
        product.text_file,
        who,
        mark=example_mark(),
        note=f"{note}Pindai untuk memeriksa keaslian surat. Periksa hanya di {host()}.",
        foot=_foot() if electronic else "",
        money=money(dossier.case.office.slug),
        addressee=product.addressee,
        product=product,
        is_stated=electronic,
    )
    return _draw(dossier, sheet, at)


def of_step(
    dossier: Dossier,
    letter: Letter,
    text_file: str,
    who: Signatory,
    *,
    at: datetime,
    reason: str = "",
    addressee: str = "",
    mark: str = "",
) -> bytes:
    """Draws the paper of a step, which is signed by hand. An addressee has one line for each line break."""
    mark = mark or example_mark()
    return _draw(dossier, _Sheet(letter, text_file, who, mark=mark, reason=reason, addressee=addressee), at)


def of_step_later(
    dossier: Dossier, letter: Letter, text_file: str, who: Signatory, *, at: datetime, addressee: str = ""
) -> Drawing:
    """The same, to be drawn later with what the case says now. Raises NotFit now."""
    return _drawing(dossier, _Sheet(letter, text_file, who, mark=example_mark(), addressee=addressee), at)


def preview(dossier: Dossier, letter: Letter, product: Product, *, at: datetime, mark: str = "KONSEP") -> bytes:
    """Draws the letter as it will be signed, marked as a preview, with the present holder of the signing post. Zeros
    stand where a letter that has no code yet will have it."""
    if letter._state.adding:
        letter.code = reference.NO_LETTER
    sheet = _Sheet(
        letter,
        product.text_file,
        signs_now(dossier, signing_post(dossier.definition, product), at),
        mark=mark,
        note="Belum ditandatangani.",
        addressee=product.addressee,
        product=product,
    )
    # The same within an hour, so that a page of a case and its pictures need it drawn once.
    return _draw(dossier, sheet, at.replace(minute=0, second=0, microsecond=0))


def words(dossier: Dossier, letter: Letter, product: Product) -> list[Block]:
    """The text of the letter, for a page that can be read without the sheet. Raises NotFit."""
    sheet = _Sheet(letter, product.text_file, Signatory((), ""), product=product)
    return _blocks(dossier, letter, _text(dossier, sheet))


def blank(dossier: Dossier, letter: Letter, product: Product, *, at: datetime) -> bytes:
    """Draws the letter to be signed with ink: number and date stay open if they are given later."""
    return of_product(
        dossier, letter, product, signs_now(dossier, signing_post(dossier.definition, product), at), at=at
    )


def signs_now(dossier: Dossier, post: str, at: datetime) -> Signatory:
    """Who signs for the post at that moment; without a holder the name is left open."""
    found = postings(dossier, post, at)
    return signatory(dossier.office, found[0]) if found else vacant(dossier.office, post)


def signing_post(definition: Definition, product: Product) -> str:
    """The post that signs the product: the one that it names, else the actor of the signing step."""
    steps = (step.actor for step in definition.sop.steps if step.kind is Kind.SIGN)
    return product.signer or next(steps, definition.sop.steps[-1].actor)


def guidance(dossier: Dossier, product: Product, *, at: datetime, mark: str = "") -> bytes:
    """Draws a guidance sheet, which is not signed, anew each time from the facts of the case."""
    letter = Letter(key=product.key, name=product.name, case=dossier.case, mode=Letter.Mode.NONE)
    sheet = _Sheet(letter, product.text_file, Signatory((), ""), mark=mark or example_mark(), product=product)
    return _draw(dossier, sheet, at)


def home(dossier: Dossier) -> str:
    """The applicant as he is addressed."""
    return f"{dossier.case.applicant.name}\n{dossier.case.address or 'di tempat'}"


def _draw(dossier: Dossier, sheet: _Sheet, at: datetime) -> bytes:
    return _drawing(dossier, sheet, at)()


def _drawing(dossier: Dossier, sheet: _Sheet, at: datetime) -> Drawing:
    letter, who, office, text = sheet.letter, sheet.who, dossier.office, _text(dossier, sheet)
    data = (
        head(sheet.letter, sheet.product, sheet.addressee)
        | body(_blocks(dossier, letter, text), sheet.product, is_signed=bool(who.title))
        | {
            "title": f"{letter.name} {letter.number}".strip(),
            "office": letterhead(office),
            "mark": sheet.mark,
            "foot": sheet.foot,
            "money": sheet.money,
            "dots": DOTS,
            "is_signed": bool(who.title),
            "is_wet": letter.mode == Letter.Mode.WET,
            "initials": _initials(dossier) if letter.mode == Letter.Mode.WET else [],
            "place": office.place,
            "date": long_date(letter.on) if letter.on else "",
            "signer": {"title": who.lines, "name": who.name, "rank": who.rank, "nip": who.nip},
            "qr": qr.svg(stated.address(letter)) if letter.code and sheet.note else "",
            "code": reference.in_groups(letter.code) if sheet.note else "",
            "content": "",  # attached to the PDF when the QR has a statement about it
            "signed_note": sheet.note,
        }
    )
    if sheet.is_stated:
        data |= stated.state(dossier, letter, _said(data, text, who), at=at)
    return partial(printer().draw, "letter", data, at=at)


def _said(data: dict[str, Any], text: str, who: Signatory) -> dict[str, Any]:
    """The facts of the letter, beside name and number, for which its statement vouches."""
    return {
        "kepada": data["addressee"],
        "hal": data["subject"],
        "isi": text,
        "tempat": data["place"],
        "tanggal": data["date"],
        "penanda_tangan": {"jabatan": " ".join(who.title), "nama": who.name, "nip": who.nip},
    }


def _text(dossier: Dossier, sheet: _Sheet) -> str:
    """The letter's text, filled with the facts of the case. Raises NotFit if a character cannot be printed."""
    product = wanted.of_letter(dossier.definition.standard, sheet.letter.key)
    text = dossier.definition.letters[sheet.text_file]
    filled = text.fill(_facts(dossier, sheet), printing(dossier.definition, product))
    if character := printable.strange(filled):
        raise NotFit(printable.sentence(character))
    return filled


def _blocks(dossier: Dossier, letter: Letter, text: str) -> list[Block]:
    return [*blocks(text), *_replaces(dossier, letter)]


def _replaces(dossier: Dossier, letter: Letter) -> list[Block]:
    """The sentence of a correction that names the letter which it replaces."""
    old = products.corrected(dossier)
    if old is None or old.on is None or old.key != letter.key:
        return []
    said = f"Surat ini menggantikan surat nomor {old.number} tanggal {long_date(old.on)}, yang tidak berlaku lagi."
    return [{"kind": "paragraph", "runs": plain(said)}]


def _initials(dossier: Dossier) -> list[str]:
    """The titles of the posts that initial the paper, in the order of the SOP."""
    posts = [step.actor for step in dossier.definition.sop.steps if step.kind is Kind.INITIAL]
    titles = {post.key: post.title for post in dossier.office.posts}
    return [titles.get(post, post) for post in posts]


def _facts(dossier: Dossier, sheet: _Sheet) -> facts.Facts:
    case, letter, standard, known = dossier.case, sheet.letter, dossier.definition.standard, dossier.work_out_facts()
    return facts.letter_facts(
        known | wanted.item_facts(standard, letter.key, known),
        office=dossier.office,
        holder=_holder(case, dossier.definition),
        number=letter.number,
        on=letter.on,
        nomor=case.ref,
        tanggal=long_date(dossier.time.local(case.submitted_at)) if case.submitted_at else "",
        siap=long_date(dossier.time.local(case.arrived_at)) if case.arrived_at else "",
        alasan=sheet.reason or case.ending,
    )


def _foot() -> str:
    return f"Dokumen ini ditandatangani secara elektronik menggunakan {signing().authority_name}."


def _holder(case: Case, definition: Definition) -> dict[str, Any]:
    holder = case_facts(case, definition)["isian"].get(definition.standard.holder)
    return holder if isinstance(holder, dict) else applicant_facts(case)
