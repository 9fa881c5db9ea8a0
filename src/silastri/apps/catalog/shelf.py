"""All that is on offer, as citizens look for it: by words, by what happens in their lives, by office."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.definition.life import LifeEvent
from silastri.domain.definition.offer import Offer
from silastri.domain.word_index import WordIndex

from .models import Version

_OFFICE_WEIGHT = 1.0


@dataclass(frozen=True)
class Shelved:
    """A service on offer, by the version in force on that day, or by the first to come."""

    office_slug: str
    office_name: str
    slug: str
    offer: Offer


class Shelf:
    def __init__(self, shelved: Sequence[Shelved]) -> None:
        self.all = sorted(shelved, key=lambda one: (one.offer.title.lower(), one.office_name))
        self._index = WordIndex([[*one.offer.texts, (one.office_name, _OFFICE_WEIGHT)] for one in self.all])

    def find(self, words: str) -> list[Shelved]:
        """Those that any of the words finds, the best first."""
        return [self.all[number] for number in self._index.find(words)]

    def by_event(self) -> dict[LifeEvent | None, list[Shelved]]:
        """The services of each event, in the order of the events; under None those that name none."""
        order: list[LifeEvent | None] = [*LifeEvent, None]
        found = {event: [s for s in self.all if event in (s.offer.events or (None,))] for event in order}
        return {event: services for event, services in found.items() if services}


def shelf(chosen: Sequence[Office], at: datetime) -> Shelf:
    """What those offices offer, each by its own day. What a version says is read only once."""
    offered = Version.objects.filter(service__is_offered=True, service__office__in=chosen)
    wanted = ("service_id", "service__office_id", "effective_on", "pk", "service__office__name")
    rows = list(offered.order_by("effective_on", "number").values_list(*wanted))
    offering = {office for _, office, *_ in rows}
    today = {office.pk: offices.today(office, at) for office in chosen if office.pk in offering}
    shown: dict[int, tuple[int, str]] = {}
    for service, office, effective_on, pk, name in rows:
        if service not in shown or effective_on <= today[office]:
            shown[service] = (pk, name)
    return _shelf(tuple(sorted(shown.values())))


@lru_cache(maxsize=4)
def _shelf(versions: tuple[tuple[int, str], ...]) -> Shelf:
    found = Version.objects.filter(pk__in=[pk for pk, _ in versions]).select_related("service__office")
    return Shelf(
        [
            Shelved(
                version.service.office.slug,
                version.service.office.name,
                version.service.slug,
                Offer.model_validate({"name": version.service.name} | version.offer),
            )
            for version in found.defer("texts", "service__office__definition")
        ]
    )
