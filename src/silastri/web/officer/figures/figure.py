"""One figure of a page, and the address of the cases of which it was counted."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse


@dataclass(frozen=True)
class Figure:
    """``address`` is empty where nobody is led on; ``presses`` is what is bad."""

    label: str
    value: int | str
    address: str = ""
    presses: bool = False


def cases_at(**asked: str) -> str:
    """The list of all cases, narrowed as ``web/officer/lists`` reads it."""
    return f"{reverse('desk_register')}?{urlencode(asked)}"
