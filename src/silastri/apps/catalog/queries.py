"""Which services are offered, and what each of their versions says."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from django.db.models import QuerySet

from silastri.domain.definition import definition as definitions
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.sop import Step

from .models import Service, Version


def services(office_slug: str) -> QuerySet[Service]:
    """The services that the office offers."""
    return Service.objects.filter(is_offered=True, office__slug=office_slug).order_by("name")


def service(office_slug: str, slug: str) -> Service | None:
    return Service.objects.filter(office__slug=office_slug, slug=slug).select_related("office").first()


def current(service: Service, on: date) -> Version | None:
    """The version in force on that day."""
    return (
        Version.objects.filter(service=service, effective_on__lte=on)
        .order_by("-effective_on", "-number")
        .defer("texts")
        .first()
    )


def versions(service: Service) -> list[Version]:
    """All published versions of the service, the newest first."""
    return list(Version.objects.filter(service=service).defer("texts").order_by("-effective_on", "-number"))


def in_force(office_id: int, on: date) -> list[Version]:
    """The version in force on that day, for each service that the office offers."""
    found = Version.objects.filter(service__office_id=office_id, service__is_offered=True, effective_on__lte=on)
    newest_last = found.select_related("service").defer("texts").order_by("service__name", "effective_on", "number")
    return list({version.service_id: version for version in newest_last}.values())


def version_ids(office_id: int) -> list[int]:
    """Every version of every service of the office: cases run under older ones too."""
    return list(Version.objects.filter(service__office_id=office_id).order_by("pk").values_list("pk", flat=True))


def definitions_of(office_id: int) -> list[Definition]:
    """The definition of every version of every service of the office."""
    return [definition(version) for version in version_ids(office_id)]


def services_of_versions(office_id: int) -> dict[int, int]:
    """The service of each version that the office published, the older versions first."""
    return dict(Version.objects.filter(service__office_id=office_id).order_by("pk").values_list("pk", "service_id"))


def names(office_id: int) -> dict[int, str]:
    """The name of each service of the office, in their order."""
    return dict(Service.objects.filter(office_id=office_id).order_by("name").values_list("pk", "name"))


def steps(office_id: int) -> Iterator[tuple[int, Step]]:
    """Every step of every version, each with its version."""
    for version in version_ids(office_id):
        yield from ((version, step) for step in definition(version).sop.steps)


@lru_cache(maxsize=1024)
def definition(version_id: int) -> Definition:
    """The definition of a version. It never changes, so it is read only once."""
    texts = Version.objects.values_list("texts", flat=True).get(pk=version_id)
    found = definitions.read_service(texts, published=True).definition
    if found is None:
        raise ValueError(f"the published version {version_id} cannot be read")
    return found
