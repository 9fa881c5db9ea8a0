"""The desk of complaints: the list, one complaint with what can be done, the book; and who sees nothing of it."""

import io
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from silastri.apps.accounts.models import Person
from silastri.apps.audit.models import LogEntry
from silastri.apps.complaints.models import Complaint, ComplaintFile
from silastri.apps.documents import operations as documents
from tests.builders import MONDAY, STANDARDS, Town, a_case, a_town
from tests.complained import a_complaint

Browser = Callable[[Person | None], Client]
LIST = "/petugas/pengaduan/"
BOOK = f"{LIST}buku/"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    def at(moment: datetime) -> None:
        monkeypatch.setattr("silastri.web.guard.timezone.now", lambda: moment)

    at(MONDAY + timedelta(minutes=30))
    return at


@pytest.fixture
def handler(town: Town, browser: Browser) -> Client:
    return browser(town.officer("loket"))


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def weigh(client: Client, found: Complaint, weight: str = "light") -> None:
    sent = {"bobot": weight, "batas": "not_overseen", "alasan": "Menurut isinya."}
    assert client.post(f"{LIST}{found.pk}/bobot/", sent).status_code == 302


def test_it_is_reached_from_the_menu_with_how_many_wait_and_are_late(
    town: Town, handler: Client, browser: Browser, clock: Callable[[datetime], None]
) -> None:
    a_complaint(town)
    menu = page(handler, "/petugas/permohonan/")
    assert f'<a href="{LIST}"' in menu
    assert '1<span class="govuk-visually-hidden"> menunggu</span>' in menu
    assert "1 lewat batas" not in menu
    clock(MONDAY + timedelta(days=4))
    late = browser(town.officer("loket"))
    menu = page(late, "/petugas/permohonan/")
    assert "<summary>Melayani warga" in menu and " menunggu, 1 lewat batas</span>" in menu, "folding hides no work"
    assert "1 lewat batas</strong>" in menu
    assert "Lewat batas" in page(late, LIST)


def test_the_list_is_filtered_and_searched(town: Town, handler: Client) -> None:
    service = town.service()
    first, second = a_complaint(town, service=service), a_complaint(town, text="Kursi kurang.")
    weigh(handler, second)
    assert "Kursi kurang." in page(handler, f"{LIST}?tampil=saya")
    assert "Kursi kurang." not in page(handler, f"{LIST}?tampil=baru")
    assert "Tidak ada pengaduan di sini." in page(handler, f"{LIST}?tampil=lengkapi")
    for typed in (str(second.serial), second.number, second.code.lower()):
        address = handler.post(LIST, {"cari": typed})["Location"]
        shown = page(handler, address)
        assert "Kursi kurang." in shown, typed
        assert f"{LIST}{first.pk}/" not in shown, typed
    shown = page(handler, handler.post(LIST, {"cari": service.name.split()[0]})["Location"])
    assert f"{LIST}{first.pk}/" in shown
    assert "Tidak ada yang cocok." in page(handler, handler.post(LIST, {"cari": "²/x"})["Location"])
    assert "Rosmawati" not in page(handler, LIST)


def test_a_light_one_is_weighed_and_answered_on_its_page(town: Town, handler: Client) -> None:
    found = a_complaint(town, wish="Buka sampai sore.", case=a_case(town, "verifikasi"))
    address = f"{LIST}{found.pk}/"
    shown = page(handler, address)
    for words in ("Loket tutup", "Buka sampai sore", "Rosmawati", "Tentukan bobotnya", found.case.ref):
        assert words in shown, words
    assert 'name="jawaban"' not in shown
    for wrong in ({}, {"bobot": "x", "batas": "y", "alasan": ""}):
        assert handler.post(f"{address}bobot/", wrong).status_code == 422
    assert handler.post(f"{address}jawab/", {"hasil": "benar", "jawaban": "x"}).status_code == 409
    weigh(handler, found)
    refused = handler.post(f"{address}jawab/", {"hasil": "", "jawaban": " "})
    assert refused.status_code == 422
    assert "Isi jawaban." in refused.content.decode()
    assert (
        handler.post(f"{address}jawab/", {"hasil": "benar", "jawaban": "Maaf, kami buka lagi."})["Location"] == address
    )
    shown = page(handler, address)
    for words in ("Sudah dijawab", "Maaf, kami buka lagi.", "Terbukti"):
        assert words in shown, words
    assert handler.post(f"{address}jawab/", {"hasil": "benar", "jawaban": "Lagi"}).status_code == 409
    assert handler.get(f"{address}jawab/").status_code == 302
    assert handler.post(f"{address}lain/").status_code == 404


