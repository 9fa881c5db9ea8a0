"""Whose data an address shows that names them by a number of its own: a record of the archive, a message, a duty."""

from collections.abc import Callable
from typing import Any

from django.db.models import F, Model

from silastri.apps.archive.models import Record
from silastri.apps.bookings.models import Place
from silastri.apps.cases.concerned import Concerned
from silastri.apps.duties.models import Duty
from silastri.apps.messages.models import Message
from silastri.apps.opinions.models import Opinion

Find = Callable[[int, int], Concerned | None]


def _by_case(model: type[Model]) -> Find:
    return _by(model, ref="case__ref", applicant="case__applicant_id", post="case__post")


def _by(model: type[Model], **columns: str) -> Find:
    names = {name: F(column) for name, column in columns.items()}

    def find(pk: int, office: int) -> Concerned | None:
        rows: Any = model._default_manager.filter(pk=pk, office_id=office)
        found = rows.annotate(**{f"its_{name}": column for name, column in names.items()})
        row = found.values_list(*(f"its_{name}" for name in names)).first()
        given = dict(zip(names, row, strict=True)) if row else {}
        if not given.get("applicant"):
            return None
        return Concerned(given["ref"] or "", 0, given["applicant"], office, given.get("post") or "")

    return find


_RECORD, _DUTY, _MESSAGE = _by_case(Record), _by_case(Duty), _by(Message, ref="case__ref", applicant="person_id")
OWNERS: dict[str, Find] = {
    "archive_record": _RECORD,
    "archive_file": _RECORD,
    "change_record": _RECORD,
    "duty": _DUTY,
    "duty_file": _DUTY,
    "message": _MESSAGE,
    "try_again": _MESSAGE,
    "desk_opinion": _by_case(Opinion),
    "absent": _by_case(Place),
}
