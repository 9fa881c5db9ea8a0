"""Several offices on one installation: an officer of one finds nothing of another's."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.letters.models import Letter
from silastri.apps.messages.models import Message
from tests.builders import STANDARDS, Town, a_case, a_town

Browser = Callable[[Person | None], Client]


@pytest.fixture
def other(town: Town, tmp_path: Path) -> Town:
    folder = tmp_path / "kantor-lain"
    shutil.copytree(STANDARDS / "rokan-hilir", folder)
    definition = folder / "kantor.yaml"
    text = definition.read_text().replace("kode: RHL", "kode: LAIN")
    definition.write_text(text.replace("DPMPTSP Kabupaten Rokan Hilir", "DPMPTSP Kabupaten Contoh"))
    return a_town(folder)


def test_cases_papers_letters_and_messages_of_another_office_are_not_there(
    town: Town, other: Town, browser: Browser
) -> None:
    case = a_case(town, "pencetakan")
    paper = case.documents.first()
    letter, message = Letter.objects.get(case=case), Message.objects.filter(case=case).first()
    assert paper and message
    client = browser(other.officer("back_office"))
    for path in ("", f"berkas/{paper.pk}/", f"berkas/{paper.pk}/1/", "surat.pdf", "surat/1/", "tanda-terima.pdf"):
        assert client.get(f"/petugas/permohonan/{case.ref}/{path}").status_code == 404, path
    for path in (
        "periksa",
        "nomor",
        "tanda-tangan",
        "cetak",
        "serahkan",
        "putuskan",
        "rekomendasi",
        "ambil",
        "identitas",
    ):
        response = client.post(f"/petugas/permohonan/{case.ref}/{path}/", {"giliran": case.turn, "keputusan": "lanjut"})
        assert response.status_code == 404, path
    client.post(f"/petugas/pesan/{message.pk}/ulang/")
    assert Message.objects.get(pk=message.pk).state == message.state
    for page in ("/petugas/", "/petugas/permohonan/", "/petugas/surat/", "/petugas/pesan/"):
        shown = client.get(page).content.decode()
        assert case.ref not in shown, page
        assert letter.number not in shown, page


def test_an_officer_of_two_offices_works_in_one_at_a_time(town: Town, other: Town, browser: Browser) -> None:
    from silastri.apps.offices import operations
    from tests.builders import MONDAY

    both = town.officer("back_office")
    operations.post(other.office, both, post="back_office", since=MONDAY.date())
    here, there = a_case(town), a_case(other)
    client = browser(both)
    assert here.ref in client.get("/petugas/").content.decode()
    assert client.get(f"/petugas/permohonan/{there.ref}/").status_code == 404
    client.post("/petugas/kantor/", {"kantor": other.office.pk})
    shown = client.get("/petugas/").content.decode()
    assert there.ref in shown
    assert here.ref not in shown


def test_registers_of_two_offices_count_apart(town: Town, other: Town) -> None:
    first, second = a_case(town, "penandatanganan"), a_case(other, "penandatanganan")
    numbers = [Letter.objects.get(case=case).sequence for case in (first, second)]
    assert numbers == [1, 1]
