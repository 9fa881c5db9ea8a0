"""When numbers are given: from the first moment of a working day until some minutes before the office closes."""

from datetime import date, datetime, timedelta

from silastri.domain.worktime import OfficeTime


def cut_off(time: OfficeTime, day: date, minutes: int) -> datetime | None:
    """From when no number is given that day; None for a day on which the office does not work."""
    return time.closing(day) - timedelta(minutes=minutes) if time.is_workday(day) else None


def why_closed(time: OfficeTime, at: datetime, minutes: int, *, by_hand: datetime | None = None) -> str:
    """The sentence for somebody who wants a number at that moment; empty where numbers are given."""
    day = time.day(at)
    until = cut_off(time, day, minutes)
    if until is None:
        return f"Kantor tutup hari ini ({time.why_closed(day)})."
    if by_hand is not None and by_hand <= at:
        return f"Nomor antrean hari ini sudah ditutup petugas pukul {time.local(by_hand):%H.%M}."
    if until <= at:
        return f"Nomor antrean hari ini ditutup pukul {time.local(until):%H.%M}, supaya semua sempat dilayani."
    return ""
