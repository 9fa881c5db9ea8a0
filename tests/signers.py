"""A signer that does as it is told: refuses, is away, loses its answer after signing; otherwise the demo signer."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from silastri.adapters.signing import signing
from silastri.adapters.signing.port import CannotTell, NotSigned, Order, OutcomeUnknown, Pen, Signed, Signer, SignerAway
from silastri.journey.signing import settle, sign


@dataclass
class Told:
    """``does`` holds what happens at each next signature; when it is empty they succeed."""

    real: Any = field(default_factory=signing)
    does: list[str] = field(default_factory=list)
    made: list[Signed] = field(default_factory=list)  # what was signed, whether its answer came or not
    can_tell: bool = False
    is_demo: bool = True
    authority_name: str = "sertifikat CONTOH"

    @contextmanager
    def pen(self, signer: Signer, passphrase: str) -> Iterator[Pen]:
        if self.does[:1] == ["away at once"]:
            raise SignerAway("Penanda tangan sedang tidak bisa dihubungi.")
        with self.real.pen(signer, passphrase) as pen:
            yield _Pen(self, pen)

    def find(self, document: str) -> Signed | None:
        if not self.can_tell and not document:
            raise CannotTell("Penanda tangan tidak bisa menjawab.")
        return next((made for made in self.made if not document or made.document == document), None)

    def verify(self, pdf: bytes) -> Any:
        return self.real.verify(pdf)

    def verify_sent(self, pdf: bytes) -> Any:
        return self.real.verify_sent(pdf)


@dataclass
class _Pen:
    told: Told
    pen: Pen

    def sign(self, pdf: bytes, order: Order) -> Signed:
        doing = self.told.does.pop(0) if self.told.does else ""
        if doing == "refused":
            raise NotSigned("Sertifikat Anda sudah berakhir.")
        if doing == "away":
            raise SignerAway("Penanda tangan sedang tidak bisa dihubungi.")
        if doing == "broken":
            raise RuntimeError("a fault that no port names")
        made = Signed(
            self.pen.sign(pdf, order).pdf, document=f"dok-{len(self.told.made) + 1}", answer={"status": "200"}
        )
        self.told.made.append(made)
        if doing == "lost":
            raise OutcomeUnknown("Penanda tangan tidak menjawab. Suratnya mungkin sudah ditandatangani.")
        return made


def told(monkeypatch: pytest.MonkeyPatch, *does: str, can_tell: bool = False) -> Told:
    """The signer of this test."""
    found = Told(does=list(does), can_tell=can_tell)
    for module in (sign, settle):
        monkeypatch.setattr(module, "signing", lambda: found)
    return found
