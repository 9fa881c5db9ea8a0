"""The letters among which a question of a form lets the applicant pick: their own, of one office."""

from datetime import date

from silastri.apps.cases.models import Case
from silastri.apps.letters import queries as letters
from silastri.apps.letters.models import Letter
from silastri.apps.offices import queries as offices
from silastri.domain.case import held_letter
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.field import FieldKind, Question


def letter_questions(definition: Definition) -> list[Question]:
    return [question for question in definition.standard.form if question.kind is FieldKind.LETTER]


def choices(case: Case, definition: Definition, on: date) -> held_letter.Choices:
    """By question, the letters that the applicant may pick on that day. Never a letter of another person or office, or
    one that was revoked or replaced."""
    asked = letter_questions(definition)
    if not asked:
        return {}
    own, time = case.service.slug, offices.working_time(case.office)
    wanted = {slug for question in asked for slug in held_letter.services(question, own)}
    found = [
        of(letter) for letter in letters.held_by(case.applicant_id, on=on, office_id=case.office_id, services=wanted)
    ]
    renews = {question.key: _renewed_by(definition, question) for question in asked}
    return {
        question.key: held_letter.pickable(question, found, own=own, on=on, time=time, renews=renews[question.key])
        for question in asked
    }


def _renewed_by(definition: Definition, question: Question) -> list[str]:
    """The products that are renewed by answering this question."""
    products = definition.standard.products
    return [product.key for product in products if product.renewal and product.renewal.question == question.key]


def of(letter: Letter) -> held_letter.HeldLetter:
    """A numbered letter in the form that questions and rules use."""
    assert letter.on
    return held_letter.HeldLetter(
        code=letter.code,
        key=letter.key,
        number=letter.number,
        on=letter.on,
        valid_until=letter.valid_until,
        service=letter.case.service.slug,
        name=letter.name,
    )
