"""The services on offer, as citizens find them: by their words, by what happens in their lives, by office."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from silastri.apps.catalog.models import Service, Version
from silastri.domain.definition.life import LifeEvent
from tests.builders import MONDAY, STANDARDS, Town, a_town
from tests.pekanbaru import words as read

LANSIA, SCHOOL = "Bantuan pulang untuk lansia terlantar", "Bantuan bersekolah lagi"
PATH = "/layanan/rokan-hilir/jompo-terlantar/"


def shown(path: str, **asked: str) -> str:
    return Client().get(path, asked).content.decode()


def offered(town: Town, count: int, **offer: object) -> None:
    """So many more services of the office, in force."""
    for n in range(count):
        service = Service.objects.create(office=town.office, slug=f"lain-{n}", name=f"Layanan Lain {n:03}")
        Version.objects.create(
            service=service, number=1, effective_on=MONDAY.date(), texts={}, published_at=MONDAY, offer=offer
        )


def test_by_their_own_words_people_find_the_service_its_plain_name_and_its_legal_one(town: Town) -> None:
    page = shown("/layanan/", cari="kakek mau pulang kampung")
    assert LANSIA in page
    assert "Rekomendasi Bantuan Pengiriman Lanjutan Jompo Terlantar" in page
    assert SCHOOL not in page
    part = Client().get("/layanan/", {"cari": "lanzia"}, headers={"HX-Request": "true"}).content.decode()
    assert LANSIA in part
    assert "<html" not in part


def test_who_finds_nothing_hears_whom_to_ask(town: Town) -> None:
    page = shown("/layanan/", cari="xyzzy<script>")
    assert "Tidak ada layanan yang cocok" in page
    assert "xyzzy&lt;script&gt;" in page
    assert 'href="tel:076723755"' in page
    assert "Lihat semua layanan" in page
    assert "Tanya petugas" not in shown("/layanan/", cari="kakek")


def test_one_office_alone_is_searched_where_it_is_chosen(db: None) -> None:
    a_town(STANDARDS / "rokan-hilir")
    a_town(STANDARDS / "kampar")
    both, one = shown("/layanan/", cari="putus sekolah"), shown("/layanan/", cari="putus sekolah", kantor="kampar")
    assert "/layanan/kampar/" in both
    assert "/layanan/rokan-hilir/" in both
    assert "/layanan/kampar/" in one
    assert "/layanan/rokan-hilir/" not in one
    assert "/layanan/rokan-hilir/" in shown("/layanan/", cari="putus sekolah", kantor="tidak-ada")


def test_a_short_list_has_no_groups_and_a_long_one_is_grouped_by_events(town: Town) -> None:
    assert LifeEvent.AGE.label not in shown("/")
    assert LANSIA in shown("/")
    offered(town, 7)
    front, all = shown("/"), shown("/layanan/")
    assert "?peristiwa=lansia" in front
    assert LANSIA not in front
    assert all.index(LifeEvent.SCHOOL.label) < all.index(LifeEvent.AGE.label) < all.index("Layanan lain")
    assert "Semua 7 layanan: Layanan lain" in all
    assert all.count("Layanan Lain 00") == 5, "the rest is behind the link"
    old = shown("/layanan/", peristiwa="lansia")
    assert LANSIA in old
    assert SCHOOL not in old
    assert shown("/layanan/", peristiwa="lain").count("Layanan Lain 00") == 7
    assert LifeEvent.AGE.label in shown("/layanan/", peristiwa="xyzzy"), "an event that is none shows all"


def test_a_version_to_come_is_found_by_its_words_when_it_is_in_force(town: Town) -> None:
    service, today = town.service(), timezone.localdate()
    Version.objects.create(
        service=service, number=2, effective_on=today + timedelta(days=9), texts={}, published_at=MONDAY,
        offer={"name": service.name, "plain_name": "Sebutan baru", "search_words": ["oma opa"]},
    )  # fmt: skip
    assert LANSIA in shown("/layanan/", cari="kakek")
    assert "Sebutan baru" not in shown("/layanan/", cari="opa")
    Version.objects.filter(number=2).update(effective_on=today - timedelta(days=1))
    assert "Sebutan baru" in shown("/layanan/", cari="opa")
    assert "Tidak ada layanan" in shown("/layanan/", cari="kakek")


def test_what_is_not_offered_is_not_found(town: Town) -> None:
    Service.objects.filter(slug="jompo-terlantar").update(is_offered=False)
    assert LANSIA not in shown("/layanan/", cari="kakek") + shown("/") + shown("/layanan/", peristiwa="lansia")


def test_the_list_costs_the_same_however_long_it_is(town: Town, django_assert_max_num_queries: object) -> None:
    offered(town, 60, search_words=["kedai"])
    assert "60 layanan untuk" in shown("/layanan/", cari="kedai")
    with django_assert_max_num_queries(4):  # type: ignore[operator]
        shown("/layanan/", cari="kedai")


def test_a_service_page_begins_with_the_plain_name_and_tells_the_true_total(town: Town) -> None:
    page = shown(PATH)
    assert page.index(f"{LANSIA}</h1>") < page.index("Rekomendasi Bantuan Pengiriman Lanjutan Jompo Terlantar")
    assert "layanan Rp0, meterai Rp10.000" in page
    assert "Meterai untuk Surat permohonan</dt><dd>Rp10.000" in page
    assert "Orang lanjut usia yang terlantar di Rokan Hilir" in page
    assert "Kantor desa atau kelurahan tempat tinggal" in page
    assert "<h2" not in page.partition("14 komponen")[2], "the components have one heading"


@pytest.mark.parametrize(
    ("paper", "name", "says"),
    [
        ("permohonan", "blangko-permohonan", ["Kepada Yth.", "Nomor telepon", "Tempel meterai", "Rp10.000"]),
        ("ktp", "contoh-ktp", ["CONTOH", "Yang harus terbaca jelas", "Tempat dan tanggal lahir"]),
    ],
)
def test_a_blank_or_a_sample_is_downloaded(town: Town, paper: str, name: str, says: list[str]) -> None:
    address = f"{PATH}contoh/{paper}.pdf"
    assert f'href="{address}?versi=1"' in shown(PATH)
    sheet = Client().get(address)
    assert name in sheet["Content-Disposition"]
    assert all(said in read(sheet.content) for said in says)


@pytest.mark.parametrize("paper", ["foto_calon", "tidak_ada", "formulir"])
def test_a_paper_without_a_sample_has_no_sheet(town: Town, paper: str) -> None:
    assert f"contoh/{paper}.pdf" not in shown(PATH)
    assert Client().get(f"{PATH}contoh/{paper}.pdf").status_code == 404
