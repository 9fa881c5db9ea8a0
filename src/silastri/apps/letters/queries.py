"""Finds letters."""

from django.db.models import QuerySet

from silastri.apps.cases.models import Case

from .models import HandOver, Letter


def of_case(case: Case) -> list[Letter]:
    """The letters of the case that count, products first; void ones do not."""
    found = Letter.objects.filter(case=case).exclude(state=Letter.State.VOID)
    return sorted(found, key=lambda letter: (letter.key.startswith("langkah:"), letter.pk))


def products(case: Case) -> list[Letter]:
    """The letters for which the case was opened, without the papers that its steps made."""
    return [letter for letter in of_case(case) if letter.mode != Letter.Mode.NONE]


def letter(case: Case, key: str) -> Letter | None:
    return Letter.objects.filter(case=case, key=key).exclude(state=Letter.State.VOID).first()


def by_code(code: str) -> Letter | None:
    """A letter as the public may see it, by the code in its QR: once it was signed and numbered."""
    return (
        Letter.objects.filter(code=code, state__in=["signed", "revoked"])
        .exclude(number="")
        .select_related("office", "case__service")
        .defer("office__definition", "case__answers", "case__notes")
        .first()
    )


def by_hash(sha256: str) -> Letter | None:
    return Letter.objects.filter(sha256=sha256, state__in=["signed", "revoked"]).exclude(number="").first()


def of_office(office_id: int, words: str = "") -> QuerySet[Letter]:
    found = Letter.objects.filter(office_id=office_id).select_related("case", "case__service")
    for word in words.split():
        found = found.filter(number__icontains=word) | found.filter(holder_name__icontains=word)
    return found.defer("case__answers", "case__notes").order_by("-made_at", "-id")


def hand_over(case: Case) -> HandOver | None:
    return HandOver.objects.filter(case=case).select_related("by").order_by("-at").first()
