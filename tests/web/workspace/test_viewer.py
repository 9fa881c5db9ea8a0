"""The papers of a case on its page: pictures in several sizes, and a search that stands in no address."""

from collections.abc import Callable

import pytest
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case, CaseDocument
from tests.builders import STANDARDS, Town, a_case, a_town

Browser = Callable[[Person | None], Client]


@pytest.fixture
def case(town: Town) -> Case:
    return a_case(town)


def found(client: Client, case: Case, words: str, **headers: str) -> str:
    response = client.post(f"/petugas/permohonan/{case.ref}/cari-kata/", {"kata": words}, headers=headers)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_pages_are_drawn_small_and_large(case: Case, town: Town, browser: Browser) -> None:
    client = browser(town.officer("back_office"))
    paper = CaseDocument.objects.filter(case=case).first()
    assert paper
    sizes = [
        len(client.get(f"/petugas/permohonan/{case.ref}/berkas/{paper.pk}/1/{asked}").content)
        for asked in ("?ukuran=kecil", "", "?ukuran=besar", "?ukuran=lain")
    ]
    assert sizes[0] < sizes[1] < sizes[2]
    assert sizes[3] == sizes[1]


def test_words_are_found_on_their_pages(case: Case, town: Town, browser: Browser) -> None:
    client = browser(town.officer("back_office"))
    part = found(client, case, "fotokopi ktp", **{"HX-Request": "true"})
    assert 'href="#lihat-ktp-1"' in part
    assert "<html" not in part
    whole = found(client, case, "fotokopi ktp")
    assert part in whole, "without a script the page comes again, with what was found"
    assert 'id="lihat-ktp-1"' in whole
    assert "“tidak tertulis” tidak ditemukan" in found(client, case, "tidak tertulis")


def test_the_words_stand_in_no_address_and_others_find_nothing(case: Case, town: Town, browser: Browser) -> None:
    path = f"/petugas/permohonan/{case.ref}/cari-kata/"
    assert browser(town.officer("back_office")).get(path, {"kata": "ktp"}).headers["Location"].endswith(f"{case.ref}/")
    elsewhere = a_town(STANDARDS / "kampar")
    assert browser(elsewhere.officer("verifikator")).post(path, {"kata": "ktp"}).status_code == 404
    assert browser(town.citizens[0]).post(path, {"kata": "ktp"}).status_code == 403
