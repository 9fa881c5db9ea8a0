"""Days, moments, money and opening hours in words."""

from datetime import datetime, tzinfo
from itertools import groupby

from silastri.domain.definition.letter_text import long_date
from silastri.domain.definition.office import WEEKDAYS, Office
from silastri.domain.number import rupiah as rupiah

_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def day(moment: datetime, zone: tzinfo) -> str:
    """A day in words: Jumat, 20 November 2026."""
    here = moment.astimezone(zone)
    return f"{_DAYS[here.weekday()]}, {long_date(here)}"


def moment(moment: datetime, zone: tzinfo) -> str:
    """A moment in words: Jumat, 20 November 2026 pukul 16.00 WIB. The zone is said: it may be read elsewhere."""
    return f"{day(moment, zone)} pukul {moment.astimezone(zone):%H.%M %Z}"


def opening_hours(office: Office) -> list[tuple[str, str]]:
    """Days with the same hours together: ("Senin-Kamis", "07.30-12.00, 13.00-16.00"), ("Sabtu-Minggu", "tutup")."""
    told = []
    for spans, group in groupby(WEEKDAYS, key=lambda day: office.hours.get(day) or ()):  # type: ignore[call-overload]
        days = [day.capitalize() for day in group]
        hours = ", ".join(f"{opens:%H.%M}-{closes:%H.%M}" for opens, closes in spans)
        told.append((days[0] if len(days) == 1 else f"{days[0]}-{days[-1]}", hours or "tutup"))
    return told
