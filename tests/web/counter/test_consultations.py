"""Somebody asks at the counter and files nothing; the guest book fills itself."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.consultations import queries
from silastri.apps.consultations.models import Consultation
from silastri.apps.letters.models import HandOver
from silastri.domain.refusal import NotFit, NotYours
from silastri.journey.desk import consult
from tests.builders import MONDAY, STANDARDS, Town, a_case, a_town

Browser = Callable[[Person | None], Client]
PAGE = "/petugas/konsultasi/"


def typed(**changed: object) -> dict[str, object]:
    return {"topik": "Syarat jompo", "jawaban": "Dijelaskan, diberi daftar syarat", "nama": "", "hp": ""} | changed


def test_noted_from_the_counter_with_no_more_than_somebody_wants_to_give(town: Town, browser: Browser) -> None:
    clerk = browser(town.officer("loket"))
    assert PAGE in clerk.get("/petugas/", follow=True).content.decode()
    page = clerk.get(PAGE).content.decode()
    assert "Belum ada konsultasi" in page and "dihapus sendiri setelah setahun" in page
    for wrong, sentence in (
        ({"topik": " "}, "Isi yang ditanyakan"),
        ({"jawaban": ""}, "Isi yang dijelaskan"),
        ({"hp": "abc"}, "error-message"),
        ({"layanan": "99999"}, "Pilih salah satu"),
        ({"jawaban": "a" * 2001}, "Terlalu panjang"),
    ):
        refused = clerk.post(PAGE, typed(**wrong))
        assert refused.status_code == 422 and sentence in refused.content.decode(), sentence
    assert not Consultation.objects.exists()
    assert clerk.post(PAGE, typed(layanan=town.service().pk)).status_code == 302
    assert clerk.post(PAGE, typed(topik="Jam buka", nama="Siti Contoh", hp="0812-0000-0001")).status_code == 302
    one = Consultation.objects.order_by("pk").first()
    assert one and (one.service, one.name, one.by) == (town.service(), "", town.officer("loket"))
    page = clerk.get(PAGE).content.decode()
    assert "Syarat jompo" in page and "Siti Contoh" in page
    assert "Syarat jompo" not in clerk.get(f"{PAGE}?kata=buka").content.decode()
    assert "Jam buka" not in clerk.get(f"{PAGE}?untuk={town.service().pk}").content.decode()
    assert "Tidak ada yang cocok" in clerk.get(f"{PAGE}?kata=zzz").content.decode()
    assert clerk.get(f"{PAGE}?dari=kapan&untuk=²").status_code == 200
    assert browser(town.citizens[0]).get(PAGE).status_code == 403


def test_counted_by_service_and_forgotten_by_name_after_a_year(town: Town) -> None:
    act, service = town.act("loket"), town.service()
    for about in (service, service, None):
        asked = consult.Asked("Syarat", "Dijelaskan", about, "Siti Contoh", "+6281200000001")
        consult.consult(act, asked=asked)
    since, until = MONDAY - timedelta(days=1), MONDAY + timedelta(days=1)
    assert queries.by_service(town.office.pk, since, until) == [(service.name, 2), ("", 1)]
    assert consult.forget_people(replace(act, at=MONDAY + timedelta(days=364))) == 0
    assert consult.forget_people(replace(act, at=MONDAY + timedelta(days=366))) == 3
    assert set(Consultation.objects.values_list("topic", "name", "phone")) == {("Syarat", "", "")}


def test_nothing_of_another_office(town: Town) -> None:
    other = a_town(STANDARDS / "kampar")
    with pytest.raises(NotFit):
        consult.consult(other.act("front_office"), asked=consult.Asked("a", "b", town.service()))
    with pytest.raises(NotYours):
        consult.consult(town.citizen_act(), asked=consult.Asked("a", "b"))
    assert not Consultation.objects.exists()


def test_the_guest_book_has_who_asked_and_who_fetched_a_letter(town: Town, browser: Browser) -> None:
    consult.consult(town.act("loket"), asked=consult.Asked("Jam buka", "Dijelaskan"))
    case = a_case(town, None)
    day = HandOver.objects.get(case=case).at.date()
    clerk = browser(town.officer("loket"))
    book = f"/petugas/buku/?dari={MONDAY:%d-%m-%Y}&sampai={day + timedelta(days=1):%d-%m-%Y}"
    page = clerk.get(book).content.decode()
    assert "Konsultasi: Jam buka" in page and "Tanpa nama" in page
    assert f"Mengambil surat: {case.service.name}" in page
    assert "Konsultasi: Jam buka" in clerk.get(f"{book}&bentuk=csv").content.decode()
    assert "Konsultasi" not in clerk.get(f"{book}&buku=layanan").content.decode().split("<main")[1]
