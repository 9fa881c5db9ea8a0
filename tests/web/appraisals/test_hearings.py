"""A breach of the code of ethics is heard before it is decided, and only the panel and the officer know of it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.appraisals.models import EthicsCase
from silastri.apps.audit.models import LogEntry
from silastri.journey.appraisals import ethics
from tests.builders import STANDARDS, Town, a_town, today

Browser = Callable[[Person | None], Client]
PATH = "/petugas/sidang-etik/"


@pytest.fixture
def dinsos(db: None) -> Town:
    return a_town(STANDARDS / "pekanbaru-dinsos")


def reported(town: Town, client: Client, about: str) -> EthicsCase:
    sent = {
        "petugas": town.officer(about).pk, "butir": ethics.lines(town.office)[0],
        "kejadian": "Membentak warga di loket 2.",
    }  # fmt: skip
    assert client.post(f"{PATH}laporkan/", sent).status_code == 302
    return EthicsCase.objects.get()


def test_reported_heard_and_decided(dinsos: Town, browser: Browser) -> None:
    who = {
        post: browser(dinsos.officer(post)) for post in ("front_office", "back_office", "supervisor", "kepala_dinas")
    }
    reporter, officer = who["back_office"], who["front_office"]
    case = reported(dinsos, reporter, "front_office")
    one = f"{PATH}{case.pk}/"
    page = {name: client.get(one).status_code for name, client in who.items()}
    assert page == {"front_office": 404, "back_office": 404, "supervisor": 200, "kepala_dinas": 200}
    assert "Membentak" not in reporter.get(PATH).content.decode()
    head, panel = who["kepala_dinas"], who["supervisor"]
    hearing = {"hari": today().isoformat(), "jam": "9.00", "ruang": "Ruang rapat"}
    assert head.post(f"{one}putuskan/", {"keputusan": "oral", "pertimbangan": "x"}).status_code == 409, "unheard"
    assert panel.post(f"{one}panggil/", hearing | {"jam": "pagi"}).status_code == 422
    assert panel.post(f"{one}hentikan/", {"alasan": "x"}).status_code == 403
    assert panel.post(f"{one}panggil/", hearing).status_code == 302
    shown = officer.get(one).content.decode()
    assert "Ruang rapat" in shown and dinsos.officer("back_office").name not in shown
    assert officer.get(f"{one}panggilan.pdf").content[:4] == b"%PDF"
    assert officer.post(f"{one}panggil/", hearing).status_code == 403
    minutes = {"hari_sidang": today().isoformat(), "hadir": "Ketua", "keterangan": "Ia mengaku dan menyesal."}
    assert panel.post(f"{one}catat/", minutes | {"hadir": ""}).status_code == 422
    assert panel.post(f"{one}catat/", minutes).status_code == 302
    assert officer.post(f"{one}bela/", {"pembelaan": "Saya minta maaf."}).status_code == 302
    assert officer.post(f"{one}bela/", {"pembelaan": "Lagi"}).status_code == 409
    assert panel.post(f"{one}putuskan/", {"keputusan": "oral", "pertimbangan": "Terbukti"}).status_code == 403
    assert head.post(f"{one}putuskan/", {"keputusan": "oral", "pertimbangan": "Terbukti"}).status_code == 302
    assert head.post(f"{one}putuskan/", {"keputusan": "none", "pertimbangan": "x"}).status_code == 409
    assert "Teguran lisan" in officer.get(one).content.decode()
    assert officer.get(f"{one}berita-acara.pdf").content[:4] == b"%PDF"
    assert officer.get(f"{one}berkas/").status_code == 404
    of_log = LogEntry.objects.filter(about=f"sidang {case.pk}")
    assert {entry.what for entry in of_log} >= {"invite_ethics_case", "record_hearing", "decide_ethics_case"}
    assert not of_log.filter(person=dinsos.officer("front_office")).exists(), "the log names nobody who was heard"


def test_nobody_judges_himself_and_the_head_is_judged_elsewhere(dinsos: Town, browser: Browser) -> None:
    client = browser(dinsos.officer("supervisor"))
    line = ethics.lines(dinsos.office)[0]
    for person in (dinsos.officer("kepala_dinas"), dinsos.officer("supervisor"), dinsos.citizens[0]):
        sent = {"petugas": person.pk, "butir": line, "kejadian": "x"}
        assert client.post(f"{PATH}laporkan/", sent).status_code == 422
    case = reported(dinsos, browser(dinsos.officer("back_office")), "supervisor")
    assert client.get(f"{PATH}{case.pk}/").status_code == 404, "he is not of the panel about himself"


def test_the_database_refuses_a_decision_without_a_hearing(dinsos: Town, browser: Browser) -> None:
    case = reported(dinsos, browser(dinsos.officer("back_office")), "front_office")
    with pytest.raises(IntegrityError), transaction.atomic():
        EthicsCase.objects.filter(pk=case.pk).update(decision="oral", decided_at=case.reported_at + timedelta(days=1))
