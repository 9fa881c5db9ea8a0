"""A payment service that takes no money: the demo page presses its buttons, and it sends notices and answers like a
real one, with signatures."""

import json
import secrets
from collections.abc import Mapping
from typing import Any

from django.core.cache import cache

from . import notice
from .port import PaymentFailed, Told

KEY = secrets.token_hex(32)  # of this process: whoever reads this file cannot sign a notice


class OnScreen:
    name = "contoh"
    is_simulated = True

    def create(self, *, code: str, amount: int, name: str) -> dict[str, Any]:
        cache.set(self._key(code), {"amount": amount, "paid": False}, None)
        return {"Cara bayar": "Layanan pembayaran contoh (tidak ada uang yang berpindah)", "Kode bayar": code}

    def read_notice(self, body: bytes, headers: Mapping[str, str]) -> Told:
        return notice.read(body, KEY)

    def ask(self, code: str) -> Told:
        known = cache.get(self._key(code))
        if known is None:
            raise PaymentFailed("Layanan pembayaran tidak mengenal tagihan ini.")
        return notice.told(self._said(code, known["amount"], paid=known["paid"]))

    def press_paid(self, code: str) -> bytes:
        """The payer pays: from now on the service says so. Returns the notice that it sends."""
        known = cache.get(self._key(code)) or {"amount": 0}
        cache.set(self._key(code), known | {"paid": True}, None)
        said = self._said(code, known["amount"], paid=True)
        signed = notice.signature(code, said["status_code"], said["gross_amount"], KEY)
        return json.dumps(said | {"signature_key": signed}).encode()

    def _said(self, code: str, amount: int, *, paid: bool) -> dict[str, str]:
        return {
            "order_id": code,
            "status_code": "200" if paid else "201",
            "gross_amount": f"{amount}.00",
            "transaction_status": "settlement" if paid else "pending",
            "transaction_id": f"contoh-{code}",
        }

    def _key(self, code: str) -> str:
        return f"payment-fake/{code}"
