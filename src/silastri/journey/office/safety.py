"""Whether nothing would be lost: what became of backups and of the drills that restore them, told to managers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from silastri.apps.audit import queries as audit
from silastri.apps.audit.operations import log
from silastri.apps.beats import operations as beats
from silastri.apps.beats import queries as beat_queries
from silastri.apps.messages import operations as messages
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act
from silastri.domain.backup.rhythm import DRILL_OVERDUE, OVERDUE, Past
from silastri.domain.definition.letter_text import long_date
from silastri.domain.words.messages.backup import BackupNews
from silastri.domain.worktime import national_day
from silastri.journey.case import tell
from silastri.journey.case.links import absolute

BACKUP, DRILL = "backup", "backup.drill"  # their signs of life
LOGGED = "drill_backup"
NO_KEY = (
    "Cadangan belum dapat dibuat karena kunci cadangan belum ada. Jalankan silastri backup-key di server,"
    " lalu simpan kuncinya di brankas."
)


@dataclass(frozen=True, slots=True)
class Drill:
    """What the last drill found: each thing that was tried, in words, and whether it was right."""

    at: datetime
    found: list[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class Safety:
    target: str  # without names and passwords; empty where there is none
    backup: Past
    drill: Past
    last_drill: Drill | None


def shown() -> Safety:
    return Safety(_said(settings.BACKUP.target), past(BACKUP), past(DRILL), _last_drill())


def past(name: str) -> Past:
    """When it was done well last, and when it failed."""
    beat = beat_queries.beats().get(name)
    if beat is None:
        return Past()
    return Past(None if beat.at == beat.failed_at else beat.at, beat.failed_at)


def alarms(at: datetime) -> list[str]:
    """Only where backups are made by themselves: elsewhere *Keadaan sistem* says that there are none."""
    if not settings.BACKUP.target:
        return []
    if not settings.BACKUP.key:
        return [NO_KEY]
    return [*_backup_alarms(at), *_drill_alarms(at)]


def _backup_alarms(at: datetime) -> list[str]:
    backup = past(BACKUP)
    if backup.is_failing:
        return [f"Cadangan data gagal dibuat: {_why(BACKUP)}"]
    if backup.good is None:
        return ["Data belum pernah dicadangkan."]
    if at - backup.good > OVERDUE:
        return [f"Data tidak dicadangkan lagi sejak {_day(backup.good)}."]
    return []


def _drill_alarms(at: datetime) -> list[str]:
    drill, backup = past(DRILL), past(BACKUP)
    if drill.is_failing:
        return [f"Uji pulih cadangan gagal: {_why(DRILL)}"]
    if drill.good and at - drill.good > DRILL_OVERDUE and not backup.is_failing:
        return [f"Cadangan tidak diuji pulih lagi sejak {_day(drill.good)}."]
    return []


def backed_up(act: Act) -> None:
    beats.beat(BACKUP, act.at)


@transaction.atomic
def backup_failed(act: Act, why: str) -> None:
    beats.stumble(BACKUP, act.at, why)
    _tell(act, "Cadangan data SILASTRI gagal dibuat.", why)


@transaction.atomic
def drilled(act: Act, found: Sequence[tuple[str, bool]]) -> None:
    """A drill that found everything right, or not."""
    wrong = [said for said, is_right in found if not is_right]
    log(act, "drill_backup", "gagal" if wrong else "berhasil", found=[list(one) for one in found])
    if wrong:
        beats.stumble(DRILL, act.at, " ".join(wrong))
        _tell(act, "Uji pulih cadangan data SILASTRI GAGAL.", " ".join(wrong))
    else:
        beats.beat(DRILL, act.at)
        _tell(act, "Cadangan data SILASTRI sudah diuji pulih, dan semuanya cocok.", f"{len(found)} hal diperiksa.")


def _tell(act: Act, what: str, said: str) -> None:
    """Every manager once a day, in the hours of the office."""
    words = BackupNews(link=absolute("health"), what=what, said=" ".join(said.split())[:300])
    day = national_day(act.at)
    managers = {person.pk: (person, office) for office in offices.offices()
                for person in offices.managers(office, offices.today(office, act.at))}  # fmt: skip
    made = [
        tell.made(act, words, about=f"cadangan/{day}/{what[:30]}/{person.pk}", person=person, office=office.pk)
        for person, office in managers.values()
    ]
    messages.queue([one for one in made if one.to])


def _last_drill() -> Drill | None:
    last = audit.last(LOGGED)
    return Drill(last.at, [(said, is_right) for said, is_right in last.detail["found"]]) if last else None


def _why(name: str) -> str:
    return beat_queries.beats()[name].why


def _day(at: datetime) -> str:
    return long_date(national_day(at))


def _said(target: str) -> str:
    parts = urlsplit(target)
    return target.replace(parts.netloc, parts.netloc.rpartition("@")[2]) if "@" in parts.netloc else target
