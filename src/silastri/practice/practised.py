"""Publishes definitions changed for a practice case: of another kind, signed with certificates, open today."""

import json
import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from silastri.domain.booking import quota as periods
from silastri.domain.definition.definition import read_office, read_service
from silastri.domain.definition.source import read
from silastri.jobs import folder, publishing
from silastri.jobs.folder import OfficeFolder, ServiceFolder


def publish(
    path: Path,
    *,
    at: datetime,
    as_kind: str = "",
    electronic: bool = False,
    quota_on: date | None = None,
    waits: bool = False,
) -> list[str]:
    """Publishes what is at that path: the services as of that kind, the office as signing everything with certificates,
    quotas as open on that day, with only one place when somebody ``waits``. Raises NotPublishable."""
    found = [with_certificates(office) if electronic else office for office in folder.read(path)]
    for office in found:
        if as_kind:
            office.services = [of_kind(service, as_kind) for service in office.services]
        if quota_on:
            office.services = [with_quota(service, on=quota_on, waits=waits) for service in office.services]
    return publishing.put_in_force(found, at=at)


def with_quota(service: ServiceFolder, *, on: date, waits: bool) -> ServiceFolder:
    """The service with its quota open on that day; ``waits``: with only one place."""
    quota = service.definition.standard.quota if service.definition else None
    if quota is None or not (waits or periods.period(quota, on) is None):
        return service
    value = _without_blanks(read(service.texts["standar.yaml"], "standar.yaml").value)
    if waits:
        value["kuota"]["jumlah"] = "1"
    if periods.period(quota, on) is None:
        dates = value["kuota"]["tanggal"]
        later = [one for one in (dates if isinstance(dates, list) else [dates]) if one["dari"] > on.isoformat()]
        value["kuota"]["tanggal"] = [{"dari": on.isoformat(), "sampai": on.isoformat()}, *later]
    texts = service.texts | {"standar.yaml": json.dumps(value)}
    return _again(service, texts)


def _without_blanks(value: Any) -> Any:
    """Leaves out what is empty in YAML, since JSON would write a word for it."""
    if isinstance(value, dict):
        return {key: _without_blanks(inner) for key, inner in value.items() if inner is not None}
    return [_without_blanks(inner) for inner in value] if isinstance(value, list) else value


def of_kind(service: ServiceFolder, kind: str) -> ServiceFolder:
    """The service with another ``jenis``."""
    texts = dict(service.texts)
    texts["standar.yaml"] = re.sub(r"(?m)^jenis: .*$", f"jenis: {kind}", texts["standar.yaml"])
    return _again(service, texts)


def with_certificates(office: OfficeFolder) -> OfficeFolder:
    """The office after switching from ink to certificates."""
    kept = re.sub(r"(?m)^selalu_elektronik:.*\n?", "", office.text)
    text = f"{kept.rstrip()}\nselalu_elektronik: ya\n"
    definition, findings = read_office(text)
    drawing = office.office.emblem if office.office else ""
    return replace(office, text=text, office=definition and definition.with_emblem(drawing), findings=findings)


def _again(service: ServiceFolder, texts: dict[str, str]) -> ServiceFolder:
    """The service with other texts; findings about its own texts are kept."""
    return replace(service, texts=texts, definition=read_service(texts).definition)
