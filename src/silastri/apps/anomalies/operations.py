"""What a rule finds is kept once."""

from datetime import datetime
from typing import Any

from .models import Anomaly
from .queries import NoAnomaly


def find(
    office_id: int, rule: str, key: str, *, at: datetime, found_at: datetime, case_id: int | None = None,
    person_id: int | None = None, detail: dict[str, Any] | None = None,
) -> bool:  # fmt: skip
    """Keeps it; False where it was found before."""
    known: dict[str, Any] = {"at": at, "found_at": found_at, "case_id": case_id, "person_id": person_id}
    _, is_new = Anomaly.objects.get_or_create(
        office_id=office_id, rule=rule, key=key, defaults=known | {"detail": detail or {}}
    )
    return is_new


def lock(pk: int, office_id: int) -> Anomaly:
    """Raises NoAnomaly."""
    found = Anomaly.objects.select_for_update().filter(pk=pk, office=office_id).first()
    if found is None:
        raise NoAnomaly("Keanehan ini tidak ada.")
    return found


def decide(found: Anomaly, state: str, why: str, *, by: int, at: datetime) -> None:
    found.state, found.why, found.decided_by_id, found.decided_at = state, why, by, at
    found.save(update_fields=["state", "why", "decided_by", "decided_at"])
