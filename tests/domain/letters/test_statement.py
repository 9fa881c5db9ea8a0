"""What a QR says for itself: written small, signed, and refused when anything of it is changed."""

from dataclasses import replace
from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from silastri.domain.letters import statement
from silastri.domain.letters.statement import Statement
from tests import cose

KEY = ec.derive_private_key(4711, ec.SECP256R1())
OTHER = ec.derive_private_key(4712, ec.SECP256R1())
CODE = "7KQ4M9XT2V7KQ4M9"
SAID = Statement(
    number="500.16.7.4/0012/DPMPTSP/XI/2026",
    name="Surat Rekomendasi",
    on=date(2026, 11, 9),
    until=date(2027, 11, 8),
    initials="NMC",
    content=bytes(range(16)),
    host="perizinan.contoh.go.id",
    made=date(2026, 11, 10),
)
SIGNED = statement.sign(SAID, code=CODE, key=KEY)


def verify(signed: bytes, code: str = CODE, key: ec.EllipticCurvePrivateKey = KEY) -> cose.Read:
    return cose.verify(signed, code=code, public=key.public_key())


@pytest.mark.parametrize("until", [None, date(2027, 11, 8)])
def test_what_was_signed_is_read_again(until: date | None) -> None:
    read = verify(statement.sign(replace(SAID, until=until), code=CODE, key=KEY))
    assert read.kid == statement.key_id(KEY.public_key()).hex()
    assert [read.claims[n] for n in (1, 2, 5, 6, 7)] == [SAID.number, SAID.name, "NMC", SAID.content, SAID.host]
    assert [read.day(n) for n in (3, 4, 8)] == [SAID.on, until, SAID.made]


@pytest.mark.parametrize("at", range(len(SIGNED)))
def test_any_changed_byte_is_found(at: int) -> None:
    for bit in range(8):
        changed = bytearray(SIGNED)
        changed[at] ^= 1 << bit
        with pytest.raises(cose.Refused):
            verify(bytes(changed))


def test_it_holds_for_its_letter_and_its_key_alone() -> None:
    with pytest.raises(cose.Refused):
        verify(SIGNED, code="A" * 16)
    with pytest.raises(cose.Refused):
        verify(SIGNED, key=OTHER)


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_come_back_from_their_text(some: bytes) -> None:
    assert cose.untext(statement.text(some)) == some


def test_its_text_is_of_signs_that_a_qr_packs_and_an_address_keeps() -> None:
    text = statement.text(SIGNED)
    assert set(text) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*+-/")
    assert text[-1].isalnum()  # programs that find addresses in a text cut off what looks like punctuation
    assert len(text) == len(SIGNED) // 2 * 3 + len(SIGNED) % 2 * 2 + 1


def test_the_same_words_have_the_same_digest() -> None:
    one, two = statement.content({"a": 1, "b": "é"}), statement.content({"b": "é", "a": 1})
    assert one == two == '{"a":1,"b":"é"}'.encode()
    assert len(statement.digest(one)) == 16
    assert statement.digest(one) != statement.digest(one + b" ")


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Nek Minah Contoh", "NMC"),
        ("Dra. Bima Contoh, M.Si.", "DBC"),  # titles behind the comma are no names
        ("rani", "R"),
        ("M. 'Aisyah Contoh", "MC"),
        ("", ""),
        ("A B C D E F G H", "ABCDEF"),
    ],
)
def test_initials(name: str, initials: str) -> None:
    assert statement.initials(name) == initials


def test_a_long_kind_of_letter_is_cut_after_a_word() -> None:
    name = "Surat Rekomendasi Bantuan Pengiriman Lanjutan Orang Lanjut Usia Terlantar"
    assert statement.short(name) == "Surat Rekomendasi Bantuan Pengiriman Lanjutan Orang Lanjut…"
    assert statement.short("Surat Izin") == "Surat Izin"
