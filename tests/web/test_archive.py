"""The pages of the archive: who sees them, what they show, what they refuse."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from silastri.apps.accounts.models import Person
from silastri.apps.archive.models import ArchivedFile, Disposal, Record
from silastri.apps.letters.models import Letter
from silastri.apps.offices.models import Posting
from silastri.journey.archive import carry_out, propose
from silastri.web.officer.archive import records
from tests.archived import FAIR, HALL, archivist, contoh, filed, head, made_inactive
from tests.builders import STANDARDS, Town, a_town

Browser = Callable[[Person | None], Client]
PAST = date(2020, 1, 1)
WITNESSES = {"saksi_1": "Rahma Contoh", "jabatan_1": "Hukum", "saksi_2": "Bakti Contoh", "jabatan_2": "Inspektorat"}


@pytest.fixture
def town(db: None) -> Town:
    return contoh()


@pytest.fixture
def arsip(town: Town, browser: Browser) -> Client:
    return browser(town.officer("loket"))


@pytest.fixture
def kepala(town: Town, browser: Browser) -> Client:
    return browser(town.officer("kepala_dinas"))


def shown(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode()


def overdue(*records: Record) -> None:
    Record.objects.filter(pk__in=[r.pk for r in records]).update(active_until=PAST, inactive_until=PAST)


PAGES = ["", "perhatian/", "tempo/inaktif/", "tempo/musnah/", "tempo/serah/", "tempo/nilai/", "daftar/"]


def test_the_menu_leads_there_for_archivist_and_approver_alone(town: Town, browser: Browser) -> None:
    for post, there in (("loket", True), ("kepala_dinas", True), ("bendahara", False), ("kepala_seksi", False)):
        client = browser(town.officer(post))
        assert ('href="/petugas/arsip/"' in shown(client, "/petugas/")) is there, post
        for page in PAGES:
            assert client.get(f"/petugas/arsip/{page}").status_code == (200 if there else 403), (post, page)


def test_without_an_archivist_the_manager_keeps_it(db: None, browser: Browser) -> None:
    from silastri.apps.offices.models import Office

    town = contoh()
    office = Office.objects.get(pk=town.office.pk)
    office.definition = office.definition.replace("  arsiparis: loket\n", "")
    office.definition_hash = "another"
    office.save()
    assert shown(browser(town.officer("loket")), "/petugas/arsip/")
    Posting.objects.filter(office=office, post="loket").update(manages=False)
    assert browser(town.officer("loket")).get("/petugas/arsip/").status_code == 403


def test_searches_and_filters(town: Town, arsip: Client) -> None:
    letter, whole = filed(town)
    page = shown(arsip, "/petugas/arsip/?cari=gedung")
    assert "<mark>" in page
    assert f'href="/petugas/arsip/{letter.pk}/"' in page
    for path, there in (
        (f"?cari={letter.number}", True),
        ("?cari=tidakadasamasekali", False),
        (
            f"?cari=gedung&tahun={letter.on.year}&keadaan=active&klasifikasi=000.5&layanan={letter.case.service_id}",
            True,
        ),
        ("?cari=gedung&keadaan=destroyed", False),
        ("?klasifikasi=500.16.7", False),
        ("?klasifikasi=000.5.3.1", True),
        ("?cari=%22%29%20OR%201%3D1%20--", False),
        ("?halaman=7", False),
    ):
        assert (f'"/petugas/arsip/{letter.pk}/"' in shown(arsip, f"/petugas/arsip/{path}")) is there, path
    for wrong in ("?tahun=1900", "?klasifikasi=abc", "?layanan=x", "?keadaan=x", "?halaman=0", "?tahun=x"):
        assert arsip.get(f"/petugas/arsip/{wrong}").status_code == 422, wrong
    assert whole.pk


def test_pages_follow_each_other(town: Town, arsip: Client, monkeypatch: pytest.MonkeyPatch) -> None:

    monkeypatch.setattr(records, "PER_PAGE", 2)
    filed(town)
    first, second = shown(arsip, "/petugas/arsip/"), shown(arsip, "/petugas/arsip/?halaman=2")
    assert "Berikutnya" in first and "Sebelumnya" not in first
    assert "Sebelumnya" in second and "Berikutnya" not in second
    assert second.count('class="card"') == 1


def test_a_record_shows_what_is_kept_of_it_and_its_files_open(town: Town, arsip: Client) -> None:
    letter, _ = filed(town)
    one = letter.files.get()
    page = shown(arsip, f"/petugas/arsip/{letter.pk}/")
    for word in (
        letter.number,
        "000.5.3.1",
        "Terbatas",
        "Musnah",
        one.sha256,
        "asli",
        "masuk arsip",
        "9 November 2028",
    ):
        assert word in page, word
    response = arsip.get(f"/petugas/arsip/{letter.pk}/berkas/{one.pk}/")
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert "berkas dibuka" in shown(arsip, f"/petugas/arsip/{letter.pk}/")
    assert arsip.get(f"/petugas/arsip/{letter.pk}/berkas/{one.pk + 999}/").status_code == 404


def test_what_is_over_becomes_inactive_from_the_list(town: Town, arsip: Client, kepala: Client) -> None:
    letter, whole = filed(town)
    overdue(letter, whole)
    path = "/petugas/arsip/tempo/inaktif/"
    assert letter.number in shown(arsip, path)
    assert 'name="arsip"' not in shown(kepala, path), "who approves only looks"
    assert arsip.post(path, {}).status_code == 422
    assert arsip.post(path, {"arsip": ["x", "99999"]}).status_code == 409
    assert kepala.post(path, {"arsip": [letter.pk]}).status_code == 403
    response = arsip.post(path, {"arsip": [letter.pk, whole.pk]})
    made = Disposal.objects.get()
    assert response["Location"] == f"/petugas/arsip/daftar/{made.pk}/"
    assert set(Record.objects.filter(pk__in=[letter.pk, whole.pk]).values_list("state", flat=True)) == {"inactive"}
    assert arsip.get(f"/petugas/arsip/daftar/{made.pk}/berita-acara.pdf").content.startswith(b"%PDF-")


def test_a_destruction_from_proposal_to_berita_acara(town: Town, arsip: Client, kepala: Client) -> None:
    letter, _ = filed(town)
    made_inactive(letter, until=PAST)
    path = "/petugas/arsip/tempo/musnah/"
    assert arsip.post(path, {"arsip": [letter.pk]}).status_code == 422, "a reason is asked for"
    arsip.post(path, {"arsip": [letter.pk], "alasan": "Masa simpan habis."})
    here = f"/petugas/arsip/daftar/{Disposal.objects.get().pk}/"
    assert "Setujui" not in shown(arsip, here)
    assert arsip.post(f"{here}setujui/", {}).status_code == 403
    assert arsip.post(f"{here}laksanakan/", WITNESSES).status_code == 409
    assert kepala.post(f"{here}tolak/", {}).status_code == 422
    assert kepala.get(f"{here}berita-acara.pdf").content.startswith(b"%PDF-"), "the list may be read before"
    kepala.post(f"{here}setujui/", {})
    assert kepala.post(f"{here}laksanakan/", WITNESSES).status_code == 403
    refused = arsip.post(f"{here}laksanakan/", {"saksi_1": "Rahma Contoh"})
    assert arsip.post(f"{here}serahkan/", {"penerima": "Lembaga"}).status_code == 422, "a destruction has witnesses"
    assert refused.status_code == 422
    assert "Isi nama saksi 2" in refused.content.decode()
    assert arsip.post(f"{here}laksanakan/", WITNESSES).status_code == 302
    page = shown(arsip, here)
    assert "Rahma Contoh" in page and "Selesai" in page
    gone = shown(arsip, f"/petugas/arsip/{letter.pk}/")
    assert "dimusnahkan" in gone and letter.files.get().sha256 in gone
    assert arsip.get(f"/petugas/arsip/{letter.pk}/berkas/{letter.files.get().pk}/").status_code == 404


def test_what_was_destroyed_is_still_registered_for_the_public(town: Town, arsip: Client, browser: Browser) -> None:
    letter, _ = filed(town)
    made_inactive(letter)
    made = propose.propose(archivist(town), kind="destroy", pks=[letter.pk], reason="Habis.")
    propose.approve(head(town), pk=made.pk)
    carry_out.carry_out(archivist(town), pk=made.pk, witnesses=[("Rahma", "Hukum"), ("Bakti", "Inspektorat")])
    kept = Letter.objects.get(pk=letter.letter_id)
    page = shown(browser(None), f"/S/{kept.code}")
    assert kept.number in page
    assert kept.sha256 in page
    for client, path in (
        (arsip, f"/petugas/permohonan/{kept.case.ref}/surat/{kept.key}.pdf"),
        (browser(kept.case.applicant), f"/permohonan/{kept.case.ref}/surat/{kept.key}.pdf"),
    ):
        response = client.get(path)
        assert response.status_code == 404, path
        assert f"dimusnahkan pada 4 Juni 2035 menurut berita acara {made.number or '001/BA-ARSIP/2035'}" in (
            response.content.decode()
        )


def test_cancel_hold_and_appraise_on_their_pages(town: Town, arsip: Client, kepala: Client) -> None:
    letter, whole = filed(town)
    made_inactive(letter, whole, until=PAST)
    made = propose.propose(archivist(town), kind="destroy", pks=[letter.pk, whole.pk], reason="Habis.")
    here = f"/petugas/arsip/{letter.pk}/"
    assert arsip.post(f"{here}tahan/", {"alasan": ""}).status_code == 422
    assert kepala.post(f"{here}tahan/", {"alasan": "Sengketa."}).status_code == 403
    arsip.post(f"{here}tahan/", {"alasan": "Sengketa di PTUN."})
    assert "Sengketa di PTUN." in shown(arsip, here)
    assert "Dikeluarkan." in shown(arsip, f"/petugas/arsip/daftar/{made.pk}/")
    arsip.post(f"{here}lepas/", {"alasan": "Perkara selesai."})
    assert arsip.post(f"/petugas/arsip/daftar/{made.pk}/batal/", {"catatan": ""}).status_code == 422
    arsip.post(f"/petugas/arsip/daftar/{made.pk}/batal/", {"catatan": "Salah pilih."})
    assert Disposal.objects.get().state == "cancelled"
    assert arsip.post(f"{here}golongkan/", {"kode": "x", "keamanan": "biasa"}).status_code == 422
    assert arsip.post(f"{here}golongkan/", {"kode": "999", "keamanan": "biasa"}).status_code == 422
    arsip.post(f"{here}golongkan/", {"kode": "500.16.7.2", "keamanan": "rahasia"})
    assert "Rahasia" in shown(arsip, here)
    Record.objects.filter(pk=letter.pk).update(fate="dinilai_kembali")
    assert arsip.post(f"{here}nilai/", {"nasib": "lain", "alasan": "x"}).status_code == 422
    arsip.post(f"{here}nilai/", {"nasib": "musnah", "alasan": "Tidak bernilai guna."})
    assert Record.objects.get(pk=letter.pk).fate == "musnah"
    for nowhere in ("apa-saja/", "setujui/"):
        assert arsip.post(here + nowhere, {}).status_code == 404
        assert arsip.get(f"{here}tahan/").status_code == 404


def test_a_hand_over_comes_as_a_zip(town: Town, arsip: Client, kepala: Client) -> None:
    letter, _ = filed(town, FAIR)
    made_inactive(letter, until=PAST)
    arsip.post("/petugas/arsip/tempo/serah/", {"arsip": [letter.pk], "alasan": "Permanen."})
    here = f"/petugas/arsip/daftar/{Disposal.objects.get().pk}/"
    assert arsip.get(f"{here}arsip.zip").status_code == 404
    kepala.post(f"{here}setujui/", {})
    assert kepala.get(f"{here}arsip.zip").status_code == 403
    sent = arsip.get(f"{here}arsip.zip")
    assert b"".join(sent.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]
    assert arsip.post(f"{here}serahkan/", {}).status_code == 422
    assert arsip.post(f"{here}laksanakan/", WITNESSES).status_code == 422, "somebody must receive it"
    arsip.post(f"{here}serahkan/", {"penerima": "Dinas Kearsipan Kabupaten Contoh"})
    assert "Statis, diserahkan" in shown(arsip, f"/petugas/arsip/{letter.pk}/")


def test_damage_and_a_missing_schedule_are_shown(town: Town, arsip: Client) -> None:
    letter, whole = filed(town)
    ArchivedFile.objects.filter(record=letter).update(finding="missing")
    Record.objects.filter(pk=whole.pk).update(active_until=None, inactive_until=None, fate="", code="999")
    page = shown(arsip, "/petugas/arsip/perhatian/")
    assert "Hilang" in page
    assert whole.number in page
    assert "Perlu perhatian (2)" in page


def test_another_offices_archive_is_not_there(town: Town, browser: Browser) -> None:
    letter, _ = filed(town)
    made_inactive(letter, until=PAST)
    made = propose.propose(archivist(town), kind="destroy", pks=[letter.pk], reason="Habis.")
    other = a_town(STANDARDS / "rokan-hilir")
    for post in ("back_office", "kepala_dinas"):
        client = browser(other.officer(post))
        for path in (
            f"{letter.pk}/",
            f"{letter.pk}/berkas/{letter.files.get().pk}/",
            f"daftar/{made.pk}/",
            f"daftar/{made.pk}/berita-acara.pdf",
        ):
            assert client.get(f"/petugas/arsip/{path}").status_code == 404, path
        assert client.post(f"/petugas/arsip/daftar/{made.pk}/setujui/", {}).status_code in (403, 404)
        for page in (*PAGES, f"?cari={letter.number}"):
            assert f"/petugas/arsip/{letter.pk}/" not in shown(client, f"/petugas/arsip/{page}"), page
    assert Disposal.objects.get().state == "proposed"


def test_it_costs_as_many_statements_however_many_records(town: Town, arsip: Client) -> None:
    def cost(path: str) -> int:
        arsip.get(path)  # what is asked for once after a change is asked for
        with CaptureQueriesContext(connection) as statements:
            assert arsip.get(path).status_code == 200
        return len(statements)

    def filed_and_over(citizen: int) -> None:
        letter, case = filed(town, HALL, citizen=citizen)
        Record.objects.filter(pk__in=[letter.pk, case.pk]).update(active_until=PAST)

    paths = ("/petugas/arsip/?cari=gedung", "/petugas/arsip/tempo/inaktif/")
    filed_and_over(0)
    few = [cost(path) for path in paths]
    for citizen in (1, 2):
        filed_and_over(citizen)
    assert Record.objects.count() >= 6
    assert [cost(path) for path in paths] == few
