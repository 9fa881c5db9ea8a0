"""Those at the counter and the managers answer citizens; nobody else sees what was said."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from silastri.adapters.messaging.fake import OnScreen
from silastri.apps.accounts.models import Person
from silastri.apps.audit.models import LogEntry
from silastri.apps.conversations.models import Conversation, Said, Sender
from silastri.apps.inbox.models import Received
from silastri.apps.messages.models import Message
from silastri.journey.inbox.understand import understand
from tests.builders import STANDARDS, Town, a_case, a_town
from tests.incoming import AT, BUDI, answers, came, now, wrote

Browser = Callable[[Person | None], Client]
LIST = "/petugas/percakapan/"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    def at(moment: datetime) -> None:
        monkeypatch.setattr("silastri.web.guard.timezone.now", lambda: moment)

    at(AT + timedelta(minutes=30))
    return at


@pytest.fixture
def asked(town: Town) -> Conversation:
    """Somebody asked something."""
    wrote("Berapa biaya suratnya?")
    return Conversation.objects.get()


@pytest.fixture
def counter(town: Town, browser: Browser) -> Client:
    return browser(town.officer("loket"))


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_it_is_reached_from_the_menu_with_how_many_are_open(asked: Conversation, counter: Client) -> None:
    menu = page(counter, "/petugas/")
    assert '<a href="/petugas/percakapan/"' in menu
    assert '1<span class="govuk-visually-hidden"> terbuka</span>' in menu
    listed = page(counter, LIST)
    assert "Berapa biaya suratnya?" in listed, "what the machine answered tells nothing"
    assert "0811-xxxx-011" in listed
    assert BUDI[3:] not in listed
    assert "Menunggu 30 menit" in listed


def test_an_answer_goes_to_the_sender_and_is_counted_as_mine(asked: Conversation, counter: Client, town: Town) -> None:
    address = f"{LIST}{asked.pk}/"
    assert "Berapa biaya suratnya?" in page(counter, address)
    sent = counter.post(f"{address}jawab/", {"jawaban": "Gratis, Pak.\nSilakan datang."})
    assert (sent.status_code, sent["Location"]) == (302, address)
    message = Message.objects.get(template="answer")
    assert (message.to, message.body, message.rank) == (BUDI, "Gratis, Pak.\nSilakan datang.", 0)
    asked.refresh_from_db()
    assert (asked.assigned_to, asked.waits_since, asked.state) == (town.officer("loket"), None, "open")
    shown = page(counter, address)
    assert "Sudah dijawab" in shown
    assert "Belum diketahui" in shown, "what it cost"
    Message.objects.filter(pk=message.pk).update(cost=350)
    assert "Rp350" in page(counter, address).replace("Rp 350", "Rp350")
    assert LogEntry.objects.filter(what="answer_citizen", about=f"percakapan {asked.pk}").exists()


@pytest.mark.parametrize("typed", ["", "  ", "x" * 2001])
def test_an_empty_or_endless_answer_is_shown_again(asked: Conversation, counter: Client, typed: str) -> None:
    response = counter.post(f"{LIST}{asked.pk}/jawab/", {"jawaban": typed})
    assert response.status_code == 422
    assert not Message.objects.filter(template="answer").exists()


def test_others_see_nothing_and_other_offices_have_their_own(asked: Conversation, town: Town, browser: Browser) -> None:
    kampar = a_town(STANDARDS / "kampar")
    places = ("", f"{asked.pk}/", f"{asked.pk}/kabar/", "tidak-dikenali/", "kabar/")
    for person, status in ((town.officer("kepala_dinas"), 403), (town.citizens[0], 403)):
        for place in places:
            assert browser(person).get(LIST + place).status_code == status, place
    other = browser(kampar.officer("front_office"))
    assert "Berapa biaya" not in page(other, LIST)
    for place in ("", "kabar/"):
        assert other.get(f"{LIST}{asked.pk}/{place}").status_code == 404
    for place in ("jawab/", "serahkan/", "cocokkan/", "keadaan/", "ambil/", "tutup/", "buka/"):
        assert other.post(f"{LIST}{asked.pk}/{place}", {"jawaban": "x"}).status_code == 404, place
        refused = browser(town.officer("kepala_dinas")).post(f"{LIST}{asked.pk}/{place}", {"jawaban": "x"})
        assert refused.status_code == 403, place
    asked.refresh_from_db()
    assert (asked.state, asked.assigned_to, asked.said.count()) == ("open", None, 2)
    assert page(browser(town.officer("back_office")), f"{LIST}{asked.pk}/"), "who manages the office"
    assert "Percakapan</a>" not in page(browser(town.officer("kepala_dinas")), "/petugas/")


def test_it_is_taken_handed_over_closed_and_opened_again(asked: Conversation, counter: Client, town: Town) -> None:
    address, manager = f"{LIST}{asked.pk}/", town.officer("back_office")
    counter.post(f"{address}ambil/")
    assert "Tidak ada percakapan yang Anda pegang" not in page(counter, f"{LIST}?tampil=saya")
    counter.post(f"{address}serahkan/", {"rekan": manager.pk})
    asked.refresh_from_db()
    assert asked.assigned_to == manager
    for nobody in (town.officer("kepala_dinas").pk, town.citizens[0].pk, "²", 10**30):
        assert counter.post(f"{address}serahkan/", {"rekan": nobody}).status_code == 422
    assert counter.post(f"{address}tutup/")["Location"] == LIST
    assert counter.post(f"{address}tutup/").status_code == 409
    assert counter.post(f"{address}ambil/").status_code == 409
    assert "Berapa" not in page(counter, LIST)
    assert "0811-xxxx-011" in page(counter, f"{LIST}?tampil=selesai")
    counter.post(f"{address}buka/")
    assert counter.post(f"{address}buka/").status_code == 409
    assert counter.post(f"{address}lain/").status_code == 404
    asked.refresh_from_db()
    assert asked.state == "open"


def test_what_is_written_after_it_was_closed_opens_it_again(asked: Conversation, counter: Client) -> None:
    counter.post(f"{LIST}{asked.pk}/tutup/")
    wrote("Terima kasih", AT + timedelta(hours=1))
    asked.refresh_from_db()
    assert asked.state == "closed"
    assert wrote("Satu lagi: jam berapa tutup?", AT + timedelta(hours=2)) != []
    asked.refresh_from_db()
    assert asked.state == "open"


def test_after_a_day_only_a_text_that_was_approved_may_go(
    asked: Conversation, counter: Client, town: Town, clock: Callable[[datetime], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(OnScreen, "needs_forms", True)
    case = a_case(town)
    Sender.objects.update(person=case.applicant, proof="card", proven_at=AT)
    address = f"{LIST}{asked.pk}/"
    assert "Jawaban bebas dapat dikirim sampai 10 Nov 2026, 09.55" in page(counter, address)
    clock(AT + timedelta(hours=23, minutes=55))
    counter.force_login(town.officer("loket"))
    shown = page(counter, address)
    assert "Sudah lebih dari 24 jam" in shown
    assert 'name="jawaban"' not in shown
    assert counter.post(f"{address}jawab/", {"jawaban": "Gratis"}).status_code == 422
    assert counter.post(f"{address}keadaan/", {"nomor": case.ref}).status_code == 302
    assert answers()[-1].template == "whereabouts"
    assert counter.post(f"{address}keadaan/", {"nomor": "RHL-00000-00000"}).status_code == 422
    monkeypatch.setattr(OnScreen, "needs_forms", False)
    assert 'name="jawaban"' in page(counter, address)


def test_who_it_is_is_shown_by_proof_and_where_the_office_knows_him(
    asked: Conversation, counter: Client, town: Town
) -> None:
    address, citizen = f"{LIST}{asked.pk}/", town.citizens[0]
    assert "Belum diketahui" in page(counter, address)
    Sender.objects.update(person=citizen, proof="number", proven_at=AT)
    assert "Warga yang belum punya permohonan di kantor ini" in page(counter, address)
    case = a_case(town)
    shown = page(counter, address)
    assert citizen.name in shown
    assert case.ref in shown
    line = LogEntry.objects.filter(what="see", about=f"percakapan {asked.pk}").last()
    assert line is not None
    assert line.whose == citizen


def test_at_the_counter_the_card_says_who_it_is(asked: Conversation, counter: Client, town: Town) -> None:
    case = a_case(town)
    address, nik = f"{LIST}{asked.pk}/cocokkan/", case.applicant.nik
    for sent in (
        {"nik": nik},
        {"nik": "1234", "ktp_dilihat": "on"},
        {"nik": town.citizens[1].nik, "ktp_dilihat": "on"},  # nobody the office knows
        {"nik": "", "ktp_dilihat": "on"},
    ):
        assert counter.post(address, sent).status_code == 422
    assert Sender.objects.get().person is None
    assert counter.post(address, {"nik": nik, "ktp_dilihat": "on"}).status_code == 302
    sender = Sender.objects.get()
    assert (sender.person, sender.proof) == (case.applicant, "card")
    assert LogEntry.objects.get(what="join_sender").whose == case.applicant
    wrote("Halo", AT + timedelta(hours=1))
    assert Sender.objects.get().person == case.applicant, "a card is proof for good"


def test_an_officer_does_not_find_out_whose_nik_is_known_here(asked: Conversation, counter: Client, town: Town) -> None:
    case = a_case(town)
    address, nobody = f"{LIST}{asked.pk}/cocokkan/", {"nik": town.citizens[1].nik, "ktp_dilihat": "on"}
    statuses = [counter.post(address, nobody).status_code for _ in range(21)]
    assert set(statuses[:20]) == {422} and statuses[20] == 429
    assert counter.post(address, nobody | {"nik": case.applicant.nik}).status_code == 429
    assert Sender.objects.get().person is None


def test_nobody_answers_himself(asked: Conversation, counter: Client, town: Town) -> None:
    Sender.objects.update(person=town.officer("loket"), proof="number", proven_at=AT)
    assert counter.get(f"{LIST}{asked.pk}/").status_code == 403
    assert counter.post(f"{LIST}{asked.pk}/jawab/", {"jawaban": "x"}).status_code == 403


def test_the_page_asks_for_what_is_new_and_gets_nothing_else(asked: Conversation, counter: Client) -> None:
    mark = page(counter, f"{LIST}{asked.pk}/").split("?tanda=")[1].split('"')[0]
    news = f"{LIST}{asked.pk}/kabar/?tanda={mark}"
    before = LogEntry.objects.count()
    assert counter.get(news).status_code == 204
    wrote("Halo?", AT + timedelta(minutes=20))
    assert "Halo?" in page(counter, news)
    assert LogEntry.objects.count() == before


def test_it_is_found_by_number_and_by_the_name_of_who_is_known(
    asked: Conversation, counter: Client, town: Town
) -> None:
    case = a_case(town)

    def found(words: str) -> bool:
        address = counter.post(LIST, {"cari": words})["Location"]
        assert words.split()[0] not in address
        return "0811-xxxx-011" in page(counter, address)

    assert found("0011")
    assert found("0811 1000 0011")
    assert not found("99999")
    assert not found(case.applicant.name)
    Sender.objects.update(person=case.applicant, proof="card", proven_at=AT)
    assert found(case.applicant.name)
    assert not found("Tidak Ada")


def test_the_lists_are_empty_in_words(town: Town, counter: Client) -> None:
    for shown, empty in (("", "menunggu jawaban"), ("saya", "yang Anda pegang"), ("selesai", "yang selesai")):
        assert empty in page(counter, f"{LIST}?tampil={shown}")
    assert "Semua kiriman sudah dibaca" in page(counter, f"{LIST}tidak-dikenali/")
    for odd in ("?halaman=²", "?halaman=-4", "?halaman=99999999999999999999", "?tampil=x"):
        assert counter.get(LIST + odd).status_code == 200, odd


def test_many_are_shown_page_by_page(town: Town, counter: Client) -> None:
    for n in range(32):
        sender = Sender.objects.create(channel="whatsapp", number=f"+62811100001{n:02}")
        at = AT + timedelta(seconds=n)
        Conversation.objects.create(
            office=town.office, sender=sender, state="open", opened_at=at, last_at=at, last_in_at=at
        )
    assert page(counter, LIST).count('class="talk__open"') == 30
    assert page(counter, f"{LIST}?halaman=2").count('class="talk__open"') == 2


def test_what_was_not_understood_is_told_and_can_be_read_again(town: Town, counter: Client) -> None:
    came(b"[newer shape]")
    understand(now())
    assert "1 kiriman tidak dikenali" in page(counter, LIST)
    assert "not a message of the demo" in page(counter, f"{LIST}tidak-dikenali/")
    row = Received.objects.get()
    assert counter.post(f"{LIST}tidak-dikenali/{row.pk}/").status_code == 302
    row.refresh_from_db()
    assert row.state == "new"
    assert counter.post(f"{LIST}tidak-dikenali/999/").status_code == 302


def test_a_complaint_is_marked(town: Town, counter: Client) -> None:
    wrote("ADUAN petugas tidak ada di loket")
    assert ">Aduan</strong>" in page(counter, LIST)
    assert LogEntry.objects.filter(what="complaint_came").exists()


def test_what_somebody_wrote_is_text_and_nothing_else(town: Town, counter: Client) -> None:
    wrote("<script>alert(1)</script> Berapa biayanya?")
    shown = page(counter, f"{LIST}{Conversation.objects.get().pk}/")
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)" in shown
    raw = Said.objects.extra(select={"raw": "text"}).values_list("raw", flat=True)[0]
    assert b"Berapa" not in bytes(raw)


def test_in_a_demo_one_can_write_as_a_citizen(town: Town, settings, client: Client) -> None:  # type: ignore[no-untyped-def]
    address = "/demo/kotak-keluar/tulis/"
    assert client.post(address, {"nomor": "081110000011", "tulisan": "Halo"}).status_code == 404
    settings.DEMO = True
    assert "Ini simulasi" in page(client, "/demo/kotak-keluar/")
    assert client.post(address, {"nomor": "bukan", "tulisan": "Halo"}).status_code == 422
    assert client.post(address, {"nomor": "0811 1000 0011", "tulisan": "Jam berapa buka?"}).status_code == 302
    understand(now(AT + timedelta(hours=1)))
    assert "Pesan Anda sudah diterima" in page(client, "/demo/kotak-keluar/")
