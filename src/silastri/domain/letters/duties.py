"""When the duties of a letter fall due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from silastri.domain.case.held_letter import shifted
from silastri.domain.definition.after import Duty
from silastri.domain.worktime import OfficeTime


@dataclass(frozen=True, slots=True)
class Time:
    """One time that a duty falls due, numbered from 1 for each letter."""

    number: int
    due_on: date
    remind_on: date | None


def times(duty: Duty, issued: date, ends: date | None, time: OfficeTime, *, first: int = 1) -> Iterator[Time]:
    """All times of a duty, each counted from the day of the letter, so that months do not drift. May be endless."""
    number = first
    while number == 1 or duty.every:
        due_on = shifted(time, issued, duty.length, number)
        if duty.every and duty.until == "berlaku_sampai" and ends and due_on > ends:
            return
        yield Time(number, due_on, shifted(time, due_on, duty.remind, -1) if duty.remind else None)
        number += 1


def come(duty: Duty, issued: date, ends: date | None, on: date, time: OfficeTime, *, after: int = 0) -> list[Time]:
    """The times with a number above ``after`` that have fallen due by that day, and the next one."""
    found = []
    for one in times(duty, issued, ends, time, first=after + 1):
        found.append(one)
        if one.due_on > on:
            break
    return found
