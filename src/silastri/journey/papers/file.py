"""The file of a letter: the signed one, or before that a preview, or the blank to be signed with ink."""

from datetime import datetime

from silastri.apps.documents import queries as documents
from silastri.apps.letters import queries as letters
from silastri.apps.letters.models import Letter
from silastri.domain.definition.standard import Product, Signature
from silastri.domain.refusal import NotThere
from silastri.journey.case import products
from silastri.journey.case.dossier import Dossier

from . import letter as papers
from . import undrawn


def file(dossier: Dossier, key: str, *, at: datetime) -> bytes:
    """Raises NotThere."""
    return of_letter(dossier, key, letters.letter(dossier.case, key), at=at)


def of_letter(dossier: Dossier, key: str, letter: Letter | None, *, at: datetime) -> bytes:
    """The same of a letter that was read already, or is not there yet. Raises NotThere."""
    if letter and letter.sha256:
        return documents.content(letter.sha256)
    if letter and letter.state == Letter.State.ISSUED:
        return undrawn.draw(letter)
    product = next((product for product in products.all_wanted(dossier) if product.key == key), None)
    if product is None:
        raise NotThere("Surat ini tidak ada pada permohonan ini.")
    if not product.is_signed:
        return papers.guidance(dossier, product, at=at)
    letter = letter or products.draft(dossier, product, at=at)
    # The office may have switched to certificates since the letter was drafted.
    letter.mode = Signature.WET if products.in_ink_instead(dossier) else products.mode(product, dossier.office)
    if letter.mode == Signature.WET:
        return papers.blank(dossier, letter, product, at=at)
    return papers.preview(dossier, letter, product, at=at)


def name(dossier: Dossier, product: Product, letter: Letter | None) -> str:
    """What that file is, in words: the letter once it counts, before that its draft or the blank for ink."""
    if letter and letter.sha256:
        return product.name
    kind = "Blanko" if products.takes_ink(dossier) else "Konsep"
    return f"{kind} surat" if len(products.to_sign(dossier)) == 1 else f"{kind}: {product.name}"
