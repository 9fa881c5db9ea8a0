"""Which questions an officer's words are about."""

import pytest

from silastri.domain.case.meant import meant
from silastri.domain.definition.field import FieldKind, Question

FORM = (
    Question(kunci="anak", isian=FieldKind.PERSON, label="Anak yang putus sekolah"),
    Question(kunci="sekolah", label="Nama sekolah tujuan"),
    Question(kunci="alasan", label="Mengapa berhenti sekolah?"),
    Question(kunci="kk", label="Nomor KK"),
)


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("Nama sekolah tujuan salah ketik", ["sekolah"]),
        ("sekolahnya tujuan mana?", ["sekolah"]),  # two of three words, one with an ending
        ("nama sekolah belum lengkap", ["anak", "sekolah"]),  # "nama lengkap" may be meant as well
        ("Tulis sekolah yang dari dulu", []),  # one word of three, and words that say nothing
        ("NIK tidak sesuai KTP", ["anak"]),  # a part of the answer about a person
        ("Nomor KK kurang satu angka", ["kk"]),
        ("Tanggal lahir dan nomor KK keliru", ["anak", "kk"]),  # both as well
        ("Salah", []),
        ("", []),
    ],
)
def test_the_questions_whose_label_is_named(words: str, keys: list[str]) -> None:
    assert [question.key for question in meant(FORM, words)] == keys
