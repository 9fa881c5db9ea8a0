"""Filling in over the pages: one thing a page, back and on, and what a person's NIK says."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.journey.apply import draft
from silastri.practice import sample
from silastri.web.questions import in_parts
from tests import examples
from tests.builders import STANDARDS, Town, a_case, a_town, definition

Browser = Callable[[Person | None], Client]
OLD = {name: text for name, text in sample.answers(definition()).items() if name.startswith("calon.")}


def a_draft(town: Town, service: str = "jompo-terlantar") -> tuple[Case, str]:
    case = draft.start(town.citizen_act(), service=town.service(service), applicant=town.citizens[0])
    return case, f"/permohonan/{case.ref}/formulir/"


def raw(case: Case) -> dict[str, str]:
    found: dict[str, str] = Case.objects.get(pk=case.pk).answers["raw"]
    return found


def text(response: HttpResponse) -> str:
    return response.content.decode()


def test_one_page_leads_to_the_next_and_the_last_to_the_papers(town: Town, browser: Browser) -> None:
    (case, path), client = a_draft(town), browser(town.citizens[0])
    assert client.get(path)["Location"] == f"{path}calon/"
    page = text(client.get(f"{path}calon/"))
    assert "Langkah 1 dari 5" in page and 'name="hubungan"' not in page
    days = in_parts(OLD)
    typed = {name: value for name, value in OLD.items() if name != "calon.tanggal_lahir"} | days
    assert client.post(f"{path}calon/", typed)["Location"] == f"{path}hubungan/"
    assert raw(case)["calon.tanggal_lahir"] == OLD["calon.tanggal_lahir"], "kept as one day"
    assert client.post(f"{path}hubungan/", {"hubungan": ""}).status_code == 422
    assert client.post(f"{path}hubungan/", {"hubungan": "Anak"})["Location"] == f"{path}tujuan/"
    assert client.get(path)["Location"] == f"{path}tujuan/", "goes on where something lacks"
    assert f'href="{path}hubungan/"' in text(client.get(f"{path}tujuan/")), "and back"
    done = client.post(f"{path}tujuan/", {"tujuan": "Kota Pekanbaru", "alasan": "Keluarga."})
    assert done["Location"] == f"/permohonan/{case.ref}/berkas/"
    assert client.get(f"{path}tidak-ada/").status_code == 404


def test_what_is_changed_while_checking_leads_back_to_it(town: Town, browser: Browser) -> None:
    case, client = a_case(town, "pengajuan"), browser(town.citizens[0])
    path = f"/permohonan/{case.ref}/"
    assert f'{path}formulir/hubungan/?kembali=periksa"' in text(client.get(f"{path}kirim/"))
    page = f"{path}formulir/hubungan/"
    assert 'name="kembali" value="periksa"' in text(client.get(f"{page}?kembali=periksa"))
    wrong = client.post(page, {"hubungan": "", "kembali": "periksa"})
    assert wrong.status_code == 422 and 'name="kembali" value="periksa"' in text(wrong)
    assert client.post(page, {"hubungan": "Cucu", "kembali": "periksa"})["Location"] == f"{path}kirim/"
    client.post(f"{path}formulir/tujuan/", {"tujuan": "", "alasan": "x"})
    first = client.post(page, {"hubungan": "Cucu", "kembali": "periksa"})["Location"]
    assert first == f"{path}formulir/tujuan/?kembali=periksa", "what lacks is asked for first"
    refused = text(client.post(f"{path}kirim/"))
    assert '<a href="#isi-tujuan">Tujuan dan alasan: ada yang belum diisi' in refused


def test_a_page_whose_questions_do_not_apply_is_passed_over(tmp_path: Path, db: None, browser: Browser) -> None:
    form = """
  - urusan: {label: Urusan, isian: pilihan, pilihan: [baru: Baru, ubah: Ubah]}
  - lama: {label: Nomor lama, bila: isian.urusan == "ubah"}
  - alasan: {label: Alasan, isian: paragraf}
