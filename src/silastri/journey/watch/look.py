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
    return sum(_by(rule, seen, act) for rule in RULES)


def _since(at: datetime) -> datetime:
    last = beats.beats().get(NAME)
    return last.at - AGAIN if last else at - FIRST


def _by(rule: Rule, seen: Look, act: Act) -> int:
    found = {one.key: one for one in rule.look(seen)}
    known = queries.known_keys(seen.office.pk, rule.key, found.keys())
    kept = 0
    with transaction.atomic():
        for key in found.keys() - known:
            one = found[key]
            kept += operations.find(
                seen.office.pk, rule.key, key, at=one.at, found_at=act.at, case_id=one.case_id,
                person_id=one.person_id, detail=one.detail,
            )  # fmt: skip
    return kept
