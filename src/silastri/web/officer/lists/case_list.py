"""A list of cases: *Tugas saya*, *Semua permohonan* or *Terlambat di bawah saya*, as its address asks for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict

from silastri.apps.cases import lists, usual_lists
from silastri.apps.cases.lists import Wanted
from silastri.apps.cases.models import Case
from silastri.apps.cases.narrowed import Narrowing, narrow
from silastri.apps.cases.usual_lists import HandedIn, Usual
from silastri.apps.catalog import queries as catalog
from silastri.apps.offices.queries import Desk
from silastri.domain.act import Act
from silastri.journey.desk.find_cases import numbered, with_words
from silastri.journey.desk.late_below import cases_late_below
from silastri.journey.desk.my_tasks import my_tasks, now
from silastri.journey.office.own_services import takes_part
from silastri.web.forms import whole

from . import asked as reading
from . import narrowed
from .asked import Asked
from .piece import Chip, Chips, Pager, pager

TASKS, ALL, BELOW = "inbox", "desk_register", "late_below"  # the names of the pages
_ORDER = {TASKS: "batas", ALL: "umur", BELOW: "batas"}
_PICKS = {
    "terlambat": "Terlambat",
    "hari_ini": "Hari ini",
    "besok": "Besok",
    "dikembalikan": "Dikembalikan",
    "bebas": "Belum diambil",
    "saya": "Saya pegang",
}
_MOST_AHEAD = 1_000  # of cases among which the next one is looked for


@dataclass
class CaseList:
    """``query`` is what the address asks for."""

    page: str
    desk: Desk
    act: Act
    query: QueryDict

    @cached_property
    def asked(self) -> Asked:
        return reading.read(self.query, self.act.by.person or 0, _ORDER[self.page])

    @cached_property
    def now(self) -> lists.Now:
        return now(self.desk, self.act.at, self.act.by.person or 0)

    @cached_property
    def usual(self) -> Usual | None:
        """The list whole, or the case of the number that is asked for; None where more is asked of it."""
        if self.page == BELOW or self._narrowing != Narrowing() or (self.asked.words and self._numbered is None):
            return None
        of = my_tasks(self.desk) if self.page == TASKS else HandedIn(self.desk.office.pk, self._services_of_mine)
        return Usual(of, self._numbered)

    @cached_property
    def _numbered(self) -> int | None:
        return numbered(self.desk.office.pk, self.asked.words)

    @cached_property
    def _narrowing(self) -> Narrowing:
        return narrowed.read(self.desk.office, self.asked.given) if self.page == ALL else Narrowing()

    @cached_property
    def _services_of_mine(self) -> list[int]:
        mine = {service for version, service in self.versions.items() if takes_part(self.desk, version)}
        return sorted(mine)

    @cached_property
    def among(self) -> QuerySet[Case]:
        """All cases of the list, or those that were searched for."""
        if self.usual:
            return usual_lists.among(self.usual)
        cases, office = self._whole(), self.desk.office.pk
        if self._numbered is not None:
            return cases.filter(pk=self._numbered)
        return with_words(cases, office, self.asked.words)

    def _whole(self) -> QuerySet[Case]:
        if self.page == TASKS:
            return lists.tasks(my_tasks(self.desk))
        if self.page == BELOW:
            return cases_late_below(self.desk, self.act)
        return narrow(lists.handed_in(self.desk.office.pk, self._services_of_mine), self._narrowing)

    @cached_property
    def versions(self) -> Mapping[int, int]:
        """The service of each version under which the cases may run, the older versions first."""
        if self.page != ALL:
            return {group["version_id"]: group["service_id"] for group in self.groups}
        return catalog.services_of_versions(self.desk.office)

    @cached_property
    def groups(self) -> list[dict[str, Any]]:
        """How many cases there are by state, service and step, with the name of the step."""
        if self.usual:
            groups = usual_lists.open_groups(self.usual, self.now)
            groups += usual_lists.ended_groups(self.usual) if self.page == ALL else []
        else:
            groups = lists.open_groups(self.among, self.now)
            groups += lists.ended_groups(self.among) if self.page == ALL else []
        for group in groups:
            group["name"] = step_name(group["version_id"], group["step"]) if group.get("step") else ""
        return groups

    @cached_property
    def found(self) -> QuerySet[Case]:
        """The cases asked for, in the order asked for."""
        cases = lists.found(self.among, self.wanted, self.now)
        return lists.ordered(cases, reading.ORDERS[self.asked.order], falling=self.asked.falling)

    @cached_property
    def wanted(self) -> Wanted:
        asked = self.asked
        return Wanted(asked.state, asked.service, self._steps() if asked.step else None, asked.pick)

    def _steps(self) -> set[lists.At]:
        """Those of the name that is asked for, in every version."""
        return {(group["version_id"], group["step"]) for group in self.groups if group["name"] == self.asked.step}

    @cached_property
    def pager(self) -> Pager:
        cases, page, least = self._page
        ends = ("", "")
        if self._by and cases:
            first, last = (reading.told(lists.key_of(case, self._by)) for case in (cases[0], cases[-1]))
            ends = (first, last)
        return pager(self.asked, self._count(), ends, page=page, least=least)

    @property
    def cases(self) -> list[Case]:
        """Those on the page."""
        return self._page[0]

    @property
    def _by(self) -> str:
        """The order in which a page can be found by the row next to it; empty if it must be counted."""
        by = reading.ORDERS[self.asked.order]
        return by if by in lists.BY_TIME else ""

    @cached_property
    def _page(self) -> tuple[list[Case], int, int]:
        """The cases on the page, its number, and how many pages there are at least."""
        asked, there = self.asked, self._there()
        if there is not None:
            cases = lists.page(there, 0, asked.size + (not asked.back))
            if asked.back and len(cases) < asked.size:  # all that is left before is on the first page
                return lists.page(self.found, 0, asked.size), 1, 1
            if cases:
                return cases[: asked.size], asked.page, asked.page + (asked.back or len(cases) > asked.size)
        counted = pager(asked, self._count())
        return (self._cases(counted.first - 1, counted.last) if counted.total else []), counted.page, 1

    def _cases(self, start: int, end: int) -> list[Case]:
        if not self.usual or start or self.asked.step:
            return lists.page(self.found, start, end)
        by, falling, size = reading.ORDERS[self.asked.order], self.asked.falling, self.asked.size
        return usual_lists.first_page(self.usual, self.wanted, self.now, by=by, falling=falling, size=size)

    def _there(self) -> QuerySet[Case] | None:
        """What is to be found next to the row that the address names."""
        asked, by = self.asked, self._by
        if not by or asked.beyond is None or asked.page < 2:
            return None
        return lists.beyond(self.found, asked.beyond, by, falling=asked.falling, back=asked.back)

    def after(self, ref: str) -> Case | None:
        """The task that comes after a case in this list, or the first one if it is the last; none that a colleague has
        in hand, and none of the officer's own."""
        me = self.act.by.person
        free = Q(taken_by=None) | Q(taken_by=me)
        mine = self.found.filter(lists.is_task(my_tasks(self.desk)), free).exclude(applicant=me)
        refs = list(mine.values_list("ref", flat=True)[:_MOST_AHEAD])
        place = refs.index(ref) if ref in refs else -1
        others = refs[place + 1 :] + refs[: max(0, place)]
        return Case.objects.defer("answers", "notes").get(ref=others[0]) if others else None

    def waiting(self) -> lists.Counts | None:
        """How much waits for the desk; None if the list does not tell it, because it was searched."""
        if self.page != TASKS or self.asked.words:
            return None
        late, today, total = (sum(group[key] for group in self.groups) for key in ("late", "today", "count"))
        return lists.Counts(late, today, total)

    def chips(self) -> list[Chips]:
        """The filters, each value with what it would show."""
        groups = [
            Chips("Tenggat", tuple(self._picks())),
            Chips("Langkah", tuple(self._values("langkah", {name: name for name in self._names()}))),
            Chips("Layanan", tuple(self._values("layanan", self._services()))),
        ]
        if self.page == ALL:
            groups.insert(0, Chips("Keadaan", tuple(self._values("keadaan", reading.STATES))))
            groups.insert(0, Chips("Hanya", tuple(self._narrowed())))
        return [group for group in groups if len(group.chips) > 1 or any(chip.on for chip in group.chips)]

    def _narrowed(self) -> Iterator[Chip]:
        """What a figure narrowed the list to, each to be let go of."""
        for name, label in narrowed.labels(self.desk.office, self.asked.given):
            yield Chip(label, self._count(), self.asked.address(**{name: ""}), on=True)

    def _names(self) -> list[str]:
        return sorted({group["name"] for group in self.groups if group["name"]})

    def _services(self) -> dict[str, str]:
        there = {group["service_id"] for group in self.groups}
        names = {
            str(service): catalog.definition(version).standard.name
            for version, service in self.versions.items()
            if service in there
        }
        return dict(sorted(names.items(), key=lambda one: one[1]))

    def _picks(self) -> Iterator[Chip]:
        for value, label in _PICKS.items():
            if value == "terlambat" and self.page == BELOW:  # all of them are
                continue
            yield from self._chip("pilih", value, label, presses=value == "terlambat")

    def _values(self, name: str, labels: dict[str, str]) -> Iterator[Chip]:
        for value, label in labels.items():
            yield from self._chip(name, value, label)

    def _chip(self, name: str, value: str, label: str, *, presses: bool = False) -> Iterator[Chip]:
        """A value that would show nothing is not offered, unless it is on."""
        on, count = self.asked.given.get(name) == value, self._count(**{name: value})
        if count or on:
            yield Chip(label, count, self.asked.address(**{name: "" if on else value}), on, presses)

    def _count(self, **instead: str) -> int:
        """How many cases there are with the filters that are on, and these instead."""
        given = self.asked.given | instead
        pick = reading.PICKS.get(given.get("pilih", ""), "count")
        return sum(group.get(pick, 0) for group in self.groups if self._is_in(group, given))

    def _is_in(self, group: dict[str, Any], given: dict[str, str]) -> bool:
        state, service, step = (given.get(name, "") for name in ("keadaan", "layanan", "langkah"))
        return (
            (not state or state not in reading.STATES or group["state"] == state)
            and (whole(service) < 1 or str(group["service_id"]) == service)
            and (not step or group["name"] == step)
        )


def step_name(version: int, step: str) -> str:
    return catalog.definition(version).sop.step(step).name
