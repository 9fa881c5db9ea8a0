"""A hall with counters, officers who sit at them, and visitors."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from silastri.apps.bookings.models import Kind, Place
from silastri.apps.cases.models import Case
from silastri.apps.catalog.models import Service
from silastri.apps.offices import operations as office_operations
from silastri.apps.tickets.models import Counter, Ticket
from silastri.domain.act import Act, Actor
from silastri.journey.queueing import counters, seat, take
from tests.builders import JOMPO, MONDAY, Town

POSTS = ("loket", "back_office", "tim_teknis")


def at(minutes: float) -> datetime:
    """So many minutes after nine on the Monday of the tests; the office closes at 16.00, seven hours later."""
    return MONDAY + timedelta(minutes=minutes)


def visitor(minutes: float, place: str = "10.0.0.1") -> Act:
    return Act(Actor(None, "Tamu"), at(minutes), "web", place)


@dataclass
class Hall:
    town: Town
    counters: list[Counter]

    def act(self, n: int, minutes: float) -> Act:
        """What the officer of the counter of that index does."""
        return self.town.act(POSTS[n], at(minutes))

    def take(self, minutes: float, *, priority: str = "", service: Service | None = None) -> Ticket:
        return take.take(
            visitor(minutes), office=self.town.office, service=service, priority=priority, via=Ticket.Via.KIOSK
        )

    def phone(self, minutes: float, **more: object) -> Ticket:
        given: dict[str, object] = {"service": None, "priority": ""}
        return take.take_by_phone(visitor(minutes), office=self.town.office, **(given | more))  # type: ignore[arg-type]

    @property
    def jompo(self) -> Service:
        return self.town.service(JOMPO)


def a_hall(town: Town, count: int = 1) -> Hall:
    """So many counters, each with its officer since nine."""
    manager = town.act("back_office")
    third = town.officer("tim_teknis")
    office_operations.post(town.office, third, post="loket", since=MONDAY.date() - timedelta(days=30))
    made = [counters.add(manager, number=n + 1, name="", services=()) for n in range(count)]
    hall = Hall(town, made)
    for n, counter in enumerate(made):
        seat.sit(hall.act(n, 0), counter=counter.pk)
    return hall


def an_appointment(case: Case, minutes: float) -> Place:
    return Place.objects.create(
        office_id=case.office_id, service_id=case.service_id, case=case, kind=Kind.SLOT, of="pengajuan",
        starts_at=at(minutes), number=1, made_at=MONDAY,
    )  # fmt: skip
