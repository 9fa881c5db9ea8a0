"""The survey as open data: figures of services and quarters, and nobody in them."""

import csv
import io
from datetime import date

import pytest
from django.test import Client

from silastri.apps.catalog.models import Service
from tests.builders import JOMPO, SCHOOL, Town
from tests.web.satisfaction.answered import answer, today

DATA = "/kepuasan/rokan-hilir/data.csv"


def rows() -> list[dict[str, str]]:
    response = Client().get(DATA)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


@pytest.fixture
def year(town: Town) -> int:
    return today(town).year - 1


def test_a_row_for_each_service_and_quarter(town: Town, year: int) -> None:
    answer(town, 5, 3, on=date(year, 2, 1), u3=4, u8=None, sex="P", suggestion="Tolong kursi")
    answer(town, 1, 4, on=date(year, 3, 31), u3=3, u8=2)
    answer(town, 5, 4, on=date(year, 12, 31), service=SCHOOL)
    first, second = rows()
    assert (first["tahun"], first["triwulan"], first["layanan"], first["n"]) == (str(year), "1", JOMPO, "6")
    assert (first["sejak"], first["sampai"]) == (f"{year}-01-01", f"{year}-03-31")
    assert (first["nrr_u1"], first["nrr_u3"], first["nrr_u8"]) == ("3.1667", "3.8333", "2.0000")
    assert (first["ikm"], first["mutu"], first["keterangan"]) == ("77.78", "B", "")
    assert (second["triwulan"], second["layanan"], second["ikm"]) == ("4", SCHOOL, "100.00")
    assert "kursi" not in Client().get(DATA).content.decode()


def test_few_answers_are_kept_back_with_what_would_tell_them(town: Town, year: int) -> None:
    answer(town, 4, 1, on=date(year, 2, 1), service=SCHOOL)
    answer(town, 30, 3, on=date(year, 2, 1))
    answer(town, 50, 3, on=date(year, 5, 1), service=SCHOOL)
    answer(town, 60, 3, on=date(year, 5, 1))
    answer(town, 70, 3, on=date(year, 9, 1))
    found = {(row["layanan"], row["triwulan"]): row for row in rows()}
    for service in (JOMPO, SCHOOL):
        for quarter in ("1", "2"):
            row = found[service, quarter]
            assert not any(row[column] for column in ("n", "nrr_u1", "nrr_u9", "ikm", "mutu"))
            assert "tidak ditampilkan" in row["keterangan"]
    assert found[JOMPO, "3"]["ikm"] == "75.00"


def test_an_element_without_answers_is_said(town: Town, year: int) -> None:
    answer(town, 6, 3, on=date(year, 2, 1), u4=None)
    (row,) = rows()
    assert (row["n"], row["nrr_u1"], row["nrr_u4"], row["ikm"]) == ("6", "3.0000", "", "")
    assert "unsur U4" in row["keterangan"]


def test_a_quarter_that_still_runs_is_left_out(town: Town) -> None:
    answer(town, 9)
    assert rows() == []


def test_a_name_that_begins_like_a_formula_is_made_harmless(town: Town, year: int) -> None:
    Service.objects.filter(slug=JOMPO).update(name='=HYPERLINK("x")')
    answer(town, 6, on=date(year, 2, 1))
    assert rows()[0]["nama_layanan"] == '\'=HYPERLINK("x")'


def test_the_page_leads_to_it_and_it_is_of_one_office(town: Town) -> None:
    assert DATA in Client().get("/kepuasan/rokan-hilir/").content.decode()
    assert rows() == []
    assert Client().get("/kepuasan/tidak-ada/data.csv").status_code == 404
