"""Which text an office uses, and how the texts stand at the provider."""

from collections.abc import Mapping
from functools import lru_cache

from django.db.models import QuerySet

from silastri.apps.offices.models import Office

from .models import Approval, Wording

State = Wording.State


def in_use(office: Office) -> Mapping[tuple[int | None, str], int]:
    """The wording in use for each service (None: for all) and template. Asked for again only after a change."""
    return _in_use(office.pk, office.turn)


@lru_cache(maxsize=256)
def _in_use(pk: int, turn: int) -> Mapping[tuple[int | None, str], int]:
    found = Wording.objects.filter(office=pk, state=State.PUBLISHED)
    return {
        (service, template): wording for service, template, wording in found.values_list("service", "template", "pk")
    }


def chosen(office: Office, service: int | None, template: str) -> int | None:
    """The wording for a message of that service: its own, else the office's; None where the house's text holds."""
    found = in_use(office)
    return found.get((service, template)) or found.get((None, template))


@lru_cache(maxsize=1024)
def pattern(pk: int) -> str:
    """The text of a published wording. It never changes, so it is read only once."""
    return Wording.objects.values_list("pattern", flat=True).get(pk=pk, published_at__isnull=False)


def of_office(office_id: int) -> QuerySet[Wording]:
    """The newest first."""
    found = Wording.objects.filter(office=office_id).order_by("-pk")
    return found.select_related("office", "service", "drafted_by", "decided_by", "published_by")


def of_text(office_id: int, service_id: int | None, template: str) -> QuerySet[Wording]:
    return of_office(office_id).filter(service=service_id, template=template)


def approvals(channel: str, template: str, wording: int | None) -> list[Approval]:
    """What is known of the provider's view of the wording, and of the house's text."""
    found = Approval.objects.filter(channel=channel, template=template)
    return [one for one in found.order_by("-pk") if one.wording_id in (wording, None)]


def all_approvals(channel: str) -> list[Approval]:
    return list(Approval.objects.filter(channel=channel).order_by("pk"))


def approval(channel: str, name: str, language: str = "") -> Approval | None:
    found = Approval.objects.filter(channel=channel, name=name)
    return (found.filter(language=language) if language else found).first()
