"""A passkey in Chromium's virtual authenticator, made by an officer and used to sign in."""

import pytest
from playwright.sync_api import expect

from silastri.apps.accounts.models import Passkey
from silastri.practice import sample
from tests.builders import Town

from .conftest import AT_DESK, aside

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def at_site(live_server, settings) -> str:  # type: ignore[no-untyped-def]
    """Browsers make no passkey for a number; they take the name of this machine for secure."""
    settings.SITE_URL = live_server.url.replace("127.0.0.1", "localhost")
    return str(settings.SITE_URL)


def test_a_citizen_is_offered_one_where_the_telephone_has_it(person, town: Town, at_site: str) -> None:  # type: ignore[no-untyped-def]
    citizen = person(*AT_DESK)
    citizen.address = at_site
    page = citizen.page
    phone = town.citizens[0].phone or ""
    offer = page.get_by_text("Masuk lain kali tanpa mengetik kata sandi?")
    citizen.sign_in_by_hand(phone, sample.PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(offer).to_be_hidden()

    page.context.clear_cookies()
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    citizen.sign_in_by_hand(phone, sample.PASSWORD)
    expect(offer).to_be_visible()
    citizen.look("tawaran-kunci-sandi")
    citizen.press("Buat kunci sandi")
    expect(page.get_by_role("heading", name="Kode cadangan")).to_be_visible()
    citizen.open("/permohonan/")
    expect(offer).to_have_count(0)
    assert citizen.complaints == []


def test_a_passkey_is_made_and_opens_the_desk(person, town: Town, at_site: str) -> None:  # type: ignore[no-untyped-def]
    officer = person(*AT_DESK)
    officer.address = at_site
    page = officer.page
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    key = device.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]

    def finger(is_there: bool) -> None:
        device.send("WebAuthn.setAutomaticPresenceSimulation", {"authenticatorId": key, "enabled": is_there})

    phone = town.officer("loket").phone or ""

    officer.sign_in_by_hand(phone, sample.PASSWORD)
    expect(page.get_by_role("heading", name="Pasang bukti kedua")).to_be_visible()
    officer.look("pasang-bukti")
    officer.press("Buat kunci sandi")
    expect(page.get_by_role("heading", name="Kode cadangan")).to_be_visible()
    officer.look("kode-cadangan")
    page.get_by_role("link", name="Sudah saya simpan").click()
    expect(page.get_by_text("Tugas saya").first).to_be_visible()
    officer.open("/akun/keamanan/")
    officer.look("keamanan-akun")

    page.context.clear_cookies()
    officer.open("/masuk/")
    officer.look("masuk")
    officer.press("Pakai kunci sandi")
    page.wait_for_url("**/petugas/**")
    assert aside(lambda: Passkey.objects.get().used_at) is not None

    page.context.clear_cookies()
    finger(False)  # or the browser would offer the key as soon as the name is typed
    officer.sign_in_by_hand(phone, sample.PASSWORD)
    expect(page.get_by_role("heading", name="Langkah kedua")).to_be_visible()
    finger(True)
    officer.look("langkah-kedua")
    officer.press("Pakai kunci sandi")
    page.wait_for_url("**/petugas/**")

    page.clock.install()
    officer.open("/petugas/surat/")
    page.clock.fast_forward("28:05")
    expect(page.get_by_role("alertdialog")).to_be_visible()
    page.get_by_role("button", name="Saya masih di sini").click()
    expect(page.get_by_role("alertdialog")).to_have_count(0)
    assert officer.complaints == []
