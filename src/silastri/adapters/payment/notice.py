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
    whole = int(amount) if amount.is_finite() and amount == amount.to_integral_value() else -1
    return Told(str(said.get("order_id", "")), whole, accepted, str(said.get("transaction_id", "")))