def test_a_heavy_one_is_decided_by_the_head(town: Town, handler: Client, browser: Browser) -> None:
    found = a_complaint(town)
    weigh(handler, found, "heavy")
    address, head = f"{LIST}{found.pk}/", browser(town.officer("kepala_dinas"))
    assert "dijawab setelah keputusan Kepala Dinas" in page(handler, address)
    assert handler.post(f"{address}keputusan/", {"keputusan": "x", "bersama": "y"}).status_code == 403
    assert "Bupati cq. Asisten atau Sekretaris Daerah" in page(head, address)
    assert head.post(f"{address}keputusan/", {"keputusan": "Diperiksa."}).status_code == 422
    head.post(f"{address}keputusan/", {"keputusan": "Diperiksa.", "bersama": "Sekretaris Daerah, 9 November"})
    assert "Sekretaris Daerah, 9 November" in page(handler, address)
    head.post(f"{address}jawab/", {"hasil": "tidak", "jawaban": "Sudah diperiksa."})
    assert "Tidak terbukti" in page(handler, address)


def test_it_is_passed_on_asked_for_completed_and_noted(town: Town, handler: Client, browser: Browser) -> None:
    found = a_complaint(town)
    address = f"{LIST}{found.pk}/"
    assert handler.post(f"{address}catatan/", {"catatan": "Cek jam pulang."}).status_code == 302
    assert handler.post(f"{address}minta/", {"diminta": "Hari apa?"}).status_code == 302
    shown = page(handler, address)
    assert "Waktu berhenti. Pengadu diminta melengkapi sampai 9 Desember 2026" in shown
    assert handler.post(f"{address}dilengkapi/", {"keterangan": "Jumat."}).status_code == 302
    assert handler.post(f"{address}teruskan/", {"ke": "jabatan:camat", "catatan": "x"}).status_code == 422
    weigh(handler, found)
    sent = handler.post(f"{address}teruskan/", {"ke": "jabatan:tim_teknis", "catatan": "Periksa."})
    assert sent.status_code == 302
    team = browser(town.officer("tim_teknis"))
    assert "Periksa." in page(team, address)
    assert page(team, LIST).count('class="talk__open"') == 1
    sent = team.post(f"{address}teruskan/", {"ke": "jabatan:loket", "catatan": "Sudah."})
    assert sent["Location"] == address


def test_a_letter_is_drawn_and_written_down_as_sent(town: Town, handler: Client) -> None:
    found = a_complaint(town, channel="letter", complainant={"name": "Rosmawati", "address": "Jalan Contoh 1"})
    address = f"{LIST}{found.pk}/"
    assert handler.get(f"{address}surat.pdf").status_code == 404
    weigh(handler, found)
    handler.post(f"{address}jawab/", {"hasil": "benar", "jawaban": "Maaf.\nKami perbaiki."})
    assert handler.get(f"{address}surat.pdf").content.startswith(b"%PDF")
    assert "Catat bahwa jawabannya sudah diberikan" in page(handler, address)
    sent = {"lewat": "letter", "tanggal": "09-11-2026", "kepada": "Pos, resi 123"}
    assert handler.post(f"{address}diberikan/", sent | {"tanggal": "31-12-2026"}).status_code == 422
    assert handler.post(f"{address}diberikan/", sent).status_code == 302
    assert handler.post(f"{address}diberikan/", sent).status_code == 409
    kept = found.handlings.get(what="told")
    assert handler.get(f"{address}berkas/{kept.pk}/").content.startswith(b"%PDF")
    assert handler.get(f"{address}berkas/{kept.pk + 1}/").status_code == 404


def test_an_attachment_is_shown_to_those_who_see_the_complaint(town: Town, handler: Client, browser: Browser) -> None:
    found = a_complaint(town)
    kept = documents.keep(b"%PDF-1.4 x", kind="application/pdf", pages=1, name="foto loket.pdf", at=MONDAY)
    one = ComplaintFile.objects.create(complaint=found, file=kept)
    address = f"{LIST}{found.pk}/lampiran/{one.pk}/"
    assert "foto loket.pdf" in page(handler, f"{LIST}{found.pk}/")
    assert handler.get(address).content == b"%PDF-1.4 x"
    assert browser(town.officer("tim_teknis")).get(address).status_code == 403
    other = a_complaint(town)
    assert handler.get(f"{LIST}{other.pk}/lampiran/{one.pk}/").status_code == 404


