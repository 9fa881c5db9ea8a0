"""Finds bills."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet

from silastri.apps.cases.models import Case
from silastri.apps.statements.made import Lookup

from .models import Bill, PaymentNotice, Refund

BELIEVED = "dipercaya"


def of_case(case: Case) -> Bill | None:
    """The bill of the case that is not void."""
    return _of_case(case.pk)


def _not_void(case: Any) -> QuerySet[Bill]:
    found = Bill.objects.filter(case_id=case).exclude(state=Bill.State.VOID)
    return found.select_related("payment__proof", "payment__recorded_by", "refund")


_of_case = Lookup(_not_void)


def paid(case: Case) -> Bill | None:
    """The bill of the case, once it is paid."""
    return Bill.objects.filter(case=case, state=Bill.State.PAID).first()


def is_paid(case: Case) -> bool:
    return Bill.objects.filter(case=case, state=Bill.State.PAID).exists()


def is_refunded(bill: Bill) -> bool:
    """Whether money of the bill was given back."""
    return Refund.objects.filter(bill=bill).exists()


def by_code(code: str) -> Bill | None:
    return Bill.objects.filter(code=code).select_related("case__office").defer("case__office__definition").first()


def of_office(office_id: int, services: Collection[int], state: str = "", words: str = "") -> QuerySet[Bill]:
    """The bills of those services of the office, the newest first; words match code, number, case or payer."""
    found = Bill.objects.filter(office_id=office_id, case__service__in=services).select_related(
        "case__service", "case__applicant", "payment", "refund"
    )
    for word in words.split():
        found = found.filter(
            Q(code__icontains=word)
            | Q(number__icontains=word)
            | Q(case__ref__icontains=word)
            | Q(case__applicant__name__icontains=word)
        )
    found = found.defer("case__answers", "case__notes", "case__applicant__nik").order_by("-issued_at", "-id")
    return found.filter(state=state) if state else found


def doubted(office_id: int) -> QuerySet[PaymentNotice]:
    """Notices about the office's bills that were not believed."""
    found = PaymentNotice.objects.filter(bill__office_id=office_id).exclude(verdict=BELIEVED)
    return found.select_related("bill").order_by("-came_at")
