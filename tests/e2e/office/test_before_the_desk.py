"""What stands between signing in and the page that was wanted: a better password, and a notice that changed."""

from importlib import import_module

import pytest
from django.conf import settings
from playwright.sync_api import expect

from silastri.domain.personal_data import notice
from silastri.practice import sample
from tests.builders import Town, a_town
from tests.e2e.conftest import Person, aside

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def key_of(someone: Person) -> str:
    return str(
        next(one["value"] for one in someone.page.context.cookies() if one["name"] == settings.SESSION_COOKIE_NAME)
    )


def owes_password(key: str, person: int) -> None:
    """As whoever came in with a password that is too weak."""
    session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    session["password"] = person
    session.save()


def test_a_weak_password_makes_room_for_a_better_one(person) -> None:  # type: ignore[no-untyped-def]
    town: Town = aside(a_town)
    clerk = town.officer("loket")
    officer = person()
    officer.sign_in(clerk.phone, sample.PASSWORD)
    key = key_of(officer)
    aside(lambda: owes_password(key, clerk.pk))
    officer.open("/petugas/")
    officer.page.wait_for_url("**/masuk/sandi-baru/**")
    expect(officer.page.get_by_text("Paling sedikit 12 huruf atau angka.")).to_be_visible()
    officer.look("sandi-baru")
    officer.page.get_by_label("Kata sandi baru").fill("12345678")
    officer.press("Simpan")
    officer.look("sandi-baru-salah")
    officer.page.get_by_label("Kata sandi baru").fill("kapal-senja-tembaga-7")
    officer.press("Simpan")
    expect(officer.page.get_by_text("Kata sandi baru tersimpan")).to_be_visible()


def test_a_new_edition_is_read_and_answered(person, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    new = "Nomor Anda juga dipakai untuk survei kepuasan."
    monkeypatch.setattr(notice, "HOUSE", 2)
    monkeypatch.setattr(notice, "CHANGES", {2: (new,)})
    town: Town = aside(a_town)
    citizen = person()
    citizen.sign_in(town.citizens[0].phone, sample.PASSWORD)
    citizen.open("/permohonan/")
    citizen.page.wait_for_url("**/akun/data/edisi-baru/**")
    expect(citizen.page.get_by_text(new)).to_be_visible()
    citizen.look("edisi-baru")
    citizen.page.locator("details.fold summary").click()
    citizen.look("edisi-baru-lengkap")
    citizen.press("Saya setuju, lanjut")
    citizen.page.wait_for_url("**/permohonan/")
