"""What a citizen pays in all: tariff and stamps."""

from datetime import date

import pytest

from silastri.domain import stamp_duty
from silastri.domain.definition.standard import Standard
from silastri.domain.words.cost import cost
from tests.builders import definition

TODAY = date(2026, 11, 20)


def standard(**words: object) -> Standard:
    """The hall of the invented office, with other words."""
    return definition("pakai-gedung", "contoh").standard.model_copy(
        update=Standard.model_validate(RAW | words).__dict__
    )


RAW = definition("pakai-gedung", "contoh").standard.model_dump(by_alias=True)


@pytest.mark.parametrize(
    ("day", "rupiah"),
    [("1999-01-01", 0), ("2020-12-31", 6000), ("2021-01-01", 10000), ("2026-11-20", 10000)],
)
def test_a_stamp_costs_what_the_law_says_on_that_day(day: str, rupiah: int) -> None:
    assert stamp_duty.rate(date.fromisoformat(day)) == rupiah


@pytest.mark.parametrize(
    ("fee", "papers", "total", "parts"),
    [
        # nothing at all
        (0, [{"a": "KTP"}], "Gratis (Rp0)", ""),
        # a tariff alone
        (50000, [{"a": "KTP"}], "Rp50.000", ""),
        # a free service with one stamp, and with two
        (0, [{"a": "Surat", "meterai": "ya"}], "Rp10.000", "layanan Rp0, meterai Rp10.000"),
        (0, [{"a": "Surat", "meterai": "ya"}, {"b": "Lain", "meterai": "10.000"}], "Rp20.000",
         "layanan Rp0, 2 meterai @ Rp10.000"),
        # a tariff with a stamp
        (50000, [{"a": "Surat", "meterai": "ya"}], "Rp60.000", "layanan Rp50.000, meterai Rp10.000"),
        # a stamp that is needed only sometimes is not in the total
        (0, [{"a": "Surat", "meterai": "ya", "wajib": "tidak"}], "Gratis (Rp0)", ""),
        (0, [{"a": "Surat", "meterai": "ya", "bila": 'isian.keperluan == "sosial"'}], "Gratis (Rp0)", ""),
        # as it was once written: 0 is none
        (0, [{"a": "Surat", "meterai": "0"}], "Gratis (Rp0)", ""),
    ],
)  # fmt: skip
def test_the_total_counts_the_stamps(fee: int, papers: list[dict[str, str]], total: str, parts: str) -> None:
    found = cost(standard(biaya=fee, persyaratan=papers), TODAY)
    assert (found.total, found.parts) == (total, parts)


def test_a_tariff_by_the_application_has_no_total_and_a_letter_may_bear_a_stamp() -> None:
    found = cost(definition("pakai-gedung", "contoh").standard, TODAY)
    assert (found.total, found.parts, found.lines) == ("Menurut tarif", "", [])
    letter = {"surat": "Surat Perjanjian", "meterai": "ya"}
    found = cost(standard(produk=letter), TODAY)
    assert (found.total, found.parts) == ("Menurut tarif", "ditambah meterai Rp10.000")
    assert found.lines == [("Biaya layanan di kantor", "menurut tarif"), ("Meterai untuk Surat Perjanjian", "Rp10.000")]


def test_a_stamp_that_may_be_asked_is_told_and_the_paper_is_named_without_it() -> None:
    papers = [{"a": "Surat pernyataan di atas meterai dengan dua saksi", "meterai": "ya", "wajib": "tidak"}]
    found = cost(standard(biaya=0, persyaratan=papers), TODAY)
    assert found.lines[1] == ("Meterai untuk Surat pernyataan, bila diminta", "Rp10.000")
