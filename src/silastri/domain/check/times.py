"""Checks that the times of the steps fit the promised time."""

from collections.abc import Iterator

from silastri.domain.definition.definition import Definition, Reading
from silastri.domain.definition.office import Office
from silastri.domain.definition.source import Finding
from silastri.domain.duration import Duration, Unit


def rules(reading: Reading, definition: Definition, office: Office) -> Iterator[Finding]:
    """The steps must not take longer than promised: their days are added up, and their minutes fill office days."""
    yield from _gaps(reading, definition)
    for path in [path.key for path in definition.standard.paths] or [""]:
        yield from _on_path(reading, definition, office, path)


def _on_path(reading: Reading, definition: Definition, office: Office, path: str) -> Iterator[Finding]:
    """Whether the promised time counts at this step on that path: not where the clock stands still, nor on another
    path."""
    steps = [step for step in definition.sop.steps if not step.stops and (not step.paths or path in step.paths)]
    times = [step.time for step in steps if step.time]
    promise = definition.standard.promise_on(path).length
    if any(not _addable(time) for time in [*times, promise]):
        return
    days = sum(time.amount for time in times if time.unit is Unit.WORKDAY)
    minutes = sum(time.minutes for time in times if time.in_office_time)
    if not _fits(days, minutes, promise, office):
        found = definition.standard.path(path)
        where = f" pada jalur {found.label}" if found else ""
        yield reading.sop.finding(
            ("langkah",),
            f"jumlah waktu langkah{where} {days} hari kerja {minutes} menit melebihi janji {promise}",
            "perpendek langkah atau perpanjang jangka_waktu",
        )


def _gaps(reading: Reading, definition: Definition) -> Iterator[Finding]:
    """Tells the office which times it has not said. Only a warning: the service can run without them."""
    if not definition.standard.promise.length.is_said:
        what = "jangka waktu belum ditetapkan, jadi pemohon tidak dijanjikan apa pun"
        yield reading.standard.finding(("jangka_waktu",), what, "tetapkan pada perubahan standar berikutnya", mild=True)
    for n, step in enumerate(definition.sop.steps):
        if step.time and not step.time.is_said:
            what = f"waktu langkah '{step.key}' belum ditetapkan"
            yield reading.sop.finding(("langkah", n, "waktu"), what, "tetapkan waktunya", mild=True)


def _addable(time: Duration) -> bool:
    return time.in_office_time or time.unit is Unit.WORKDAY


def _fits(days: int, minutes: int, promise: Duration, office: Office) -> bool:
    if promise.in_office_time:
        return days == 0 and minutes <= promise.minutes
    return days + -(-minutes // _minutes_a_day(office)) <= promise.amount


def _minutes_a_day(office: Office) -> int:
    """The open minutes of the office's shortest working day."""
    return min(
        (
            sum((c.hour - o.hour) * 60 + c.minute - o.minute for o, c in spans)
            for spans in office.hours.values()
            if spans
        ),
        default=1,
    )
