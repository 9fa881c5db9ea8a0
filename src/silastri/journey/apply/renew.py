"""The holder of a letter that ends renews it: a new application that begins with the answers of the old one."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from silastri.apps.cases import operations as cases
from silastri.apps.cases import queries
from silastri.apps.cases.models import Case
from silastri.apps.catalog import queries as catalog
from silastri.apps.letters import queries as letter_queries
from silastri.apps.letters.models import Letter
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act
from silastri.domain.case.workflow import State
from silastri.domain.definition.after import Renewal
from silastri.domain.definition.standard import Standard
from silastri.domain.letters import renewal
from silastri.domain.refusal import MovedOn, NotFit, NotThere
from silastri.journey.case.dossier import Dossier, filed_on
from silastri.journey.steps.check import FORM

from . import draft


class NotInTime(NotFit):
    """The standard does not let the letter be renewed on this day: it is too early or too late."""


class Underway(MovedOn):
    """Another application to renew the same letter was handed in."""


@dataclass(frozen=True)
class Offer:
    """What the holder may do about a letter that ends."""

    letter: Letter
    window: renewal.Window
    is_open: bool
    told: str  # when the letter may be renewed, or that it is too late, with the dates
    begun: Case | None  # the holder's own application to renew it, if there is one
    online: bool
    is_late: bool  # after the last day of the window


def offer(letter: Letter, *, at: datetime) -> Offer | None:
    """The offer; None if the letter does not end, or the standard in force has no renewal for it."""
    case = letter.case
    time = offices.working_time(letter.office)
    on = time.day(at)
    version = catalog.current(case.service, on)
    if (
        version is None
        or letter.valid_until is None
        or letter.replaced_by_id
        or letter.revoked_from
        or not letter.is_in_force
    ):
        return None
    definition = catalog.definition(version.pk)
    rule = renewal.of_product(definition.standard, letter.key)
    if rule is None or not case.service.is_offered:
        return None
    window = renewal.window(definition.standard, rule, letter.valid_until, time)
    return Offer(
        letter,
        window,
        window.is_open(on),
        window.told(on),
        begun(letter, rule),
        definition.sop.steps[0].online,
        on > window.last,
    )


def begun(letter: Letter, rule: Renewal) -> Case | None:
    """The holder's unfinished application to renew this letter."""
    typed = renewal.raw(rule, letter.code)
    for case in queries.unfinished(letter.case.applicant_id, letter.case.service_id):
        if typed.items() <= case.answers.get("raw", {}).items():
            return case
    return None


@transaction.atomic
def renew(act: Act, *, ref: str, key: str) -> Case:
    """The draft that was begun before, or a new one. Documents are not copied, since new ones are required.

    For the holder, or at the counter for the holder. Raises CaseNotFound, NotYours, NotThere, NotInTime, NotOffered.
    """
    old = draft.hold(act, ref)
    letter = letter_queries.letter(old, key) if old.state == State.DONE else None
    found = offer(letter, at=act.at) if letter else None
    if letter is None or found is None:
        raise NotThere("Surat ini tidak bisa diperpanjang.")
    if found.begun:
        begun_here = act.via == "counter" and found.begun.via == "counter" and found.begun.state == State.DRAFT
        return cases.fill_on(act, found.begun) if begun_here else found.begun
    if not found.is_open:
        raise NotInTime(found.window.why_closed(letter.number, offices.today(old.office, act.at)))
    case = draft.start(act, service=old.service, applicant=old.applicant, address=old.address)
    standard = catalog.definition(case.version_id).standard
    rule = renewal.of_product(standard, letter.key)
    assert rule
    cases.answer(case, {"raw": _kept(standard, rule, old) | renewal.raw(rule, letter.code)})
    return case


def _kept(standard: Standard, rule: Renewal, old: Case) -> dict[str, str]:
    """The old answers to those questions that the form still asks."""
    asked = {question.key for question in standard.form} - {rule.question}
    typed: dict[str, str] = old.answers.get("raw", {})
    return {name: text for name, text in typed.items() if name.partition(".")[0] in asked}


def must_be_open(dossier: Dossier) -> None:
    """Checks the window on the day of handing in, so an application that was returned does not become late.

    Raises NotInTime, Underway.
    """
    case, standard = dossier.case, dossier.definition.standard
    found = renewal.renewed(standard, case.answers["values"], case.service.slug)
    if found is None:
        return
    product, old = found
    assert product.renewal
    if old["berlaku_sampai"]:
        ends = date.fromisoformat(old["berlaku_sampai"])
        window = renewal.window(standard, product.renewal, ends, dossier.time)
        if why := window.why_closed(old["nomor"], filed_on(case)):
            raise NotInTime(why, {FORM: why})
    typed = renewal.raw(product.renewal, old["kode"])
    for other in queries.unfinished(case.applicant_id, case.service_id).exclude(pk=case.pk):
        if other.state != State.DRAFT and typed.items() <= other.answers.get("raw", {}).items():
            raise Underway(f"Perpanjangan surat ini sedang diproses dengan nomor {other.ref}.")
