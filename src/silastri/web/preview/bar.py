"""The bar on every page of a preview: that it is a preview, the present role, and what is wrong with the text."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from silastri.domain.number import is_digits

from .workshop import APPLICANT, workshop

OVERVIEW = "/pratinjau/"
_MOST = 5  # mistakes shown in the bar; the overview shows all


def bar(request: HttpRequest) -> dict[str, Any]:
    """The context of every template, under ``preview``."""
    return {"preview": {"roles": _roles(request), "at": request.path, **told(is_brief=request.path == OVERVIEW)}}


def told(seen: str = "", *, is_brief: bool = False) -> dict[str, Any]:
    """What runs, and the grave mistakes of a text that does not run; on the overview in brief, since it shows them
    itself.

    ``seen`` is the version of the open page.
    """
    state = workshop().state
    grave, runs = state.reading.grave, str(state.version)
    is_new = seen not in ("", runs) and is_digits(seen)
    return {"state": state, "grave": grave[:_MOST], "more": max(len(grave) - _MOST, 0), "is_new": is_new,
            "seen": seen if is_new else runs, "is_brief": is_brief}  # fmt: skip


def _roles(request: HttpRequest) -> list[tuple[Any, bool]]:
    """Each role, and whether one is in it. Any citizen is the applicant."""
    roles = workshop().roles(timezone.now())
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return [(role, False) for role in roles]
    own = next((role.key for role in roles if role.person == user.pk), APPLICANT)
    return [(role, role.key == own) for role in roles]
