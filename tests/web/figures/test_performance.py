"""The public page: promised and real time of each service by month, without telling of single people."""

import csv
import io
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from silastri.apps.measures.models import ServiceDay
from silastri.apps.offices.models import Office
from silastri.domain.complaints.month import Month, of_day
from silastri.journey.figures import performance
from tests.builders import JOMPO, SCHOOL, Town, today

PAGE = "/kinerja/rokan-hilir/"


def last() -> Month:
    """The month before this one."""
    return of_day(today()).before


def ended(
    town: Town, minutes: Sequence[int], *, kept: int, service: str = JOMPO, month: Month | None = None, day: int = 5
) -> None:
    month = month or last()
    ServiceDay.objects.create(
        office=town.office, service=town.service(service), on=date(month.year, month.number, day),
        done=len(minutes), kept=kept, minutes=list(minutes),
    )  # fmt: skip


def read(address: str = PAGE) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def table() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(read(f"{PAGE}data.csv").lstrip("\ufeff"))))


def test_a_month_is_told_by_its_half_and_its_share(town: Town) -> None:
    ended(town, [100, 450, 900, 910, 4000], kept=4)
    ended(town, [300, 1000], kept=1, day=20)
    page = read()
    assert last().name in page and "Dijanjikan <strong>7 hari kerja</strong>" in page
    assert "2 hari kerja" in page  # the fourth of seven: 900 minutes of 450 a day
    assert "71%" in page
    (row,) = table()
    assert (row["n"], row["tepat_waktu"], row["persen_tepat_waktu"]) == ("7", "5", "71")
    assert (row["median_menit_kerja"], row["janji"], row["layanan"]) == ("900", "7 hari kerja", JOMPO)


def test_few_are_not_told_nor_can_they_be_worked_out(town: Town) -> None:
    ended(town, [100] * 4, kept=4)
    ended(town, [200] * 9, kept=9, service=SCHOOL)
    page = read()
    assert "terlalu sedikit" in page and "kurang dari 5" in page
    assert "Semua layanan" not in page  # thirteen less nine would tell the four
    few = next(row for row in table() if row["layanan"] == JOMPO)
    assert few["keterangan"].startswith("tidak ditampilkan")
    assert few["n"] == few["median_menit_kerja"] == ""


def test_a_running_month_and_one_long_past_are_left_out(town: Town) -> None:
    day = today()
    now = of_day(day)
    ended(town, [100] * 8, kept=8, month=now, day=day.day)
    ended(town, [100] * 8, kept=8, month=Month(now.year - 2, now.number))
    assert table() == []
    assert "Belum ada bulan yang dapat ditampilkan" in read()
    oldest = Month(now.year - 1, now.number)
    ended(town, [100] * 8, kept=8, month=oldest)
    assert [row["bulan"] for row in table()] == [str(oldest.number)]


def test_cases_without_a_promise_do_not_count_for_its_share(town: Town) -> None:
    ended(town, [100] * 10, kept=6)
    ServiceDay.objects.update(unpromised=4)
    assert "100%" in read()
    ServiceDay.objects.update(unpromised=8, kept=2)
    assert "100%" not in read()  # two promises would tell whose they were


def test_the_page_of_the_service_says_it_in_one_line(town: Town) -> None:
    address = f"/layanan/rokan-hilir/{JOMPO}/"
    assert PAGE not in read(address)
    ended(town, [100] * 8 + [5000], kept=8)
    page = read(address)
    assert (
        "Bulan lalu separuh permohonan selesai dalam <strong>1 hari kerja</strong>; <strong>89%</strong> tepat waktu"
        in page
    )
    assert PAGE in page and PAGE in read("/kantor/rokan-hilir/")
    figure = performance.last_month(town.service(), timezone.now())
    assert figure and figure.cases == 9


def test_one_office_has_no_list_and_an_unknown_one_no_page(town: Town) -> None:
    assert Client().get("/kinerja/")["Location"] == PAGE
    for address in ("/kinerja/tidak-ada/", "/kinerja/tidak-ada/data.csv"):
        assert Client().get(address).status_code == 404
    assert "/kinerja/" in read("/")
    Office.objects.create(
        slug="lain", name="Lain", code="LAN", published_at=timezone.now() - timedelta(days=1),
        definition=town.office.definition, definition_hash=town.office.definition_hash,
    )  # fmt: skip
    assert "/kinerja/lain/" in read("/kinerja/")


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1"])
def test_a_name_is_no_formula_in_the_table(town: Town, name: str) -> None:
    ended(town, [100] * 8, kept=8)
    town.service().__class__.objects.filter(slug=JOMPO).update(name=name, is_offered=False)
    (row,) = table()
    assert not row["nama_layanan"].startswith(("=", "+"))
