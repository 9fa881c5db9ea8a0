"""The pages of messages: what failed and why, again by hand, what each channel does, and what it costs."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from silastri.apps.budgets.models import Budget
from silastri.apps.messages.models import Line, Message
from silastri.apps.offices.models import Posting
from silastri.journey.office.message_costs import Costs, Forecast
from tests.builders import STANDARDS, Town, a_case, a_town

Browser = Callable[..., Client]


@pytest.fixture
def failed(town: Town) -> Message:
    case = a_case(town)
    Message.objects.filter(case=case).update(to="+6281234567890")
    message = Message.objects.filter(case=case).latest("pk")
    Message.objects.filter(pk=message.pk).update(state="failed", error="Nomor tidak punya WhatsApp.", code="131026")
    return message


def test_what_failed_is_told_with_its_reason_and_goes_again(town: Town, failed: Message, browser: Browser) -> None:
    desk = browser(town.officer("back_office"))
    page = desk.get("/petugas/pesan/?keadaan=failed").content.decode()
    assert "Kenapa gagal" in page
    assert "Nomor tidak punya WhatsApp." in page
    one = desk.get(f"/petugas/pesan/{failed.pk}/").content.decode()
    assert "131026" in one
    assert failed.case
    assert failed.case.ref in one
    assert desk.get("/petugas/pesan/kirim-lagi/").status_code == 302
    assert Message.objects.get(pk=failed.pk).state == "failed", "only a press sends again"
    desk.post("/petugas/pesan/kirim-lagi/")
    assert Message.objects.get(pk=failed.pk).state == "queued"


def test_messages_are_found_by_case_and_by_number(town: Town, failed: Message, browser: Browser) -> None:
    desk = browser(town.officer("back_office"))
    assert failed.case
    for words, there in (
        (failed.case.ref, True),
        (failed.case.ref[:-2].lower(), True),
        ("0812 3456 7890", True),
        ("0812 3456 7891", False),
        ("XXX", False),
    ):
        answer = desk.post("/petugas/pesan/", {"cari": words}, follow=True)
        assert "7890" not in answer.redirect_chain[-1][0], "no number stands in an address"
        assert ("Tidak ada pesan" not in answer.content.decode()) is there, words


def test_another_office_sees_nothing_of_it(failed: Message, browser: Browser) -> None:
    other = browser(a_town(STANDARDS / "kampar").officer("back_office"))
    assert other.get(f"/petugas/pesan/{failed.pk}/").status_code == 404
    other.post(f"/petugas/pesan/{failed.pk}/ulang/")
    other.post("/petugas/pesan/kirim-lagi/")
    assert Message.objects.get(pk=failed.pk).state == "failed"


def test_a_line_in_trouble_is_told_on_the_page(town: Town, browser: Browser) -> None:
    now = timezone.now()
    Line.objects.create(channel="whatsapp", open_at=now, counted_at=now, is_barred=True, why="Kunci sudah berakhir.")
    assert "Kunci sudah berakhir." in browser(town.officer("back_office")).get("/petugas/pesan/").content.decode()


def test_the_manager_sets_a_cap_and_lifts_it(town: Town, browser: Browser) -> None:
    manager = browser(Posting.objects.filter(office=town.office, manages=True)[0].person)
    assert "Biaya pesan" in manager.get("/petugas/pesan/").content.decode()
    page = manager.get("/kelola/biaya-pesan/").content.decode()
    assert "Perkiraan tiap layanan" in page
    for typed in ("-1", "seribu", "1" * 30):
        refused = manager.post("/kelola/biaya-pesan/", {"rupiah_sebulan": typed, "pesan_sehari": ""})
        assert refused.status_code == 422
    manager.post("/kelola/biaya-pesan/", {"rupiah_sebulan": "Rp500.000", "pesan_sehari": ""})
    assert Budget.objects.get().rupiah_a_month == 500_000
    manager.post("/kelola/biaya-pesan/", {"rupiah_sebulan": "", "pesan_sehari": "200"})
    assert (Budget.objects.get().rupiah_a_month, Budget.objects.get().messages_a_day) == (None, 200)


def test_what_each_service_costs_is_drawn(town: Town, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    dear, cheap = (Forecast(f"Izin {n}", 4, 5, Decimal(rupiah)) for n, rupiah in enumerate((8000, 2000)))
    found = Costs(date(2026, 11, 1), [], [dear, cheap], None, None)
    monkeypatch.setattr("silastri.web.manager.message_costs.journey.costs", lambda *_: found)
    manager = browser(Posting.objects.filter(office=town.office, manages=True)[0].person)
    page = manager.get("/kelola/biaya-pesan/").content.decode()
    assert 'class="chart__part" width="25%"' in page
    assert '<th scope="row">Izin 1</th><td>Rp2.000</td>' in page


def test_who_does_not_manage_sets_no_cap(town: Town, browser: Browser) -> None:
    answer = browser(town.officer("tim_teknis")).post("/kelola/biaya-pesan/", {"rupiah_sebulan": "1"})
    assert answer.status_code in (302, 403, 404)
    assert not Budget.objects.exists()
