"""Letters that were sent by post."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from silastri.apps.cases.models import Case
from silastri.apps.letters.models import Letter

from .models import Mailing


def of_letters(letters: Iterable[Letter]) -> dict[int, Mailing]:
    """What holds of each that was sent, by letter."""
    found = Mailing.objects.filter(letter__in=[letter.pk for letter in letters], corrected_at=None)
    return {mailing.letter_id: mailing for mailing in found}


def of_letter(letter: Letter) -> Mailing | None:
    return of_letters([letter]).get(letter.pk)


def of_case(case: Case) -> list[Mailing]:
    """What holds of the letters of the case, in order."""
    found = Mailing.objects.filter(letter__case=case, corrected_at=None).exclude(letter__state=Letter.State.VOID)
    return list(found.select_related("letter").order_by("on", "pk"))


def all_of(letter: Letter) -> list[Mailing]:
    """Every row, with those that were corrected, the oldest first."""
    return list(Mailing.objects.filter(letter=letter).order_by("pk"))


def has_receipt(office_id: int, receipt: str, *, but: Mailing | None = None) -> Mailing | None:
    """What was sent with that receipt already."""
    found = Mailing.objects.filter(office=office_id, receipt=receipt, corrected_at=None).select_related("letter")
    return found.exclude(pk=but.pk if but else 0).first()


def send(letter: Letter, **facts: Any) -> Mailing:
    return Mailing.objects.create(letter=letter, office_id=letter.office_id, **facts)


def correct(mailing: Mailing, *, at: datetime) -> bool:
    """The row holds no more; False where that was done before."""
    return bool(Mailing.objects.filter(pk=mailing.pk, corrected_at=None).update(corrected_at=at))
