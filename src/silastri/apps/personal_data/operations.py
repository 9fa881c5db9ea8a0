"""Keeps what people ask about their data, and what they agree to. Each function needs a transaction."""

from typing import Any

from silastri.apps.accounts.models import Person
from silastri.domain.act import Act
from silastri.domain.personal_data import clock

from .models import Consent, DataRequest


def add(act: Act, *, office: int, person: Person, kind: str, told: dict[str, str]) -> DataRequest:
    return DataRequest.objects.create(
        office_id=office, person=person, kind=kind, told=told, asked_at=act.at, due_at=clock.due(act.at)
    )


def end(act: Act, found: DataRequest, *, state: str, answer: str, ground: str = "", post: str = "") -> None:
    found.state, found.answer, found.ground, found.post = DataRequest.State(state), answer, ground, post
    found.answered_at, found.answered_by_id = act.at, act.by.person
    found.save(update_fields=["state", "answer", "ground", "post", "answered_at", "answered_by"])


def change(found: DataRequest, **facts: Any) -> None:
    for name, value in facts.items():
        setattr(found, name, value)
    found.save(update_fields=list(facts))


def agree(act: Act, person_id: int, purpose: str, *, edition: str, given: bool) -> Consent:
    return Consent.objects.create(
        person_id=person_id, purpose=purpose, edition=edition, given=given, at=act.at, via=act.via
    )
