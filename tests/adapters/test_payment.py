"""Notices are believed only when the service has signed them."""

import json

import pytest

from silastri.adapters import payment
from silastri.adapters.payment import notice as notices
from silastri.adapters.payment.port import Forged

KEY = "kunci-contoh"


def notice(**changed: object) -> bytes:
    said = {"order_id": "SKRD-1", "status_code": "200", "gross_amount": "50000.00", "transaction_status": "settlement"}
    said["signature_key"] = notices.signature("SKRD-1", "200", "50000.00", KEY)
    return json.dumps(said | changed).encode()


def test_a_signed_notice_tells_code_amount_and_state() -> None:
    told = notices.read(notice(transaction_id="T-9"), KEY)
    assert (told.code, told.amount, told.is_paid, told.reference) == ("SKRD-1", 50_000, True, "T-9")


@pytest.mark.parametrize("state", ["pending", "deny", "expire", "cancel", "refund"])
def test_only_settled_money_counts(state: str) -> None:
    assert not notices.read(notice(transaction_status=state), KEY).is_paid


def test_a_card_payment_under_suspicion_is_not_paid() -> None:
    assert not notices.read(notice(transaction_status="capture", fraud_status="challenge"), KEY).is_paid


@pytest.mark.parametrize(
    "body",
    [
        notice(gross_amount="500.00"),
        notice(signature_key="0" * 128),
        notice(signature_key=None),
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"order_id": "SKRD-1"}',
        b"[" * 1500,
        b'{"order_id":' + b"[" * 1500,
        notice(order_id="\ud800"),
        notice(signature_key="\udfff"),
        notice(status_code="2\x0000"),
    ],
)
def test_what_is_forged_or_unreadable_is_refused(body: bytes) -> None:
    with pytest.raises(Forged):
        notices.read(body, KEY)


def test_an_amount_with_cents_is_no_rupiah() -> None:
    said = {"order_id": "SKRD-1", "gross_amount": "50000.50", "transaction_status": "settlement"}
    assert notices.told(said).amount == -1


@pytest.mark.parametrize("amount", ["1E+20", "9" * 40, "1E+999999999999"])
def test_an_amount_that_no_bill_can_have_is_not_written_out(amount: str) -> None:
    """A few letters would otherwise keep a process for minutes: 1E+9999999 did."""
    signed = notices.signature("SKRD-1", "200", amount, KEY)
    assert notices.read(notice(gross_amount=amount, signature_key=signed), KEY).amount == -1


def test_the_simulated_service_says_so_and_is_paid_by_a_press_of_a_button() -> None:
    service = payment.service()
    assert service.is_simulated
    way = service.create(code="SKRD-UJI", amount=75_000, name="Rani Contoh")
    assert way
    assert not service.ask("SKRD-UJI").is_paid
    body = service.press_paid("SKRD-UJI")  # type: ignore[attr-defined]
    told = service.read_notice(body, {})
    assert (told.code, told.amount, told.is_paid) == ("SKRD-UJI", 75_000, True)
    assert service.ask("SKRD-UJI").is_paid
