"""Promise and reality of each service, as the television shows them when nobody is called."""

from dataclasses import dataclass
from datetime import datetime

from silastri.apps.offices.models import Office
from silastri.journey.figures import performance


@dataclass(frozen=True, slots=True)
class Kept:
    """One service: what it promises, what was usual in that month, and how many percent were in time."""

    name: str
    promised: str
    month: str
    usually: str
    kept: int


def of_office(office: Office, at: datetime) -> list[Kept]:
    """What the public page of performance tells, of the newest month of each service of which it tells a share; a
    service without a promise or without such a month is left out."""
    found = []
    for one in performance.of_office(office, at).services:
        told = [(figure, share) for figure in one.months if (share := figure.percent) is not None]
        if told and one.promise:
            newest, kept = told[-1]
            found.append(Kept(one.title, one.promise.told, newest.month.name, newest.half, kept))
    return found
