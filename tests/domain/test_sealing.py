"""Personal data at rest."""

import pytest

from silastri.domain import sealing
from silastri.domain.sealing import Key, Ring

KEY, OTHER = b"k" * 32, b"o" * 32
FIRST, NEXT = Key(1, KEY), Key(2, OTHER)
RING = Ring((NEXT, FIRST))


def test_opens_what_it_sealed_and_never_twice_alike() -> None:
    first, second = sealing.seal(FIRST, b"1407014107900001"), sealing.seal(FIRST, b"1407014107900001")
    assert first != second
    assert b"1407" not in first
    assert sealing.unseal(RING, first) == sealing.unseal(RING, second) == b"1407014107900001"
    assert sealing.unseal(RING, sealing.seal(NEXT, b"rahasia")) == b"rahasia"


def test_another_key_place_or_a_changed_byte_does_not_open() -> None:
    sealed = sealing.seal(FIRST, b"rahasia", b"tabel 1")
    assert sealing.unseal(RING, sealed, b"tabel 1") == b"rahasia"
    for at in range(len(sealed)):
        with pytest.raises(sealing.CannotOpen):
            sealing.unseal(RING, sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :], b"tabel 1")
    others = Ring((Key(1, OTHER),))
    for ring, bad, about in (
        (others, sealed, b"tabel 1"),
        (RING, sealed, b"tabel 2"),
        (RING, b"", b""),
        (RING, sealed[:12], b""),
    ):
        with pytest.raises(sealing.CannotOpen):
            sealing.unseal(ring, bad, about)


def test_a_key_that_is_not_here_is_named() -> None:
    with pytest.raises(sealing.UnknownKey):
        sealing.unseal(Ring((FIRST,)), sealing.seal(NEXT, b"rahasia"))


def test_the_index_is_the_same_for_the_same_text_and_key_alone() -> None:
    assert sealing.index(KEY, "a") == sealing.index(KEY, "a")
    assert sealing.index(KEY, "a") != sealing.index(OTHER, "a")
    assert sealing.index(KEY, "a") != sealing.index(KEY, "b")
