"""How people of a walk come by a place: an hour that they choose, a turn in a waiting list."""

from typing import TYPE_CHECKING

from django.utils import timezone

from silastri.apps.bookings import queries as bookings
from silastri.apps.cases.models import Case
from silastri.apps.offices import queries as offices
from silastri.domain.definition.sop import Step
from silastri.jobs import sample
from silastri.jobs.runner import Runner
from silastri.journey import withdraw

from .visitor import Lost

if TYPE_CHECKING:
    from .walker import Walk


def fill(walk: "Walk") -> None:
    """Somebody else takes the only place of the quota before."""
    at = timezone.now()
    walk.before = Runner(walk.service, sample.citizens(at)[0], at, 0)
    walk.before_case = walk.before.submitted()


def choose(walk: "Walk", case: Case, step: Step) -> None:
    """By the applicant on his own page; by the officer for who has no account."""
    if bookings.appointment(case, step.key):
        return
    if walk.first.online:
        visitor = walk.filer
        visitor.open(walk.at)
        visitor.click("Pilih jadwal")
    else:
        visitor = walk.signed_in(offices.holders(case.office, step.actor, timezone.localdate())[0])
        visitor.open(f"/petugas/permohonan/{case.ref}/")
        visitor.click("Pilihkan jadwal")
    form = visitor.form("Simpan jadwal")
    hours = form.choices("jam")
    if not hours:
        raise Lost(f"{visitor.name}: tidak ada jam yang bisa dipilih")
    visitor.send(form, {"jam": hours[0]})


def admit(walk: "Walk", case: Case) -> str:
    """Who had the place gives it up, and the officer takes in who is next; the officer's name."""
    if walk.before and walk.before_case:
        withdraw.withdraw(walk.before.applicant_act(), ref=walk.before_case.ref)
    officer = offices.holders(case.office, case.post, timezone.localdate())[0]
    visitor = walk.signed_in(officer)
    visitor.open("/")
    visitor.click("Halaman saya")
    visitor.click("Daftar tunggu")
    visitor.send(visitor.form("Terima"))
    return officer.name
