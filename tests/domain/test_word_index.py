"""Finding by any word: stems, ranks, slips of a letter, and what is not there."""

import pytest

from silastri.domain.stems import one_slip, stems
from silastri.domain.word_index import WordIndex


@pytest.mark.parametrize(
    ("one", "other"),
    [("pengiriman", "kirim"), ("dikirim", "mengirim"), ("bersekolah", "sekolah"), ("menyekolahkan", "sekolah"),
     ("pemakaian", "memakai"), ("perpanjangan", "memperpanjang"), ("pengantaran", "diantarkan"),
     ("penerima", "terima"), ("pemulangan", "dipulangkan"), ("keramaian", "ramai")],
)  # fmt: skip
def test_forms_of_one_word_share_a_stem(one: str, other: str) -> None:
    assert stems(one) & stems(other)


@pytest.mark.parametrize(("one", "other"), [("sekolah", "sehat"), ("anak", "makan"), ("kerja", "keramaian")])
def test_other_words_share_none(one: str, other: str) -> None:
    assert not stems(one) & stems(other)


@pytest.mark.parametrize(
    ("typed", "meant", "is_one"),
    [
        ("lanzia", "lansia", True),  # another letter
        ("lasia", "lansia", True),  # one missing
        ("lanssia", "lansia", True),  # one too many
        ("lanisa", "lansia", True),  # neighbours exchanged
        ("lansiaa", "lansia", True),  # at the end
        ("ansia", "lansia", True),  # at the beginning
        ("lansia", "lansia", False),  # none at all
        ("lenzia", "lansia", False),  # two
        ("lanaisa", "lansia", False),  # two, of other kinds
        ("sia", "lansia", False),  # half of it
    ],
)
def test_a_slip_of_one_letter(typed: str, meant: str, is_one: bool) -> None:
    assert one_slip(typed, meant) is is_one
    assert one_slip(meant, typed) is is_one


def index(*texts: str) -> WordIndex:
    return WordIndex([[(text, 1.0)] for text in texts])


def test_any_word_finds_and_more_words_stand_before_fewer() -> None:
    found = index("izin usaha", "izin praktik dokter", "surat pindah", "surat usaha", "akta lahir")
    assert found.find("izin dokter") == [1, 0]
    assert found.find("izin usaha untuk kedai saya") == [0, 1, 3]


def test_a_rare_word_counts_more_and_a_heavy_text_more_than_a_light_one() -> None:
    found = index("surat tanah", "surat nikah", "surat pindah")
    assert found.find("surat nikah")[0] == 1
    heavy = WordIndex([[("nikah", 1.0)], [("nikah", 5.0)]])
    assert heavy.find("nikah") == [1], "a fifth of the best is noise"


def test_words_that_are_begun_and_long_words_with_a_slip_are_found() -> None:
    found = index("keramaian", "kis", "sekolah")
    assert found.find("keram") == [0]
    assert found.find("keramiaan") == [0]
    assert found.find("sekolha") == [2]
    assert found.find("kus") == [], "in a short word a slip makes another word"


@pytest.mark.parametrize("typed", ["", " ", "untuk yang mau", "xyzzy", "''\\\" --", "ﷺ", "a", "\x00", "%_" * 50])
def test_nothing_finds_nothing(typed: str) -> None:
    assert index("izin usaha", "surat pindah").find(typed) == []
    assert index().find(typed) == []


def test_case_accents_and_signs_do_not_matter() -> None:
    assert index("Kartu Keluarga (KK)", "e-KTP").find("KELUARGÀ/kartu") == [0]
