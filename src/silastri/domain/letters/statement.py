"""The statement in a letter's QR: a few claims, signed by the office, that can be checked without a network.

A COSE_Sign1 (RFC 9052) with ES256, which even browsers of old telephones can check. The letter's code is covered by the
signature (external_aad) but not repeated, since it stands in the address before the statement. The key tells which
office it was. ``static/statement.js`` reads and checks the statement on the telephone that scans it.
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

_ALGORITHM, _KEY_ID, _ES256, _SIGN1 = 1, 4, -7, 18  # their numbers in COSE
_HALF = 32  # bytes of each of the two numbers that make up a signature
_NUMBER, _NAME, _ON, _UNTIL, _INITIALS, _CONTENT, _HOST, _MADE = range(1, 9)
_FIRST_DAY = date(1970, 1, 1)
_LONGEST_NAME = 60  # characters: a longer name would make the QR too fine to scan well
# A QR packs these signs as densely as capitals, and the fragment of an address keeps them unchanged, unlike the space
# and percent sign of base45. Three of 41 signs are enough for two bytes.
_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*+-/"
_FORM = "1"  # ends the text: its version, and a sign that no program cuts off an address as punctuation


@dataclass(frozen=True, slots=True)
class Statement:
    number: str
    name: str  # what kind of letter it is
    on: date
    until: date | None
    initials: str  # of the holder's name
    content: bytes  # digest of the letter's words
    host: str  # the only site on which the statement is valid
    made: date  # the day on which its key must have been in force


def content(facts: Mapping[str, Any]) -> bytes:
    """The facts of a letter as they are attached to its PDF: the same facts always give the same bytes."""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(content: bytes) -> bytes:
    """The first 16 bytes of the SHA-256: enough that nobody finds another content with the same digest."""
    return hashlib.sha256(content).digest()[:16]


def initials(name: str) -> str:
    """``Nek Minah Contoh`` becomes NMC; titles after a comma are left out."""
    words = name.split(",")[0].split()
    return "".join(word[0] for word in words if word[0].isalpha()).upper()[:6]


def short(name: str) -> str:
    """The kind of letter; a long name is cut after a word."""
    if len(name) <= _LONGEST_NAME:
        return name
    return name[: _LONGEST_NAME - 1].rsplit(" ", 1)[0] + "…"


def key_id(public: ec.EllipticCurvePublicKey) -> bytes:
    """The name of a key, computed from the key itself."""
    numbers = public.public_numbers()
    return hashlib.sha256(numbers.x.to_bytes(_HALF) + numbers.y.to_bytes(_HALF)).digest()[:4]


def sign(statement: Statement, *, code: str, key: ec.EllipticCurvePrivateKey) -> bytes:
    """The signed statement of the letter with that code."""
    head = _bytes({_ALGORITHM: _ES256, _KEY_ID: key_id(key.public_key())})
    body = _bytes(_claims(statement))
    r, s = decode_dss_signature(key.sign(_signed_bytes(head, code, body), ec.ECDSA(SHA256())))
    return _bytes(cbor2.CBORTag(_SIGN1, [head, {}, body, r.to_bytes(_HALF) + s.to_bytes(_HALF)]))


def text(signed: bytes) -> str:
    """The statement as the QR holds it after the address: three signs for two bytes."""
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
