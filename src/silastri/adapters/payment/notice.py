"""Notices of a payment as Midtrans writes them: signed, amounts as text with two decimals, states by name."""

import hashlib
import hmac
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from silastri.domain import visible

from .port import Forged, Told

_SIGNED = ("order_id", "status_code", "gross_amount", "signature_key")
_PAID = {"settlement", "capture"}
_MOST_DIGITS = 15  # of an amount in rupiah


def signature(order_id: str, status_code: str, gross_amount: str, key: str) -> str:
    """SHA-512 over order, status, amount and key, as in the service's documentation."""
    return hashlib.sha512(f"{order_id}{status_code}{gross_amount}{key}".encode()).hexdigest()


def read(body: bytes, key: str) -> Told:
    """Raises Forged."""
    try:
        said = visible.json_object(body)
        order, status, amount, signed = (str(said[name]) for name in _SIGNED)
    except (ValueError, KeyError, TypeError):
        raise Forged("Pemberitahuan tidak dapat dibaca.") from None
    if not hmac.compare_digest(signed.encode(), signature(order, status, amount, key).encode()):
        raise Forged("Tanda tangan pemberitahuan tidak cocok.")
    return told(said)


def told(said: Mapping[str, Any]) -> Told:
    """The content of a notice or an answer about a bill. Raises Forged when it cannot be read."""
    try:
        amount = Decimal(str(said["gross_amount"]))
    except (KeyError, InvalidOperation):
        raise Forged("Jumlah pada pemberitahuan tidak dapat dibaca.") from None
    state = str(said.get("transaction_status", ""))
    accepted = state in _PAID and str(said.get("fraud_status", "accept")) == "accept"
    return Told(str(said.get("order_id", "")), _whole(amount), accepted, str(said.get("transaction_id", "")))


def _whole(amount: Decimal) -> int:
    """Rupiah, or -1 for what no bill can have. Ten letters like 1E+9999999 would take minutes to become a number."""
    is_near = amount.is_finite() and amount.adjusted() < _MOST_DIGITS
    return int(amount) if is_near and amount == amount.to_integral_value() else -1
