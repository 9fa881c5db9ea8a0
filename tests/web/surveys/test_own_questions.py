"""The office's own questions are asked after the nine, and never counted among them."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.offices.models import Posting
from silastri.apps.surveys import operations, queries
from silastri.apps.surveys.models import Response
from silastri.apps.surveys.queries import extra as answered
from silastri.domain.satisfaction import extra
from silastri.domain.satisfaction.index import NoIndex, Sums
from tests.builders import STANDARDS, Town, a_case, a_town

Browser = Callable[[Person | None], Client]
ANSWERS = {f"u{n}": "3" for n in range(1, 10)}
OWN = {"tambahan-tanpa_pungutan": "4", "tambahan-tanpa_calo": "3", "tambahan-tanpa_beda": "2"}


@pytest.fixture
def contoh(db: None) -> Town:
    return a_town(STANDARDS / "contoh")


def waiting(contoh: Town) -> str:
    """Where the survey of a case is answered whose letter waits."""
    case = a_case(contoh, "penyerahan", service="izin-keramaian")
    return f"/survei/{case.invitation.code}/"


def test_they_are_asked_kept_and_counted_apart(contoh: Town) -> None:
    path = waiting(contoh)
    page = Client().get(path).content.decode()
    assert page.index("Pertanyaan tambahan dari kantor ini") > page.index("penanganan pengaduan")
    for wrong in ({}, OWN | {"tambahan-tanpa_calo": "5"}, OWN | {"tambahan-tanpa_calo": ""}):
        assert Client().post(path, ANSWERS | wrong).status_code == 422
    assert Client().post(path, ANSWERS | OWN | {"tambahan-lain": "4"}).status_code == 302
    kept = Response.objects.get()
    assert kept.extra == {"tanpa_pungutan": 4, "tanpa_calo": 3, "tanpa_beda": 2}
    days = (contoh.office.pk, kept.on, kept.on)
    assert queries.sums(*days) == Sums.of([[3] * 9])
    marks = {"tanpa_pungutan": (0, 0, 0, 1), "tanpa_calo": (0, 0, 1, 0), "tanpa_beda": (0, 1, 0, 0)}
    assert answered(*days) == marks
    assert "extra" not in queries.profile(*days)
    operations.recount(office_id=contoh.office.pk, service_id=kept.service_id, on=kept.on)
    assert answered(*days) == marks, "sums that are made anew hold them too"
    operations.take_back(kept)
    assert not any(sum(counts) for counts in answered(*days).values())


def test_the_page_of_the_results(contoh: Town, browser: Browser) -> None:
    path, client = waiting(contoh), browser(Posting.objects.filter(office=contoh.office).first().person)
    assert "Belum ada jawaban" in client.get("/petugas/survei/tambahan/").content.decode()
    Client().post(path, ANSWERS | OWN)
    page = client.get("/petugas/survei/tambahan/").content.decode()
    assert "Indeks persepsi anti korupsi" in page
    assert "75,00 (C, kurang baik)" in page and "Tidak pernah ada" in page and "1 jawaban" in page
    assert client.get("/petugas/survei/tambahan/?dari=99-99-2026").status_code == 422
    empty = client.get("/petugas/survei/tambahan/?dari=1-1-2001&sampai=2-1-2001")
    assert "Belum ada jawaban" in empty.content.decode()


def test_an_office_without_own_questions_says_so(town: Town, browser: Browser) -> None:
    page = browser(town.officer("loket")).get("/petugas/survei/tambahan/").content.decode()
    assert "tidak punya pertanyaan tambahan" in page


def test_the_index_of_a_group() -> None:
    assert extra.mean((0, 0, 0, 0)) is None
    assert extra.mean((1, 0, 0, 3)) == Fraction(13, 4)
    assert extra.index_of([(0, 0, 0, 2), (0, 0, 1, 0), (0, 0, 0, 0)]).index == Decimal("87.50")
    with pytest.raises(NoIndex):
        extra.index_of([(0, 0, 0, 0)])
    with pytest.raises(NoIndex):
        extra.index_of([])
