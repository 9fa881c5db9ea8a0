"""Finds revocations and copies of letters."""

from silastri.apps.letters.models import Letter

from .models import Copy, Revocation


def revocation(letter: Letter) -> Revocation | None:
    """The revocation that is not lifted, whether its day has come or not."""
    return Revocation.objects.filter(letter=letter, lifted_at__isnull=True).select_related("paper", "file").first()


def revocations(letter: Letter) -> list[Revocation]:
    """All revocations of the letter, the oldest first, with those that were lifted."""
    return list(Revocation.objects.filter(letter=letter).select_related("paper", "file").order_by("pk"))


def copies(letter: Letter) -> list[Copy]:
    return list(Copy.objects.filter(letter=letter).select_related("paper").order_by("pk"))
