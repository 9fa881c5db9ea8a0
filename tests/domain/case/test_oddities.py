"""What is odd about a case, and what is not."""

from datetime import date

import pytest

from silastri.domain.case.oddities import Earlier, found, may_be_same, repeated

TODAY = date(2026, 3, 2)
NIK, OTHER = "1407014107450002", "1407015205900010"  # born 1 July 1945, a woman; 12 May 1990
RIGHT = {"nik": NIK, "tanggal_lahir": "1945-07-01", "jenis_kelamin": "P"}
BEFORE = Earlier("RHL-1", NIK, "selesai", date(2026, 1, 5))


def told(people=None, files=None, earlier=(), nik=NIK) -> list[tuple[str, list[str]]]:  # type: ignore[no-untyped-def]
    odd = found(people or {}, files or {}, earlier, holder_nik=nik, today=TODAY)
    return [(one.sentence, [case.ref for case in one.cases]) for one in odd]


def test_nothing_is_odd_about_an_ordinary_case() -> None:
    assert told({"Calon": RIGHT}, {"KTP": "a", "KK": "b"}) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"tanggal_lahir": "1945-07-02"}, "lahir 1 Juli 1945, formulir menyebut 2 Juli 1945."),
        ({"jenis_kelamin": "L"}, "perempuan, formulir menyebut laki-laki."),
    ],
)
def test_a_nik_at_odds_with_what_was_typed(changed: dict[str, str], said: str) -> None:
    ((sentence, cases),) = told({"Calon penerima": RIGHT | changed})
    assert sentence == f"Calon penerima: NIK menunjukkan {said}"
    assert cases == []


def test_one_file_for_several_papers() -> None:
    files = {"KTP": "a", "KK": "b", "SKTM": "a", "Foto": "a", "Rekomendasi": "c"}
    assert repeated(files) == [["KTP", "SKTM", "Foto"]]
    assert told(files=files) == [("Berkas yang sama dipakai untuk KTP, SKTM dan Foto.", [])]


def test_the_same_holder_before_with_the_case_to_compare() -> None:
    assert told(earlier=[BEFORE]) == [("Pemegang yang sama juga mengajukan layanan ini:", ["RHL-1"])]


@pytest.mark.parametrize(
    ("nik", "other", "same"),
    [
        (NIK, NIK, True),
        (NIK, "", True),  # an old case without NIK: the officer compares
        ("", NIK, True),
        (NIK, OTHER, False),  # two people of one name
    ],
)
def test_who_may_be_the_same(nik: str, other: str, same: bool) -> None:
    assert may_be_same(nik, other) is same
    assert bool(told(earlier=[Earlier("RHL-1", other, "Selesai", TODAY)], nik=nik)) is same
