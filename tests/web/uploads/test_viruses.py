"""A file with a virus, or one that nobody could look at, is refused with a sentence and kept nowhere."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from silastri.adapters.antivirus.fake import EICAR, OnlyEicar
from silastri.adapters.antivirus.port import NoAnswer
from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import CaseDocument
from silastri.apps.documents.models import StoredFile
from silastri.journey.office import health, running
from tests.adapters.test_intake import a_pdf
from tests.builders import MONDAY, Town, a_case
from tests.web.test_bad_input import attach

Browser = Callable[[Person | None], Client]


@pytest.mark.once
def test_a_virus_is_refused_and_a_silent_antivirus_takes_nothing(
    town: Town, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(*_: object) -> str:
        raise NoAnswer("ConnectionRefusedError")

    case, client = a_case(town, "pengajuan"), browser(town.citizens[0])
    manager = browser(town.officer("back_office"))
    status, page = attach(client, case, a_pdf() + EICAR)
    assert (status, "Berkas ini mengandung virus, jadi tidak kami terima." in page) == (422, True)
    with monkeypatch.context() as broken:
        broken.setattr(OnlyEicar, "found_in", silent)
        broken.setattr(OnlyEicar, "see_alive", silent)
        status, page = attach(client, case, a_pdf())
        assert (status, "Pemeriksa virus kami sedang terganggu" in page) == (422, True)
        assert [one for one in running.alarms(MONDAY + timedelta(days=1)) if "Pemeriksa virus tidak menjawab" in one]
        assert "Terganggu" in manager.get("/kelola/kesehatan/").content.decode()
    assert not CaseDocument.objects.filter(case=case).exists()
    assert not StoredFile.objects.filter(name="ktp.pdf").exists()
    assert attach(client, case, a_pdf())[0] == 200


def test_an_office_without_one_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("silastri.adapters.offered", lambda _: False)
    (found,) = [one for one in health.services() if one.name == "Pemeriksa virus"]
    assert (found.state, "tidak diperiksa virusnya" in found.meaning) == ("belum diatur", True)


@pytest.mark.once
def test_every_place_for_a_file_says_how_large_it_may_be(town: Town) -> None:
    """All of them are drawn by one template, or by that of the papers of an application."""
    case = a_case(town, "pengajuan")
    for client, path in ((Client(), "/surat/periksa/"), (Client(), "/pengaduan/rokan-hilir/")):
        page = client.get(path, follow=True).content.decode()
        assert page.count('class="picker__limit"') == page.count('class="picker__input"'), path
    client = Client()
    client.force_login(town.citizens[0])
    assert "paling besar 10 MB" in client.get(f"/permohonan/{case.ref}/berkas/").content.decode()
