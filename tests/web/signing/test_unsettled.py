"""Signings whose answer was lost, a signer that is away, and ink in its place."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from silastri.apps.cases.models import Case
from silastri.apps.letters import operations as letters
from silastri.apps.letters.models import Letter, SigningAttempt
from silastri.apps.offices.models import Office
from silastri.domain.case.workflow import ONWARD
from silastri.practice import sample
from tests import signers
from tests.builders import MONDAY, Town, a_town
from tests.web.signing.session import ONE, SESSION, cases, head, picked, read_by, reading, states, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db: None) -> Town:
    return a_town()


# Lost answers


def lost(town: Town, client: Client, monkeypatch: pytest.MonkeyPatch) -> tuple[Case, signers.Told]:
    signer = signers.told(monkeypatch, "lost")
    (case,) = cases(town, 1)
    read_by(head(town, client), *picked(case))
    assert client.post(ONE, {"surat": picked(case)[0], "frasa": sample.PASSPHRASE}).status_code == 409
    return case, signer


def settle(case: Case) -> str:
    return f"/petugas/permohonan/{case.ref}/tanda-tangan/surat/pastikan/"


def test_a_lost_answer_can_be_settled_by_clicking(town: Town, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    case, signer = lost(town, client, monkeypatch)
    assert settle(case) in client.get("/petugas/").content.decode()
    page = client.get(SESSION).content.decode()
    assert settle(case) in page
    assert 'name="surat"' not in page, "it cannot be signed again"
    assert settle(case) in client.get(f"/petugas/permohonan/{case.ref}/").content.decode()
    assert client.post(settle(case), {"cara": "tanya"}).status_code == 422, "this signer cannot tell"
    assert client.post(settle(case), {"cara": "belum", "alasan": ""}).status_code == 422
    assert client.post(settle(case), {"cara": "dokumen", "dokumen": "tidak-ada"}).status_code == 422
    wrong = SimpleUploadedFile("surat.pdf", sample.scan("Lain", MONDAY), "application/pdf")
    assert client.post(settle(case), {"cara": "surat", "surat": wrong}).status_code == 422
    found = SimpleUploadedFile("surat.pdf", signer.made[0].pdf, "application/pdf")
    assert client.post(settle(case), {"cara": "surat", "surat": found}).status_code == 302
    assert states() == ["numbered"]
    assert "tinggal diteruskan" in client.get(SESSION).content.decode()
    assert client.post(ONE, {"surat": picked(case)[0], "frasa": ""}).status_code == 200
    assert (states(), len(signer.made)) == (["signed"], 1)
    assert "sudah dipastikan" in client.get(settle(case)).content.decode()


def test_who_may_not_settle(town: Town, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    case, _ = lost(town, client, monkeypatch)
    client.force_login(town.officer("ahli_muda"))
    assert settle(case) not in client.get("/petugas/").content.decode()
    assert client.post(settle(case), {"cara": "belum", "alasan": "Katanya."}).status_code == 403
    client.force_login(town.citizens[0])
    assert client.get(settle(case)).status_code == 403
    assert client.get(settle(case).replace("/surat/", "/lain/")).status_code in (403, 404)


# Outage


def rule(town: Town, word: str) -> None:
    office = Office.objects.get(pk=town.office.pk)
    office.definition += f"\nbila_tte_terganggu: {word}\n"
    office.definition_hash = word
    office.save()


def away(town: Town, client: Client, monkeypatch: pytest.MonkeyPatch) -> Case:
    signers.told(monkeypatch, "away")
    (case,) = cases(town, 1)
    answer = read_by(head(town, client), *picked(case)).post(
        ONE, {"surat": picked(case)[0], "frasa": sample.PASSPHRASE}
    )
    assert (answer.status_code, states()) == (422, ["numbered"])
    return case


def ink(case: Case) -> str:
    return f"/petugas/permohonan/{case.ref}/tanda-tangan/tinta/"


def test_while_the_signer_is_away_the_queue_waits_and_says_so(
    town: Town, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = away(town, client, monkeypatch)
    page = client.get(SESSION).content.decode()
    assert "tidak bisa dihubungi sejak" in page
    assert "dengan tinta" not in page
    assert ink(case) not in client.get(f"/petugas/permohonan/{case.ref}/").content.decode()
    refused = client.post(ink(case), {"giliran": case.turn, "alasan": "Mendesak."})
    assert refused.status_code == 422
    assert "surat menunggu" in refused.content.decode()


def test_where_the_office_lets_it_ink_takes_its_place_with_the_same_number(
    town: Town, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule(town, "tinta")
    case = away(town, client, monkeypatch)
    number = Letter.objects.get().number
    assert ink(case) in client.get(f"/petugas/permohonan/{case.ref}/").content.decode()
    assert client.post(ink(case), {"giliran": case.turn, "alasan": " "}).status_code == 422
    assert client.post(ink(case), {"giliran": case.turn, "alasan": "Pasien dirujuk hari ini."}).status_code == 302
    page = client.get(f"/petugas/permohonan/{case.ref}/").content.decode()
    assert "Kembali ke tanda tangan elektronik" in page
    assert "Tanda tangan basah" in text(client, SESSION)
    assert "Unggah pindaian" in text(client, reading(case))
    assert "memberikan rekomendasi" in text(client, reading(case))
    assert client.post(reading(case), {"surat": picked(case)[0]})["Location"] == reading(case), "nothing to tick"
    assert client.post(ONE, {"surat": picked(case)[0], "frasa": sample.PASSPHRASE}).status_code == 422
    scan = SimpleUploadedFile("pindai.pdf", sample.scan("Pindaian", MONDAY), "application/pdf")
    signed = client.post(
        f"/petugas/permohonan/{case.ref}/tanda-tangan/", {"giliran": case.turn, "keputusan": ONWARD, "pindaian": scan}
    )
    assert signed.status_code == 302
    letter = Letter.objects.get()
    assert (letter.state, letter.mode, letter.number) == ("signed", "basah", number)
    shown = client.get(f"/S/{letter.code}").content.decode()
    assert "dengan tinta" in shown


def test_the_certificate_can_be_chosen_again(town: Town, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    rule(town, "tinta")
    case = away(town, client, monkeypatch)
    client.post(ink(case), {"giliran": case.turn, "alasan": "Mendesak."})
    assert client.post(ink(case), {"giliran": case.turn, "batal": "1"}).status_code == 302
    assert client.post(ink(case), {"giliran": case.turn, "batal": "1"}).status_code == 409
    assert client.post(ONE, {"surat": picked(case)[0], "frasa": sample.PASSPHRASE}).status_code == 200
    assert Letter.objects.get().mode == "elektronik"


def test_ink_is_no_way_round_a_signer_that_answers(town: Town, client: Client) -> None:
    rule(town, "tinta")
    (case,) = cases(town, 1)
    refused = head(town, client).post(ink(case), {"giliran": case.turn, "alasan": "Lebih cepat."})
    assert refused.status_code == 422
    assert "sedang bisa dipakai" in refused.content.decode()


def test_a_died_signing_shows_as_busy_then_as_doubtful(town: Town, client: Client) -> None:
    (case,) = cases(town, 1)
    letters.begin_signing(case, keys=["surat"], mode="elektronik", at=timezone.now())
    assert "Sedang ditandatangani" in head(town, client).get(SESSION).content.decode()
    Letter.objects.update(signing_until=MONDAY)
    assert "Belum pasti" in client.get(SESSION).content.decode()
    assert not SigningAttempt.objects.exists()
