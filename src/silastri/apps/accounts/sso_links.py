"""Which accounts elsewhere belong to whom."""

from datetime import datetime

from .models import Address, Person, SsoLink


def person_of(issuer: str, subject: str) -> Person | None:
    found = SsoLink.objects.select_related("person").filter(issuer=issuer, subject=subject).first()
    return found.person if found else None


def add(person: Person, issuer: str, subject: str, *, at: datetime) -> bool:
    """False where the person has another account there."""
    kept, _ = SsoLink.objects.get_or_create(
        person=person, issuer=issuer, defaults={"subject": subject, "linked_at": at}
    )
    return kept.subject == subject


def by_proven_email(email: str) -> Person | None:
    """Who alone proved to read there; none where several did."""
    own = Address.objects.filter(channel=Address.Channel.EMAIL, value__iexact=email, whose="", proven_at__isnull=False)
    found = list(own.select_related("person")[:2])
    return found[0].person if len(found) == 1 else None
