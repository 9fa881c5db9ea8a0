"""Publishes offices, and keeps their holidays and postings."""

import hashlib
from datetime import date, datetime
from typing import Any

from django.db.models import F

from silastri.apps.accounts.models import Person
from silastri.domain.definition.office import Office as OfficeDefinition

from .models import Emblem, Holiday, KeptView, Office, Posting


def publish(*, slug: str, definition: OfficeDefinition, text: str, at: datetime) -> Office:
    """Puts the office's definition in force. Publishing the same again changes nothing."""
    text_hash = hashlib.sha256((text + definition.emblem).encode()).hexdigest()
    office = Office.objects.filter(slug=slug).first()
    if office and office.definition_hash == text_hash:
        return office
    office, _ = Office.objects.update_or_create(
        slug=slug,
        defaults={
            "name": definition.short,
            "code": definition.code,
            "definition": text,
            "emblem": _emblem(definition.emblem),
            "definition_hash": text_hash,
            "published_at": at,
        },
    )
    return office


def _emblem(svg: str) -> Emblem | None:
    if not svg:
        return None
    sha256 = hashlib.sha256(svg.encode()).hexdigest()
    return Emblem.objects.get_or_create(sha256=sha256, defaults={"svg": svg})[0]


def seed_holidays(office: Office, days: list[tuple[date, str, Holiday.Kind]]) -> None:
    """Adds the days that the office does not have yet; days that the office changed stay as they are."""
    Holiday.objects.bulk_create(
        [Holiday(office=office, day=day, name=name, kind=kind) for day, name, kind in days], ignore_conflicts=True
    )
    changed(office)


def set_holiday(office: Office, *, day: date, name: str, kind: str) -> Holiday:
    holiday, _ = Holiday.objects.update_or_create(office=office, day=day, defaults={"name": name, "kind": kind})
    changed(office)
    return holiday


def remove_holiday(office: Office, *, day: date) -> bool:
    removed, _ = Holiday.objects.filter(office=office, day=day).delete()
    changed(office)
    return bool(removed)


def changed(office: Office) -> None:
    """Tells other processes that they must read the office again."""
    Office.objects.filter(pk=office.pk).update(turn=F("turn") + 1)


def post(office: Office, person: Person, *, post: str, since: date, **terms: Any) -> Posting:
    """Puts a person in a post; ``terms`` are the other fields of a posting. It replaces what was recorded of this
    person in the post since that day."""
    posting, _ = Posting.objects.update_or_create(
        office=office, person=person, post=post, since=since, defaults=_AS_HOLDER | terms
    )
    changed(office)
    return posting


_AS_HOLDER = {
    "kind": Posting.Kind.HOLDER,
    "until": None,
    "decree": "",
    "decreed_on": None,
    "own_post": "",
    "only_for": (),
    "manages": False,
}


TERMS = tuple(_AS_HOLDER)


def end_posting(office: Office, pk: int, *, on: date) -> bool:
    """Ends a posting on that day; False when the office has no such posting."""
    ended = Posting.objects.filter(office=office, pk=pk, since__lte=on).update(until=on)
    changed(office)
    return bool(ended)


def keep_view(*, office: int, person: int, page: str, name: str, asked: dict[str, str]) -> KeptView:
    return KeptView.objects.create(office_id=office, person_id=person, page=page, name=name, asked=asked)


def rename_view(view: KeptView, name: str) -> None:
    view.name = name
    view.save(update_fields=["name"])


def forget_view(view: KeptView) -> None:
    view.delete()
