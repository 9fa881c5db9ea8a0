"""Finds signs of life."""

from .models import Beat


def beats() -> dict[str, Beat]:
    return {one.name: one for one in Beat.objects.order_by("name")}
