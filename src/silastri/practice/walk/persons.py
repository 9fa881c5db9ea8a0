"""Invented people of the age and the sex that a condition asks for: in a form, and the applicant with a NIK."""

from datetime import date, timedelta
from typing import Any

from silastri.domain import identity
from silastri.domain.case.person import age

_MOST_AGES = 6
_OF_AGE = ("umur", "tanggal_lahir")
_OF_SEX = "jenis_kelamin"


def _nik(day: date, sex: str) -> str:
    """By the rule of the NIK: forty is added to the day of a woman's birth."""
    return f"140701{day.day + (40 if sex == 'P' else 0):02}{day:%m%y}0010"


APPLICANT_NIK = _nik(date(1990, 5, 12), "P")


def born(years: int, today: date) -> date:
    """A birthday of somebody who is so old today, and was yesterday."""
    day = today - timedelta(days=2)
    return day.replace(year=day.year - years, day=min(day.day, 28))


def depends_on_applicant(asked: set[str]) -> bool:
    return any(f"pemohon.{part}" in asked for part in (*_OF_AGE, _OF_SEX))


def applicants(asked: set[str], numbers: set[int], today: date) -> list[str]:
    """The NIKs of applicants whom the conditions tell apart, the usual one first; none if they ask for neither age nor
    sex."""
    parts = {name.removeprefix("pemohon.") for name in asked if name.startswith("pemohon.")}
    if not depends_on_applicant(asked):
        return []
    usual = identity.nik(APPLICANT_NIK, today)
    days = [usual.born, *(_days(numbers, today) if parts & set(_OF_AGE) else [])]
    sexes = [usual.sex, "L"] if _OF_SEX in parts else [usual.sex]
    return list(dict.fromkeys(_nik(day, sex) for day in days for sex in sexes))


def facts_of(nik: str, today: date) -> dict[str, Any]:
    """What conditions know of that applicant."""
    read = identity.nik(nik or APPLICANT_NIK, today)
    return {"nik": read.digits, "umur": age(read.born, today), "jenis_kelamin": read.sex,
            "tanggal_lahir": read.born.isoformat()}  # fmt: skip


def in_form(key: str, asked: set[str], numbers: set[int], first: dict[str, str], today: date) -> list[dict[str, str]]:
    """Other answers about the person of that question, as they are typed; ``first`` is the usual answer."""
    parts = {name.removeprefix(f"isian.{key}.") for name in asked if name.startswith(f"isian.{key}.")}
    days = [date.fromisoformat(first[f"{key}.tanggal_lahir"])]
    days += _days(numbers, today) if parts & set(_OF_AGE) else []
    sex = first[f"{key}.{_OF_SEX}"]
    sexes = [sex, "P" if sex == "L" else "L"] if _OF_SEX in parts else [sex]
    people = [(day, one) for day in days for one in sexes][1:]
    return [
        {f"{key}.tanggal_lahir": day.isoformat(), f"{key}.{_OF_SEX}": one, f"{key}.nik": _nik(day, one)}
        for day, one in people
    ]


def _days(numbers: set[int], today: date) -> list[date]:
    ages = sorted({near for n in numbers if n < 100 for near in (n - 1, n, n + 1) if 0 <= near <= 99})
    return [born(years, today) for years in ages[: _MOST_AGES * 3]]
