"""What a preview can do: read the folder, publish the definition, take practice cases along, start again.

The pages of the preview (web/preview) find it by its dotted path in the settings, like an adapter.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from threading import RLock

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.apps.catalog import queries as catalog
from silastri.apps.catalog.models import Service, Version
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.office import Office as OfficeDefinition
from silastri.domain.definition.source import Finding
from silastri.jobs.publishing import publish
from silastri.practice import sample

from . import papers, people, practice, reading, slate
from .papers import Paper
from .practice import Taken
from .reading import Mistake, Reading

APPLICANT = "pemohon"


@dataclass(frozen=True)
class Role:
    """A person that the editor may play: the applicant, or the holder of a post."""

    key: str
    title: str
    person: int


@dataclass(frozen=True)
class State:
    """The result of the last reading, and which version runs."""

    reading: Reading
    read_at: datetime
    version: int  # number of the version that runs; 0 if none does

    @property
    def runs_old_text(self) -> bool:
        return not self.reading.may_run and self.version > 0


class Workshop:
    """There is one in the process of a preview. Whatever changes the version that runs holds its lock."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._path: Path
        self._state: State
        self._good: Path | None = None
        self._drawn: tuple[int, list[Paper]] = (0, [])
        self._count = 0

    def open(self, path: Path, at: datetime) -> State:
        """Begins with an empty installation: no office yet, three citizens."""
        self._path = path
        self._citizens = sample.citizens(at)
        slate.remember()
        return self.read(at)

    @property
    def state(self) -> State:
        return self._state

    def marks(self) -> reading.Marks:
        return reading.marks(self._path)

    def read(self, at: datetime) -> State:
        """Reads the folder and publishes the definition. If it has mistakes, the version before goes on running."""
        with self._lock:
            found = reading.read(self._path)
            if found is None:
                found = self._gone(at)
            if found.may_run:
                self._good = found.write(settings.HOME / "naskah")
                self._publish(at)
            version = self._version()
            self._state = State(found, at, version.number if version else 0)
            return self._state

    def _gone(self, at: datetime) -> Reading:
        """Whether the folder was moved or removed in the meantime."""
        gone = Mistake(Finding(str(self._path), 1, "map layanan tidak ada lagi", "kembalikan map ini"), ())
        if hasattr(self, "_state"):
            return replace(self._state.reading, mistakes=(gone,))
        return Reading(self._path.parent.name, self._path.name, "", {}, None, None, (gone,))

    def _publish(self, at: datetime) -> None:
        """Publishes the definition, in force from today at the latest, but never before the version before it."""
        assert self._good
        with transaction.atomic():
            publish(self._good, at=at)
            service = self._service()
            assert service
            day = offices.today(service.office, at)
            last = Version.objects.filter(service=service).defer("texts").order_by("number").last()
            before = Version.objects.filter(service=service, number=last.number - 1).first() if last else None
            if last:
                since = max(min(last.effective_on, day), before.effective_on if before else min(last.effective_on, day))
                Version.objects.filter(pk=last.pk).update(effective_on=since)
            people.staff(service.office, at)

    def _service(self) -> Service | None:
        found = (
            Service.objects.filter(office__slug=self._good.parent.name, slug=self._good.name) if self._good else None
        )
        return found.select_related("office").first() if found else None

    def _version(self) -> Version | None:
        service = self._service()
        return catalog.current(service, offices.today(service.office, timezone.now())) if service else None

    # For the pages

    passphrase = sample.PASSPHRASE

    @property
    def definition(self) -> Definition | None:
        """The definition that runs."""
        version = self._version()
        return catalog.definition(version.pk) if version else None

    @property
    def office(self) -> OfficeDefinition | None:
        service = self._service()
        return offices.definition(Office.objects.get(pk=service.office_id)) if service else None

    @property
    def service(self) -> Service | None:
        return self._service()

    def roles(self, at: datetime) -> list[Role]:
        found = [Role(APPLICANT, "Pemohon", self._citizens[0].pk)]
        service, office = self._service(), self.office
        if service and office:
            for post in office.posts:
                person = people.holder(service.office, post.key, at)
                found += [Role(post.key, post.title, person.pk)] if person else []
        return found

    def person(self, role: str, ref: str, at: datetime) -> Person | None:
        """The person of that role; for a case, its own applicant."""
        case = self.case(ref) if ref else None
        if role == APPLICANT and case:
            return case.applicant
        pk = next((one.person for one in self.roles(at) if one.key == role), None)
        return Person.objects.filter(pk=pk).first() if pk else None

    def case(self, ref: str) -> Case | None:
        return Case.objects.filter(ref=ref).select_related("applicant").first()

    def holds_draft(self, case: Case, role: str) -> bool:
        """Whether the counter of that post has a draft."""
        first = catalog.definition(case.version_id).sop.steps[0]
        return not first.online and first.recorder == role

    def cases(self, at: datetime) -> list[tuple[Case, Role]]:
        """The newest practice cases, each with the role that must act next."""
        found = Case.objects.select_related("applicant", "version").defer("version__texts", "answers", "notes")
        roles = {role.key: role for role in self.roles(at)}
        return [(case, roles.get(self._with(case), roles[APPLICANT])) for case in found.order_by("-pk")[:20]]

    def _with(self, case: Case) -> str:
        sop = catalog.definition(case.version_id).sop
        step = sop.step(case.step) if case.step else sop.steps[0]
        return step.recorder if step.by_applicant and not step.online and step.recorder else step.actor

    def take_to(self, step: str, at: datetime) -> Taken:
        """A new practice case, taken along to that step."""
        with self._lock:
            service = self._service()
            if service is None:
                return Taken("", "", "Belum ada definisi yang bisa dijalankan.")
            self._count += 1
            return practice.take_to(service, step, self._citizens, self._count, at)

    def plan(self) -> list[Paper]:
        """The papers of the service, not drawn yet."""
        definition = self.definition
        return papers.plan(definition) if definition else []

    def paper(self, key: str, at: datetime) -> Paper | None:
        """A paper with sample data. All are drawn at once, and kept until another version runs."""
        with self._lock:
            version, service = self._version(), self._service()
            if version is None or service is None:
                return None
            if self._drawn[0] != version.pk:
                self._drawn = (version.pk, papers.draw_all(service, self._citizens[0], at))
            return next((paper for paper in self._drawn[1] if paper.key == key), None)

    def wipe(self, at: datetime) -> None:
        """Removes every practice case; the last definition without mistakes runs again, as the first version."""
        with self._lock:
            slate.wipe()
            self._drawn, self._count = (0, []), 0
            self._citizens = sample.citizens(at)
            if self._good:
                self._publish(at)
            version = self._version()
            self._state = replace(self._state, version=version.number if version else 0)


WORKSHOP = Workshop()
