"""The papers of a case in its viewer: the letter as it will be, the form's answers, what was handed in and attached."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from silastri.apps.cases.models import Case, CaseDocument
from silastri.apps.letters.models import Letter
from silastri.domain.case.keys import FORM
from silastri.domain.kinds import Kind
from silastri.domain.refusal import NotFit, NotThere
from silastri.journey.case import products
from silastri.journey.case.dossier import Dossier
from silastri.journey.papers import file as letters
from silastri.journey.papers import picture as pictures

_MOST_PAGES = 60  # of one paper; whoever needs more opens the file
# Whoever passes the letter on sees it as it will be.
_WITH_LETTER = (Kind.VERIFY, Kind.INITIAL, Kind.APPROVE, Kind.NUMBER, Kind.SIGN, Kind.PRINT, Kind.HAND_OVER)


@dataclass(frozen=True)
class Sheet:
    """One paper of the viewer. ``place`` is its id on the page; the form's answers have no file and no pictures."""

    key: str
    name: str
    opens: str = ""
    pictures: tuple[str, ...] = ()
    more: int = 0  # pages that only the file shows
    document: CaseDocument | None = None
    is_new: bool = False

    @property
    def place(self) -> str:
        return f"lihat-{self.key.replace(':', '-')}"

    @property
    def is_answers(self) -> bool:
        return self.key == FORM


def of_letters(dossier: Dossier, known: Iterable[Letter], at: datetime) -> list[Sheet]:
    """The letters that the step handles: signed, or as they will be. One that cannot be drawn yet is left out."""
    if dossier.step.kind not in _WITH_LETTER:
        return []
    kept, found = {letter.key: letter for letter in known}, []
    for product in products.to_sign(dossier):
        try:
            content = letters.of_letter(dossier, product.key, kept.get(product.key), at=at)
            pages = pictures.pages(content)
        except (NotFit, NotThere):
            continue
        found.append(_letter(dossier.case, product.key, letters.name(dossier, product, kept.get(product.key)), pages))
    return found


def _letter(case: Case, key: str, name: str, pages: int) -> Sheet:
    shown = range(1, min(pages, _MOST_PAGES) + 1)
    addresses = tuple(reverse("desk_letter_picture", args=[case.ref, key, page]) for page in shown)
    return Sheet(f"surat-{key}", name, reverse("desk_letter", args=[case.ref, key]), addresses)


def answers() -> Sheet:
    return Sheet(FORM, "Isian formulir")


def of_documents(case: Case, documents: Iterable[tuple[str, str, CaseDocument, bool]]) -> list[Sheet]:
    """By key: the name, the document, and whether it was handed in after the case was last sent back."""
    return [_document(case, *one) for one in documents]


def _document(case: Case, key: str, name: str, document: CaseDocument, is_new: bool) -> Sheet:
    pages = document.file.pages
    shown = range(1, min(pages, _MOST_PAGES) + 1)
    addresses = tuple(reverse("desk_picture", args=[case.ref, document.pk, page]) for page in shown)
    opens = reverse("desk_document", args=[case.ref, document.pk])
    return Sheet(key, name, opens, addresses, max(0, pages - _MOST_PAGES), document, is_new)
