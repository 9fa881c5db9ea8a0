"""An officer signed in long before the office opens, long after it closes, or on a day off."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from silastri.apps.anomalies import evidence
from silastri.apps.offices import queries as offices
from silastri.domain.worktime import OfficeTime
from silastri.journey.watch.rule import Found, Look, Rule

MARGIN = timedelta(hours=3)  # before the office opens and after it closes


def is_odd(time: OfficeTime, at: datetime) -> bool:
    day = time.day(at)
    spans = time.hours.get(day.weekday()) if time.is_workday(day) else None
    if not spans:
        return True
    opens = datetime.combine(day, spans[0][0], time.zone)
    return not opens - MARGIN <= at <= time.closing(day) + MARGIN


def _look(look: Look) -> Iterator[Found]:
    people = offices.desks_of(look.office, look.time.day(look.until))
    for line in evidence.sign_ins(people.keys(), look.since, look.until):
        if line.person and is_odd(look.time, line.at):
            local = look.time.local(line.at)
            detail = {"by": line.person.name, "at": f"{local:%d-%m-%Y pukul %H.%M}"}
            yield Found(f"{line.person.pk}:{local:%Y-%m-%d}", line.at, None, line.person.pk, detail)


RULE = Rule(
    "odd_hours",
    "Masuk di luar jam kerja",
    f"Petugas masuk pada hari libur, atau lebih dari {MARGIN.seconds // 3600} jam sebelum kantor buka atau sesudah "
    "kantor tutup.",
    _look,
    lambda detail: f"{detail['by']} masuk pada {detail['at']}.",
)
