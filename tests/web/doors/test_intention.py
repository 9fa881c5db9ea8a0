"""Who presses Ajukan arrives at the form: through signing in, registering, a typing error, or a forgotten password."""

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.apps.messages.models import Message
from silastri.practice import sample
from tests.builders import JOMPO, Town

Browser = Callable[[Person | None], Client]
BEGIN = f"/layanan/rokan-hilir/{JOMPO}/ajukan/"
CARRIED = f"lanjut={quote(BEGIN, safe='')}"
GOOD = {"nama": "Rani Contoh", "nik": "1407014107900011", "telepon": "0812 3456 7890", "setuju": "on"}
PASSWORD = "sandi-rahasia-1"


def sign_in(client: Client, phone: str, password: str, to: str = BEGIN) -> str:
    """Where signing in leads in the end."""
    response = client.post("/masuk/", {"nama": phone, "sandi": password, "lanjut": to}, follow=True)
    return str(response.redirect_chain[-1][0])


def is_at_a_form(path: str) -> bool:
    return path.startswith(f"/permohonan/{Case.objects.get().ref}/formulir/")


def link(words: str) -> str:
    found = re.search(rf"http://testserver(/{words}/\S+)", Message.objects.latest("pk").body)
    assert found
    return found[1]


def test_signing_in_leads_to_the_form_after_a_wrong_password_too(town: Town) -> None:
    client, phone = Client(), town.citizens[0].phone or ""
    assert client.post(BEGIN)["Location"] == f"/masuk/?{CARRIED}"
    wrong = client.post("/masuk/", {"nama": phone, "sandi": "salah", "lanjut": BEGIN}).content.decode()
    assert f'name="lanjut" value="{BEGIN}"' in wrong
    assert not Case.objects.exists()
    assert is_at_a_form(sign_in(client, phone, sample.PASSWORD))


def test_an_address_alone_begins_nothing(town: Town, browser: Browser) -> None:
    """A link from anywhere must not leave drafts in an account."""
    client = browser(town.citizens[0])
    assert "Mulai mengisi" in client.get(BEGIN).content.decode()
    assert sign_in(Client(), town.citizens[0].phone or "", sample.PASSWORD) == BEGIN
    assert not Case.objects.exists()


def test_registering_leads_there_from_another_browser_too(town: Town) -> None:
    here, at_whatsapp = Client(), Client()
    here.post(BEGIN)
    assert f"/daftar/?{CARRIED}" in here.get(f"/masuk/?{CARRIED}").content.decode()
    wrong = here.post("/daftar/", GOOD | {"nik": "1", "lanjut": BEGIN}).content.decode()
    assert f'name="lanjut" value="{BEGIN}"' in wrong
    here.post("/daftar/", GOOD | {"lanjut": BEGIN})
    activated = at_whatsapp.post(link("aktivasi"), {"sandi": PASSWORD})
    assert activated["Location"] == f"/masuk/?{CARRIED}"
    assert sign_in(at_whatsapp, GOOD["telepon"], PASSWORD) == BEGIN, "the button is pressed there once more"
    assert not Case.objects.exists()
    assert is_at_a_form(sign_in(here, GOOD["telepon"], PASSWORD))


def test_a_new_password_leads_there(town: Town) -> None:
    client, phone = Client(), town.citizens[0].phone or ""
    client.post(BEGIN)
    client.post("/lupa-sandi/", {"telepon": phone, "lanjut": BEGIN})
    client.post(link("sandi-baru"), {"sandi": PASSWORD})
    assert is_at_a_form(sign_in(client, phone, PASSWORD, to=""))


@pytest.mark.parametrize(
    "bad", ["https://jahat.example/", "//jahat.example/", "/\\jahat.example", "javascript:x", "/" + "x" * 400]
)
def test_no_address_of_another_site_is_carried(town: Town, bad: str) -> None:
    client = Client()
    for path in ("/masuk/", "/daftar/", "/lupa-sandi/"):
        assert bad not in client.get(path, {"lanjut": bad}).content.decode()
    client.post("/daftar/", GOOD | {"lanjut": bad})
    assert client.post(link("aktivasi"), {"sandi": PASSWORD})["Location"] == "/masuk/"
    assert sign_in(client, GOOD["telepon"], PASSWORD, to=bad) == "/permohonan/"


def test_the_draft_that_is_there_is_offered_and_another_only_begun_when_asked_for(town: Town, browser: Browser) -> None:
    client = browser(town.citizens[0])
    client.post(BEGIN)
    first = Case.objects.get()
    client.post(f"/permohonan/{first.ref}/formulir/calon/", {"calon.nama": "Nek Minah Contoh"})
    again = client.post(BEGIN, follow=True)
    page = again.content.decode()
    assert again.redirect_chain[-1][0] == BEGIN
    assert "Lanjutkan yang belum dikirim" in page and "Nek Minah Contoh" in page and first.ref in page
    assert Case.objects.count() == 1
    client.post(BEGIN, {"baru": "1"})
    assert Case.objects.count() == 2
    assert first.ref not in browser(town.citizens[1]).get(BEGIN).content.decode()
