"""What became of a letter."""

from silastri.apps.letters.models import Letter

from .models import Copy, Revocation


def revocation(letter: Letter) -> Revocation | None:
    """The one that stands, whether its day has come or not."""
    return Revocation.objects.filter(letter=letter, lifted_at__isnull=True).select_related("paper", "file").first()


def revocations(letter: Letter) -> list[Revocation]:
    """All there were, the lifted ones too, the oldest first."""
    return list(Revocation.objects.filter(letter=letter).select_related("paper", "file").order_by("pk"))


def copies(letter: Letter) -> list[Copy]:
    return list(Copy.objects.filter(letter=letter).select_related("paper").order_by("pk"))
