"""What follows from a person's birth date and NIK."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from silastri.domain import identity
from silastri.domain.definition.field import NO_NIK, FieldKind, Question
from silastri.domain.definition.letter_text import long_date

SEXES = {"L": "laki-laki", "P": "perempuan"}
_OLDEST = 110  # years


def age(born: date, on: date) -> int:
    """The age in whole years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def from_nik(nik: str, today: date) -> dict[str, str]:
    """The birth date and the sex that a NIK holds; no date where its two digits of the year allow two people."""
    try:
        number = identity.nik(nik, today)
    except identity.NotAnIdentity:
        return {}
    alive = [born for born in number.births if age(born, today) <= _OLDEST] or list(number.births)
    known = {"tanggal_lahir": alive[0].isoformat()} if len(alive) == 1 else {}
    return known | {"jenis_kelamin": number.sex}


def completed(form: Sequence[Question], raw: Mapping[str, str], today: date) -> dict[str, str]:
    """What the NIKs in these answers say of birth dates and sexes that were left empty, by the name of the input."""
    return {
        f"{question.key}.{part}": value
        for question in form
        if question.kind is FieldKind.PERSON and raw.get(f"{question.key}.{NO_NIK}") != "ya"
        for part, value in from_nik(raw.get(f"{question.key}.nik", ""), today).items()
        if not raw.get(f"{question.key}.{part}", "").strip()
    }


def doubts(person: Mapping[str, Any], today: date, *, filled: str = "Anda mengisi") -> list[str]:
    """Where a person's NIK does not fit the birth date or sex, in full, for whoever typed both; ``filled`` tells it to
    others. Only a warning, since old NIKs contain errors."""
    try:
        number = identity.nik(str(person.get("nik", "")), today)
    except identity.NotAnIdentity:
        return []
    found = []
    typed, sex = person.get("tanggal_lahir"), person.get("jenis_kelamin")
    if typed and typed not in (born.isoformat() for born in number.births):
        held = " atau ".join(long_date(born) for born in number.births)
        found.append(f"NIK menunjukkan lahir {held}, {filled} {long_date(date.fromisoformat(typed))}.")
    if sex and sex != number.sex:
        found.append(f"NIK menunjukkan {SEXES[number.sex]}, {filled} {SEXES[sex]}.")
    return found
