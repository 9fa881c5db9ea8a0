"""Answers of people: what is taken, what is asked for again."""

from datetime import date

import pytest
from pydantic import ValidationError

from silastri.domain import written_day
from silastri.domain.case import form
from silastri.domain.case.facts import of_answers
from silastri.domain.case.labels import wanted
from silastri.domain.case.person import completed, doubts
from silastri.domain.definition.field import Question

TODAY = date(2026, 11, 20)


def question(**words: object) -> Question:
    return Question.model_validate({"kunci": "q", "label": "Pertanyaan"} | words)


@pytest.mark.parametrize(
    ("words", "typed", "value"),
    [
        ({}, " Halo ", "Halo"),
        ({"wajib": "tidak"}, "", ""),
        ({"isian": "bilangan"}, "12", 12),
        ({"isian": "uang"}, "Rp 1.250.000", 1250000),
        ({"isian": "uang"}, "150.000", 150_000),  # thousands, not a fraction
        ({"isian": "bilangan", "desimal": 1}, "18,1", 18.1),
        ({"isian": "bilangan", "desimal": 1}, "18", 18.0),  # of one kind with the others, for conditions
        ({"isian": "tanggal"}, "2026-02-28", "2026-02-28"),
        ({"isian": "tanggal"}, "28/02/2026", "2026-02-28"),  # as people write it
        ({"isian": "ya_tidak"}, "ya", True),
        ({"isian": "pilihan", "pilihan": [{"a": "A"}, {"b": "B"}]}, "b", "b"),
    ],
)
def test_takes(words: dict[str, object], typed: str, value: object) -> None:
    read = form.read((question(**words),), {"q": typed}, TODAY)
    assert read.errors == {}
    assert read.values == {"q": value}


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        ({}, ""),
        ({}, "x" * 301),
        ({"isian": "bilangan"}, "dua"),
        ({"isian": "bilangan"}, "1e9"),
        ({"isian": "bilangan"}, "9" * 40),
        ({"isian": "bilangan", "paling_sedikit": 5}, "4"),
        ({"isian": "bilangan", "paling_banyak": 5}, "6"),
        ({"isian": "uang"}, "-5"),
        ({"isian": "uang"}, "1.5"),
        ({"isian": "bilangan"}, "1.5"),
        ({"isian": "bilangan"}, "18,1"),  # the definition says no decimals
        ({"isian": "bilangan", "desimal": 1}, "18.1"),
        ({"isian": "bilangan", "desimal": 1}, "18,15"),
        ({"isian": "tanggal"}, "2026-02-30"),
        ({"isian": "tanggal"}, "0001-01-01"),
        ({"isian": "ya_tidak"}, "mungkin"),
        ({"isian": "pilihan", "pilihan": [{"a": "A"}]}, "c"),
    ],
)
def test_asks_again(words: dict[str, object], typed: str) -> None:
    assert list(form.read((question(**words),), {"q": typed}, TODAY).errors) == ["q"]


PERSON = {
    "q.nama": "Nek Minah Contoh",
    "q.nik": "1407014107450002",
    "q.tempat_lahir": "Bangko",
    "q.tanggal_lahir": "1945-07-01",
    "q.jenis_kelamin": "P",
    "q.alamat": "Jalan Contoh",
}


def test_a_person_is_read_by_parts_and_has_an_age() -> None:
    read = form.read((question(isian="orang"),), PERSON, TODAY)
    assert read.errors == {}
    assert read.values["q"]["umur"] == 81


@pytest.mark.parametrize(
    ("part", "typed"),
    [
        ("nik", "123"),
        ("tanggal_lahir", "2027-01-01"),
        ("tanggal_lahir", "kemarin"),
        ("jenis_kelamin", "X"),
        ("nama", ""),
    ],
)
def test_each_part_of_a_person_is_asked_again_by_its_name(part: str, typed: str) -> None:
    read = form.read((question(isian="orang"),), PERSON | {f"q.{part}": typed}, TODAY)
    assert list(read.errors) == [f"q.{part}"]


def test_a_question_whose_condition_does_not_hold_is_passed_over() -> None:
    first = Question.model_validate({"kunci": "punya", "label": "Punya?", "isian": "ya_tidak"})
    second = Question.model_validate({"kunci": "nomor", "label": "Nomor", "bila": "isian.punya == true"})
    assert form.read((first, second), {"punya": "tidak"}, TODAY).errors == {}
    assert list(form.read((first, second), {"punya": "ya"}, TODAY).errors) == ["nomor"]


def test_a_nik_that_contradicts_the_birth_date_is_doubted_not_refused() -> None:
    person = {"nik": "1407014107450002", "tanggal_lahir": "1944-01-01", "jenis_kelamin": "L"}
    assert doubts(person, TODAY) == [
        "NIK menunjukkan lahir 1 Juli 1945, Anda mengisi 1 Januari 1944.",
        "NIK menunjukkan perempuan, Anda mengisi laki-laki.",
    ]
    assert doubts({"nik": "salah"}, TODAY) == []


