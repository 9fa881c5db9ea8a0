"""A letter is its holder's from when it counts, which may be half a year before its case ends."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.apps.letters.models import Letter
from tests.builders import JOMPO, STANDARDS, Town, a_case, a_town, surveyed

Browser = Callable[[Person | None], Client]
_CARE = """
  - perawatan:
      sebutan: Masa perawatan
      pelaksana: loket
      kegiatan: tunggu
      uraian: Menunggu masa perawatan selesai.
      waktu: 6 bulan
      jam_berhenti: ya
"""


@pytest.fixture
def town(db: None, tmp_path: Path) -> Town:
    """A service whose case goes on for six months after its letter was handed over."""
    folder = tmp_path / "rokan-hilir"
    shutil.copytree(STANDARDS / "rokan-hilir", folder)
    with (folder / JOMPO / "sop.yaml").open("a") as sop:
        sop.write(_CARE)
    return a_town(folder)


def page(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def letter_of(case: Case) -> tuple[Letter, str]:
    letter = Letter.objects.get(case=case, number__gt="")
    return letter, f"/permohonan/{case.ref}/surat/{letter.key}.pdf"


def test_what_was_handed_over_is_theirs_through_the_care_period(town: Town, browser: Browser) -> None:
    case, client = a_case(town, "perawatan"), browser(town.citizens[0])
    letter, path = letter_of(case)
    assert case.state == "running"
    assert client.get(path)["Content-Type"] == "application/pdf"
    assert letter.number in page(client, "/surat-saya/")
    shown = page(client, f"/permohonan/{case.ref}/")
    assert path in shown
    assert "Surat siap diambil" not in shown, "it was taken"
    stranger = browser(town.citizens[1])
    assert stranger.get(path).status_code == 404
    assert letter.number not in page(stranger, "/surat-saya/")


def test_what_waits_at_the_counter_is_not_given_out_before_it(town: Town, browser: Browser) -> None:
    """The survey and the counter come before the letter (requirements B8, B9)."""
    case, client = a_case(town, "penyerahan"), browser(town.citizens[0])
    letter, path = letter_of(case)
    shown = page(client, f"/permohonan/{case.ref}/")
    assert "Surat siap diambil" in shown and path not in shown
    assert client.get(path).status_code == 404
    assert letter.number not in page(client, "/surat-saya/")
    surveyed(case)
    assert "Surat siap diambil" in page(client, f"/permohonan/{case.ref}/")


def test_a_letter_that_is_not_signed_does_not_count(town: Town, browser: Browser) -> None:
    case, client = a_case(town, "penandatanganan"), browser(town.citizens[0])
    _, path = letter_of(case)
    assert client.get(path).status_code == 404
    assert "Anda belum punya surat" in page(client, "/surat-saya/")


def test_a_signed_letter_of_a_case_that_then_ended_without_it_is_not_theirs(town: Town, browser: Browser) -> None:
    case, client = a_case(town, "penyerahan"), browser(town.citizens[0])
    _, path = letter_of(case)
    Case.objects.filter(pk=case.pk).update(state="refused", step="", post="")
    assert client.get(path).status_code == 404
    assert "Anda belum punya surat" in page(client, "/surat-saya/")


def test_a_case_that_is_done_does_not_say_that_something_ended(town: Town, browser: Browser) -> None:
    case = a_case(town, None)
    for client, path in ((browser(town.citizens[0]), f"/permohonan/{case.ref}/"), (Client(), f"/lacak/{case.ref}/")):
        shown = page(client, path)
        assert "<dt>Selesai</dt>" in shown
        assert "Berakhir" not in shown
