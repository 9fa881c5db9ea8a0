"""An officer lost every second proof: one manager asks, another agrees, and a code is handed over in person. A message
to the telephone number alone never opens an officer's account."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from silastri.apps.accounts import queries, rescues
from silastri.apps.accounts.models import Person, Rescue
from silastri.apps.audit.operations import log
from silastri.apps.offices import queries as offices
from silastri.domain.accounts import printed_code
from silastri.domain.act import Act
from silastri.domain.refusal import MovedOn, NotFit, NotThere, NotYours

from .notice import tell_owner

LASTS = timedelta(hours=24)


class NotByYourself(NotYours):
    """Whoever asked, or is to be helped, cannot also agree."""


@dataclass(frozen=True)
class Handed:
    """The code, shown once to the manager who hands it over."""

    person: Person
    code: str


@transaction.atomic
def ask(act: Act, *, person: int | None, why: str) -> Rescue:
    """Raises NotFit."""
    office, by = offices.by_id(act.by.office or 0), act.by.person
    found = queries.person(person) if person in offices.officers(office) else None
    if found and not any(desk.office.pk == office.pk for desk in offices.desks(found.pk, act.at)):
        found = None  # who left is opened again by the colleagues of now
    if found is None or person is None:
        raise NotFit("Pilih petugas kantor ini.", {"petugas": "Pilih petugas kantor ini dari daftar."})
    if person == by or by is None:
        raise NotFit("Minta pengelola lain.", {"petugas": "Anda tidak bisa memulihkan akun Anda sendiri."})
    if rescues.open_for(found, act.at):
        raise NotFit("Sudah diminta.", {"petugas": "Pemulihan untuk petugas ini sudah diminta dan belum selesai."})
    made = rescues.ask(found, office=office.pk, by=by, why=why, at=act.at)
    log(act, "ask_rescue", str(made.pk), whose=found.pk)
    tell_owner(act, found, f"{act.by.name} meminta akun Anda dipulihkan. Jika Anda tidak memintanya, tolak di kantor")
    return made


@transaction.atomic
def agree(act: Act, *, pk: int) -> Handed:
    """Raises NotThere, NotByYourself, MovedOn."""
    found = _of_office(act, pk)
    if act.by.person in (found.asked_by_id, found.person_id):
        raise NotByYourself("Pengelola kedua yang menyetujui, bukan yang meminta dan bukan petugas itu sendiri.")
    code = printed_code.new()
    if not rescues.agree(pk, by=act.by.person or 0, code=printed_code.plain(code), until=act.at + LASTS, at=act.at):
        raise MovedOn("Permintaan ini sudah diputuskan.")
    log(act, "agree_rescue", str(pk), whose=found.person_id)
    tell_owner(act, found.person, f"{act.by.name} menyetujui pemulihan akun Anda. Ambil kodenya langsung dari beliau")
    return Handed(found.person, code)


@transaction.atomic
def refuse(act: Act, *, pk: int) -> None:
    """Any manager may, who asked included. Raises NotThere, MovedOn."""
    found = _of_office(act, pk)
    if not rescues.refuse(pk, at=act.at):
        raise MovedOn("Permintaan ini sudah diputuskan.")
    log(act, "refuse_rescue", str(pk), whose=found.person_id)


@transaction.atomic
def by_operator(act: Act, *, person: Person) -> str:
    """The code, for where an office has no two managers; whoever may run the machine may do this."""
    code = printed_code.new()
    rescues.by_operator(person, code=printed_code.plain(code), until=act.at + LASTS, at=act.at)
    log(act, "agree_rescue", whose=person.pk, by="operator")
    tell_owner(act, person, "operator sistem memulihkan akun Anda. Ambil kodenya langsung dari operator")
    return code


def _of_office(act: Act, pk: int) -> Rescue:
    found = rescues.of_office(act.by.office or 0).filter(pk=pk).first()
    if found is None:
        raise NotThere("Permintaan itu tidak ada di kantor ini.")
    return found
