"""Reads what was said of the documents of a case at each check, and when they came."""

from collections import defaultdict
from collections.abc import Mapping

from .models import CaseDocument, Mark


def by_turn(case_id: int) -> dict[int, dict[str, bool]]:
    """By the row of the control card: which requirements were marked right or wrong there."""
    found: dict[int, dict[str, bool]] = defaultdict(dict)
    for turn, key, is_right in Mark.objects.filter(case=case_id).values_list("turn", "key", "is_right"):
        found[turn][key] = is_right
    return dict(found)


def handed_in(case_id: int) -> Mapping[str, list[int]]:
    """By requirement: how many rows the control card had when each of its documents came."""
    found: dict[str, list[int]] = defaultdict(list)
    for key, turn in CaseDocument.objects.filter(case=case_id).order_by("pk").values_list("key", "turn"):
        found[key].append(turn)
    return found
