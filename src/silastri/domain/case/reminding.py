"""When an officer is reminded of a step, and when the next superior is told that it is late.

A step of days is reminded of when the office opens, so many days before. Where less than half of its time has passed
then, and for steps of hours, it is in the last part of its time.
"""

from collections.abc import Container, Iterator
from datetime import datetime, timedelta

from silastri.domain import opening, worktime
from silastri.domain.definition.office import Office
from silastri.domain.definition.promise import Reminding
from silastri.domain.duration import Duration, Unit
from silastri.domain.worktime import OfficeTime


def remind_at(rule: Reminding, time: OfficeTime, arrived_at: datetime, due_at: datetime) -> datetime | None:
    """None where the step is so short that the news of its arrival was its reminder. Raises NeverOpen."""
    whole, least = worktime.minutes_between(time, arrived_at, due_at), rule.least.minutes
    if whole <= least:
        return None
    ahead = _ahead(rule, time, due_at)
    if worktime.minutes_between(time, ahead, due_at) * 2 <= whole:
        return ahead
    last_part = Duration(max(least, whole * rule.share // 100), Unit.MINUTE)
    return worktime.before(time, due_at, last_part)


def due_until(rule: Reminding, time: OfficeTime, at: datetime) -> datetime:
    """What is due later is reminded of after ``at``. Raises NeverOpen."""
    if rule.ahead.unit is Unit.WORKDAY:
        last = worktime.add_workdays(time, time.day(at), rule.ahead.amount)
        return time.begins(last + timedelta(days=1))
    return worktime.due(time, at, max(rule.ahead, rule.least, key=lambda length: length.minutes)).at


def next_tier_at(rule: Reminding, time: OfficeTime, told_at: datetime) -> datetime:
    """Until when a superior has time before the one above is told. Raises NeverOpen."""
    return worktime.due(time, told_at, rule.each).at


def superiors(office: Office, post: str) -> Iterator[str]:
    """The posts above that one, the nearest first."""
    seen = {post}
    while (found := office.post(post)) and found.superior and found.superior not in seen:
        post = found.superior
        seen.add(post)
        yield post


def below(office: Office, posts: Container[str]) -> set[str]:
    """The posts that have one of those above them, at whatever distance."""
    return {post.key for post in office.posts if any(above in posts for above in superiors(office, post.key))}


def _ahead(rule: Reminding, time: OfficeTime, due_at: datetime) -> datetime:
    if rule.ahead.unit is not Unit.WORKDAY:
        return worktime.before(time, due_at, rule.ahead)
    return opening.opens(time, worktime.add_workdays(time, time.day(due_at), -rule.ahead.amount))
