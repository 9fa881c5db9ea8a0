"""An officer sees to it that data in wrong hands do no more harm: whom it touches, who is told, and by when."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from silastri.adapters.spreadsheet import spreadsheet
from silastri.adapters.spreadsheet.port import Column
from silastri.apps.accounts import queries as accounts
from silastri.apps.audit.operations import log, log_people
from silastri.apps.messages import operations as messages
from silastri.apps.offices import queries as offices
from silastri.apps.offices.queries import Desk
from silastri.apps.personal_data import breaches
from silastri.apps.personal_data.models import BreachPerson, DataBreach
from silastri.domain import identity
from silastri.domain.act import Act
from silastri.domain.personal_data import breach as rules
from silastri.domain.personal_data.notice import contact
from silastri.domain.refusal import MovedOn, NotFit, NotThere
from silastri.domain.words.messages.personal_data import DataBreached
from silastri.journey.case import reach, tell
from silastri.journey.case.links import absolute

from . import access

LONGEST = 2000


class NoSuchBreach(NotThere):
    """There is none at this office."""


class LacksSteps(NotFit):
    """It cannot be closed yet."""


@dataclass(frozen=True)
class Span:
    """Whom the log of access is asked for: what was opened from one day to another, by whose hand, of which case."""

    since: date
    until: date
    officer: str = ""
    about: str = ""


def one(desk: Desk, pk: int) -> DataBreach:
    """Raises NotOfficer, NoSuchBreach."""
    access.must_read(desk)
    found = breaches.one(pk, office=desk.office.pk)
    if found is None:
        raise NoSuchBreach("Kejadian ini tidak ada.")
    return found


def _held(desk: Desk, pk: int) -> DataBreach:
    """Raises NotOfficer, NoSuchBreach, MovedOn."""
    access.must_answer(desk)
    found = breaches.held(one(desk, pk).pk)
    if found.closed_at:
        raise MovedOn("Kejadian ini sudah ditutup.")
    return found


@transaction.atomic
def begin(act: Act, desk: Desk, *, title: str, hours_ago: int) -> DataBreach:
    """The clock runs from when it was known. Raises NotOfficer, NotFit."""
    access.must_answer(desk)
    if not title.strip():
        raise NotFit("Tulis apa yang terjadi.", {"judul": "Tulis apa yang terjadi, satu kalimat."})
    found = breaches.open_one(act, title=title.strip()[:200], known_at=act.at - timedelta(hours=max(0, hours_ago)))
    log(act, "open_breach", f"kejadian {found.pk}")
    return found


@transaction.atomic
def note(act: Act, desk: Desk, *, pk: int, key: str, text: str) -> None:
    """One thing of the checklist was done. Raises NotOfficer, NoSuchBreach, MovedOn, NotFit."""
    found = _held(desk, pk)
    if key not in rules.STEPS:
        raise NotFit("Pilih langkahnya.", {"langkah": "Pilih langkahnya."})
    if not text.strip():
        raise NotFit("Tulis apa yang dilakukan.", {"catatan": "Tulis apa yang dilakukan, kapan, dan oleh siapa."})
    breaches.note(act, found, key, text.strip()[:LONGEST])
    log(act, "note_breach", f"kejadian {pk}", step=key)


@transaction.atomic
def describe(act: Act, desk: Desk, *, pk: int, told: dict[str, str]) -> None:
    """What the notices say. Raises NotOfficer, NoSuchBreach, MovedOn."""
    found = _held(desk, pk)
    breaches.tell(found, {key: text.strip()[:LONGEST] for key, text in told.items() if key in rules.PARTS})
    log(act, "describe_breach", f"kejadian {pk}")


@transaction.atomic
def find_people(act: Act, desk: Desk, *, pk: int, span: Span) -> int:
    """Adds whose data were opened by then, as the log of access knows; how many. Raises like ``note``."""
    found = _held(desk, pk)
    here = offices.working_time(desk.office)
    by: set[int] = set()
    if span.officer.strip():
        known = offices.officers(desk.office)
        by = {person.pk for person in accounts.called(span.officer.split()) if person.pk in known}
        if not by:
            raise NotFit("Tidak ada petugas dengan nama itu.", {"petugas": "Tidak ada petugas dengan nama itu."})
    since, until = here.begins(span.since), here.begins(span.until + timedelta(days=1))
    touched = breaches.opened(desk.office.pk, since, until, by=by, about=span.about.strip())
    added = breaches.add_people(found, touched)
    log(act, "list_breach_people", f"kejadian {pk}", rows=added)
    return added


@transaction.atomic
def take_off(act: Act, desk: Desk, *, pk: int, row: int) -> None:
    """Somebody whom it does not touch. Raises like ``note``."""
    if breaches.take_off(_held(desk, pk), row):
        log(act, "take_off_breach", f"kejadian {pk}")


@transaction.atomic
def tell_people(act: Act, desk: Desk, *, pk: int) -> int:
    """Queues a message to everybody on the list who was not told yet. Raises like ``note``."""
    found = _held(desk, pk)
    if any(not found.told.get(key) for key in rules.PARTS):
        raise NotFit("Isi dulu tiga butir pemberitahuan.")
    told = breaches.mark_told(found, act.at)
    if not told:
        raise NotFit("Tidak ada orang di daftar yang belum diberi tahu.")
    words = DataBreached(office=offices.definition(desk.office).short, what=found.title, link=absolute("my_data"))
    queued = [
        tell.made(act, words, about=f"kejadian/{pk}/{one.person_id}", person=one.person, office=desk.office.pk)
        for one in told
        if reach.is_told(one.person, words)
    ]
    messages.queue(queued)
    breaches.note(act, found, "subjects", f"Pesan dikirim kepada {len(told)} orang.")
    log(act, "tell_breach", f"kejadian {pk}", rows=len(told))
    return len(told)


@transaction.atomic
def close(act: Act, desk: Desk, *, pk: int) -> None:
    """Raises NotOfficer, NoSuchBreach, MovedOn, LacksSteps."""
    found = _held(desk, pk)
    done = {step.key for step in breaches.steps(found)}
    if lacks := rules.lacking(done, found.told):
        raise LacksSteps(f"Belum bisa ditutup. Yang belum ada: {', '.join(lacks).lower()}.")
    breaches.close(act, found)
    log(act, "close_breach", f"kejadian {pk}")


def told_of(found: DataBreach) -> list[str]:
    """The notice to those concerned."""
    office = offices.definition(found.office)
    return rules.notice(office.short, found.told, ", ".join(value for _, value in contact(office)))


def sheet(act: Act, desk: Desk, *, pk: int) -> tuple[bytes, str, str]:
    """For the agency: what happened and was done, and how many and who; the bytes, their type and ending.

    Raises NotOfficer, NoSuchBreach."""
    found = one(desk, pk)
    people = breaches.people(found)
    zone = offices.working_time(desk.office).zone
    rows: list[Sequence[str]] = [
        ("Kantor", offices.definition(desk.office).name),
        ("Kejadian", found.title),
        ("Diketahui", f"{found.known_at.astimezone(zone):%d-%m-%Y %H.%M %Z}"),
        ("Batas pemberitahuan", f"{found.due_at.astimezone(zone):%d-%m-%Y %H.%M %Z}"),
        *[(title, str(found.told.get(key, ""))) for key, title in rules.PARTS.items()],
        ("Jumlah orang", str(len(people))),
        *[(rules.STEPS[step.key].title, step.text or "") for step in breaches.steps(found)],
        *[("Orang yang terkena", _person(row)) for row in people],
    ]
    writer, out = spreadsheet(), io.BytesIO()
    writer.write(out, "Pemberitahuan", (Column("Butir", 34), Column("Isi", 90)), rows)
    log(act, "export_breach", f"kejadian {pk}", rows=len(people))
    log_people(act, "in_list", (row.person_id for row in people), "kegagalan pelindungan data")
    return out.getvalue(), writer.media_type, writer.ending


def _person(row: BreachPerson) -> str:
    nik = row.person.nik
    return f"{row.person.name}, {identity.mask(nik) if nik else 'tanpa NIK'}"
