"""The days of a booking, and how a sentence names them."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from silastri.domain.definition.booking import Reservation
from silastri.domain.definition.letter_text import long_date
from silastri.domain.number import whole
from silastri.domain.refusal import NotFit

LONGEST = 366


class NoPeriod(NotFit):
    """The two dates do not form a period that can be booked."""


def days(reservation: Reservation, answers: Mapping[str, Any]) -> list[date]:
    """Every day of the period that the applicant asked for. Raises NoPeriod."""
    try:
        first, last = _ends(reservation, answers)
    except (KeyError, TypeError, ValueError, OverflowError):
        raise NoPeriod("Isi tanggal pemakaian.") from None
    if last < first:
        of_days = "Pemakaian paling sedikit satu hari."
        raise NoPeriod(of_days if reservation.many else "Tanggal selesai lebih awal daripada tanggal mulai.")
    if (last - first).days >= LONGEST:
        raise NoPeriod(f"Pemakaian paling lama {LONGEST} hari.")
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _ends(reservation: Reservation, answers: Mapping[str, Any]) -> tuple[date, date]:
    """The first and the last day. Raises KeyError, TypeError, ValueError, OverflowError where they name none."""
    first = date.fromisoformat(str(answers.get(reservation.first, "")))
    if reservation.many:
        return first, first + timedelta(days=whole(str(answers[reservation.many])) - 1)
    return first, date.fromisoformat(str(answers.get(reservation.last, "")))


def pick(reservation: Reservation, raw: Mapping[str, str], day: date) -> dict[str, str]:
    """What choosing that day in a calendar answers: the first day; the last, where only the first was chosen."""
    if reservation.many or reservation.last == reservation.first:
        return {reservation.first: day.isoformat()}
    first, last = raw.get(reservation.first, ""), raw.get(reservation.last, "")
    if first and not last and first <= day.isoformat():
        return {reservation.last: day.isoformat()}
    return {reservation.first: day.isoformat(), reservation.last: ""}


def spoken(taken: Iterable[date]) -> str:
    """A list of days in words: 20 November 2026; 23 sampai 25 November 2026."""
    runs: list[list[date]] = []
    for day in sorted(set(taken)):
        if runs and day - runs[-1][-1] == timedelta(days=1):
            runs[-1].append(day)
        else:
            runs.append([day])
    return "; ".join(_run(run[0], run[-1]) for run in runs)


def _run(first: date, last: date) -> str:
    if first == last:
        return long_date(first)
    start = str(first.day) if (first.year, first.month) == (last.year, last.month) else long_date(first)
    return f"{start} sampai {long_date(last)}"
