"""What browsers were told, compared with the database; the hands' own reckoning is in tests/crash/blows/reckon.py."""

from collections import Counter
from pathlib import Path
from typing import Any

from django.utils import timezone

from silastri.apps.cases.models import Case
from silastri.domain.case.workflow import State
from tests.builders import MONDAY
from tests.crash.blows.told import lines

_A_DAY = 6  # hours of work in a day of the hands' clock, of which a week has five


def hours_until_now() -> float:
    """By the clock of ``hand.moment``, in which office hours follow each other."""
    return (timezone.now() - MONDAY).total_seconds() / 86_400 * 5 / 7 * _A_DAY + _A_DAY


def with_browsers(found: dict[str, Any], path: Path) -> dict[str, Any]:
    told = [line for line in lines(path) if line["act"] in ("begun", "sent")]
    cases = {case.ref: case for case in Case.objects.filter(ref__in=[one["ref"] for one in told])}
    for one in told:
        case = cases.get(one["ref"])
        if case is None or (one["act"] == "sent" and case.state == State.DRAFT):
            found["lost"].append(f"{one['act']} {one['ref']}")
    often = Counter((one["act"], one["ref"]) for one in told)
    found["doubled"] += [f"{act} {ref}" for (act, ref), times in often.items() if times > 1]
    return found | {"by_browsers": len(told), "cases": Case.objects.count(), "done": _done()}


def _done() -> int:
    return Case.objects.filter(state=State.DONE).count()
