"""What a report counts beside the sums of days: what still ran, letters, money, the queue, appointments, people."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Avg, Count, F, Q, QuerySet, Sum
from django.db.models.functions import ExtractMonth, ExtractYear

from silastri.apps.bookings.models import Kind, Place
from silastri.apps.bookings.models import State as PlaceState
from silastri.apps.cases.models import Case
from silastri.apps.complaints.models import Complaint
from silastri.apps.improvements.models import Improvement
from silastri.apps.letters.ledger import BUSY
from silastri.apps.letters.models import Letter, ReservedNumber
from silastri.apps.offices.models import Posting
from silastri.apps.payments.models import Payment, Refund
from silastri.apps.tickets.models import Ticket
from silastri.domain.complaints import ways

_ISSUED = (Letter.State.SIGNED, Letter.State.ISSUED)


def running(office_id: int, at: datetime) -> dict[int, int]:
    """How many cases of each service were handed in before that moment and had not ended then."""
    found = Case.objects.filter(Q(ended_at=None) | Q(ended_at__gte=at), office_id=office_id, submitted_at__lt=at)
    return dict(found.order_by().values_list("service_id").annotate(Count("id")))


def letters(office_id: int, since: date, until: date) -> QuerySet[Any, Any]:
    """Day, number, name of the letter, id and name of the service; by day and number."""
    found = Letter.objects.filter(office_id=office_id, on__range=(since, until), state__in=_ISSUED).exclude(number="")
    named = ("on", "number", "name", "case__service_id", "case__service__name")
    return found.order_by("on", "register__key", "sequence").values_list(*named)


@dataclass(frozen=True)
class Numbers:
    """The numbers of a month in the Buku Registrasi: all, those that wait for a signature, and those that were reserved
    and neither used nor voided."""

    count: int = 0
    unsigned: int = 0
    unused: int = 0

    def __add__(self, other: "Numbers") -> "Numbers":
        return Numbers(self.count + other.count, self.unsigned + other.unsigned, self.unused + other.unused)


def numbers(office_id: int, since: date, until: date) -> dict[tuple[int, int], Numbers]:
    """By year and month."""
    within = {"on__range": (since, until)}
    letters = Letter.objects.filter(office_id=office_id, **within).exclude(number="")
    reserved = ReservedNumber.objects.filter(block__office_id=office_id, **within).exclude(state="taken")
    found: dict[tuple[int, int], Numbers] = {}
    for rows, waits in ((letters, Q(state__in=BUSY)), (reserved, Q(state=ReservedNumber.State.OPEN))):
        of_months = rows.order_by().values_list("on__year", "on__month")
        for year, month, count, open_ in of_months.annotate(Count("pk"), open=Count("pk", filter=waits)):
            one = Numbers(count, open_, 0) if rows is letters else Numbers(count, 0, open_)
            found[year, month] = found.get((year, month), Numbers()) + one
    return found


def complaint_months(office_id: int, since: datetime, until: datetime) -> dict[tuple[int, int], tuple[int, int]]:
    """How many were received in each month by the office's clock, and how many of them are not settled."""
    found = Complaint.objects.filter(office_id=office_id, received_at__gte=since, received_at__lt=until)
    zone = since.tzinfo
    months = found.order_by().values_list(
        ExtractYear("received_at", tzinfo=zone), ExtractMonth("received_at", tzinfo=zone)
    )
    rows = months.annotate(Count("pk"), open=Count("pk", filter=Q(state__in=ways.OPEN)))
    return {(year, month): (count, open_) for year, month, count, open_ in rows}


def revenue(office_id: int, since: datetime, until: datetime) -> dict[int, int]:
    """Rupiah received for each service less what was given back, from then until before then."""
    net: Counter[int] = Counter()
    paid = Payment.objects.filter(bill__office_id=office_id, received_at__gte=since, received_at__lt=until)
    for service, amount in paid.order_by().values_list("bill__case__service_id").annotate(Sum("amount")):
        net[service] += amount
    back = Refund.objects.filter(bill__office_id=office_id, given_at__gte=since, given_at__lt=until)
    for service, amount in back.order_by().values_list("bill__case__service_id").annotate(Sum("amount")):
        net[service] -= amount
    return dict(net)


def complaints(office_id: int, since: datetime, until: datetime) -> dict[str, int]:
    found = Complaint.objects.filter(office_id=office_id, received_at__gte=since, received_at__lt=until)
    counted = found.aggregate(
        received=Count("pk"),
        settled=Count("pk", filter=Q(state__in=ways.SETTLED)),
        open=Count("pk", filter=Q(state__in=ways.OPEN)),
        late=Count("pk", filter=Q(state__in=ways.OPEN, due_at__lt=until)),
    )
    return {name: int(count) for name, count in counted.items()}


def queue(office_id: int, since: date, until: date) -> dict[str, int]:
    """Tickets, those that were served, and their mean minutes of waiting."""
    found = Ticket.objects.filter(office_id=office_id, on__range=(since, until))
    found = found.exclude(state__in=(Ticket.State.RESERVED, Ticket.State.CANCELLED))
    waited = found.filter(served_at__isnull=False, arrived_at__isnull=False)
    mean = waited.aggregate(mean=Avg(F("served_at") - F("arrived_at")))["mean"]
    return {
        "tickets": found.count(),
        "served": waited.count(),
        "priority": found.exclude(priority="").count(),
        "waited": round(mean.total_seconds() / 60) if mean else 0,
    }


def appointments(office_id: int, since: datetime, until: datetime) -> dict[str, int]:
    found = Place.objects.filter(office_id=office_id, kind=Kind.SLOT, starts_at__gte=since, starts_at__lt=until)
    counted = found.aggregate(
        came=Count("pk", filter=Q(state=PlaceState.CAME)),
        absent=Count("pk", filter=Q(state=PlaceState.ABSENT)),
        kept=Count("pk", filter=Q(state=PlaceState.KEPT)),
    )
    return {name: int(count) for name, count in counted.items()}


def improvements(office_id: int, first: date, last: date, since: datetime, until: datetime) -> dict[str, int]:
    """Those planned in the period, those that were done in it, and those late at its end and still not done."""
    mine = Improvement.objects.filter(office_id=office_id)
    done = mine.filter(state=Improvement.State.DONE, ended_on__range=(first, last))
    late = mine.filter(planned_at__lt=until, due_on__lt=last, state=Improvement.State.PLANNED)
    return {
        "planned": mine.filter(planned_at__gte=since, planned_at__lt=until).count(),
        "done": done.count(),
        "late": late.count(),
    }


def people(office_id: int, on: date) -> dict[str, int]:
    """How many hold each post on that day."""
    found = Posting.objects.filter(Q(until=None) | Q(until__gte=on), office_id=office_id, since__lte=on)
    held = (
        found.filter(kind=Posting.Kind.HOLDER).order_by().values_list("post").annotate(Count("person", distinct=True))
    )
    return dict(held)
