"""The public page of the satisfaction index, and the lines that lead to it."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from silastri.apps.cases.models import Case
from silastri.apps.offices import queries as offices
from silastri.domain.satisfaction.index import NAMES
from tests.builders import JOMPO, SCHOOL, Town, a_case
from tests.web.satisfaction.answered import answer, today

PAGE = "/kepuasan/rokan-hilir/"


def shown(path: str = PAGE) -> str:
    response = Client().get(path)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def row_of(page: str, service: str) -> str:
    """What the table of services says of one."""
    return words(next(row for row in page.split("<tr>") if f"/layanan/rokan-hilir/{service}/" in row))


def test_from_every_page_to_the_index_of_an_office(town: Town) -> None:
    answer(town, 6)
    assert "/kepuasan/" in shown("/")
    assert PAGE in shown("/kepuasan/") and "75,00" in shown("/kepuasan/")
    for path in ("/kantor/rokan-hilir/", f"/layanan/rokan-hilir/{JOMPO}/"):
        page = shown(path)
        assert PAGE in page
        assert "75,00 (kurang baik)" in page and "6 jawaban" in page


def test_index_elements_lowest_and_table_beside_the_bars(town: Town) -> None:
    answer(town, 3, 4, u3=2, u8=3)
    answer(town, 3, 4, u3=1, u8=3, u9=None)
    page = shown()
    said = words(page)
    assert "90,28 dari 100" in said and "Sangat baik" in said and "6 orang" in said
    for name in NAMES.values():
        assert name in said
    assert "37,50 (D, tidak baik), nilai 1,50 dari 4" in said
    lowest = "Waktu penyelesaian; Penanganan pengaduan, saran, dan masukan; Persyaratan"
    assert f"Nilai paling rendah: {lowest}" in said
    assert "<caption>Nilai tiap unsur</caption>" in page
    assert "Terima kasih" in said


def test_nobody_answered_yet(town: Town) -> None:
    page = shown()
    assert "Belum ada jawaban survei" in page
    assert "Tiap layanan" not in page
    assert "belum dapat ditampilkan" in shown("/kantor/rokan-hilir/")


def test_an_element_without_answers_leaves_no_index(town: Town) -> None:
    answer(town, 6, u4=None)
    assert "belum ada jawaban untuk unsur U4" in shown()


@pytest.mark.parametrize("count", [1, 4])
def test_few_answers_are_not_shown(town: Town, count: int) -> None:
    answer(town, count, 4)
    for page in (shown(), shown("/kepuasan/"), shown("/kantor/rokan-hilir/"), shown(f"/layanan/rokan-hilir/{JOMPO}/")):
        assert "100,00" not in page
    assert "terlalu sedikit untuk ditampilkan" in shown()


def test_few_answers_cannot_be_subtracted(town: Town) -> None:
    answer(town, 3, 1, service=SCHOOL)
    answer(town, 40, 4)
    page = shown()
    assert "46 orang" not in page and "43 orang" in page
    for service in (JOMPO, SCHOOL):
        assert "terlalu sedikit" in row_of(page, service)
    answer(town, 2, 1, service=SCHOOL)
    assert "25,00" in row_of(shown(), SCHOOL)


def test_too_few_of_those_who_were_served(town: Town) -> None:
    case = a_case(town, "verifikasi")
    copies = [Case(**_copied(case, n)) for n in range(20)]
    Case.objects.bulk_create(copies)
    answer(town, 6)
    said = words(shown())
    assert "20 permohonan" in said and "perlu sedikitnya 19 jawaban" in said
    answer(town, 14)
    assert "perlu sedikitnya" not in words(shown())


def _copied(case: Case, n: int) -> dict[str, object]:
    kept = ("office_id", "service_id", "version_id", "applicant_id", "created_at", "submitted_at")
    same = {name: getattr(case, name) for name in kept}
    return same | {"ref": f"X-{n}", "state": "done", "ended_at": timezone.now()}


def test_small_groups_are_told_together(town: Town) -> None:
    answer(town, 9, sex="L", education="SMA")
    answer(town, 7, sex="P", education="S1")
    answer(town, 2, sex="P", education="S3")
    said = words(shown())
    assert "Laki-laki 9 Perempuan 9" in said
    assert "SMA 9" in said and "Kelompok lain, digabung 9" in said
    assert "S3 2" not in said and "S1 7" not in said


def test_periods_of_this_year_and_those_before(town: Town) -> None:
    now = today(town)
    answer(town, 6, 4)
    answer(town, 6, 2, on=date(now.year - 2, 5, 4))
    page = shown()
    quarter = (now.month + 2) // 3
    for key in (f"{now.year}", f"{now.year}-s1", f"{now.year}-t{quarter}", f"{now.year - 1}", f"{now.year - 2}"):
        assert f"?masa={key}" in page
    assert f"{now.year}-t{quarter + 1}" not in page
    assert "100,00" in shown(f"{PAGE}?masa={now.year}-t{quarter}")
    assert "Belum ada jawaban" in shown(f"{PAGE}?masa={now.year - 1}")
    assert "50,00" in shown(f"{PAGE}?masa={now.year - 2}-t2")


def test_a_trend_over_quarters_with_its_table(town: Town) -> None:
    year = today(town).year - 1
    answer(town, 6, 3, on=date(year, 2, 1))
    answer(town, 6, 4, on=date(year, 5, 1))
    page = shown(f"{PAGE}?masa={year}")
    assert "<caption>Indeks tiap triwulan</caption>" in page
    said = words(page)
    assert f"Triwulan 1 {year} 75,00 (C, kurang baik), 6 jawaban" in said
    assert "Indeks tiap triwulan" not in shown(f"{PAGE}?masa={year}-t1")


def test_the_last_year_is_shown_while_this_one_has_no_index(town: Town) -> None:
    answer(town, 6, 4, on=date(today(town).year - 1, 12, 1))
    assert f"tahun {today(town).year - 1}" in shown("/kantor/rokan-hilir/")


@pytest.mark.parametrize("key", ["2026-s3", "x", "9999", "1999'--", "0"])
def test_periods_that_do_not_exist(town: Town, key: str) -> None:
    response = Client().get(PAGE, {"masa": key})
    assert response.status_code == 404
    assert "Masa ini tidak ada" in response.content.decode()


def test_an_office_that_does_not_exist(town: Town) -> None:
    assert Client().get("/kepuasan/tidak-ada/").status_code == 404


def test_served_are_counted_by_the_days_of_the_office(town: Town) -> None:
    now = timezone.now()
    day = offices.today(town.office, now)
    a_case(town, None)
    Case.objects.update(
        ended_at=offices.working_time(town.office).begins(day + timedelta(days=1)) - timedelta(minutes=1)
    )
    answer(town, 5)
    assert "1 permohonan" in words(shown(f"{PAGE}?masa={day.year}"))
