"""The views that an officer keeps of a list, and the list as a spreadsheet."""

import io
from collections.abc import Callable

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from silastri.apps.accounts.models import Person
from silastri.apps.audit.models import LogEntry
from silastri.apps.cases.models import Case
from silastri.apps.offices.models import KeptView
from silastri.journey.desk import export_cases, keep_view
from tests.builders import STANDARDS, Town, a_case, a_town

Browser = Callable[[Person | None], Client]
KEEP = "/petugas/tampilan/"


def test_a_view_is_kept_without_words_named_anew_and_taken_away(town: Town, browser: Browser) -> None:
    a_case(town, "penomoran")
    client = browser(town.officer("back_office"))
    sent = {
        "daftar": "inbox",
        "nama": "  Nomori   dulu ",
        "saringan": "langkah=Penomoran&urut=-umur&cari=minah&halaman=3",
    }
    assert client.post(KEEP, sent)["Location"] == "/petugas/?langkah=Penomoran&urut=-umur"
    view = KeptView.objects.get()
    assert (view.name, view.asked) == ("Nomori dulu", {"langkah": "Penomoran", "urut": "-umur"})
    page = client.get("/petugas/").content.decode()
    assert 'href="?langkah=Penomoran&amp;urut=-umur">Nomori dulu' in page
    assert 'aria-current="page">Nomori dulu' in client.get("/petugas/?langkah=Penomoran&urut=-umur").content.decode()
    assert "Nomori dulu" not in client.get("/petugas/permohonan/").content.decode(), "a view is of one list"
    client.post(f"{KEEP}{view.pk}/", {"nama": "Penomoran"})
    assert KeptView.objects.get().name == "Penomoran"
    client.post(f"{KEEP}{view.pk}/", {"hapus": "1"})
    assert not KeptView.objects.exists()


def test_a_view_needs_a_name_of_its_own_and_there_are_not_too_many(
    town: Town, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browser(town.officer("back_office"))
    monkeypatch.setattr(keep_view, "MOST", 2)
    for name in ("Satu", "satu", " ", "x" * 41, "Dua", "Tiga"):
        client.post(KEEP, {"daftar": "inbox", "nama": name, "saringan": "pilih=saya"})
    assert [view.name for view in KeptView.objects.order_by("pk")] == ["Satu", "Dua"]
    client.post(f"{KEEP}{KeptView.objects.get(name='Dua').pk}/", {"nama": "SATU"})
    assert KeptView.objects.filter(name="Dua").exists()
    assert client.post(KEEP, {"daftar": "health", "nama": "Lain"})["Location"] == "/petugas/"


def test_nobody_sees_or_changes_the_view_of_another(town: Town, browser: Browser) -> None:
    client = browser(town.officer("back_office"))
    client.post(KEEP, {"daftar": "inbox", "nama": "Punya saya", "saringan": "pilih=saya"})
    pk = KeptView.objects.get().pk
    kampar = a_town(STANDARDS / "kampar")
    for other in (town.officer("ahli_muda"), kampar.officer("back_office")):
        theirs = browser(other)
        assert "Punya saya" not in theirs.get("/petugas/").content.decode()
        for change in ({"nama": "Diambil"}, {"hapus": "1"}):
            assert theirs.post(f"{KEEP}{pk}/", change).status_code == 404
    assert KeptView.objects.get().name == "Punya saya"


def test_the_list_is_taken_as_it_was_filtered_with_masked_numbers_and_a_line_in_the_log(
    town: Town, browser: Browser
) -> None:
    one, other = a_case(town, "penomoran"), a_case(town, "pemeriksaan", citizen=1)
    Case.objects.filter(pk=one.pk).update(holder_name="=1+1")
    client = browser(town.officer("back_office"))
    sent = client.get("/petugas/tugas.xlsx?langkah=Penomoran")
    assert sent["Content-Disposition"].startswith('attachment; filename="tugas-rokan-hilir-')
    heading, *rows = CalamineWorkbook.from_filelike(io.BytesIO(sent.content)).get_sheet_by_index(0).to_python()
    nik = town.citizens[0].nik or "?"
    assert [row[0] for row in rows] == [one.ref]
    told = dict(zip(heading, rows[0], strict=True))
    assert told["Pemegang"] == "=1+1"
    assert told["NIK pemohon"] == f"{nik[:4]}********{nik[-4:]}"
    assert LogEntry.objects.get(what="export_cases").detail["rows"] == 1
    both = client.get("/petugas/permohonan/daftar.xlsx").content
    assert len(CalamineWorkbook.from_filelike(io.BytesIO(both)).get_sheet_by_index(0).to_python()) == 3
    theirs = browser(town.officer("ahli_muda")).get("/petugas/tugas.xlsx").content
    assert len(CalamineWorkbook.from_filelike(io.BytesIO(theirs)).get_sheet_by_index(0).to_python()) == 1, other.ref


def test_too_long_a_list_is_not_taken(town: Town, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    a_case(town, "penomoran"), a_case(town, "penomoran")
    monkeypatch.setattr(export_cases, "AT_ONCE", 1)
    monkeypatch.setattr(export_cases, "MOST", 1)
    client = browser(town.officer("back_office"))
    assert client.get("/petugas/tugas.xlsx")["Location"] == "/petugas/?"
    assert "Saring dulu daftarnya" in client.get("/petugas/").content.decode()
    assert not LogEntry.objects.filter(what="export_cases").exists()
