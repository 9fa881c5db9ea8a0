"""Keeps what officers choose."""

from datetime import time

from .models import Choice


def choose(person_id: int, *, channel: str, style: str, hours: tuple[time, time] | None) -> Choice:
    begins, ends = hours or (None, None)
    kept = {"channel": channel, "style": style, "begins": begins, "ends": ends}
    return Choice.objects.update_or_create(person_id=person_id, defaults=kept)[0]
