"""People ask for what is theirs by right: a copy of their data, or that these are mended, limited or erased."""

from dataclasses import replace
from datetime import date

from django.db import transaction

from silastri.apps.accounts.models import Person
from silastri.apps.audit.operations import log
from silastri.apps.cases import people as case_people
from silastri.apps.messages import operations as messages
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.personal_data import operations, queries
from silastri.apps.personal_data.models import DataRequest
from silastri.domain import identity, person_name
from silastri.domain.act import Act
from silastri.domain.refusal import MovedOn, NotFit, NotThere
from silastri.domain.words import wording
from silastri.domain.words.messages.personal_data import DataRequestArrived, DataRequestReceived
from silastri.journey.case import reach, tell
from silastri.journey.case.links import absolute

from . import access, copy

LONGEST = 2000
Kind, State = DataRequest.Kind, DataRequest.State


class NoSuchRequest(NotThere):
    """There is none for this person."""


class AskedBefore(NotFit):
    """The same was asked of that office, and waits for its answer."""


def offices_for(person: Person) -> list[Office]:
    """The offices that know the person; all of them where none does."""
    known = case_people.offices_of(person.pk)
    return [office for office in offices.offices() if office.pk in known] or offices.offices()


@transaction.atomic
def ask(
    act: Act, *, person: Person, office: int, kind: str, text: str = "", name: str = "", nik: str = ""
) -> DataRequest:
    """Raises NotFit, AskedBefore, TooMany."""
    asked_of = next((one for one in offices_for(person) if one.pk == office), None)
    if asked_of is None or kind not in Kind.values:
        raise NotFit("Pilih yang Anda minta, dan kantornya.", {"jenis": "Pilih yang Anda minta."})
    told = _told(kind, text, name, nik, offices.today(asked_of, act.at))
    if queries.of_person(person.pk).filter(office=office, kind=kind, state=State.OPEN).exists():
        raise AskedBefore("Permintaan yang sama masih menunggu jawaban. Lihat di bawah.")
    found = operations.add(act, office=office, person=person, kind=kind, told=told)
    of_office = replace(act, by=replace(act.by, office=office))
    log(of_office, "ask_data_right", f"data {found.pk}", whose=person.pk, kind=kind)
    if kind == Kind.COPY:
        operations.change(found, made=copy.ask(of_office, found))
    _tell(act, asked_of, found)
    return found


def _told(kind: str, text: str, name: str, nik: str, today: date) -> dict[str, str]:
    wrong: dict[str, str] = {}
    told = {"text": text.strip()[:LONGEST]}
    if kind == Kind.CORRECT:
        try:
            told |= {"name": person_name.person_name(name)} if name.strip() else {}
        except identity.NotAnIdentity as error:
            wrong["nama"] = str(error)
        try:
            told |= {"nik": identity.nik(nik, today).digits} if nik.strip() else {}
        except identity.NotAnIdentity as error:
            wrong["nik"] = str(error)
        if not wrong and not (told.get("name") or told.get("nik") or told["text"]):
            wrong["uraian"] = "Tulis apa yang salah, dan apa yang benar."
    if kind in (Kind.RESTRICT, Kind.ERASE) and not told["text"]:
        wrong["uraian"] = "Tulis data yang mana, dan alasannya."
    if wrong:
        raise NotFit(next(iter(wrong.values())), wrong)
    return told


def _tell(act: Act, office: Office, found: DataRequest) -> None:
    zone = offices.working_time(office).zone
    what, due = found.get_kind_display().lower(), wording.moment(found.due_at, zone)
    link = absolute("my_data_request", str(found.pk))
    received = DataRequestReceived(office=offices.definition(office).short, what=what, due=due, link=link)
    queued = []
    if reach.is_told(found.person, received):
        queued.append(tell.made(act, received, about=f"data/{found.pk}/terima", person=found.person, office=office.pk))
    if found.kind != Kind.COPY:  # that one is made without anybody
        arrived = DataRequestArrived(what=what, due=due, link=absolute("data_request", str(found.pk)))
        queued += [
            tell.made(act, arrived, about=f"data/{found.pk}/{person.pk}", person=person, office=office.pk)
            for person in access.officers(office, act.at)
            if person.phone
        ]
    if queued:
        messages.queue(queued)


def one(person: Person, pk: int) -> DataRequest:
    """Raises NoSuchRequest."""
    found = queries.one(pk, person=person.pk)
    if found is None:
        raise NoSuchRequest("Permintaan ini tidak ada.")
    return found


@transaction.atomic
def withdraw(act: Act, *, person: Person, pk: int) -> DataRequest:
    """Raises NoSuchRequest, MovedOn."""
    found = queries.held(one(person, pk).pk)
    if not found.is_open:
        raise MovedOn("Permintaan ini sudah dijawab.")
    operations.end(act, found, state=State.WITHDRAWN, answer="Ditarik pemohon.")
    of_office = replace(act, by=replace(act.by, office=found.office_id))
    log(of_office, "withdraw_data_request", f"data {found.pk}", whose=person.pk)
    return found
