"""Which services are offered, and what each of their versions says."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache

from django.db.models import Count, Min, QuerySet

from silastri.apps.offices.models import Office
from silastri.domain.definition import definition as definitions
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.sop import Step

from .models import Service, TextDraft, Version


def services(office_slug: str) -> QuerySet[Service]:
    """The services that the office offers."""
    return Service.objects.filter(is_offered=True, office__slug=office_slug).order_by("name")


def all_services(office_id: int) -> QuerySet[Service]:
    """Those too that the office does not offer any more."""
    return Service.objects.filter(office_id=office_id).order_by("name")


def service(office_slug: str, slug: str) -> Service | None:
    return Service.objects.filter(office__slug=office_slug, slug=slug).select_related("office").first()


def by_id(pk: int) -> Service:
    """Of a row that names its service."""
    return Service.objects.get(pk=pk)


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


def first_days(office_id: int) -> dict[int, date]:
    """The day on which each service of the office came into force first, by its id."""
    found = Version.objects.filter(service__office_id=office_id).values_list("service_id")
    return dict(found.annotate(first=Min("effective_on")).order_by())


def first_published(office_id: int) -> datetime | None:
    """When the office's first service was published here."""
    found = Version.objects.filter(service__office_id=office_id).order_by("published_at")
    return found.values_list("published_at", flat=True).first()


def version_ids(office_id: int) -> list[int]:
    """Every version of every service of the office: cases run under older ones too."""
    return list(Version.objects.filter(service__office_id=office_id).order_by("pk").values_list("pk", flat=True))


def definitions_of(office: Office) -> tuple[Definition, ...]:
    """The definition of every version of every service of the office, the older versions first."""
    return tuple(definition(version) for version in services_of_versions(office))


def services_of_versions(office: Office) -> Mapping[int, int]:
    """The service of each version that the office published, the older versions first. Asked for again only after a
    change."""
    return _services_of_versions(office.pk, office.turn)


@lru_cache(maxsize=256)
def _services_of_versions(pk: int, turn: int) -> Mapping[int, int]:
    return dict(Version.objects.filter(service__office_id=pk).order_by("pk").values_list("pk", "service_id"))


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


def newest(service: Service, *, lock: bool = False) -> Version:
    """The version that was published last, with its texts; ``lock`` keeps others from publishing meanwhile."""
    if lock:
        Service.objects.select_for_update().get(pk=service.pk)
    return Version.objects.filter(service=service).select_related("service__office").latest("number")


def text_history(service: Service, file: str) -> list[tuple[Version, str]]:
    """The versions that changed that text, each with the text before it; the newest first."""
    found, before = [], ""
    for version in Version.objects.filter(service=service).order_by("number").select_related("draft__author"):
        if version.texts.get(file, "") != before:
            found.append((version, before))
            before = version.texts.get(file, "")
    return found[::-1]


def changed_at_desk(service: Service) -> dict[str, str]:
    """The texts of letters that the office changed by itself since a folder was published last, as they are now."""
    changed: dict[str, str] = {}
    for version in Version.objects.filter(service=service).order_by("-number").select_related("draft"):
        if not hasattr(version, "draft"):
            break
        changed.setdefault(version.draft.file, version.texts[version.draft.file])
    return changed


def drafts(office_id: int) -> QuerySet[TextDraft]:
    """The drafts of texts of the office, the newest first."""
    found = TextDraft.objects.filter(service__office_id=office_id)
    return found.select_related("service__office", "base", "author", "decided_by").order_by("-pk")


def in_force_by_office(on: date) -> dict[int, int]:
    """How many services each office offers under a version that is in force on that day."""
    found = Version.objects.filter(service__is_offered=True, effective_on__lte=on).values_list("service__office")
    return dict(found.annotate(n=Count("service", distinct=True)).order_by())
