"""What the pages of a preview use of its process; ``settings.PREVIEW_WORKSHOP`` names the object."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.apps.catalog.models import Service
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.office import Office

APPLICANT = "pemohon"


class Workshop(Protocol):
    @property
    def state(self) -> Any: ...  # what was read (reading), when (read_at), which version runs (version)
    @property
    def service(self) -> Service | None: ...
    @property
    def passphrase(self) -> str: ...
    @property
    def definition(self) -> Definition | None: ...
    @property
    def office(self) -> Office | None: ...
    def roles(self, at: datetime) -> Sequence[Any]: ...
    def person(self, role: str, ref: str, at: datetime) -> Person | None: ...
    def case(self, ref: str) -> Case | None: ...
    def holds_draft(self, case: Case, role: str) -> bool: ...
    def cases(self, at: datetime) -> Sequence[tuple[Case, Any]]: ...
    def take_to(self, step: str, at: datetime) -> Any: ...
    def plan(self) -> Sequence[Any]: ...
    def paper(self, key: str, at: datetime) -> Any: ...
    def wipe(self, at: datetime) -> None: ...


def readable(bench: Workshop) -> tuple[Definition, Office] | None:
    """The definition and office of the present text, even with mistakes; if it cannot be read, of the version that
    runs."""
    reading = bench.state.reading
    for definition, office in ((reading.definition, reading.office), (bench.definition, bench.office)):
        if definition and office:
            return definition, office
    return None


def workshop() -> Workshop:
    return cast(Workshop, import_string(settings.PREVIEW_WORKSHOP))  # type: ignore[misc]
