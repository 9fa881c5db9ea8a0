"""Keeps reports and what is said about them. Each function needs the transaction of the act that calls it."""

from datetime import date
from typing import Any

from silastri.apps.accounts.models import Person
from silastri.apps.offices.models import Office

from .models import BribeNote, BribeReport
from .queries import kept_code


def take_in(code: str, *, about: Office, reader: Office, on: date, **told: Any) -> bool:
    """Keeps a report under the code of its writer. False where it is here already: the same form came twice."""
    rest = {"about": about, "reader": reader, "received_on": on, **told}
    _, is_new = BribeReport.objects.get_or_create(code=kept_code(code), defaults=rest)
    return is_new


def say(
    report: BribeReport, text: str, *, on: date, by: Person | None = None, inside: bool = False, state: str = ""
) -> BribeNote:
    """Without ``by`` it is the writer's. A ``state`` is what it brought about."""
    if state:
        report.state = BribeReport.State(state)
        report.save(update_fields=["state"])
    return BribeNote.objects.create(report=report, on=on, by=by, inside=inside, text=text, state=state)


def held(pk: int) -> BribeReport:
    """The report, while nobody else changes it."""
    return BribeReport.objects.select_for_update().get(pk=pk)
