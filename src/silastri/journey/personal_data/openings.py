"""Who opened a person's data, as the person reads it: lines of the log that are one visit stand together."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from silastri.apps.audit import queries as audit
from silastri.apps.audit.models import LogEntry
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.words import openings

_VISIT = timedelta(hours=1)  # what one officer opens of one case within it is one visit
_READ = 2_000  # lines for one page


@dataclass
class Opening:
    """One visit: ``first`` to ``last``, and how many pages and files were opened."""

    who: str
    office: str
    about: str
    why: str
    last: datetime
    first: datetime
    pk: int  # of the oldest line in it
    count: int = 1
    key: tuple[object, ...] = field(default=(), repr=False)


def of_person(person_id: int, *, before: int, most: int) -> tuple[list[Opening], int]:
    """The newest visits, and from where to go on; 0 where there are no more."""
    found = audit.openings(person_id)
    lines = (found.filter(pk__lt=before) if before > 0 else found)[:_READ]
    shown: list[Opening] = []
    for one in _visits(lines):
        if len(shown) == most:
            return shown, shown[-1].pk
        shown.append(one)
    return shown, 0


def _visits(lines: object) -> Iterator[Opening]:
    open_one: Opening | None = None
    known: dict[int, Office] = {}
    for line in lines:  # type: ignore[attr-defined]
        key = (line.person_id, line.office_id, line.about, openings.why(line.detail))
        if open_one and open_one.key == key and open_one.first - line.at < _VISIT:
            open_one.first, open_one.pk, open_one.count = line.at, line.pk, open_one.count + 1
            continue
        if open_one:
            yield open_one
        open_one = _opening(line, key, known)
    if open_one:
        yield open_one


def _opening(line: LogEntry, key: tuple[object, ...], known: dict[int, Office]) -> Opening:
    office = None
    if line.office_id:
        office = known.get(line.office_id) or known.setdefault(line.office_id, offices.by_id(line.office_id))
    about = line.about if "-" in line.about and " " not in line.about else ""
    why = openings.why(line.detail) if line.what != "look_up_person" else "Melayani di loket dengan NIK Anda"
    return Opening(_who(line, office), office.name if office else "", about, why, line.at, line.at, line.pk, key=key)


def _who(line: LogEntry, office: Office | None) -> str:
    """The post; the name beside it only where the office shows it."""
    if line.detail.get("watches"):
        title = "Pengawas"
    elif line.person is None or office is None:
        return "Pihak yang dimintai pendapat"
    else:
        title = offices.title(office, str(line.detail.get("post") or "")) or "Petugas"
    shows = office is not None and offices.definition(office).personal_data.shows_names
    return f"{title} ({line.person.name})" if shows and line.person else title
