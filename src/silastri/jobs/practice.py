"""What a practice case needs where places are few: days that nobody has booked, a quota that is open today."""

import json
from datetime import date, timedelta
from typing import Any

from silastri.apps.bookings import queries as bookings
from silastri.apps.bookings.models import Kind
from silastri.apps.catalog.models import Service
from silastri.domain import quota as periods
from silastri.domain.definition.definition import Definition, read_service
from silastri.domain.definition.source import read

from . import sample
from .folder import ServiceFolder


def answers(definition: Definition, number: int, *, today: date, service: Service | None = None) -> dict[str, str]:
    """What somebody might type into the form of a service; a period that he books is free."""
    typed = sample.answers(definition, number)
    if rule := definition.standard.reservation:
        first_key, last_key = rule.questions
        first = today + timedelta(days=14)
        taken = bookings.last_taken(service, Kind.DAY) if service else None
        if taken is not None:
            first = max(first, (taken + timedelta(days=2)).date())
        typed |= {first_key: first.isoformat(), last_key: (first + timedelta(days=1)).isoformat()}
        typed |= {first_key: typed[last_key]} if first_key == last_key else {}
    return typed


def booked_questions(definition: Definition) -> set[str]:
    """The questions whose answers must not be varied at will."""
    rule = definition.standard.reservation
    return set(rule.questions) if rule else set()


def with_quota(service: ServiceFolder, *, on: date, waits: bool) -> ServiceFolder:
    """The service as if its quota were open that day; ``waits``: with but one place."""
    quota = service.definition.standard.quota if service.definition else None
    if quota is None or not (waits or periods.period(quota, on) is None):
        return service
    value = _without_blanks(read(service.texts["standar.yaml"], "standar.yaml").value)
    if waits:
        value["kuota"]["jumlah"] = "1"
    if periods.period(quota, on) is None:
        dates = value["kuota"]["tanggal"]
        later = [one for one in (dates if isinstance(dates, list) else [dates]) if one["dari"] > on.isoformat()]
        value["kuota"]["tanggal"] = [{"dari": on.isoformat(), "sampai": on.isoformat()}, *later]
    texts = service.texts | {"standar.yaml": json.dumps(value)}
    reading = read_service(texts)
    return ServiceFolder(service.slug, texts, reading.definition, reading.findings)


def _without_blanks(value: Any) -> Any:
    """JSON would write a word for what YAML leaves empty."""
    if isinstance(value, dict):
        return {key: _without_blanks(inner) for key, inner in value.items() if inner is not None}
    return [_without_blanks(inner) for inner in value] if isinstance(value, list) else value
