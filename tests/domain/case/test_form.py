"""Answers of people: what is taken, what is asked for again."""

from datetime import date

import pytest

from silastri.domain.case import form
from silastri.domain.case.person import doubts
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
    assert len(doubts(person, TODAY)) == 2
    assert doubts({"nik": "salah"}, TODAY) == []


@pytest.mark.parametrize(
    ("born", "doubted"),
    [("1924-07-01", False), ("2024-07-01", False), ("1824-07-01", True), ("1925-07-01", True)],
)
def test_a_nik_says_only_two_digits_of_the_year(born: str, doubted: bool) -> None:
    person = {"nik": "1407010107240001", "tanggal_lahir": born, "jenis_kelamin": "L"}
    assert bool(doubts(person, TODAY)) is doubted
