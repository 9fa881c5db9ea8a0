"""Issues bills and records their payments."""

import secrets
from datetime import date, datetime
from typing import Any

from django.db.models import F

from silastri.apps.cases.models import Case
from silastri.apps.documents.models import StoredFile
from silastri.domain.reference import ALPHABET

from .models import Bill, Payment, PaymentNotice, Refund


def issue(
    case: Case, *, amount: int, lines: list[dict[str, Any]], legal_basis: str, number: str, due_on: date, at: datetime
) -> Bill:
    """A bill for the case; an open one stays as it is."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(10))
    bill, _ = Bill.objects.exclude(state=Bill.State.VOID).get_or_create(
        case=case,
        defaults={
            "office_id": case.office_id,
            "code": f"SKRD-{body}",
            "number": number,
            "amount": amount,
            "lines": lines,
            "legal_basis": legal_basis,
            "issued_at": at,
            "due_on": due_on,
        },
    )
    return bill


def open_way(bill: Bill, *, channel: str, way: dict[str, Any]) -> None:
    bill.channel, bill.way = channel, way
    bill.save(update_fields=["channel", "way"])


def settle(
    bill: Bill, *, method: str, reference: str, proof: StoredFile | None, by: int | None, at: datetime
) -> Payment | None:
    """Marks the bill paid, once: a conditional update, so that of two notices only one settles it."""
    if not Bill.objects.filter(pk=bill.pk, state=Bill.State.OPEN).update(state=Bill.State.PAID):
        return None
    bill.state = Bill.State.PAID
    return Payment.objects.create(
        bill=bill,
        amount=bill.amount,
        method=method,
        reference=reference,
        proof=proof,
        received_at=at,
        recorded_by_id=by,
    )


def refund(
    bill: Bill, *, amount: int, kept: int, reason: str, method: str, reference: str, by: int, at: datetime
) -> Refund | None:
    """Records, once, that money was given back."""
    made, is_new = Refund.objects.get_or_create(
        bill=bill,
        defaults={
            "amount": amount,
            "kept": kept,
            "reason": reason,
            "method": method,
            "reference": reference,
            "given_at": at,
            "recorded_by_id": by,
        },
    )
    return made if is_new else None


def void(case: Case) -> None:
    """Voids the open bill of a case that ended."""
    Bill.objects.filter(case=case, state=Bill.State.OPEN).update(state=Bill.State.VOID)


def note(bill: Bill, *, service: str, body: str, verdict: str, at: datetime) -> None:
    """Keeps a notice about a bill that the service signed. The same notice again is counted."""
    same = {"bill": bill, "service": service, "body": body[:10_000], "verdict": verdict[:200]}
    if not PaymentNotice.objects.filter(**same).update(times=F("times") + 1):
        PaymentNotice.objects.create(came_at=at, **same)


def note_foreign(*, service: str, body: str, verdict: str, since: datetime, at: datetime) -> None:
    """Counts a notice about none of our bills, or one that anybody may have sent: of those that are not believed for
    the same reason since that moment only the first is kept, and of that the beginning."""
    same = {"bill": None, "service": service, "verdict": verdict[:200]}
    if not PaymentNotice.objects.filter(came_at__gte=since, **same).update(times=F("times") + 1):
        PaymentNotice.objects.create(body=body[:1000], came_at=at, **same)
