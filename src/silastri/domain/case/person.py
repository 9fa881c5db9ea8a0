"""What follows from a person's birth date and NIK."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from silastri.domain import identity


def age(born: date, on: date) -> int:
    """The age in whole years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def doubts(person: Mapping[str, Any], today: date) -> list[str]:
    """Where a person's NIK does not fit the birth date or sex. Only a warning, since old NIKs contain errors."""
    try:
        number = identity.nik(str(person.get("nik", "")), today)
    except identity.NotAnIdentity:
        return []
    found = []
    if person.get("tanggal_lahir") and person["tanggal_lahir"] not in (born.isoformat() for born in number.births):
        found.append("Tanggal lahir berbeda dengan yang tersimpan di dalam NIK.")
    if person.get("jenis_kelamin") and person["jenis_kelamin"] != number.sex:
        found.append("Jenis kelamin berbeda dengan yang tersimpan di dalam NIK.")
    return found
