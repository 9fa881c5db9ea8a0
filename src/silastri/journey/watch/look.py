"""The worker looks at what happened since its last look, by every rule, and keeps what looks odd once."""

from datetime import datetime, timedelta

from django.db import transaction

from silastri.apps.anomalies import operations, queries
from silastri.apps.beats import queries as beats
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act

from .rule import Look, Rule
from .rules import late_return, odd_hours, overtaken, returned_often, same_holder, too_fast, two_roles, voided
from .rules import without_task as opened_without_task
from .told import tell_watchers

RULES: tuple[Rule, ...] = (
    overtaken.RULE,
    too_fast.RULE,
    two_roles.RULE,
    opened_without_task.RULE,
    returned_often.RULE,
    voided.RULE,
    odd_hours.RULE,
    same_holder.RULE,
    late_return.SEEN_BEFORE,
    late_return.LAST_DAY,
)
BY_KEY = {rule.key: rule for rule in RULES}
FOR_HEAD = tuple(rule.key for rule in RULES if rule.for_head)
FIRST = timedelta(days=30)  # how far the first look goes back
AGAIN = timedelta(days=1)  # each look begins before the end of the last, so that nothing falls between
NAME = "look.look"  # the duty's sign of life


def look(act: Act) -> int:
    """Everything new in the office of the act, and how much there was."""
    office = offices.by_id(act.by.office or 0)
    seen = Look(office, offices.definition(office), offices.working_time(office), _since(act.at), act.at)
    about = [one for rule in RULES for one in _by(rule, seen, act)]
    if about:
        with transaction.atomic():
            tell_watchers(act, office, about)
    return len(about)


def _since(at: datetime) -> datetime:
    last = beats.beats().get(NAME)
    return last.at - AGAIN if last else at - FIRST


def _by(rule: Rule, seen: Look, act: Act) -> list[int | None]:
    """Whom what is new is about."""
    found = {one.key: one for one in rule.look(seen)}
    known = queries.known_keys(seen.office.pk, rule.key, found.keys())
    kept: list[int | None] = []
    with transaction.atomic():
        for key in found.keys() - known:
            one = found[key]
            is_new = operations.find(
                seen.office.pk, rule.key, key, at=one.at, found_at=act.at, case_id=one.case_id,
                person_id=one.person_id, detail=one.detail,
            )  # fmt: skip
            kept += [one.person_id] if is_new else []
    return kept
