"""Reads and keeps what happened when personal data came into wrong hands. What writes needs a transaction."""

from collections.abc import Collection, Iterable
from datetime import datetime

from silastri.apps.audit.models import LogEntry
from silastri.domain.act import Act
from silastri.domain.personal_data import clock

from .models import BreachPerson, BreachStep, DataBreach


def of_office(office_id: int) -> list[DataBreach]:
    """Open ones first, then the newest."""
    found = DataBreach.objects.filter(office=office_id).select_related("opened_by")
    return sorted(found.order_by("-known_at", "-pk")[:50], key=lambda one: one.closed_at is not None)


def one(pk: int, *, office: int) -> DataBreach | None:
    return DataBreach.objects.filter(pk=pk, office=office).select_related("office", "opened_by", "closed_by").first()


def held(pk: int) -> DataBreach:
    """While nobody else changes it."""
    return DataBreach.objects.select_for_update().get(pk=pk)


def steps(breach: DataBreach) -> list[BreachStep]:
    return list(BreachStep.objects.filter(breach=breach).select_related("by").order_by("pk"))


def people(breach: DataBreach) -> list[BreachPerson]:
    return list(BreachPerson.objects.filter(breach=breach).select_related("person").order_by("person__name", "pk"))


def touching(person_id: int) -> list[DataBreach]:
    """Those of which the person was told."""
    told = BreachPerson.objects.filter(person=person_id, told_at__isnull=False).values("breach")
    return list(DataBreach.objects.filter(pk__in=told).select_related("office").order_by("-known_at"))


def opened(office_id: int, since: datetime, until: datetime, *, by: Collection[int] = (), about: str = "") -> set[int]:
    """Whose data were opened at the office in that span, by the log of access: by these people, or of one case."""
    found = LogEntry.objects.filter(office_id=office_id, at__gte=since, at__lt=until, whose__isnull=False)
    found = found.exclude(what="refused")
    found = found.filter(person__in=list(by)) if by else found
    found = found.filter(about=about) if about else found
    return set(found.values_list("whose", flat=True).distinct())


def open_one(act: Act, *, title: str, known_at: datetime) -> DataBreach:
    assert act.by.office
    assert act.by.person
    return DataBreach.objects.create(
        office_id=act.by.office,
        title=title,
        known_at=known_at,
        due_at=clock.due(known_at),
        opened_by_id=act.by.person,
        opened_at=act.at,
    )


def tell(breach: DataBreach, told: dict[str, str]) -> None:
    breach.told = breach.told | told
    breach.save(update_fields=["told"])


def add_people(breach: DataBreach, people: Iterable[int]) -> int:
    """How many were not there yet."""
    known = set(BreachPerson.objects.filter(breach=breach).values_list("person", flat=True))
    new = [BreachPerson(breach=breach, person_id=pk) for pk in sorted(set(people) - known)]
    BreachPerson.objects.bulk_create(new, batch_size=500)
    return len(new)


def take_off(breach: DataBreach, pk: int) -> bool:
    """Only one who was not told yet."""
    return bool(BreachPerson.objects.filter(breach=breach, pk=pk, told_at=None).delete()[0])


def mark_told(breach: DataBreach, at: datetime) -> list[BreachPerson]:
    """Those who were not told before, who are told now."""
    found = [one for one in people(breach) if one.told_at is None]
    BreachPerson.objects.filter(pk__in=[one.pk for one in found]).update(told_at=at)
    return found


def note(act: Act, breach: DataBreach, key: str, text: str) -> BreachStep:
    assert act.by.person
    return BreachStep.objects.create(breach=breach, key=key, text=text, by_id=act.by.person, at=act.at)


def close(act: Act, breach: DataBreach) -> None:
    breach.closed_at, breach.closed_by_id = act.at, act.by.person
    breach.save(update_fields=["closed_at", "closed_by"])
