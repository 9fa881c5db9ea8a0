"""Whether somebody is in the office to answer now, and when somebody will be."""

from datetime import datetime, timedelta

from silastri.domain.words import wording
from silastri.domain.worktime import NeverOpen, OfficeTime


def is_open(time: OfficeTime, at: datetime) -> bool:
    day, now = time.day(at), time.local(at).time()
    spans = time.hours.get(day.weekday(), ()) if time.is_workday(day) else ()
    return any(opens <= now < closes for opens, closes in spans)


def opens_at(time: OfficeTime, at: datetime) -> datetime | None:
    """When it opens next after that moment; None for an office that never does."""
    day = time.day(at)
    try:
        for _ in range(2):
            day = time.workday_from(day)
            for opens, _closes in time.hours.get(day.weekday(), ()):
                moment = datetime.combine(day, opens, time.zone)
                if moment > at:
                    return moment
            day += timedelta(days=1)
    except NeverOpen:
        return None
    return None


def said(time: OfficeTime, at: datetime) -> str:
    """When people may expect an answer, in a sentence."""
    if is_open(time, at):
        return f"Hari ini kami buka sampai pukul {time.closing(time.day(at)):%H.%M %Z}."
    opens = opens_at(time, at)
    if opens is None:
        return "Kantor sedang tutup."
    return f"Kantor sedang tutup dan buka lagi {wording.near_day(opens, at, time)} pukul {opens:%H.%M %Z}."
