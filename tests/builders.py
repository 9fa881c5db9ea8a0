"""Data in words: an office with its people, a case at a step."""

from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.apps.catalog.models import Service
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.surveys.models import Invitation
from silastri.domain.act import Act, Actor
from silastri.domain.definition.definition import Definition, read_office, read_service
from silastri.domain.definition.office import Office as OfficeDefinition
from silastri.jobs.publishing import publish
from silastri.practice import demo, sample
from silastri.practice.runner import Runner
from tests.replayed import replayed

STANDARDS = Path(__file__).parent.parent / "standards"
WIB = ZoneInfo("Asia/Jakarta")
# A Monday morning with two ordinary weeks after it.
MONDAY = datetime(2026, 11, 9, 9, 0, tzinfo=WIB)
JOMPO = "jompo-terlantar"
SCHOOL = "anak-putus-sekolah"


def today() -> date:
    """The day by the clock of the offices, which is not that of UTC before seven in the morning."""
    return datetime.now(WIB).date()


def next_year() -> datetime:
    """A year from now, at ten in the morning: at night no message goes out that nobody asked for."""
    return datetime.now(WIB).replace(hour=10) + timedelta(days=365)


@cache
def texts(service: str, office: str = "rokan-hilir") -> dict[str, str]:
    return {file.name: file.read_text() for file in (STANDARDS / office / service).iterdir()}


@cache
def office_definition(office: str = "rokan-hilir") -> OfficeDefinition:
    found, findings = read_office((STANDARDS / office / "kantor.yaml").read_text())
    assert found, findings
    return found


@cache
def definition(service: str = JOMPO, office: str = "rokan-hilir") -> Definition:
    found = read_service(texts(service, office)).definition
    assert found
    return found


@dataclass
class Town:
    """An office with one officer for each post, three citizens, and its services published."""

    office: Office
    citizens: list[Person]

    def officer(self, post: str) -> Person:
        return offices.holders(Office.objects.get(pk=self.office.pk), post, MONDAY.date())[0]

    def act(self, post: str, at: datetime = MONDAY) -> Act:
        person = self.officer(post)
        desk = next(d for d in offices.desks(person.pk, MONDAY) if d.office.pk == self.office.pk)
        return Act(Actor(person.pk, person.name, self.office.pk, desk.posts), at, "web")

    def citizen_act(self, number: int = 0, at: datetime = MONDAY) -> Act:
        person = self.citizens[number]
        return Act(Actor(person.pk, person.name), at, "web")

    def service(self, slug: str = JOMPO) -> Service:
        return Service.objects.select_related("office").get(office=self.office, slug=slug)


def a_town(standards: Path = STANDARDS / "rokan-hilir") -> Town:
    made: Town = replayed(("town", standards), lambda: _a_town(standards))
    return deepcopy(made)


def _a_town(standards: Path) -> Town:
    publish(standards, at=MONDAY - timedelta(days=30))
    office = Office.objects.get(slug=standards.name)
    demo.staff(office, MONDAY)
    demo.registry(office, MONDAY - timedelta(days=30))
    return Town(office, sample.citizens(MONDAY))


def a_case(town: Town, at: str | None = "pemeriksaan", *, service: str = JOMPO, citizen: int = 0) -> Case:
    """A case at that step, taken there by the acts of its people; ``None`` is one that is done."""
    if at == "pengajuan":
        return _runner(town, service, citizen).drafted()
    what = ("case", town.office.pk, town.citizens[citizen].pk, service, at)
    pk = replayed(what, lambda: _runner(town, service, citizen).to(at).pk)
    return Case.objects.select_related("office", "applicant").get(pk=pk)


def _runner(town: Town, service: str, citizen: int) -> Runner:
    return Runner(town.service(service), town.citizens[citizen], MONDAY + timedelta(hours=5), 0)


def surveyed(case: Case) -> Case:
    """The survey of the case was answered."""
    Invitation.objects.filter(case=case).update(state=Invitation.State.ANSWERED)
    return case
