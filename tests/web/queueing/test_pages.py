"""The pages of the queue: an officer's counter, a manager's counters, a phone; and who is refused."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.tickets.models import Counter, Ticket
from silastri.journey.queueing import close, counters, hall, seat, take
from tests.builders import MONDAY, STANDARDS, Town, a_town
from tests.journey.queueing.hall import Hall, a_hall, at, visitor

Browser = Callable[[Person | None], Client]
DESK, PUBLIC, COUNTERS = "/petugas/antrean/", "/antrean/rokan-hilir/", "/kelola/loket/"
TAKE = {"layanan": "tanya", "prioritas": "biasa"}


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("silastri.web.guard.timezone.now", lambda: MONDAY + timedelta(minutes=30))


@pytest.fixture
def here(town: Town) -> Hall:
    return a_hall(town)


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def press(client: Client, what: str, ticket: Ticket | None = None, **more: str) -> int:
    sent = {"nomor_antrean": str(ticket.pk)} if ticket else {}
    return client.post(f"{DESK}{what}/", sent | more).status_code


def test_an_officer_serves_by_the_buttons(town: Town, here: Hall, browser: Browser) -> None:
    officer = browser(town.officer("loket"))
    first, second = here.take(1), here.take(2, priority="pregnant")
    shown = text(officer, DESK)
    assert "Panggil berikutnya" in shown
    assert shown.index("U-002") < shown.index("U-001"), "as this counter would call them"
    assert press(officer, "panggil") == 302
    assert "Mulai layani" in text(officer, DESK)
    assert press(officer, "panggil") == 409, "pressed twice"
    assert press(officer, "lagi", second) == press(officer, "layani", second) == 302
    assert press(officer, "selesai-panggil", second, catatan="Dijawab.") == 302
    assert press(officer, "lewati", first) == 302
    assert "Kembali menunggu" in text(officer, f"{DESK}menunggu/")
    assert press(officer, "kembali", first) == 302
    assert press(officer, "tinggalkan") == 302
    assert "Di loket mana Anda melayani?" in text(officer, DESK)
    assert press(officer, "panggil") == 409
    assert press(officer, "menari") == 404
    assert Ticket.objects.get(pk=first.pk).state == "waiting"


def test_who_is_served_is_registered_from_there_or_it_says_why_not(town: Town, here: Hall, browser: Browser) -> None:
    officer = browser(town.officer("loket"))
    first = here.take(0)
    assert press(officer, "panggil") == press(officer, "layani", first) == 302
    shown = text(officer, DESK)
    assert "diajukan sendiri oleh pemohon lewat internet" in shown and "Daftarkan orang ini" not in shown
    kampar, words = a_town(STANDARDS / "kampar"), {}
    for n, post in enumerate(("front_office", "loket"), start=1):
        counter = counters.add(kampar.act("front_office"), number=n, name="", services=())
        seat.sit(kampar.act(post, at(0)), counter=counter.pk)
        found = take.take(visitor(n), office=kampar.office, service=None, priority="", via=Ticket.Via.KIOSK)
        at_desk = browser(kampar.officer(post))
        assert press(at_desk, "panggil") == press(at_desk, "layani", found) == 302
        words[post] = text(at_desk, DESK)
    assert "Daftarkan orang ini" in words["front_office"]
    assert "dikerjakan Petugas Front Office" in words["loket"]


def test_a_number_is_given_at_the_counter_and_printed(town: Town, here: Hall, browser: Browser) -> None:
    officer = browser(town.officer("loket"))
    assert officer.post(f"{DESK}beri/", {"layanan": "tanya"}).status_code == 422
    assert not Ticket.objects.exists()
    response = officer.post(f"{DESK}beri/", TAKE | {"prioritas": "elderly"}, follow=True)
    assert "U-001" in response.content.decode()
    assert Ticket.objects.get().priority == "elderly"
    assert here.counters


def test_others_are_refused(town: Town, here: Hall, browser: Browser) -> None:
    first = here.take(0)
    head = browser(town.officer("kepala_dinas"))
    for address in (DESK, f"{DESK}menunggu/", f"{DESK}nomor/{first.pk}/", f"{DESK}poster.pdf", COUNTERS):
        text(head, address, 403)
    assert press(head, "panggil") == 403
    assert head.post(f"{DESK}beri/", TAKE).status_code == 403
    assert browser(town.officer("loket")).post(COUNTERS, {"nomor": "5"}).status_code == 403
    assert "Waktu antrean" in text(head, f"{DESK}waktu/")
    assert Ticket.objects.get().state == "waiting"
    assert Counter.objects.count() == 1


def test_a_manager_keeps_the_counters(town: Town, browser: Browser) -> None:
    manager = browser(town.officer("back_office"))
    assert "Belum ada loket" in text(manager, COUNTERS)
    assert manager.post(COUNTERS, {"nomor": "0"}).status_code == 422
    assert manager.post(COUNTERS, {"nomor": "2", "nama": "Pintu"}).status_code == 302
    counter = Counter.objects.get()
    address = f"{COUNTERS}{counter.pk}/"
    assert "Pintu" in text(manager, address)
    assert manager.post(address, {"nama": "Depan", "layanan": ["0"]}).status_code == 422
    assert manager.post(address, {"nama": "Depan", "layanan": [str(town.service().pk)]}).status_code == 302
    assert "Depan" in text(manager, COUNTERS)
    assert manager.post(address, {"ambil": "ya"}).status_code == 302
    text(manager, address, 404)


def test_a_number_is_taken_and_followed_on_a_phone(town: Town, here: Hall, browser: Browser) -> None:
    phone = browser(None)
    page = text(phone, PUBLIC)
    assert "Dari setiap 3 panggilan" in page
    assert phone.post(PUBLIC, {"layanan": ""}).status_code == 422
    taken = phone.post(PUBLIC, TAKE)
    mine = taken["Location"]
    assert phone.post(PUBLIC, TAKE)["Location"] == mine, "one live number for a service"
    assert "Urutan Anda mulai dihitung saat Anda datang" in text(phone, mine)
    found = Ticket.objects.get()
    assert phone.post(mine, {"kode": "000000"}).status_code == 422
    code = hall.day_code(town.office, at(30))
    arrive = f"{PUBLIC}datang/{code}/"
    assert found.number in text(phone, arrive)
    assert browser(None).post(arrive, {"kode": found.code}).status_code == 404, "another phone's"
    assert phone.post(arrive, {"kode": found.code}).status_code == 302
    assert "Anda yang berikutnya" in text(phone, mine)
    press(browser(town.officer("loket")), "panggil")
    assert "Silakan ke Loket 1" in text(phone, f"{mine}sekarang/")
    assert found.number in text(browser(None), f"{PUBLIC}sekarang/")
    text(phone, f"{PUBLIC}datang/000000/", 422)
    text(phone, "/antrean/nomor/TIDAKADA/", 404)
    assert here.counters


def test_a_number_is_taken_in_the_hall_and_given_up(town: Town, here: Hall, browser: Browser) -> None:
    phone = browser(None)
    arrive = f"{PUBLIC}datang/{hall.day_code(town.office, at(30))}/"
    assert phone.post(arrive, {"apa": "jadwal", "nomor": "RHL-00000-00000"}).status_code == 404
    assert phone.post(arrive, {"apa": "ambil"}).status_code == 422
    mine = phone.post(arrive, TAKE | {"apa": "ambil"})["Location"]
    assert Ticket.objects.get().state == "waiting"
    assert "Batalkan nomor U-001?" in text(phone, f"{mine}batal/")
    assert Ticket.objects.get().state == "waiting", "looking at the question changes nothing"
    assert phone.post(f"{mine}batal/").status_code == 302
    after = text(phone, mine)
    assert "Anda membatalkan nomor ini" in after and "Ambil nomor baru" in after and "Tidak jadi datang" not in after
    assert phone.get(f"{mine}batal/").status_code == 302, "nothing is left to be given up"
    assert here.counters


def test_a_closed_day_says_when_the_office_opens(
    town: Town, here: Hall, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = browser(None)
    page = text(phone, PUBLIC)
    assert page.index("Ambil nomor lewat HP") < page.index("Yang menunggu") and "Punya jadwal" not in page
    monkeypatch.setattr("silastri.web.guard.timezone.now", lambda: MONDAY - timedelta(days=1))
    page = text(phone, PUBLIC)
    assert "Kantor buka lagi 9 November 2026" in page and "Jam layanan" in page
    assert "Yang menunggu" not in page and "Ambil nomor lewat HP" not in page
    assert here.counters


def test_who_looks_for_the_queue_finds_it(town: Town, browser: Browser) -> None:
    phone, link = browser(None), f'href="{PUBLIC}"'
    for address in ("/", "/kantor/rokan-hilir/", "/layanan/?cari=antrean", "/layanan/?cari=antri+nomor"):
        assert link in text(phone, address), address
    assert link in text(phone, f"/layanan/rokan-hilir/{town.service().slug}/")
    assert link not in text(phone, "/layanan/?cari=sekolah")
    assert "Mengambil nomor antrean" in text(phone, "/bantuan/warga/10-antrean/")
    assert 'href="/bantuan/warga/10-antrean/"' in text(phone, PUBLIC)


def test_a_number_whose_holder_never_came_says_so(town: Town, here: Hall, browser: Browser) -> None:
    phone = browser(None)
    mine = phone.post(PUBLIC, TAKE)["Location"]
    with transaction.atomic():
        close.close_until(here.act(0, 900), town.office, MONDAY.date())
    after = text(phone, mine)
    assert "tidak ada kabar bahwa Anda datang" in after and "membatalkan" not in after and "Ambil nomor baru" in after


def test_times_are_shown_and_downloaded(town: Town, here: Hall, browser: Browser) -> None:
    officer = browser(town.officer("loket"))
    assert "Belum ada nomor antrean" in text(officer, f"{DESK}waktu/")
    here.take(0)
    shown = text(officer, f"{DESK}waktu/")
    assert "1 nomor" in shown and "Hari ini" in shown
    assert "paling lama 30 menit" in shown, "who waits is seen before he is served"
    press(officer, "panggil")
    assert "Yang sudah dipanggil hari ini menunggu" in text(officer, f"{DESK}waktu/")
    assert "Nomor U-001" in text(officer, "/petugas/buku/"), "the guest book knows who came by a number"
    text(officer, f"{DESK}waktu/?dari=2026-11-10&sampai=2026-11-09", 422)
    sheet = officer.get(f"{DESK}waktu/waktu-antrean.xlsx")
    assert sheet.content[:2] == b"PK"


def test_an_office_without_a_queue_says_so_at_the_desk(town: Town, browser: Browser) -> None:
    other = a_town(STANDARDS / "pekanbaru-dinsos")
    assert other.office != town.office
    officer = browser(other.officer("front_office"))
    shown = text(officer, DESK, 404)
    assert "Kantor ini tidak memakai nomor antrean" in shown and "Tugas saya" in shown
    devices = text(officer, "/kelola/perangkat/")
    assert "Tablet survei" in devices and "Layar sentuh nomor antrean" not in devices


def test_closing_asks_and_moving_says_that_no_other_counter_is_open(town: Town, here: Hall, browser: Browser) -> None:
    officer, first = browser(town.officer("loket")), here.take(1)
    assert "Ya, tutup pemberian nomor" in text(officer, DESK)
    press(officer, "panggil")
    shown = text(officer, DESK)
    assert first.number in shown and "Tidak ada loket lain yang sedang buka" in shown
    assert 'rel="icon"' in text(officer, f"{DESK}nomor/{first.pk}/"), "or the browser asks for one that is not there"


def test_who_calls_nobody_has_no_queue_in_the_menu(town: Town, browser: Browser) -> None:
    menu = text(browser(town.officer("kepala_dinas")), "/petugas/permohonan/")
    assert f'href="{DESK}"' not in menu
    assert f'href="{DESK}waktu/"' in menu
    assert f'href="{DESK}"' in text(browser(town.officer("loket")), "/petugas/permohonan/")
    text(browser(None), "/antrean/tidak-ada/", 404)
