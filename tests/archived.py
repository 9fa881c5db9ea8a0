"""The archive in words: what was issued is filed, and years go by."""

from datetime import date, datetime, timedelta

from silastri.apps.accounts.models import Person
from silastri.apps.archive.models import Record
from silastri.apps.cases.models import Case
from silastri.domain.act import SYSTEM, Act, Actor
from silastri.journey.archive import file
from silastri.practice.runner import Runner
from tests.builders import MONDAY, STANDARDS, Town, a_town

HALL, FAIR = "pakai-gedung", "izin-keramaian"
LATER = datetime(2035, 6, 4, 10, 0, tzinfo=MONDAY.tzinfo)  # every retention but the longest is over
NIGHT = Act(SYSTEM, MONDAY + timedelta(hours=6), "job")


def contoh() -> Town:
    """An invented office: the use of its hall is destroyed in the end, permits are kept for ever."""
    return a_town(STANDARDS / "contoh")


def a_done(town: Town, service: str = HALL, *, citizen: int = 0) -> Case:
    case = Runner(town.service(service), town.citizens[citizen], MONDAY + timedelta(hours=5), 0).to(None)
    return Case.objects.select_related("office", "applicant").get(pk=case.pk)


def filed(town: Town, service: str = HALL, *, citizen: int = 0) -> tuple[Record, Record]:
    """The records of one case that is done: its product, and the file of the case."""
    case = a_done(town, service, citizen=citizen)
    file.file(NIGHT)
    of_case = Record.objects.filter(case=case).select_related("letter", "case__service")
    return of_case.exclude(letter__mode="tanpa").get(kind="letter"), of_case.get(kind="case")


def archivist(town: Town, at: datetime = LATER) -> Act:
    return town.act("loket", at)


def head(town: Town, at: datetime = LATER) -> Act:
    return town.act("kepala_dinas", at)


def both(town: Town, at: datetime = LATER) -> Act:
    """One person who is archivist and head."""
    return by(town.officer("loket"), town, at)


def by(person: Person, town: Town, at: datetime) -> Act:
    return Act(Actor(person.pk, person.name, town.office.pk, {"loket": "", "kepala_dinas": ""}), at, "web")


def made_inactive(*records: Record, until: date = date(2034, 1, 1)) -> None:
    """Their active time went by."""
    for record in records:
        Record.objects.filter(pk=record.pk).update(state=Record.State.INACTIVE, inactive_until=until)
