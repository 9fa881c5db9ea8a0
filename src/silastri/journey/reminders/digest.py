"""Tells officers who chose it each working morning what waits for them, in one message. Where nothing waits it tells
nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction

from silastri.apps.accounts.models import Person
from silastri.apps.cases import lists
from silastri.apps.cases.lists import Now
from silastri.apps.catalog import queries as catalog
from silastri.apps.choices import queries as choices
from silastri.apps.choices.models import Choice
from silastri.apps.messages import operations as messages
from silastri.apps.messages import queries as outgoing
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.offices.queries import Desk
from silastri.apps.remarks import queries as remarks
from silastri.apps.reminders import operations as reminders
from silastri.domain import opening, worktime
from silastri.domain.act import Act
from silastri.domain.case import reminding
from silastri.domain.kinds import Kind
from silastri.domain.outbox.style import Style
from silastri.domain.words.messages.work import Digest
from silastri.journey.case import tell
from silastri.journey.case.awaited import steps_of_citizens
from silastri.journey.case.links import absolute


@transaction.atomic
def digest(act: Act) -> int:
    """To everybody in the office of the act who chose it and has not had it today, from the hour on at which his work
    messages begin; how many were told."""
    office = reminders.one_at_a_time(act.by.office or 0)
    time = offices.working_time(office)
    if not opening.is_open(time, act.at):
        return 0
    desks = offices.desks_of(office, time.day(act.at))
    awaited = [one for one in choices.of_all(desks).values() if _is_time(act, office, one)]
    known = outgoing.known(_about(act, office, one.person_id) for one in awaited)
    awaited = [one for one in awaited if _about(act, office, one.person_id) not in known]
    if not awaited:
        return 0
    waits = _look(act, office, [one.person_id for one in awaited])
    people = Person.objects.in_bulk([one.person_id for one in awaited])
    queued = []
    for one in awaited:
        words = waits.words(desks[one.person_id], one)
        if words and people[one.person_id].phone:
            about = _about(act, office, one.person_id)
            queued.append(tell.made(act, words, about=about, person=people[one.person_id], office=office.pk))
    if queued:
        messages.queue(queued)
    return len(queued)


def _is_time(act: Act, office: Office, choice: Choice) -> bool:
    here = offices.working_time(office).local(act.at).time()
    return choice.style != Style.EACH and (choice.begins is None or choice.begins <= here)


def _about(act: Act, office: Office, person: int) -> str:
    return f"ringkasan/{office.pk}/{offices.today(office, act.at)}/{person}"


@dataclass(frozen=True)
class _Waits:
    """What waits in the office, counted once for all its officers."""

    office: Office
    groups: list[dict[str, Any]]
    citizens: set[lists.At]  # steps at which a citizen is awaited
    unread: dict[int, int]

    def words(self, desk: Desk, choice: Choice) -> Digest | None:
        mine = [group for group in self.groups if self._is_mine(group, desk)]
        every = choice.style != Style.LATE
        counts = {
            "late": _sum(mine, "late"),
            "below": _sum(self._below(desk), "step_late"),
            "new": _sum(mine, "new") if every else 0,
            "today": _sum(mine, "today") if every else 0,
            "to_sign": _sum((group for group in mine if self._signs(group, desk)), "count") if every else 0,
            "mentions": self.unread.get(choice.person_id, 0) if every else 0,
        }
        if not any(counts.values()):
            return None
        only_below = counts["below"] == sum(counts.values())
        return Digest(office=self.office.name, link=absolute("late_below" if only_below else "inbox"), **counts)

    def _is_mine(self, group: dict[str, Any], desk: Desk) -> bool:
        does = {group["post"], group["recorder"]} & desk.posts.keys()
        return bool(does) or (group["post"] in desk.signs_for and self._is_signing(group))

    def _signs(self, group: dict[str, Any], desk: Desk) -> bool:
        return self._is_signing(group) and group["post"] in desk.posts.keys() | desk.signs_for.keys()

    def _is_signing(self, group: dict[str, Any]) -> bool:
        return catalog.definition(group["version_id"]).sop.step(group["step"]).kind is Kind.SIGN

    def _below(self, desk: Desk) -> list[dict[str, Any]]:
        posts = reminding.below(offices.definition(self.office), desk.posts.keys()) - desk.posts.keys()
        return [
            group
            for group in self.groups
            if group["post"] in posts and (group["version_id"], group["step"]) not in self.citizens
        ]


def _look(act: Act, office: Office, people: list[int]) -> _Waits:
    time = offices.working_time(office)
    today = time.day(act.at)
    since = opening.opens(time, worktime.add_workdays(time, today, -1))
    tomorrow, after = (time.begins(today + timedelta(days=days)) for days in (1, 2))
    now = Now(0, act.at, tomorrow, after)
    groups = lists.waiting_groups(office.pk, now, since)
    return _Waits(office, groups, set(steps_of_citizens(office)), remarks.unread_counts(people, office.pk))


def _sum(groups: Iterable[dict[str, Any]], what: str) -> int:
    return sum(group[what] for group in groups)
