"""How people of a walk get a place: an hour that they choose, or a turn in a waiting list."""

from datetime import date
from typing import Protocol

from django.utils import timezone

from silastri.apps.accounts.models import Person
from silastri.apps.bookings import queries as bookings
from silastri.apps.cases.models import Case
from silastri.apps.catalog.models import Service
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act, Actor
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.sop import Step
from silastri.journey.apply import draft, submit, withdraw
from silastri.journey.steps.check import asked
from silastri.practice import open_places, sample

from .variant import straight
from .visitor import Lost, Visitor


class Walk(Protocol):
    """The attributes of ``Walk`` that are needed here."""

    service: Service
    definition: Definition
    first: Step
    filer: Visitor
    at: str
    before: Case | None

    @property
    def today(self) -> date: ...

    def signed_in(self, person: Person) -> Visitor: ...


def fill(walk: Walk) -> Case:
    """Lets somebody else take the only place of the quota first."""
    now, person = timezone.now(), sample.citizens(timezone.now())[0]
    case = draft.start(_act(walk, person.pk), service=walk.service, applicant=person)
    typed = open_places.answers(walk.definition, 0, today=walk.today, service=walk.service)
    typed |= straight(walk.definition, walk.today).answers
    draft.answer(_act(walk, person.pk), ref=case.ref, raw=typed)
    for requirement in asked(walk.definition, case):
        paper = sample.scan(requirement.label, now)
        draft.attach(_act(walk, person.pk), ref=case.ref, key=requirement.key, upload=paper, upload_name="berkas.pdf")
    return submit.submit(_act(walk, person.pk), ref=case.ref)


def _act(walk: Walk, applicant: int) -> Act:
    """An act of the applicant, or of the counter if the office takes applications only there."""
    now, first = timezone.now(), walk.first
    if first.online:
        return Act(Actor(applicant, "Warga Contoh"), now, "web")
    officer = offices.holders(walk.service.office, str(first.recorder), walk.today)[0]
    return Act(Actor(officer.pk, officer.name, walk.service.office_id, {str(first.recorder): ""}), now, "counter")


def choose(walk: Walk, case: Case, step: Step) -> None:
    """The applicant chooses on their own page; for applicants without an account the officer does."""
    if bookings.appointment(case, step.key):
        return
    if walk.first.online:
        visitor = walk.filer
        visitor.open(walk.at)
        visitor.click("Pilih jadwal")
    else:
        visitor = walk.signed_in(offices.holders(case.office, step.actor, walk.today)[0])
        visitor.open(f"/petugas/permohonan/{case.ref}/")
        visitor.click("Pilihkan jadwal")
    form = visitor.form("Simpan jadwal")
    hours = form.choices("jam")
    if not hours:
        raise Lost(f"{visitor.name}: tidak ada jam yang bisa dipilih")
    visitor.send(form, {"jam": hours[0]})


def admit(walk: Walk, case: Case) -> str:
    """The other person gives the place up, and the officer admits the next case; returns the officer's name."""
    if walk.before:
        withdraw.withdraw(_act(walk, walk.before.applicant_id), ref=walk.before.ref)
    officer = offices.holders(case.office, case.post, walk.today)[0]
    visitor = walk.signed_in(officer)
    visitor.follow("Halaman saya", "Daftar tunggu")
    visitor.send(visitor.form("Terima"))
    return officer.name
