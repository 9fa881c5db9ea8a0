"""Keeps certificates and what posts ask for."""

from datetime import datetime
from typing import Any

from .models import Certificate, PostSkill


def add(**facts: Any) -> Certificate:
    return Certificate.objects.create(**facts)


def decide(certificate: Certificate, *, state: str, by: int, at: datetime, reason: str = "") -> None:
    certificate.state, certificate.reason = state, reason
    certificate.decided_by_id, certificate.decided_at = by, at
    certificate.save(update_fields=["state", "reason", "decided_by", "decided_at"])


def remove(certificate: Certificate) -> None:
    certificate.delete()


def ask(**facts: Any) -> tuple[PostSkill, bool]:
    """With whether it is new."""
    names = {name: facts.pop(name) for name in ("office", "post", "name")}
    return PostSkill.objects.get_or_create(**names, defaults=facts)


def ask_no_more(office_id: int, pk: int) -> bool:
    return bool(PostSkill.objects.filter(office_id=office_id, pk=pk).delete()[0])
