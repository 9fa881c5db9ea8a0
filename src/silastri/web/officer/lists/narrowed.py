"""What a figure narrows the list of all cases to, as its address has it: a post, an officer, a span of days, whether
the promise was kept. What makes no sense is left out."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta

from silastri.apps.cases.lists import At
from silastri.apps.cases.narrowed import Narrowing, Span
from silastri.apps.catalog import queries as catalog
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.definition.letter_text import long_date
from silastri.domain.kinds import Kind
from silastri.journey.case.awaited import steps_of_citizens
from silastri.web.forms import whole

NAMES = ("jabatan", "petugas", "menunggu", "diajukan", "selesai", "janji", "dikerjakan", "pada")
_PROMISES = {"tepat": "kept", "lewat": "broken"}
_OF_OFFICERS = "petugas"  # the value of ``menunggu``


def span(since: date, until: date) -> str:
    """As addresses have it; both days are among it."""
    return since.isoformat() if since == until else f"{since.isoformat()}..{until.isoformat()}"


def days(typed: str) -> tuple[date, date] | None:
    first, _, last = typed.partition("..")
    try:
        since = date.fromisoformat(first)
        until = date.fromisoformat(last) if last else since
    except ValueError:
        return None
    return (since, until) if date(2000, 1, 1) <= since <= until <= date(2999, 1, 1) else None


def read(office: Office, given: Mapping[str, str]) -> Narrowing:
    def between(name: str) -> Span | None:
        found = days(given.get(name, ""))
        return _moments(office, *found) if found else None

    hand, worker, pada = whole(given.get("petugas", "")), whole(given.get("dikerjakan", "")), between("pada")
    promise = _PROMISES.get(given.get("janji", ""), "")
    return Narrowing(
        post=given.get("jabatan", ""),
        hand=hand if hand >= 0 else None,
        of_officers=steps_of_citizens(office) if given.get("menunggu") == _OF_OFFICERS else None,
        submitted=between("diajukan"),
        ended=between("selesai"),
        promise=promise,
        given_out=_given_out(office) if promise else (),
        worked=(worker, pada) if worker > 0 and pada else None,
    )


def _moments(office: Office, since: date, until: date) -> tuple[datetime, datetime]:
    time = offices.working_time(office)
    return time.begins(since), time.begins(until + timedelta(days=1))


def _given_out(office: Office) -> list[At]:
    """The step of each version at which its letters are given out, where that is the last."""
    lasts = ((version, catalog.definition(version).sop.steps[-1]) for version in catalog.services_of_versions(office))
    return [(version, step.key) for version, step in lasts if step.kind is Kind.HAND_OVER]


def labels(office: Office, given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What is narrowed to, by the name that the address has for it."""
    for name, told in _TOLD.items():
        if given.get(name) and (label := told(office, given)):
            yield name, label


def _days(name: str, before: str) -> Callable[[Office, Mapping[str, str]], str]:
    def told(_: Office, given: Mapping[str, str]) -> str:
        found = days(given[name])
        if found is None:
            return ""
        since, until = found
        first, last = long_date(since), long_date(until)
        return f"{before} {first}" if since == until else f"{before} {first} sampai {last}"

    return told


def _hand(office: Office, given: Mapping[str, str]) -> str:
    person = whole(given["petugas"])
    return f"Dipegang {_name(office, person)}" if person > 0 else "Belum diambil"


def _worker(office: Office, given: Mapping[str, str]) -> str:
    if days(given.get("pada", "")) is None:
        return ""
    return f"Dikerjakan {_name(office, whole(given['dikerjakan']))} {_days('pada', 'pada')(office, given)}"


def _name(office: Office, person: int) -> str:
    found = offices.postings(office).filter(person_id=person).first()
    return found.person.name if found else "petugas lain"


_TOLD: dict[str, Callable[[Office, Mapping[str, str]], str]] = {
    "jabatan": lambda office, given: f"Di {offices.title(office, given['jabatan'])}",
    "petugas": _hand,
    "menunggu": lambda _, given: "Menunggu petugas" if given["menunggu"] == _OF_OFFICERS else "",
    "diajukan": _days("diajukan", "Masuk"),
    "selesai": _days("selesai", "Berakhir"),
    "janji": lambda _, given: {"tepat": "Tepat waktu", "lewat": "Lewat janji"}.get(given["janji"], ""),
    "dikerjakan": _worker,
}
