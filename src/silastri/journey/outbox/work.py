"""When an officer is told of his work: in his hours, by the way and as much as he chose, and not of one file after the
other while many come."""

from datetime import timedelta

from silastri.adapters.messaging import channels
from silastri.apps.catalog import queries as catalog
from silastri.apps.choices import queries as choices
from silastri.apps.messages import queries as messages
from silastri.apps.messages.models import Message
from silastri.apps.offices import queries as offices
from silastri.domain import opening
from silastri.domain.act import Act
from silastri.domain.kinds import Kind
from silastri.domain.outbox.style import Style
from silastri.domain.words.messages.template import Purpose
from silastri.domain.worktime import NeverOpen

from .fall_back import reach
from .hold import Elsewhere, Held, Later, NotNeeded

_ONE_BY_ONE = 3  # messages that come singly, before the next wait and come together
_WHILE = timedelta(minutes=10)
_OF_FILES = ("arrived", "sent_back", "passed_on", "due_soon")


def is_work(message: Message) -> bool:
    """Whether it is to an officer of an office; others who are asked have no hours with us."""
    return message.purpose is Purpose.WORK and message.person_id is not None and message.office_id is not None


def in_digest(act: Act, message: Message) -> Held | None:
    """Who chose the summary gets no single news of files, but is reminded of them. Some hear only of what is late."""
    if not is_work(message) or message.template not in (*_OF_FILES, "mentioned"):
        return None
    style = choices.of(message.person_id or 0).style
    if style == Style.LATE:
        return NotNeeded("Penerimanya memilih kabar terlambat saja.")
    is_told_of = style in (Style.EACH, Style.BOTH) or message.template == "due_soon"
    return None if is_told_of else NotNeeded("Masuk ringkasan pagi.")


def stale_digest(act: Act, message: Message) -> Held | None:
    """One of an earlier day tells what is not so any more."""
    if message.template != "digest" or message.office is None:
        return None
    clock = offices.working_time(message.office)
    is_old = clock.day(message.queued_at) < clock.day(act.at)
    return NotNeeded("Hari ringkasan itu sudah lewat.") if is_old else None


def out_of_hours(act: Act, message: Message) -> Held | None:
    """Work waits for the officer's hours, or else those of the office. What presses may come on any day."""
    if not is_work(message) or message.office is None or is_urgent(act, message):
        return None
    hours = choices.of(message.person_id or 0).hours
    try:
        until = opening.next_open(offices.working_time(message.office), act.at, hours)
    except NeverOpen:  # an office without working days still has officers
        return None
    return Later(until) if until > act.at else None


def is_urgent(act: Act, message: Message) -> bool:
    """Whether it is about a letter to be signed, or about what is due before the day is over."""
    case, office = message.case, message.office
    if message.template not in _OF_FILES or case is None or office is None or not case.step:
        return False
    if catalog.definition(case.version_id).sop.step(case.step).kind is Kind.SIGN:
        return True
    clock = offices.working_time(office)
    return case.due_at is not None and case.due_at < clock.begins(clock.day(act.at) + timedelta(days=1))


def by_his_way(act: Act, message: Message) -> Held | None:
    """Another way, where he chose it and can be found by it. What failed there and comes back goes as it comes."""
    if not is_work(message) or message.instead_of_id is not None:
        return None
    way = choices.of(message.person_id or 0).channel
    to = reach(message.person, message.to).get(way)
    return Elsewhere(way, to) if way != message.channel and to and way in channels() else None


def too_many(act: Act, message: Message) -> Held | None:
    """After some single messages the next wait a little, so that those that follow can be put together."""
    if not is_work(message) or message.template not in messages.TOGETHER:
        return None
    told = messages.told_lately(message, act.at - _WHILE)
    together = next((at for template, at in told if template == "several"), None)
    if together:
        return Later(together + _WHILE)
    return Later(told[_ONE_BY_ONE - 1][1] + _WHILE) if len(told) >= _ONE_BY_ONE else None