def test_a_confidential_name_is_on_no_page_but_the_one_that_opens_it(town: Town, browser: Browser) -> None:
    found = a_complaint(town, identity="confidential", person=town.citizens[0])
    client, head = browser(town.officer("loket")), browser(town.officer("kepala_dinas"))
    address, name = f"{LIST}{found.pk}/", "Rosmawati"
    for one in (client, head):
        for place in (LIST, address, BOOK):
            assert name not in page(one, place), place
        assert name.encode() not in one.get(f"{BOOK}buku.pdf").content
    assert client.get(f"{address}identitas/").status_code == 302
    opened = client.post(f"{address}identitas/")
    assert name in opened.content.decode()
    assert opened["Cache-Control"] == "no-store"
    assert head.post(f"{address}identitas/").status_code == 403
    assert browser(town.officer("tim_teknis")).post(f"{address}identitas/").status_code == 403
    assert LogEntry.objects.filter(what="open_complainant", about=f"pengaduan {found.number}").count() == 1
    assert not LogEntry.objects.filter(whose=town.citizens[0]).exists(), "the log does not tell who complained"


def test_others_see_nothing(town: Town, browser: Browser) -> None:
    found = a_complaint(town)
    kampar = a_town(STANDARDS / "kampar")
    places = ("", "surat.pdf", "lampiran/1/", "berkas/1/")
    acts = ("bobot", "keputusan", "teruskan", "catatan", "minta", "dilengkapi", "jawab", "diberikan", "identitas")
    for person, status in (
        (town.officer("tim_teknis"), 403),
        (town.citizens[1], 403),
        (kampar.officer("front_office"), 404),
    ):
        client = browser(person)
        for place in places:
            assert client.get(f"{LIST}{found.pk}/{place}").status_code == status, place
        for act in acts:
            assert client.post(f"{LIST}{found.pk}/{act}/", {"catatan": "x"}).status_code == status, act
    found.refresh_from_db()
    assert (found.state, found.handlings.count()) == ("new", 1)
    assert "Loket tutup" not in page(browser(town.officer("tim_teknis")), LIST)
    assert browser(town.officer("tim_teknis")).get(BOOK).status_code == 403
    mine = a_complaint(town, person=town.officer("loket"))
    assert browser(town.officer("loket")).get(f"{LIST}{mine.pk}/").status_code == 403


def test_the_book_of_a_year_as_page_pdf_and_spreadsheet(town: Town, handler: Client) -> None:
    assert "n/a" in page(handler, LIST)
    first = a_complaint(town, service=town.service())
    a_complaint(town, identity="anonymous", complainant={}, channel="box")
    a_complaint(town, at=MONDAY - timedelta(days=40), identity="confidential")
    weigh(handler, first)
    handler.post(f"{LIST}{first.pk}/jawab/", {"hasil": "benar", "jawaban": "Maaf."})
    shown = page(handler, BOOK)
    for words in ("1 dari 3 pengaduan selesai (33,3%)", "Rosmawati", "Tanpa nama", "Dirahasiakan", "Kotak saran"):
        assert words in shown, words
    assert "3 pengaduan" in shown
    for asked, count in (
        ("bulan=11", 2),
        ("media=box", 1),
        ("bobot=light", 1),
        ("keadaan=answered", 1),
        ("tahun=2025", 0),
        ("tahun=²&bulan=99&media=x", 3),
    ):
        expected = f"{count} pengaduan</p>" if count else "Tidak ada pengaduan yang cocok"
        assert expected in page(handler, f"{BOOK}?{asked}"), asked
    assert "n/a" in page(handler, f"{BOOK}?tahun=2025")
    assert handler.get(f"{BOOK}buku.pdf?bulan=11").content.startswith(b"%PDF")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(handler.get(f"{BOOK}buku.xlsx").content)).get_sheet_by_index(0)
    rows = sheet.to_python()
    assert rows[0][:8] == ["Nomor", "Tanggal", "Identitas", "Jenis", "Layanan", "Bobot", "Media", "Keadaan"]
    assert {row[2] for row in rows[1:]} == {"Rosmawati", "Tanpa nama", "Dirahasiakan"}
    assert LogEntry.objects.filter(what="export_complaints").count() == 2


def test_what_it_is_about_is_said_in_the_words_of_the_form(town: Town, handler: Client) -> None:
    found = a_complaint(town, service=town.service(), component="biaya", step="verifikasi")
    shown = page(handler, f"{LIST}{found.pk}/")
    assert "Ada biaya yang tidak tertulis" in shown
    assert "<dt>Langkah</dt>" in shown
    other = a_complaint(town, text="Kursi kurang.")
    assert "<dt>Langkah</dt>" not in page(handler, f"{LIST}{other.pk}/")


def test_who_handles_none_is_told_who_does(town: Town, browser: Browser) -> None:
    a_complaint(town)
    shown = page(browser(town.officer("tim_teknis")), LIST)
    assert "Pengaduan di kantor ini ditangani Petugas Loket." in shown
