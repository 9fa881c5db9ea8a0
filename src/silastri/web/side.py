"""Two sides of the same screens: the applicant, and the counter that records for the applicant."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from silastri.apps.cases.models import Case
from silastri.domain.act import Act


@dataclass(frozen=True)
class Side:
    """Whose screens: where they stand, how the case is found and acted on, and the name of each screen's address."""

    find: Callable[[Any, str], Case]
    act: Callable[[Any], Act]
    base: str
    home: str
    home_name: str
    case: str
    fill_in: str
    attach: str
    detach: str
    take_back: str
    parts: str
    part: str
    document: str
    picture: str
    submit: str
    submitted: str
    discard: str
    repair: str
    fill_in_page: str = ""  # the address of one page of the form, where it has several
    at_counter: bool = False
