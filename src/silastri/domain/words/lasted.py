"""How long something took, as people say it: of working minutes."""

from statistics import median_low

from silastri.domain.worktime import OfficeTime

_FEW = 90  # minutes that are told as such
_DAY = 480  # minutes of a day, where the office says no hours


def lasted(minutes: int, a_day: int) -> str:
    """45 menit, 3 jam, 2 hari kerja: rounded up, so that nothing sounds quicker than it was."""
    if minutes < _FEW:
        return f"{minutes} menit"
    if minutes < a_day:
        return f"{-(-minutes // 60)} jam"
    return f"{-(-minutes // a_day)} hari kerja"


def minutes_of_a_day(office: OfficeTime) -> int:
    """How long the office works on an ordinary day."""
    lengths = [
        sum((closes.hour - opens.hour) * 60 + closes.minute - opens.minute for opens, closes in spans)
        for spans in office.hours.values()
        if spans
    ]
    return median_low(lengths) if lengths else _DAY
