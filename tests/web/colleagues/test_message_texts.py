"""A manager writes a message in the office's own words, beside a telephone that shows it; another puts it to use."""

from collections.abc import Callable

import pytest
from django.test import Client

from silastri.adapters.messaging.port import TemplateNews
from silastri.apps.accounts.models import Person
from silastri.apps.messages.models import Message
from silastri.apps.wordings.models import Approval, Wording
from silastri.domain.words.messages.samples import spoken
from tests.builders import Town
from tests.journey.office.test_message_text import OWN, proposed
from tests.journey.outbox.test_forms import Strict, strict  # noqa: F401

Browser = Callable[[Person | None], Client]
HERE = "/kelola/teks-pesan/news/"


def sent(pattern: str = OWN, **more: str) -> dict[str, str]:
    return {"teks": spoken(pattern).replace("\n", "\r\n"), "alasan": "Lebih ramah", "tindakan": "simpan"} | more


def test_from_the_menu_to_the_text_in_use(town: Town, browser: Browser) -> None:
    author, head = browser(town.officer("back_office")), browser(town.officer("kepala_dinas"))
    assert 'href="/kelola/teks-pesan/"' in author.get("/petugas/").content.decode()
    assert f'href="{HERE}"' in author.get("/kelola/teks-pesan/").content.decode()
    page = author.get(HERE).content.decode()
    assert "Nomor pendaftaran: {nomor_pendaftaran}" in page
    assert 'data-place="{tautan}"' in page
    assert author.post(HERE, sent(tindakan="simpan")).status_code == 302
    answer = author.post(HERE, sent(tindakan="ajukan"))
    there = f"/petugas/teks-pesan/{Wording.objects.get().pk}/"
    assert answer["Location"] == there
    assert f'href="{there}"' in head.get("/petugas/naskah/").content.decode()
    assert "Setujui dan pakai" not in author.get(there).content.decode()
    assert "Setujui dan pakai" in head.get(there).content.decode()
    assert head.post(there, {"putusan": "setuju"}).status_code == 302
    assert Wording.objects.get().state == "published"
    assert "Teks sendiri, versi 1" in author.get("/kelola/teks-pesan/").content.decode()
    told = author.get(HERE).content.decode()
    assert "Lebih ramah" in told
    assert "Ditambah: </span>Halo, {yang_terjadi}." in told
    assert "Setujui dan pakai" not in head.get(there).content.decode()


def test_what_is_typed_is_shown_and_checked_and_not_kept(town: Town, browser: Browser) -> None:
    client = browser(town.officer("back_office"))
    page = client.post(
        f"{HERE}periksa/", {"teks": "<b>{yang_terjadi}</b> {nomor_pendaftaran} {selanjutnya} {x}"}
    ).content.decode()
    assert "Tempat {tautan} hilang" in page
    assert "&lt;b&gt;Berkas Anda lengkap&lt;/b&gt;" in page
    assert not Wording.objects.exists()
    good = client.post(f"{HERE}periksa/", {"teks": spoken(OWN)}).content.decode()
    assert "Tidak ada kesalahan" in good
    assert "bagian, tiap bagian dibayar" in good


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        (sent(OWN.replace("{link}", ""), tindakan="ajukan"), "Tempat {tautan} hilang"),
        (sent(alasan="", tindakan="ajukan"), "Tulis mengapa teksnya diubah"),
        (sent("x" * 1001), "erlalu panjang"),
        (sent(""), "Isi teks kantor Anda"),
        (sent("{ref}", tindakan="coba"), "hilang"),
    ],
)
def test_bad_input_gets_a_sentence(town: Town, browser: Browser, typed: dict[str, str], what: str) -> None:
    page = browser(town.officer("back_office")).post(HERE, typed)
    assert page.status_code == 422
    assert what in page.content.decode()
    assert not Wording.objects.exclude(state="draft").exists()
    assert not Message.objects.exists()


def test_a_trial_keeps_nothing_and_shows_what_was_typed(town: Town, browser: Browser) -> None:
    page = browser(town.officer("back_office")).post(HERE, sent(tindakan="coba"))
    assert page.status_code == 200
    assert "Halo, {yang_terjadi}." in page.content.decode()
    assert Message.objects.get().to == town.officer("back_office").phone
    assert not Wording.objects.exists()


def test_a_text_for_one_service(town: Town, browser: Browser) -> None:
    client = browser(town.officer("back_office"))
    at = f"{HERE}?layanan=jompo-terlantar"
    assert client.post(at, sent())["Location"] == at
    assert Wording.objects.get().service == town.service()
    assert client.get(f"{HERE}?layanan=tidak-ada").status_code == 404
    taken = client.post(f"/kelola/teks-pesan/draf/{Wording.objects.get().pk}/tarik/")
    assert taken["Location"] == at
    assert Wording.objects.get().state == "withdrawn"


def test_only_who_manages_writes_and_only_a_second_person_decides(town: Town, browser: Browser) -> None:
    draft = proposed(town)
    for path in ("/kelola/teks-pesan/", HERE, "/kelola/teks-pesan/whatsapp/"):
        assert browser(town.officer("loket")).get(path).status_code == 403
        assert browser(town.citizens[0]).get(path).status_code == 403
        assert browser(None).get(path).status_code == 302
    there = f"/petugas/teks-pesan/{draft.pk}/"
    assert browser(town.officer("loket")).post(there, {"putusan": "setuju"}).status_code == 403
    assert browser(town.officer("back_office")).post(there, {"putusan": "setuju"}).status_code == 403
    assert browser(town.officer("kepala_dinas")).post(there, {"putusan": "tolak"}).status_code == 422
    assert browser(town.officer("kepala_dinas")).get("/petugas/teks-pesan/99999/").status_code == 404
    assert browser(town.officer("back_office")).get("/kelola/teks-pesan/activation/").status_code == 404
    assert Wording.objects.get().state == "proposed"


def test_whatsapp_is_asked_by_two_buttons(town: Town, browser: Browser, strict: Strict) -> None:  # noqa: F811
    client, there = browser(town.officer("back_office")), "/kelola/teks-pesan/whatsapp/"
    assert "Belum diajukan" in client.get(there).content.decode()
    assert "Ajukan ke WhatsApp" in client.get(HERE).content.decode()
    assert client.post(there, {"tindakan": "ajukan"}).status_code == 302
    assert set(Approval.objects.values_list("state", flat=True)) == {"waiting"}
    strict.knows = [TemplateNews(name, language, "pending") for name, language, *_ in strict.proposed]
    assert client.post(there, {"tindakan": "tanya"}).status_code == 302
    assert "Menunggu WhatsApp" in client.get(there).content.decode()


def test_where_no_approval_is_needed_nothing_is_asked(town: Town, browser: Browser) -> None:
    client = browser(town.officer("back_office"))
    assert "tidak meminta persetujuan" in client.get("/kelola/teks-pesan/whatsapp/").content.decode()
    assert client.post("/kelola/teks-pesan/whatsapp/", {"tindakan": "ajukan"}).status_code == 200
    assert not Approval.objects.exists()
