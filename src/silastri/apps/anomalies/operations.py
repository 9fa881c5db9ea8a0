"""What a rule finds is kept once."""

from datetime import datetime
from typing import Any

from .models import Anomaly


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
