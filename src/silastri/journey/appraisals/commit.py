"""Officers read and sign the code of ethics and the pakta integritas; a new text, or a year gone by, asks again."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from silastri.apps.accounts.models import Person
from silastri.apps.appraisals import operations, queries
from silastri.apps.appraisals.models import Commitment
from silastri.apps.audit.operations import log
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.offices.queries import Desk
from silastri.domain.act import Act
from silastri.domain.appraisals import commitment
from silastri.domain.refusal import MovedOn, NotFit, NotThere, NotYours

from . import people

_A_YEAR = timedelta(days=366)


@dataclass(frozen=True)
class Texts:
    """What is signed now."""

    ethics: list[str]
    integrity: list[str]

    @property
    def digest(self) -> str:
        return commitment.digest(self.ethics, self.integrity)

    def __bool__(self) -> bool:
        return bool(self.ethics or self.integrity)


@dataclass(frozen=True)
class Signed:
    """How an officer stands: ``commitment`` is his last that still counts."""

    person: Person
    title: str
    commitment: Commitment | None


def texts(office: Office) -> Texts:
    definition = offices.definition(office)
    return Texts(commitment.told(definition.ethics or ()), commitment.told(definition.integrity or ()))


def until(office: Office, person: int) -> date | None:
    """The last day on which his signature under today's text counts; None without one."""
    on = queries.last_signed(office.pk, texts(office).digest, person)
    return commitment.until(on) if on else None


def is_due(office: Office, person: int, on: date) -> bool:
    """Whether the officer is asked to sign: the office has a text, and he has not signed it within a year."""
    if not texts(office):
        return False
    last = until(office, person)
    return last is None or last < on


@transaction.atomic
def sign(act: Act, *, digest: str, has_read: bool) -> Commitment:
    """Signs the text that he saw. Raises NotThere, MovedOn, NotFit with the field ``setuju``."""
    office = people.office_of(act)
    found = texts(office)
    if not found:
        raise NotThere("Kantor ini belum menulis kode etik dan pakta integritas.")
    if digest != found.digest:
        raise MovedOn("Bunyinya berubah sejak Anda membacanya. Baca lagi.")
    if not has_read:
        wrong = "Tandai bahwa Anda sudah membaca dan bersedia."
        raise NotFit(wrong, {"setuju": wrong})
    on = people.today(act, office)
    posting = people.posted(office, on).get(act.by.person or 0)
    if posting is None:
        raise NotYours("Yang menandatangani ialah petugas yang memegang jabatan di kantor ini.")
    made = operations.sign(
        office, posting.person, digest=digest, ethics=found.ethics, integrity=found.integrity,
        title=offices.title(office, posting.post), at=act.at, on=on,
    )  # fmt: skip
    log(act, "sign_commitment", f"komitmen:{digest[:12]}")
    return made


def lists(act: Act) -> bool:
    """Whether the officer may see who has signed: the head and managers."""
    office = people.office_of(act)
    on = people.today(act, office)
    return people.is_head(act, office) or offices.manages(office.pk, act.by.person or 0, on)


def standing(office: Office, on: date) -> list[Signed]:
    """Every officer of today, who has not signed first."""
    counted = _counted(office, on)
    found = [
        Signed(one.person, offices.title(office, one.post), counted.get(pk))
        for pk, one in people.posted(office, on).items()
    ]
    return sorted(found, key=lambda one: (one.commitment is not None, one.person.name))


def _counted(office: Office, on: date) -> dict[int, Commitment]:
    rows = queries.commitments(office.pk, texts(office).digest, on - _A_YEAR)
    return {one.person_id: one for one in rows if commitment.until(one.on) >= on}


@dataclass(frozen=True)
class Count:
    signed: int
    officers: int
    last: date | None


def public(office: Office, on: date) -> Count:
    """For everybody: how many of the officers signed, and when the last did. No names."""
    there, counted = people.posted(office, on), _counted(office, on)
    signed = [one.on for pk, one in counted.items() if pk in there]
    return Count(len(signed), len(there), max(signed, default=None))


def waits(desk: Desk, person: int, on: date) -> bool:
    """Whether the desk shows the gentle notice. Who only signs in another's name holds no post to sign for."""
    return bool(desk.posts) and is_due(desk.office, person, on)
