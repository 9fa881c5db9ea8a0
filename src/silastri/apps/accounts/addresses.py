"""Where people are reached beside their own number."""

from datetime import datetime

from .models import Address, Person

Channel = Address.Channel


def of(person: Person) -> list[Address]:
    """All of them, agreed to or not."""
    return list(Address.objects.filter(person=person).order_by("whose", "id"))


def proven(person_id: int) -> list[Address]:
    """Those that are used: whoever reads there has agreed. The person's own first."""
    return list(Address.objects.filter(person=person_id, proven_at__isnull=False).order_by("whose", "id"))


def add(person: Person, channel: str, value: str, *, whose: str = "", at: datetime) -> Address:
    """One that is there already keeps whether it was agreed to; a new name for it must be agreed to anew. Another of
    its kind that nobody agreed to yet is forgotten."""
    others = Address.objects.filter(person=person, proven_at=None).exclude(channel=channel, value=value)
    (others.exclude(whose="") if whose else others.filter(whose="")).delete()
    kept, made = Address.objects.get_or_create(
        person=person, channel=channel, value=value, defaults={"whose": whose, "added_at": at, "consented_at": at}
    )
    if not made and kept.whose != whose:
        kept.whose, kept.proven_at, kept.consented_at = whose, None, at
        kept.save(update_fields=["whose", "proven_at", "consented_at"])
    return kept


def prove(pk: int, *, at: datetime) -> bool:
    """True for the one call that does it."""
    return bool(Address.objects.filter(pk=pk, proven_at=None).update(proven_at=at))


def remove(person: Person, pk: int) -> bool:
    return bool(Address.objects.filter(person=person, pk=pk).delete()[0])


def remove_others(person: Person, *, but: int, whose: bool) -> None:
    """One e-mail and one trusted person are enough: the newest that was agreed to stays."""
    others = Address.objects.filter(person=person).exclude(pk=but)
    (others.exclude(whose="") if whose else others.filter(whose="")).delete()


def by_id(pk: int) -> Address | None:
    return Address.objects.select_related("person").filter(pk=pk).first()
