"""What a letter's QR says for itself, so that it can be checked without a network: a few claims, signed by the office.

A COSE_Sign1 (RFC 9052) with ES256, which the browsers of old telephones can check by themselves. The letter's code is
signed along (external_aad) but not repeated, since it stands in the address before the statement. The office is told
by the key. It is read and checked where it is scanned: ``static/statement.js``.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

_ALGORITHM, _KEY_ID, _ES256, _SIGN1 = 1, 4, -7, 18  # the numbers that COSE gives them
_HALF = 32  # bytes of each of the two numbers of a signature
_NUMBER, _NAME, _ON, _UNTIL, _INITIALS, _CONTENT, _HOST, _MADE = range(1, 9)
_FIRST_DAY = date(1970, 1, 1)
_LONGEST_NAME = 60  # letters, of the kind of letter: what is longer makes the QR finer, not clearer
# A QR packs these as densely as capitals, and they pass through the fragment of an address as they are. The space and
# the percent sign of base45 do not; and two bytes need only 41 signs to fit three of them.
_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*+-/"
_FORM = "1"  # ends the text: which form it has, and a sign that no program cuts off an address as punctuation


@dataclass(frozen=True, slots=True)
class Statement:
    number: str
    name: str  # the kind of letter
    on: date
    until: date | None
    initials: str  # of the holder
    content: bytes  # digest of what the letter says
    host: str  # the only site on which the statement holds
    made: date  # the day on which its key must have been in force


def content(facts: Mapping[str, Any]) -> bytes:
    """What a letter says, as it is attached to its PDF: the same facts always give the same bytes."""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(content: bytes) -> bytes:
    """16 bytes: nobody finds a second content for them."""
    return hashlib.sha256(content).digest()[:16]


def initials(name: str) -> str:
    """``Nek Minah Contoh`` is NMC; titles behind a comma do not count."""
    words = name.split(",")[0].split()
    return "".join(word[0] for word in words if word[0].isalpha()).upper()[:6]


def short(name: str) -> str:
    """The kind of letter, cut after a word where it is long."""
    if len(name) <= _LONGEST_NAME:
        return name
    return name[: _LONGEST_NAME - 1].rsplit(" ", 1)[0] + "…"


def key_id(public: ec.EllipticCurvePublicKey) -> bytes:
    """The name of a key: it follows from the key itself."""
    numbers = public.public_numbers()
    return hashlib.sha256(numbers.x.to_bytes(_HALF) + numbers.y.to_bytes(_HALF)).digest()[:4]


def sign(statement: Statement, *, code: str, key: ec.EllipticCurvePrivateKey) -> bytes:
    """The signed statement of the letter with that code."""
    head = _bytes({_ALGORITHM: _ES256, _KEY_ID: key_id(key.public_key())})
    body = _bytes(_claims(statement))
    r, s = decode_dss_signature(key.sign(_signed_bytes(head, code, body), ec.ECDSA(SHA256())))
    return _bytes(cbor2.CBORTag(_SIGN1, [head, {}, body, r.to_bytes(_HALF) + s.to_bytes(_HALF)]))


def text(signed: bytes) -> str:
    """As it stands in the QR, behind the address: three signs for two bytes."""
    found = []
    for start in range(0, len(signed), 2):
        pair = signed[start : start + 2]
        rest = int.from_bytes(pair)
        for _ in range(len(pair) + 1):
            rest, sign = divmod(rest, len(_SIGNS))
            found.append(_SIGNS[sign])
    return "".join(found) + _FORM


def _claims(statement: Statement) -> dict[int, Any]:
    until = {_UNTIL: _day(statement.until)} if statement.until else {}
    return until | {
        _NUMBER: statement.number,
        _NAME: statement.name,
        _ON: _day(statement.on),
        _INITIALS: statement.initials,
        _CONTENT: statement.content,
        _HOST: statement.host,
        _MADE: _day(statement.made),
    }


def _day(on: date) -> int:
    return (on - _FIRST_DAY).days


def _signed_bytes(head: bytes, code: str, body: bytes) -> bytes:
    return _bytes(["Signature1", head, code.encode(), body])


def _bytes(value: Any) -> bytes:
    return cbor2.dumps(value, canonical=True)
