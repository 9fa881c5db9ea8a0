"""Publishes definitions from folders."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.utils.module_loading import import_string

from silastri.apps.catalog import operations as catalog
from silastri.apps.catalog import queries as catalog_queries
from silastri.apps.offices import operations as offices
from silastri.apps.offices.models import Holiday
from silastri.apps.offices.queries import today
from silastri.domain.bare_package import bare_package
from silastri.domain.definition.source import Finding

from . import folder
from .folder import OfficeFolder


class NotPublishable(Exception):
    """A definition has mistakes; nothing was published."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("\n".join(map(str, findings)))
        self.findings = findings


def publish(path: Path, *, at: datetime, replace: bool = False) -> list[str]:
    """Publishes all offices and services at that path, or none. Returns a line for each. Raises NotPublishable.

    ``replace``: also where that takes back what an office changed in the texts of its letters by itself.
    """
    found = list(folder.read(path))
    taken_back = [] if replace else [finding for office in found for finding in _taken_back(office)]
    if taken_back:
        raise NotPublishable(taken_back)
    return put_in_force(found, at=at)


def _taken_back(read: OfficeFolder) -> Iterator[Finding]:
    """The texts that the office changed by itself, and of which the folder knows nothing."""
    for inside in read.services:
        service = catalog_queries.service(read.slug, inside.slug)
        for file, text in catalog_queries.changed_at_desk(service).items() if service else ():
            if inside.texts.get(file) != text:
                what = "naskah ini diubah kantor di halaman Naskah surat, dan berkas di map belum memuat perubahannya"
                remedy = "unduh naskahnya dari halaman itu dan taruh di map, atau terbitkan dengan --timpa"
                yield Finding(f"{read.slug}/{inside.slug}/{file}", 1, what, remedy)


@transaction.atomic
def put_in_force(found: list[OfficeFolder], *, at: datetime) -> list[str]:
    """Raises NotPublishable."""
    grave = [finding for office in found for finding in office.all_findings if not finding.mild]
    if grave:
        raise NotPublishable(grave)
    lines = []
    for read in found:
        assert read.office
        office = offices.publish(slug=read.slug, definition=read.office, text=read.text, at=at)
        year = today(office, at).year
        offices.seed_holidays(office, national_days(year - 2, year + 1))
        for service in read.services:
            assert service.definition
            version, is_new = catalog.publish(
                office, slug=service.slug, definition=service.definition, texts=service.texts, at=at
            )
            lines.append(f"{read.slug}/{service.slug} versi {version.number}{' (baru)' if is_new else ''}")
    return lines


def national_days(first: int, last: int) -> list[tuple[date, str, Holiday.Kind]]:
    """National holidays and collective leave of those years: a first list, which the office then owns and mends."""
    with bare_package("holidays.countries"):  # which would load those of every country
        indonesia = import_string("holidays.countries.indonesia.Indonesia")
    days: dict[date, tuple[str, Holiday.Kind]] = {}
    for category, kind in (("government", Holiday.Kind.COLLECTIVE), ("public", Holiday.Kind.NATIONAL)):
        known = indonesia(years=range(first, last + 1), language="id", categories=(category,))
        days |= {day: (name, kind) for day, name in known.items()}
    return [(day, name, kind) for day, (name, kind) in sorted(days.items())]
