"""A manager writes a message in the office's own words: drafted and checked here, published by a second person
(``publish_message_text``)."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from silastri.apps.audit.operations import log
from silastri.apps.catalog.models import Service
from silastri.apps.offices.models import Office
from silastri.apps.wordings import operations, queries
from silastri.apps.wordings.models import Wording
from silastri.domain.act import Act
from silastri.domain.refusal import MovedOn, NotFit, NotThere, NotYours
from silastri.domain.words.messages import check, table
from silastri.domain.words.messages.template import Template

State = Wording.State
_OPEN = (State.DRAFT, State.PROPOSED)
_DECIDED = "Teks ini sudah diputuskan atau ditarik. Muat ulang halaman."


class NotYourWording(NotYours):
    """Only who wrote a draft changes or proposes it."""


class WordingWaits(MovedOn):
    """The draft waits for a second person, or was decided: it is not changed any more."""


@dataclass(frozen=True)
class Text:
    """A message of an office: of one service, or of all that have no text of their own."""

    office: Office
    service: Service | None
    template: type[Template]

    @property
    def key(self) -> str:
        return self.template.key

    @property
    def all(self) -> QuerySet[Wording]:
        """Its own texts, the newest first."""
        return queries.of_text(self.office.pk, self.service.pk if self.service else None, self.key)

    @property
    def used(self) -> Wording | None:
        """Its own text that is in use."""
        return self.all.filter(state=State.PUBLISHED).first()

    @property
    def draft(self) -> Wording | None:
        """Its text that is being written, or waits."""
        return self.all.filter(state__in=_OPEN).first()

    @property
    def instead(self) -> str:
        """What is said where it has no own text: the office's text for all services, else the house's."""
        pk = queries.chosen(self.office, None, self.key) if self.service else None
        return queries.pattern(pk) if pk else self.template.pattern

    @property
    def pattern(self) -> str:
        """What is said now."""
        used = self.used
        return used.pattern if used else self.instead


def text(office: Office, key: str, service: Service | None = None) -> Text:
    """Raises NotThere for a message that no office says in its own words."""
    if key not in table.TEMPLATES or not table.is_of_office(key):
        raise NotThere("Pesan ini tidak ada, atau teksnya sama untuk semua kantor.")
    return Text(office, service, table.TEMPLATES[key])


def of_draft(draft: Wording) -> Text:
    return text(draft.office, draft.template, draft.service)


def faults(draft: Wording) -> list[check.Fault]:
    return check.check(draft.pattern, table.TEMPLATES[draft.template])


@transaction.atomic
def write(act: Act, *, of: Text, pattern: str, why: str) -> Wording:
    """Keeps the text as the draft of this manager, mistakes and all; nothing is published.

    Raises NotFit, NotYourWording, WordingWaits.
    """
    assert act.by.person
    draft, pattern = of.draft, check.tidied(pattern)
    if draft:
        _must_be_own(act, draft)
    if not pattern or len(pattern) > check.LONGEST:
        raise NotFit("Teks belum tersimpan.", {"teks": f"Isi teksnya, paling banyak {check.LONGEST} huruf."})
    if pattern == of.pattern:
        raise NotFit("Teks belum tersimpan.", {"teks": "Teks ini sama dengan yang sedang dipakai."})
    draft = draft or Wording(office=of.office, service=of.service, template=of.key, drafted_by_id=act.by.person)
    draft.pattern, draft.why, draft.drafted_at = pattern, why.strip()[:500], act.at
    return operations.keep_draft(draft)


@transaction.atomic
def propose(act: Act, *, draft: Wording) -> None:
    """The draft waits for a second person. Raises NotFit while it has mistakes or no reason, NotYourWording,
    WordingWaits."""
    _must_be_own(act, draft)
    if not draft.why:
        raise NotFit("Draf belum diajukan.", {"alasan": "Tulis mengapa teksnya diubah."})
    if found := check.grave(faults(draft)):
        raise NotFit("Draf belum diajukan. Perbaiki dulu teksnya.", {"teks": found[0].what})
    if not operations.decide(draft, State.DRAFT, state=State.PROPOSED, drafted_at=act.at):
        raise WordingWaits(_DECIDED)
    log(act, "propose_message_text", about(draft))


@transaction.atomic
def withdraw(act: Act, *, draft: Wording) -> None:
    """Takes back a draft that is not published: its author, or another manager, since its author may have left. Raises
    WordingWaits."""
    changes = {"state": State.WITHDRAWN, "decided_by_id": act.by.person, "decided_at": act.at}
    if draft.state not in _OPEN or not operations.decide(draft, State(draft.state), **changes):
        raise WordingWaits(_DECIDED)
    log(act, "withdraw_message_text", about(draft))


def about(draft: Wording) -> str:
    return "/".join(filter(None, (draft.service.slug if draft.service else "", draft.template)))[:100]


def _must_be_own(act: Act, draft: Wording) -> None:
    if draft.drafted_by_id != act.by.person:
        raise NotYourWording(f"Teks ini sedang diubah {draft.drafted_by.name}. Tunggu, atau tarik drafnya dulu.")
    if draft.state != State.DRAFT:
        raise WordingWaits("Draf ini sedang menunggu orang kedua. Tarik dulu bila akan diubah.")
