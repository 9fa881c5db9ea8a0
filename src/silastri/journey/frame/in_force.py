"""What a letter brings with it once it is in force: it takes the place of the one it renews or corrects, and duties
begin."""

from datetime import date

from silastri.apps.catalog import queries as catalog
from silastri.apps.duties import operations as duties
from silastri.apps.duties import queries as duty_queries
from silastri.apps.duties.models import Duty
from silastri.apps.letters import operations as letters
from silastri.apps.letters import queries as letter_queries
from silastri.apps.letters.models import Letter
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act
from silastri.domain.definition import after
from silastri.domain.kinds import Kind
from silastri.domain.letters import duties as rules
from silastri.domain.letters import renewal
from silastri.domain.letters.wanted import base
from silastri.journey.case.dossier import Dossier
from silastri.journey.case.products import corrected

GIVES_FORCE = (Kind.SIGN, Kind.NUMBER)


def issued(act: Act, dossier: Dossier) -> None:
    """Called after a step that may have put letters in force; calling it again changes nothing."""
    if dossier.case.corrects:
        _correct(dossier)
        return
    products = dossier.definition.standard.products
    if not any(product.renewal or product.duties for product in products):
        return
    new = [letter for letter in letter_queries.products(dossier.case) if letter.is_in_force]
    today = dossier.time.day(act.at)
    if old := _replaced(dossier, new):
        duties.lapse(old, after=today, at=act.at)
    for letter in new:
        write_down(act, letter, on=today)


def _correct(dossier: Dossier) -> None:
    """The new letter takes the old letter's place and its duties."""
    old = corrected(dossier)
    new = next((one for one in letter_queries.products(dossier.case) if old and one.key == old.key), None)
    if old and new and new.is_in_force and letters.renewed(old, by=new):
        duties.hand_on(old, new)


def _replaced(dossier: Dossier, new: list[Letter]) -> Letter | None:
    """The letter that the new letters of this case replace as its renewal."""
    case = dossier.case
    found = renewal.renewed(dossier.definition.standard, case.answers.get("values", {}), case.service.slug)
    if found is None:
        return None
    product, answer = found
    by = next((letter for letter in new if letter.key == product.key), None)
    old = letter_queries.of_holder(case.applicant_id, code=answer["kode"])
    if by is None or old is None or old.pk == by.pk or not letters.renewed(old, by=by):
        return None
    return old


def write_down(act: Act, letter: Letter, *, on: date) -> int:
    """Writes down the duties of a letter that have fallen due, and the next of each. Returns how many were new."""
    time = offices.working_time(letter.office)
    made = []
    for duty in of_letter(letter):
        begins = first_of(letter).on
        assert begins
        last = duty_queries.last_number(letter, duty.key)
        for one in rules.come(duty, begins, letter.valid_until, on, time, after=last):
            made.append(_record(act, letter, duty, one))
    duties.make(made)
    return len(made)


def first_of(letter: Letter) -> Letter:
    """The first letter in a chain of corrections that ends with this one; the letter itself if it corrects none."""
    while letter.case.corrects and (old := letter_queries.by_code(letter.case.corrects)):
        letter = old
    return letter


def of_letter(letter: Letter) -> tuple[after.Duty, ...]:
    """The duties of a letter by the version of the standard under which it was issued."""
    standard = catalog.definition(letter.case.version_id).standard
    return next((product.duties for product in standard.products if product.key == base(letter.key)), ())


def _record(act: Act, letter: Letter, duty: after.Duty, time: rules.Time) -> Duty:
    return Duty(
        office_id=letter.office_id,
        letter=letter,
        case_id=letter.case_id,
        key=duty.key,
        number=time.number,
        label=duty.label,
        shape=duty.shape,
        by_applicant=duty.by_applicant,
        post=duty.post,
        due_on=time.due_on,
        remind_on=time.remind_on,
        made_at=act.at,
    )
