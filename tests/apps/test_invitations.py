"""Who had answered before invitations were known has answered; who waits for his letter may answer now."""

import importlib
from typing import Any

from silastri.apps.surveys.models import Invitation
from silastri.apps.surveys.operations import code_of
from tests.builders import Town, a_case

MIGRATION = importlib.import_module("silastri.apps.cases.migrations.0003_invitations_know_who_answered")


class _Old:
    """The rows as they were, with the day of the answer."""

    def __init__(self, rows: list[tuple[int, str, object]]) -> None:
        self.rows = rows
        self.objects = self

    def filter(self, **_: object) -> "_Old":
        return self

    def values_list(self, *_: str) -> "_Old":
        return self

    def iterator(self) -> Any:
        return iter(self.rows)


def test_older_cases_are_invited(town: Town) -> None:
    answered, waits = a_case(town, "penyerahan"), a_case(town, "penyerahan")
    Invitation.objects.all().delete()
    old = _Old([(answered.pk, answered.ref, "2026-11-09"), (waits.pk, waits.ref, None)])

    class Apps:
        def get_model(self, app: str, name: str) -> Any:
            return old if name == "Case" else Invitation

    MIGRATION.invite(Apps(), None)
    kept = {one.case_id: (one.code, one.state) for one in Invitation.objects.all()}
    assert kept == {
        answered.pk: (code_of(answered.ref), "answered"),
        waits.pk: (code_of(waits.ref), "open"),
    }
