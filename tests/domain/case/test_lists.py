"""Lists of items: read row by row, asked for by conditions, printed in order."""

from datetime import date

import pytest

from silastri.domain.case import form
from silastri.domain.case.facts import case_facts
from silastri.domain.definition import letter_text
from silastri.domain.definition.definition import Definition
from silastri.domain.words.printing import printing
from tests import examples
from tests.builders import MONDAY, definition

TODAY = date(2026, 11, 9)


def tools() -> Definition:
    found = examples.reading("18_beberapa_butir").definition
    assert found
    return found


ROW = {"alat.1.nama": "Timbangan", "alat.1.kapasitas": "5", "alat.1.segel": "ya"}
THIRD = {"alat.3.nama": "Takaran", "alat.3.kapasitas": "7", "alat.3.segel": "tidak"}


def test_rows_that_are_left_empty_are_left_out() -> None:
    read = form.read(tools().standard.form, ROW | THIRD, TODAY)
    assert read.errors == {}
    assert read.values["alat"] == [
        {"nama": "Timbangan", "kapasitas": 5, "segel": True},
        {"nama": "Takaran", "kapasitas": 7, "segel": False},
    ]


@pytest.mark.parametrize(
    ("raw", "wrong"),
    [
        ({}, {"alat"}),  # at least one
        (ROW | {"alat.1.kapasitas": "nol"}, {"alat.1.kapasitas"}),
        (ROW | {"alat.2.kapasitas": "5"}, {"alat.2.nama", "alat.2.segel"}),  # a row that was begun
        (ROW | {"alat.1.kapasitas": "5001"}, {"alat.1.kapasitas"}),
    ],
)
def test_what_is_wrong_is_said_at_its_row(raw: dict[str, str], wrong: set[str]) -> None:
    assert set(form.read(tools().standard.form, raw, TODAY).errors) == wrong


def test_no_row_beyond_the_last_is_taken() -> None:
    raw = {
        f"alat.{n}.{part}": text
        for n in range(1, 9)
        for part, text in (("nama", "A"), ("kapasitas", "1"), ("segel", "ya"))
    }
    assert len(form.read(tools().standard.form, raw, TODAY).values["alat"]) == 5


def test_one_row_for_each_item_of_another_list_all_to_be_filled_in() -> None:
    found = tools()
    things = [{"nama": "A", "kapasitas": 1, "segel": True}] * 2
    facts = case_facts(found, filed=MONDAY.date(), answers={"alat": things}, applicant={}, notes={})
    step = found.sop.step("pengujian")
    read = form.read(step.form, {"hasil.1.lulus": "ya", "hasil.1.galat": "0"}, TODAY, facts, step=step.key)
    assert set(read.errors) == {"hasil.2.lulus", "hasil.2.galat"}
    assert facts["catatan"]["pengujian"]["hasil"] == [{"lulus": False, "galat": 0}] * 2, "empty until it is filled in"


def test_a_letter_prints_them_in_order_and_with_their_labels() -> None:
    rows = [{"bentuk": "panggung", "nama": "Utama"}, {"bentuk": "stan", "nama": "Sate"}]
    facts = {"isian": {"stan": rows}}
    prints = printing(definition("izin-keramaian", "contoh"))
    whole = letter_text.read("{{ isian.stan }}", "surat.md")
    assert whole.fill(facts, prints) == "1\\) Utama, Panggung; 2\\) Sate, Stan jualan"
    each = letter_text.read(
        "{{ untuk satu dari isian.stan }}\n{{ nomor }} {{ satu.nama }}: {{ satu.bentuk }}"
        '{{ bila satu.bentuk == "stan" }}!{{ selesai }}\n{{ selesai }}',
        "surat.md",
    )
    assert each.fill(facts, prints) == "1 Utama: Panggung\n2 Sate: Stan jualan!\n"


def test_a_choice_is_printed_by_its_label_and_a_sum_in_rupiah() -> None:
    found = examples.reading("", formulir=[
        {"tempat": {"label": "T", "isian": "pilihan", "pilihan": [{"gedung": "Gedung Daerah"}]}},
        {"biaya": {"label": "B", "isian": "uang"}},
    ]).definition  # fmt: skip
    assert found
    text = letter_text.read('{{ isian.tempat }} {{ isian.tempat == "gedung" }} {{ isian.biaya }}', "surat.md")
    filled = text.fill({"isian": {"tempat": "gedung", "biaya": 1500000}}, printing(found))
    assert filled.replace("\\", "") == "Gedung Daerah ya Rp1.500.000"
