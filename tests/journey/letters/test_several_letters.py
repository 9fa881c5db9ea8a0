"""Several letters from one case: each numbered and signed at its own step, one for each item, each by its own time."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from silastri.apps.cases.models import Case
from silastri.apps.letters import queries as letters
from silastri.domain import worktime
from silastri.domain.duration import parse
from silastri.domain.letters.wanted import item_facts
from silastri.journey.case import products
from silastri.journey.case.dossier import dossier_of
from silastri.journey.signing import sign
from silastri.practice import sample
from silastri.practice.runner import Runner
from tests import examples
from tests.builders import MONDAY, Town, a_town

pytestmark = pytest.mark.django_db
NAME = "08_beberapa_surat"


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return a_town(examples.folder(NAME, tmp_path))


def runner(town: Town) -> Runner:
    found = Runner(town.service("beberapa-surat"), town.citizens[0], MONDAY + timedelta(hours=5), 0)
    found.answers = {"contoh.1.nama": "Beras", "contoh.2.nama": "Gula"}
    return found


def state(case: Case) -> dict[str, str]:
    return {letter.key: letter.state for letter in letters.products(case)}


def test_the_first_letter_is_in_force_while_the_others_are_not_yet_there(town: Town) -> None:
    case = runner(town).to("uji")
    assert state(case) == {"penerimaan": "signed"}


def test_each_item_has_its_letter_and_a_negative_result_is_one_too(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    filled = {"hasil.1.lulus": "ya", "hasil.2.lulus": "tidak"}
    real = sample.typed
    monkeypatch.setattr(sample, "typed", lambda form, number=0: real(form, number) | filled)
    found = runner(town)
    case = found.to("tanda_tangan")
    assert state(case) == {"penerimaan": "signed", "sertifikat:1": "numbered", "gagal:2": "numbered"}
    case = found.onward(case)
    signed = {letter.key: letter for letter in letters.products(case)}
    assert all(letter.is_in_force for letter in signed.values())
    assert len({letter.number for letter in signed.values()}) == 3
    assert signed["sertifikat:1"].name == "Sertifikat Mutu (1)"
    assert signed["sertifikat:1"].valid_until
    assert signed["gagal:2"].valid_until is None
    assert found.onward(case).state == "done"


def test_it_is_drawn_with_its_own_item(town: Town) -> None:
    dossier = dossier_of(runner(town).to("uji"))
    facts = item_facts(dossier.definition.standard, "sertifikat:2", dossier.work_out_facts())
    assert (facts["butir"]["nama"], facts["nomor_butir"]) == ("Gula", 2)


def test_a_step_signs_its_own_letters_alone(town: Town) -> None:
    case = runner(town).to("tanda_terima")
    person = town.officer("kepala_seksi")
    act = town.act("kepala_seksi")
    sign.sign(act, ref=case.ref, turn=case.turn, passphrase=sample.PASSPHRASE, signer=person)
    assert list(state(case)) == ["penerimaan"]


def test_each_is_due_by_its_own_time_and_put_off_with_the_promise(town: Town, client: Client) -> None:
    case = Case.objects.get(pk=runner(town).to("nomor_terima").pk)
    dossier = dossier_of(case)
    ((product, due),) = products.own_clocks(dossier)
    assert product.key == "penerimaan"
    assert case.submitted_at
    assert due == worktime.due(dossier.time, case.submitted_at, parse("2 hari kerja")).at
    client.force_login(town.citizens[0])
    assert "Surat Tanda Terima Contoh" in client.get(f"/permohonan/{case.ref}/").content.decode()


DUTY = "[lapor: {sebutan: Laporan, tiap: 6 bulan, oleh: pemohon, diperiksa: loket, bentuk: laporan}]"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("surat: [sertifikat, gagal]", "output: Surat", "tidak menyebut suratnya"),
        ("surat: [sertifikat, gagal]", "surat: [sertifikat, lain]", "surat 'lain' tidak ada"),
        ("surat: [sertifikat, gagal]", "surat: sertifikat", "surat 'gagal' tidak ditandatangani"),
        ("surat: [sertifikat, gagal]", "surat: [sertifikat, gagal, penerimaan]", "ditangani dua langkah"),
        ("kegiatan: survei_lapangan", "kegiatan: survei_lapangan\n    surat: gagal", "tidak menangani surat"),
        ("tiap: isian.contoh", "tiap: isian.nama", "bukan isian daftar"),
        ("lulus\n", "lulos\n", "tidak dapat dihitung"),
        (
            "masa_berlaku: 1 tahun",
            f"masa_berlaku: 1 tahun\n    kewajiban: {DUTY}",
            "belum bisa",
        ),
        ("jangka_waktu: 2 hari kerja", "jangka_waktu: tidak disebut", "jangka waktu 'penerimaan' belum ditetapkan"),
    ],
)
def test_the_checker_refuses(old: str, new: str, says: str) -> None:
    found = dict(examples.texts(NAME))
    assert any(old in text for text in found.values())
    changed = {file: text.replace(old, new) for file, text in found.items()}
    told = examples.told(changed)
    assert any(says in finding for finding in told), told
