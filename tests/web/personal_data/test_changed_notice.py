"""A new edition of the notice is shown to whoever agreed to an older one, who is asked again and goes on."""

from collections.abc import Callable

import pytest
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.audit.models import LogEntry
from silastri.apps.personal_data.models import Consent
from silastri.domain.personal_data import notice
from tests.builders import Town

pytestmark = pytest.mark.once
Browser = Callable[[Person | None], Client]
PAGE, NEW = "/akun/data/edisi-baru/", "Nomor Anda juga dipakai untuk survei kepuasan."


@pytest.fixture
def second_edition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notice, "HOUSE", 2)
    monkeypatch.setattr(notice, "CHANGES", {2: (NEW,)})


def answers(person: Person) -> list[tuple[str, bool]]:
    return list(Consent.objects.filter(person=person, purpose="account").order_by("pk").values_list("edition", "given"))


def test_every_edition_says_what_it_changed() -> None:
    assert set(notice.CHANGES) == set(range(notice.FIRST + 1, notice.HOUSE + 1))


def test_nobody_is_asked_while_nothing_changed(town: Town, browser: Browser) -> None:
    client = browser(town.citizens[0])
    assert client.get("/permohonan/").status_code == 200
    assert client.get(PAGE)["Location"] == "/mulai/"


def test_a_citizen_reads_what_changed_agrees_and_goes_on(town: Town, browser: Browser, second_edition: None) -> None:
    client = browser(town.citizens[0])
    asked = client.get("/permohonan/?q=a")["Location"]
    assert asked == f"{PAGE}?lanjut=%2Fpermohonan%2F%3Fq%3Da"
    page = client.get(asked).content.decode()
    assert NEW in page
    assert "edisi 2" in page
    assert client.post(PAGE, {"jawab": "mungkin"}).status_code == 422
    assert client.get("/akun/").status_code == 302, "still to be read"
    assert client.post(PAGE, {"jawab": "ya", "lanjut": "/permohonan/?q=a"})["Location"] == "/permohonan/?q=a"
    assert client.get("/permohonan/").status_code == 200
    assert answers(town.citizens[0]) == [("2", True)]
    assert LogEntry.objects.filter(what="answer_notice", whose=town.citizens[0].pk).count() == 1
    client.post(PAGE, {"jawab": "ya"})
    assert len(answers(town.citizens[0])) == 1, "asked once"
    assert browser(town.citizens[0]).get("/permohonan/").status_code == 200, "in every browser"


def test_a_no_closes_nothing_and_leads_to_ones_rights(town: Town, browser: Browser, second_edition: None) -> None:
    client = browser(town.citizens[0])
    page = client.post(PAGE, {"jawab": "tidak"}, follow=True)
    assert page.redirect_chain[-1][0] == "/akun/data/"
    assert "dibatasi" in page.content.decode()
    assert client.get("/permohonan/").status_code == 200
    assert answers(town.citizens[0]) == [("2", False)]


def test_what_is_sent_and_the_desk_are_not_held_up(town: Town, browser: Browser, second_edition: None) -> None:
    assert browser(town.citizens[0]).post("/akun/perangkat/lain/keluar/")["Location"] == "/akun/"
    assert browser(town.officer("loket")).get("/petugas/").status_code == 200
