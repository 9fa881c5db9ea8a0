"""The papers of a case on its page: pictures in several sizes, and a search that stands in no address."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from silastri.adapters.pdf import printer
from silastri.adapters.pdf.typst import Typst
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


def test_a_draft_is_drawn_once_an_hour_for_its_page_and_its_pictures(
    town: Town, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, client = a_case(town, "verifikasi"), browser(town.officer("ahli_muda"))
    begun = timezone.now().replace(minute=10)
    typst = printer()
    assert isinstance(typst, Typst)
    typst._drawn_lately.cache_clear()
    compiled, drawn = typst._compiled, []

    def counted(template: str, *given: Any, **options: Any) -> Any:
        drawn.append(template)
        return compiled(template, *given, **options)

    def at(minutes: int, address: str) -> str:
        monkeypatch.setattr(timezone, "now", lambda: begun + timedelta(minutes=minutes))
        response = client.get(address)
        assert response.status_code == 200
        return response.content.decode(errors="replace")

    monkeypatch.setattr(typst, "_compiled", counted)
    page = f"/petugas/permohonan/{case.ref}/"
    (picture, *_) = re.findall(rf"{page}surat/[^\"?]+/1/", at(0, page))
    at(20, picture)
    at(40, f"{picture}?ukuran=besar")
    assert drawn == ["letter"]
    at(60, page)
    assert drawn == ["letter", "letter"]


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
