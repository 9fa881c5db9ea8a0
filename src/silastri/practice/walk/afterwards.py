"""What a walk does before and after its case: gets the letters that the form asks for, renews the letter, does its
duties."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from django.utils import timezone

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.apps.catalog.models import Service
from silastri.apps.duties.models import Duty
from silastri.apps.letters.models import Letter
from silastri.apps.offices import queries as offices
from silastri.domain.case.held_letter import PAPER
from silastri.domain.check import needs_a_letter
from silastri.domain.definition.after import Renewal
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.field import FieldKind
from silastri.domain.definition.sop import Step
from silastri.domain.letters import renewal
from silastri.practice import sample

from .branch import DUTIES, RENEWAL, Branch
from .page import WebForm
from .told import Told
from .visitor import Lost, Visitor

_FAR = 4000  # days


class Afterwards:
    """A part of ``Walk``, from which it needs the attributes declared here."""

    office_slug: str
    branch: Branch
    service: Service
    definition: Definition
    first: Step
    filer: Visitor
    filer_is_known: bool
    visitors: dict[str, Visitor]
    told_messages: int
    typed: dict[str, str]
    at: str
    ref: str

    @property
    def today(self) -> date:
        """By the clock of the office whose service is walked."""
        return offices.today(self.service.office, timezone.now())

    def __init__(self, office: str, service: str, branch: Branch, out: Path | None) -> None:
        raise NotImplementedError

    def run(self) -> Iterator[Told]:
        raise NotImplementedError

    def _apply(self, visitor: Visitor) -> Told:
        raise NotImplementedError

    def _begun_at_counter(self) -> Visitor:
        raise NotImplementedError

    def _through(self) -> Iterator[Told]:
        raise NotImplementedError

    def _case(self) -> Case:
        raise NotImplementedError

    def signed_in(self, officer: Person) -> Visitor:
        raise NotImplementedError

    # The letters that the form asks for

    def _parents(self) -> Iterator[Told]:
        """Walks the services whose letters somebody must have before applying."""
        for question in self.definition.standard.form:
            if needs_a_letter(question):
                branch = Branch("lurus", f"surat yang diminta {self.definition.standard.name}")
                parent = type(self)(self.office_slug, question.services[0], branch, None)
                parent.visitors, parent.told_messages = self.visitors, self.told_messages
                parent.filer_is_known = self.first.online
                if self.first.online:
                    parent.filer = self.filer
                yield from parent.run()
                self.told_messages = parent.told_messages

    @staticmethod
    def letters_on(form: WebForm, definition: Definition) -> dict[str, str]:
        """The first letter that the page offers for each question that asks for one."""
        asked = [question.key for question in definition.standard.form if question.kind is FieldKind.LETTER]
        offered = {key: [code for code in form.choices(key) if code not in ("", PAPER)] for key in asked}
        return {key: codes[0] for key, codes in offered.items() if codes}

    # After the hand-over

    def _afterwards(self) -> Iterator[Told]:
        ways: dict[str, Callable[[], Iterator[Told]]] = {RENEWAL: self._renewal, DUTIES: self._duties}
        if self.branch.after:
            yield from ways[self.branch.after]()

    def _letter(self) -> Letter:
        """The present state of the case's letter."""
        return Letter.objects.get(case__ref=self.ref, key=self.definition.standard.product.key)

    def _renewal(self) -> Iterator[Told]:
        """Makes the letter end soon and renews it, by its holder or at the counter, until it is replaced."""
        rule, old = self.definition.standard.product.renewal, self._letter()
        assert rule
        old.valid_until = self._soon(rule)
        old.save(update_fields=["valid_until"])
        self.typed = renewal.raw(rule, old.code)
        visitor = self._renewed_online() if self.first.online else self._begun_at_counter()
        yield self._apply(visitor)
        yield from self._through()
        self.filer.open(f"/S/{old.code}")
        if self._letter().number not in self.filer.page.text:
            raise Lost("halaman surat lama tidak menyebut surat penggantinya")

    def _soon(self, rule: Renewal) -> date:
        """An end such that today the letter may be renewed. Raises Lost."""
        time, today = offices.working_time(self.service.office), self.today
        for days in range(_FAR):
            end = today + timedelta(days=days)
            if renewal.window(self.definition.standard, rule, end, time).is_open(today):
                return end
        raise Lost("perpanjangan tidak pernah dibuka")

    def _renewed_online(self) -> Visitor:
        visitor = self.filer
        visitor.follow("Halaman saya", "Surat saya")
        visitor.send(visitor.form("Perpanjang"))
        return visitor

    def _duties(self) -> Iterator[Told]:
        for duty in Duty.objects.filter(letter=self._letter()).order_by("pk"):
            if duty.by_applicant and self.first.online:
                yield self._handed_in(duty)
            yield self._at_post(duty)
        yield from self._through()

    def _handed_in(self, duty: Duty) -> Told:
        visitor = self.filer
        visitor.open(self.at)
        visitor.click(duty.label)
        paper = sample.scan(duty.label, timezone.now())
        visitor.send(visitor.form(has="catatan"), {"catatan": "Contoh laporan.", "berkas": paper})
        return self._told(duty, visitor.name, "pemohon")

    def _at_post(self, duty: Duty) -> Told:
        """Accepted where it was handed in, else recorded."""
        officer = offices.holders(self.service.office, duty.post, self.today)[0]
        visitor = self.signed_in(officer)
        visitor.follow("Halaman saya", "Kewajiban")
        visitor.click(duty.label)
        visitor.send(visitor.form(has="catatan"), {"catatan": "Contoh hasil, sesuai."})
        told = self._told(duty, officer.name, duty.post)
        if told.outcome != "Selesai":
            raise Lost(f"{duty.label} tidak selesai: {told.outcome}")
        return told

    def _told(self, duty: Duty, who: str, post: str) -> Told:
        duty.refresh_from_db()
        return Told(duty.label, who, post, duty.get_state_display(), timezone.now(), state=self._case().state)
