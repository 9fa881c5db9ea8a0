"""Days, moments, money and opening hours in words."""

from datetime import datetime, tzinfo
from itertools import groupby

from silastri.domain.definition.letter_text import long_date
from silastri.domain.definition.office import WEEKDAYS, Office
from silastri.domain.number import rupiah as rupiah
from silastri.domain.worktime import OfficeTime

_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_NEAR = {-1: "kemarin", 0: "hari ini", 1: "besok"}


def day(moment: datetime, zone: tzinfo) -> str:
    """A day in words: Jumat, 20 November 2026."""
    here = moment.astimezone(zone)
    return f"{_DAYS[here.weekday()]}, {long_date(here)}"


def moment(moment: datetime, zone: tzinfo) -> str:
    """A moment in words: Jumat, 20 November 2026 pukul 16.00 WIB. The zone is said: it may be read elsewhere."""
    return f"{day(moment, zone)} pukul {moment.astimezone(zone):%H.%M %Z}"


def due(moment: datetime, office: OfficeTime) -> str:
    """Until when, in words. A promise in days falls due as the office closes and names its day; one in minutes or hours
    names its hour and zone too: Jumat, 20 November 2026 pukul 10.15 WIB."""
    if is_whole_day(moment, office):
        return day(moment, office.zone)
    return f"{day(moment, office.zone)} pukul {office.local(moment):%H.%M %Z}"


def short_due(moment: datetime, office: OfficeTime) -> str:
    """The same without the weekday: 20 November 2026, or 20 November 2026, 10.15 WIB."""
    here = office.local(moment)
    return long_date(here) if is_whole_day(moment, office) else f"{long_date(here)}, {here:%H.%M %Z}"


def near_day(moment: datetime, now: datetime, office: OfficeTime) -> str:
    """A day as people say it: hari ini, besok, kemarin, Kamis within the same week, else Kamis, 3 Desember."""
    here, today = office.day(moment), office.day(now)
    away = (here - today).days
    if away in _NEAR:
        return _NEAR[away]
    weekday = _DAYS[here.weekday()]
    if here.isocalendar()[:2] == today.isocalendar()[:2]:
        return weekday
    date = long_date(here)
    return f"{weekday}, {date if here.year != today.year else date.rpartition(' ')[0]}"


def near_due(moment: datetime, now: datetime, office: OfficeTime) -> str:
    """Until when, as people say it; a promise in minutes or hours names its hour: hari ini pukul 10.15 WIB."""
    day = near_day(moment, now, office)
    return day if is_whole_day(moment, office) else f"{day} pukul {office.local(moment):%H.%M %Z}"


def is_whole_day(moment: datetime, office: OfficeTime) -> bool:
    """Whether a due moment stands for its whole day: it is when the office closes."""
    return moment == office.closing(office.day(moment))


def opening_hours(office: Office) -> list[tuple[str, str]]:
    """Days with the same hours together: ("Senin-Kamis", "07.30-12.00, 13.00-16.00"), ("Sabtu-Minggu", "tutup")."""
    told = []
    for spans, group in groupby(WEEKDAYS, key=lambda day: office.hours.get(day) or ()):  # type: ignore[call-overload]
        days = [day.capitalize() for day in group]
        hours = ", ".join(f"{opens:%H.%M}-{closes:%H.%M}" for opens, closes in spans)
        told.append((days[0] if len(days) == 1 else f"{days[0]}-{days[-1]}", hours or "tutup"))
    return told
