"""One officer serves somebody at the counter in one go, as far as his posts allow (C5, I3).

The person is taken in, the application handed in, the applicant looked up in the registry, and the letter numbered.
All of it is one transaction: what is refused leaves nothing behind.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from silastri.adapters.intake.port import NotAccepted, Paper
from silastri.apps.accounts.models import Person
from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.apps.catalog import queries as catalog
from silastri.apps.catalog.models import Service
from silastri.apps.messages import operations as messages
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act
from silastri.domain.case.workflow import ONWARD, State
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.field import FieldKind
from silastri.domain.definition.sop import Step
from silastri.domain.kinds import Kind
from silastri.domain.refusal import NotFit, NotYours
from silastri.domain.words.messages.case import Arrived
from silastri.journey.case import handed_in
from silastri.journey.case.dossier import dossier_of
from silastri.journey.frame.step import is_for
from silastri.journey.papers.drawn_after import one_transaction
from silastri.journey.steps import look_up, number

from . import counter, draft, submit


class AlreadyServed(NotFit):
    """The same application of the same person was recorded today: by a second click, or from an old page."""


@dataclass(frozen=True)
class Visitor:
    """Who stands at the counter, as the identity card says; ``phone`` in E.164, or empty.

    ``account_is_anothers``: an account that holds the NIK without proof is not this person's.
    """

    nik: str
    name: str
    address: str
    phone: str = ""
    account_is_anothers: bool = False


@dataclass(frozen=True)
class Scan:
    """A document as it was sent."""

    content: bytes
    name: str


@dataclass(frozen=True)
class Filled:
    """What the officer filled in: the service's form, the form of the look-up, and the choice from what was found.

    ``entry`` and ``searched`` are those of ``look_up``; ``scans`` are by the key of their requirement.
    """

    answers: Mapping[str, str]
    at_step: Mapping[str, str]
    entry: str
    searched: str
    scans: Mapping[str, Scan]


def look_up_step(definition: Definition, posts: Mapping[str, str]) -> Step | None:
    """The look-up of a service that somebody with these posts may do at once; None where he may not.

    He records the applicant's first step, and the look-up is the next one. A form that asks for a letter which the
    applicant holds needs the ordinary way, where the letters are offered.
    """
    first, *rest = definition.sop.steps
    second = rest[0] if rest else None
    asks_letter = any(question.kind is FieldKind.LETTER for question in definition.standard.form)
    if asks_letter or first.recorder not in posts or second is None:
        return None
    return second if second.kind is Kind.LOOK_UP and second.actor in posts else None


def at_once(act: Act, *, service: Service, visitor: Visitor, filled: Filled) -> Case:
    """The case where this officer's part ends: at the step of somebody else, at the handing over, or at its end.

    A case that joins a waiting list stays there. Raises NotOffered, NotYours, AlreadyServed, NotAccepted, and what
    ``take_in``, ``submit`` and ``look_up`` raise, with the fields of all of them.
    """
    papers = {key: _tidy(act, key, scan) for key, scan in filled.scans.items()}
    act = replace(act, via="counter")
    with one_transaction():
        _must_be_his(act, service)
        person = counter.take_in(
            act,
            name=visitor.name,
            nik=visitor.nik,
            phone=visitor.phone,
            account_is_anothers=visitor.account_is_anothers,
        )
        _must_be_new(act, service, person, filled)
        case = draft.start(act, service=service, applicant=person, address=visitor.address)
        draft.answer(act, ref=case.ref, raw=dict(filled.answers))
        for key, paper in papers.items():
            draft.keep(act, ref=case.ref, key=key, paper=paper, name=filled.scans[key].name)
        case = submit.submit(act, ref=case.ref)
        if case.state == State.RUNNING:
            case = _decided(act, case, filled)
        messages.drop_but_last(case, Arrived.key)
        return case


def _tidy(act: Act, key: str, scan: Scan) -> Paper:
    try:
        return handed_in.tidy(act, scan.content)
    except NotAccepted as refused:
        raise NotAccepted(str(refused), {key: str(refused)}) from None


def _must_be_his(act: Act, service: Service) -> None:
    version = catalog.current(service, offices.today(service.office, act.at))
    if version is None:
        raise draft.NotOffered("Layanan ini sedang tidak dibuka.")
    if look_up_step(catalog.definition(version.pk), act.by.posts) is None:
        raise NotYours("Layanan ini tidak bisa diurus sekaligus oleh jabatan Anda.")


def _must_be_new(act: Act, service: Service, person: Person, filled: Filled) -> None:
    clock = offices.working_time(service.office)
    today = cases.handed_in_since(person.pk, service.pk, clock.begins(clock.day(act.at)))
    for case in today:
        if case.answers.get("raw", {}) == dict(filled.answers):
            raise AlreadyServed(f"Permohonan yang sama sudah dicatat hari ini dengan nomor {case.ref}.")


def _decided(act: Act, case: Case, filled: Filled) -> Case:
    """Looks up, and numbers the letter where that is next and his."""
    case = look_up.look_up(
        act, ref=case.ref, turn=case.turn, outcome=ONWARD, entry=filled.entry, searched=filled.searched,
        filled=filled.at_step,
    )  # fmt: skip
    if case.state == State.RUNNING:
        step = dossier_of(case).step
        if step.kind is Kind.NUMBER and is_for(act, case, step):
            case = number.number(act, ref=case.ref, turn=case.turn)
    return case
