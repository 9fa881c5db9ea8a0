"""Names are read by one rule: what a letter cannot show, or what is no name, is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from silastri.domain import printable
from silastri.domain.identity import NotAnIdentity
from silastri.domain.person_name import person_name


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Rani Contoh", "Rani Contoh"),
        ("  Rani \t Contoh\n", "Rani Contoh"),
        ("Dra. Hj. Siti Contoh, M.Si.", "Dra. Hj. Siti Contoh, M.Si."),
        ("Drs.Budi Contoh, S.Kom., B.Com.", "Drs.Budi Contoh, S.Kom., B.Com."),
        ("Ma’ruf Contoh", "Ma'ruf Contoh"),  # the apostrophe of a telephone
        ("Nur`aini Contoh", "Nur'aini Contoh"),
        ("D'Costa-Contoh", "D'Costa-Contoh"),
        ("Ramesh A/L Contoh", "Ramesh A/L Contoh"),
        ("Contoh (Alm)", "Contoh (Alm)"),
        ("José Müller Contoh", "José Müller Contoh"),
        ("Jose\u0301 Contoh", "José Contoh"),  # the same letters, written in two ways
        ("Mei", "Mei"),  # one word
        ("M.Said Contoh", "M.Said Contoh"),
        ("Idham Contoh, S.Pd.I", "Idham Contoh, S.Pd.I"),
    ],
)
def test_names_are_read(typed: str, read: str) -> None:
    assert person_name(typed) == read


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("Budi 😊", "tidak bisa dipakai di nama"),
        ("محمد", "huruf Latin"),
        ("Βudi", "huruf Latin"),  # a Greek letter that looks like B
        ("Вudi", "huruf Latin"),  # a Cyrillic one
        ("Ｂｕｄｉ", "huruf Latin"),  # full width
        ("𝐁udi", "huruf Latin"),  # mathematical
        ("Budi\u202egnay", "tidak terlihat"),  # turns what follows around
        ("Bu\u2067di\u2069", "tidak terlihat"),
        ("Bu\u200bdi", "tidak terlihat"),
        ("Bu\u00addi", "tidak terlihat"),
        ("Budi\x00", "tidak terlihat"),
        ("Bu\u0334di", "tidak bisa dipakai"),  # a mark over a letter that has none
        ("Budi2", "angka"),
        ("0812 3456 7890", "angka"),
        ("Budi٢", "angka"),
        ("judi.com", "alamat situs"),
        ("Ketuk bit.ly Budi", "alamat situs"),
        ("www.judi", "alamat situs"),
        ("Toko Budi.co.id", "alamat situs"),
        ("https://judi.example", "tidak bisa dipakai"),
        ("Budi <b>", "tidak bisa dipakai"),
        ("budi@judi.com", "tidak bisa dipakai"),
        ("-", "Tulis nama lengkap"),
        ("B", "Tulis nama lengkap"),
        ("", "Tulis nama lengkap"),
        ("...", "Tulis nama lengkap"),
        ("Budi " * 21, "terlalu panjang"),
    ],
)
def test_what_is_no_name_is_refused_in_words(typed: str, says: str) -> None:
    with pytest.raises(NotAnIdentity, match=says):
        person_name(typed)


@given(st.text(max_size=110) | st.text(st.characters(min_codepoint=32, max_codepoint=0x24F), max_size=30))
def test_every_name_that_is_read_can_be_printed_and_reads_the_same_again(typed: str) -> None:
    try:
        name = person_name(typed)
    except NotAnIdentity:
        return
    assert printable.strange(name) == ""
    assert printable.tidy(name) == name
    assert person_name(name) == name