# What a NIK fills in beside it: never over what was typed, and no date that may be another person's.
@pytest.mark.parametrize(
    ("typed", "filled"),
    [
        ({"q.nik": "1407014107450002"}, {"q.tanggal_lahir": "1945-07-01", "q.jenis_kelamin": "P"}),
        ({"q.nik": "1407014107450002", "q.jenis_kelamin": "L"}, {"q.tanggal_lahir": "1945-07-01"}),
        ({"q.nik": "1407010107240001"}, {"q.jenis_kelamin": "L"}),  # 1924 or 2024
        ({"q.nik": "1407010107130001"}, {"q.tanggal_lahir": "2013-07-01", "q.jenis_kelamin": "L"}),  # nobody is 113
        ({"q.nik": "1407014107450002", "q.tanggal_lahir": "31-2-1945"}, {"q.jenis_kelamin": "P"}),
        ({"q.nik": "140701410745000"}, {}),
        ({}, {}),
    ],
)
def test_a_nik_fills_in_birth_date_and_sex(typed: dict[str, str], filled: dict[str, str]) -> None:
    form_ = (question(isian="orang"),)
    assert completed(form_, typed, TODAY) == filled
    read = form.read(form_, typed, TODAY)
    assert all(read.values["q"][name.removeprefix("q.")] == value for name, value in filled.items())


# A day that there is not gets a sentence that says what is wrong with it, and comes back as it was typed.
@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (("31", "2", "1945"), "Tanggal 31 Februari 1945 tidak ada"),
        (("1", "13", "1945"), "Bulan 13 tidak ada"),
        (("1", "7", "45"), "Tulis tahun dengan 4 angka"),
        (("1", "", "1945"), "Isi tanggal, bulan, dan tahunnya"),
        (("1", "Juli", "1945"), "dengan angka"),
    ],
)
def test_a_day_in_three_parts(typed: tuple[str, str, str], says: str) -> None:
    kept = written_day.joined(typed)
    assert written_day.parts(kept) == typed
    assert says in form.read((question(isian="orang"),), {"q.tanggal_lahir": kept}, TODAY).errors["q.tanggal_lahir"]


def test_a_day_that_there_is_is_kept_in_one_spelling() -> None:
    assert written_day.joined(("01", "07", " 1945")) == "1945-07-01"
    assert written_day.parts("1945-07-01") == ("1", "7", "1945")
    assert written_day.joined(("", "", "")) == ""


@pytest.mark.parametrize(
    ("born", "doubted"),
    [("1924-07-01", False), ("2024-07-01", False), ("1824-07-01", True), ("1925-07-01", True)],
)
def test_a_nik_says_only_two_digits_of_the_year(born: str, doubted: bool) -> None:
    person = {"nik": "1407010107240001", "tanggal_lahir": born, "jenis_kelamin": "L"}
    assert bool(doubts(person, TODAY)) is doubted


def test_a_person_without_a_nik_is_sworn_to_where_the_definition_allows_it() -> None:
    typed = PERSON | {"q.nik": "", "q.tanpa_nik": "ya"}
    allowed, strict = question(isian="orang", boleh_tanpa_nik="ya"), question(isian="orang")
    read = form.read((allowed,), typed, TODAY)
    assert (read.errors, read.values["q"]["nik"], read.values["q"]["tanpa_nik"]) == ({}, "", True)
    assert of_answers((allowed,), read.values)["q"]["nik"] == "tidak ada", "what a letter prints"
    assert list(form.read((strict,), typed, TODAY).errors) == ["q.nik"]
    assert list(form.read((allowed,), typed | {"q.tanpa_nik": "tidak"}, TODAY).errors) == ["q.nik"]
    with_both = form.read((allowed,), typed | {"q.nik": PERSON["q.nik"]}, TODAY)
    assert with_both.values["q"]["nik"] == "", "what was sworn counts"
    with pytest.raises(ValidationError, match="boleh_tanpa_nik"):
        question(boleh_tanpa_nik="ya")


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [
        ("31-12-2026", "2026-12-31", "31-12-2026"),
        ("1/2/2026", "2026-02-01", "01-02-2026"),
        ("31122026", "2026-12-31", "31-12-2026"),  # digits alone, as some telephones offer them
        ("2026-12-31", "2026-12-31", "31-12-2026"),  # from a calendar
        ("20261231", "2026-12-31", "31-12-2026"),  # twenty-sixth month: the year stands first
        ("31-2-2026", "31-2-2026", "31-2-2026"),  # no day: stays as typed
        ("", "", ""),
        ("besok", "besok", "besok"),
    ],
)
def test_a_day_in_one_field_is_kept_one_way_and_shown_one_way(typed: str, kept: str, shown: str) -> None:
    assert written_day.kept(typed) == kept
    assert written_day.in_figures(typed) == shown
    assert written_day.in_figures(written_day.kept(typed)) == shown


@pytest.mark.parametrize(
    ("label", "sentence"),
    [("Nama", "Isi nama."), ("KK lama", "Isi KK lama."), ("Apa yang terjadi?", "Jawab: Apa yang terjadi?")],
)
def test_what_was_left_out_is_asked_for_as_its_label_asks(label: str, sentence: str) -> None:
    assert wanted(label) == sentence
