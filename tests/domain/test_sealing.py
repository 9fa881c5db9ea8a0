"""Personal data at rest."""

import pytest

from silastri.domain import sealing

KEY, OTHER = b"k" * 32, b"o" * 32


def test_opens_what_it_sealed_and_never_twice_alike() -> None:
    first, second = sealing.seal(KEY, b"1407014107900001"), sealing.seal(KEY, b"1407014107900001")
    assert first != second
    assert b"1407" not in first
    assert sealing.unseal(KEY, first) == sealing.unseal(KEY, second) == b"1407014107900001"


def test_another_key_or_a_changed_byte_does_not_open() -> None:
    sealed = sealing.seal(KEY, b"rahasia")
    for key, bad in ((OTHER, sealed), (KEY, sealed[:-1] + bytes([sealed[-1] ^ 1])), (KEY, b""), (KEY, sealed[:12])):
        with pytest.raises(sealing.CannotOpen):
            sealing.unseal(key, bad)


def test_the_index_is_the_same_for_the_same_text_and_key_alone() -> None:
    assert sealing.index(KEY, "a") == sealing.index(KEY, "a")
    assert sealing.index(KEY, "a") != sealing.index(OTHER, "a")
    assert sealing.index(KEY, "a") != sealing.index(KEY, "b")
