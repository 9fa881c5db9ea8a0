"""The letters that a case is to make, and how each is signed."""

from datetime import date, datetime

from silastri.apps.cases import queries as cases
from silastri.apps.letters import operations as letters
from silastri.apps.letters import queries
from silastri.apps.letters.models import Letter
from silastri.domain import worktime
from silastri.domain.case import step_notes
from silastri.domain.case.workflow import counts_after
from silastri.domain.definition.office import Office, Register
from silastri.domain.definition.standard import Product, Signature
from silastri.domain.letters import wanted
from silastri.domain.refusal import NotFit

from .dossier import Dossier


def to_sign(dossier: Dossier) -> list[Product]:
    """The products of this case that are signed. Raises ConditionFailed."""
    return [product for product in hold(dossier) if product.is_signed]


def sheets(dossier: Dossier) -> list[Product]:
    """The products of this case that are not signed: guidance sheets. Raises ConditionFailed."""
    return [product for product in all_wanted(dossier) if not product.is_signed]


def hold(dossier: Dossier) -> list[Product]:
    """The products of this case that the present step handles. Raises ConditionFailed."""
    keys = dossier.step.letters
    return [product for product in all_wanted(dossier) if not keys or wanted.base(product.key) in keys]


def all_wanted(dossier: Dossier) -> list[Product]:
    """All products that hold for this case; of a correction the one that it corrects. Raises ConditionFailed."""
    found = wanted.wanted(dossier.definition.standard, dossier.work_out_facts())
    old = corrected(dossier)
    return [product for product in found if product.key == old.key] if old else found


def corrected(dossier: Dossier) -> Letter | None:
    """The letter that this case corrects."""
    return queries.by_code(dossier.case.corrects) if dossier.case.corrects else None


def corrected_key(dossier: Dossier) -> str:
    """The product key of the corrected letter; empty for a case that corrects nothing."""
    old = corrected(dossier)
    return wanted.base(old.key) if old else ""


def product_of(dossier: Dossier, letter: Letter) -> Product:
    """The product of a letter. Raises LookupError if the letter is of no product."""
    product = wanted.of_letter(dossier.definition.standard, letter.key)
    if product is None:
        raise LookupError(letter.key)
    return product


def own_clocks(dossier: Dossier) -> list[tuple[Product, datetime]]:
    """The products with a promised time of their own, and when each is due; none while the clock stands still.

    They are put off by as much as the promise of the case, since the clock starts and stops for all of them together.
    """
    mine = [product for product in all_wanted(dossier) if product.length]
    start = _started(dossier) if mine else None
    if start is None or dossier.case.promise_due_at is None:
        return []
    put_off = dossier.case.promise_due_at - worktime.due(dossier.time, start, dossier.promise().length).at
    return [(p, worktime.due(dossier.time, start, p.length).at + put_off) for p in mine if p.length]


def _started(dossier: Dossier) -> datetime | None:
    """When the promise began to count: the moment when its step was left, or the step after it if that was skipped."""
    sop = dossier.definition.sop
    begins = counts_after(sop, dossier.promise())
    return cases.left_at(dossier.case, [step.key for step in sop.steps[begins:]]) if begins is not None else None


def mode(product: Product, office: Office) -> Signature:
    """How the product is signed now: an office may have switched from ink to certificates for all its letters."""
    if product.signature is Signature.WET and office.always_electronic:
        return Signature.ELECTRONIC
    return product.signature


def is_wet(dossier: Dossier) -> bool:
    """Whether the case's letters are signed with ink. The checker makes sure that one case does not mix both."""
    return any(mode(product, dossier.office) is Signature.WET for product in to_sign(dossier))


def in_ink_instead(dossier: Dossier) -> bool:
    """Whether the letters that wait are signed with ink because the certificate cannot be used now."""
    return bool(dossier.case.step) and step_notes.facts(dossier.case.notes, dossier.step.key).ink is not None


def takes_ink(dossier: Dossier) -> bool:
    """Whether the waiting letters are signed with ink: always by the standard, or just this once."""
    return is_wet(dossier) or in_ink_instead(dossier)


def draft(dossier: Dossier, product: Product, *, at: datetime) -> Letter:
    """A letter of that product, not yet saved."""
    how = mode(product, dossier.office)
    return letters.draft(dossier.case, key=product.key, name=product.name, mode=how, at=at)


def draft_all(dossier: Dossier, *, at: datetime) -> None:
    """Makes a draft of each letter of the case that has none yet."""
    known = {letter.key for letter in queries.products(dossier.case)}
    for product in to_sign(dossier):
        if product.key not in known:
            letters.add(draft(dossier, product, at=at))


def number_all(dossier: Dossier, *, at: datetime) -> None:
    """Numbers every letter of the case that has no number yet. Raises NotFit when the office lacks the register."""
    known = {letter.key: letter for letter in queries.products(dossier.case)}
    for product in to_sign(dossier):
        letter = known.get(product.key)
        if letter is None:
            letter = draft(dossier, product, at=at)
            _number(dossier, letter, product, at)
            letters.add(letter)
        elif not letter.number:
            _number(dossier, letter, product, at)
            letters.keep_number(letter)


def number_one(dossier: Dossier, key: str, *, at: datetime) -> Letter:
    """A new letter of that product, with the next number. Raises NotFit."""
    product = next((product for product in all_wanted(dossier) if product.key == key), None)
    if product is None:
        raise NotFit("Surat ini tidak lagi dihasilkan permohonan ini.")
    letter = draft(dossier, product, at=at)
    _number(dossier, letter, product, at)
    letters.add(letter)
    return letter


def _number(dossier: Dossier, letter: Letter, product: Product, at: datetime) -> None:
    on, until = dossier.time.day(at), valid_until(dossier, product, at)
    letters.number(letter, register_for(dossier.office, product), on=on, valid_until=until)


def valid_until(dossier: Dossier, product: Product, at: datetime) -> date | None:
    """The date of the form that the product names, where it was answered; else so long from its number on, or as long
    as the letter that it corrects."""
    until = product.valid_until.value(dossier.work_out_facts()) if product.valid_until else None
    if isinstance(until, datetime):
        return until.date()
    if old := corrected(dossier):
        return old.valid_until
    lasts = product.valid_for
    return dossier.time.day(worktime.due(dossier.time, at, lasts).at) if lasts and lasts.is_said else None


def register_for(office: Office, product: Product) -> Register:
    """The product's register, with the words that the product gives in place of the register's. Raises NotFit."""
    found = office.register_of(product.register_key)
    return _whole(found and found.made_for(classification=product.classification, kind=product.kind))


def register(office: Office, key: str | None) -> Register:
    """The register of that key; without a key, the office's register if it has just one. Raises NotFit."""
    return _whole(office.register_of(key))


def _whole(found: Register | None) -> Register:
    """Checks the register, since the office may have changed it after the service was published. Raises NotFit."""
    if found is None:
        raise NotFit("Buku nomor untuk surat ini tidak ada di kantor. Hubungi pengelola sistem.")
    if lacks := ", ".join(f"'{token}'" for token in found.lacks):
        raise NotFit(f"Buku nomor '{found.key}' belum menyebut {lacks}. Hubungi pengelola sistem.")
    return found