"""
    town = a_town(examples.folder("15_jam", tmp_path, jalur="[]", formulir=form))
    (_, path), client = a_draft(town, examples.slug("15_jam")), browser(town.citizens[0])
    assert client.post(f"{path}urusan/", {"urusan": "baru"})["Location"] == f"{path}alasan/"
    assert client.post(f"{path}urusan/", {"urusan": "ubah"})["Location"] == f"{path}lama/"


def test_a_nik_that_says_otherwise_is_asked_about_and_may_be_right(town: Town, browser: Browser) -> None:
    (case, path), client = a_draft(town), browser(town.citizens[0])
    typed = OLD | {"calon.nik": "1407014107450002", "calon.jenis_kelamin": "P", "calon.tanggal_lahir": "1945-07-02"}
    asked = client.post(f"{path}calon/", typed)
    assert asked.status_code == 422
    assert "NIK menunjukkan lahir 1 Juli 1945, Anda mengisi 2 Juli 1945." in text(asked)
    assert raw(case)["calon.tanggal_lahir"] == "1945-07-02", "nothing typed is lost"
    assert client.post(f"{path}calon/", typed | {"yakin": "ya"})["Location"] == f"{path}hubungan/"
    assert "Anda mengisi 2 Juli 1945" in text(client.get(f"/permohonan/{case.ref}/kirim/"))
    fits = typed | {"calon.tanggal_lahir": "", "calon.jenis_kelamin": ""}
    assert client.post(f"{path}calon/", fits)["Location"] == f"{path}hubungan/", "without scripts the NIK says it too"
    assert raw(case)["calon.tanggal_lahir"] == "1945-07-01"


def test_a_wrong_day_comes_back_as_it_was_typed(town: Town, browser: Browser) -> None:
    (_, path), client = a_draft(town), browser(town.citizens[0])
    wrong = {"calon.tanggal_lahir.hari": "31", "calon.tanggal_lahir.bulan": "2", "calon.tanggal_lahir.tahun": "1945"}
    page = text(client.post(f"{path}calon/", wrong))
    assert '<a href="#calon.tanggal_lahir">Tanggal 31 Februari 1945 tidak ada.' in page
    assert all(f'name="{name}" value="{value}"' in page for name, value in wrong.items())


def test_the_counter_has_the_whole_form_on_one_page(db: None, browser: Browser) -> None:
    town = a_town(STANDARDS / "pekanbaru-dinsos")
    case = a_case(town, "pengajuan", service="dtks")
    page = text(browser(town.officer("front_office")).get(f"/petugas/loket/{case.ref}/formulir/"))
    assert all(f'data-question="{key}"' in page for key in ("urusan", "sakit", "sekolah"))
    assert "Langkah 1" not in page


@pytest.mark.parametrize("path", ["formulir/calon/", "formulir/"])
def test_a_form_that_was_handed_in_is_not_open(town: Town, browser: Browser, path: str) -> None:
    case = a_case(town, "pemeriksaan")
    assert browser(town.citizens[0]).get(f"/permohonan/{case.ref}/{path}").status_code == 409


def test_that_there_is_no_nik_is_sworn_and_can_be_taken_back(tmp_path: Path, db: None, browser: Browser) -> None:
    form = "[calon: {isian: orang, label: Calon, boleh_tanpa_nik: ya}]"
    town = a_town(examples.folder("15_jam", tmp_path, jalur="[]", formulir=form))
    (case, path), client = a_draft(town, examples.slug("15_jam")), browser(town.citizens[0])
    page = text(client.get(f"{path}calon/"))
    sworn = {"calon.tanpa_nik": ["tidak", "ya"]}  # the box, and what a box sends that is not ticked
    assert 'type="checkbox" id="calon.tanpa_nik"' in page and "menyatakan dengan sebenarnya" in page
    typed = OLD | {"calon.nik": ""}
    assert client.post(f"{path}calon/", typed | {"calon.tanpa_nik": "tidak"}).status_code == 422
    assert client.post(f"{path}calon/", typed | sworn).status_code == 302
    assert 'value="ya" checked' in text(client.get(f"{path}calon/"))
    assert "Tidak punya NIK, menurut pernyataan pemohon" in text(client.get(f"/permohonan/{case.ref}/kirim/"))
    client.post(f"{path}calon/", OLD | {"calon.tanpa_nik": "tidak"})
    assert "Tidak punya NIK" not in text(client.get(f"/permohonan/{case.ref}/kirim/"))
