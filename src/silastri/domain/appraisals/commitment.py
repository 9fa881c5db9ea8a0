"""The code of ethics and the pakta integritas as officers sign them: which version, and for how long."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date

from silastri.domain.definition.words import Line

Told = list[str]


def told(lines: Sequence[Line]) -> Told:
    """The lines as one list; what stands under a line follows it."""
    found: Told = []
    for line in lines:
        found += [line.text, *told(line.under)]
    return found


def digest(ethics: Told, integrity: Told) -> str:
    """Changes with whatever is signed."""
    return hashlib.sha256(json.dumps([ethics, integrity], ensure_ascii=False).encode()).hexdigest()


def until(signed_on: date) -> date:
    """The last day on which a signature counts: a year, less a day."""
    try:
        return date.fromordinal(signed_on.replace(year=signed_on.year + 1).toordinal() - 1)
    except ValueError:  # of 29 February
        return date(signed_on.year + 1, 2, 28)
