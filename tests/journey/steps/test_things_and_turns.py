"""Things that are brought and given back; the applicant in the middle of the chain; a time that must pass."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from silastri.domain.case import step_notes
from silastri.domain.refusal import NotFit, NotThere
from silastri.journey.apply import draft
from silastri.journey.desk import pause
from silastri.journey.desk.pause import ClockStands
from silastri.journey.frame.step import NotYourPost, StaleStep
from silastri.journey.steps import hand_over, respond, wait
from silastri.journey.steps.wait import TooEarly
from silastri.practice import sample
from tests import examples
from tests.builders import MONDAY, Town, a_case, a_town

pytestmark = pytest.mark.django_db


def town_of(name: str, tmp_path: Path, **words: str) -> Town:
    return a_town(examples.folder(name, tmp_path, **words))


# Things


def test_a_thing_is_brought_not_uploaded(tmp_path: Path, client: Client) -> None:
    town = town_of("17_barang", tmp_path)
    act = town.citizen_act()
    case = draft.start(act, service=town.service("barang"), applicant=town.citizens[0])
    with pytest.raises(NotThere):
        draft.attach(act, ref=case.ref, key="timbangan", upload=sample.scan("X", MONDAY), upload_name="x.pdf")
    client.force_login(town.citizens[0])
    page = client.get(f"/permohonan/{case.ref}/berkas/").content.decode()
    assert "Dibawa ke kantor, dikembalikan kemudian" in page
    assert 'id="berkas-timbangan"' not in page


def test_it_goes_back_with_the_letter(tmp_path: Path) -> None:
    town = town_of("17_barang", tmp_path)
    case = a_case(town, "penyerahan", service="barang")
    act, to, hand = town.act("loket"), hand_over.Receiver("Rani Contoh"), hand_over.Signed(why_not="Di buku.")
    with pytest.raises(NotFit) as refused:
        hand_over.hand_over(act, ref=case.ref, turn=case.turn, to=to, signed=hand)
    assert list(refused.value.fields) == ["kembali-timbangan"]  # the sample of goods was not lent but given
    done = hand_over.hand_over(act, ref=case.ref, turn=case.turn, to=to, signed=hand, returned={"timbangan"})
    assert step_notes.facts(done.notes, "penyerahan").given_back == ("Timbangan yang akan ditera",)


# The applicant in the middle


def test_he_answers_and_the_clock_stands_meanwhile(tmp_path: Path, client: Client) -> None:
    town = town_of("24_pemohon_di_tengah", tmp_path)
    case = a_case(town, "perjanjian", service="pemohon-di-tengah")
    assert case.promise_left is not None
    client.force_login(town.citizens[0])
    assert "Tanda tangan perjanjian" in client.get(f"/permohonan/{case.ref}/").content.decode()
    sent = client.post(f"/permohonan/{case.ref}/tanggapi/", {"giliran": case.turn, "setuju": "ya"})
    assert (sent.status_code, "Unggah Perjanjian" in sent.content.decode()) == (422, True)
    act, paper = town.citizen_act(), sample.scan("Perjanjian", MONDAY)
    with pytest.raises(NotFit):
        respond.respond(act, ref=case.ref, turn=case.turn, filled={}, upload=paper)
    moved = respond.respond(act, ref=case.ref, turn=case.turn, filled={"setuju": "ya"}, upload=paper)
    assert (moved.step, step_notes.answers(moved.notes, "perjanjian")["setuju"]) == ("simbg", True)
    assert moved.promise_due_at
    with pytest.raises(StaleStep):
        respond.respond(act, ref=case.ref, turn=case.turn, filled={"setuju": "ya"}, upload=paper)


def test_the_counter_may_record_it_and_nobody_else(tmp_path: Path) -> None:
    town = town_of("24_pemohon_di_tengah", tmp_path)
    case = a_case(town, "perjanjian", service="pemohon-di-tengah")
    paper = sample.scan("Perjanjian", MONDAY)
    with pytest.raises(NotYourPost):
        respond.respond(town.act("tim_teknis"), ref=case.ref, turn=case.turn, filled={"setuju": "ya"}, upload=paper)
    act = town.act("loket")
    assert respond.respond(act, ref=case.ref, turn=case.turn, filled={"setuju": "ya"}, upload=paper).step == "simbg"


def test_another_systems_number_is_kept_and_shown(tmp_path: Path, client: Client) -> None:
    town = town_of("24_pemohon_di_tengah", tmp_path)
    case = a_case(town, "penomoran", service="pemohon-di-tengah")
    assert set(step_notes.answers(case.notes, "simbg")) == {"nomor", "tanggal"}
    client.force_login(town.citizens[0])
    assert "Nomor di SIMBG" in client.get(f"/permohonan/{case.ref}/").content.decode()


# A time that must pass


def test_nobody_goes_on_before_it_has_passed(tmp_path: Path) -> None:
    town = town_of("38_masa_tunggu", tmp_path)
    case = a_case(town, "pengumuman", service="masa-tunggu")
    with pytest.raises(TooEarly):
        wait.wait(town.act("loket"), ref=case.ref, turn=case.turn)
    assert case.due_at
    later = town.act("loket", case.due_at + timedelta(hours=1))
    assert wait.wait(later, ref=case.ref, turn=case.turn).step == "telaah_ulang"


def test_it_is_announced_and_anybody_may_object(tmp_path: Path, client: Client) -> None:
    town = town_of("38_masa_tunggu", tmp_path)
    case = a_case(town, "pengumuman", service="masa-tunggu")
    page = client.get("/kantor/contoh/pengumuman/").content.decode()
    assert "Dimohonkan izin lingkungan untuk Contoh isian" in page
    assert town.citizens[0].name not in page
    sent = {"nomor": case.ref, "nama": "Warga Contoh", "kontak": "", "keberatan": "Sumur kami kering."}
    assert client.post("/kantor/contoh/pengumuman/", sent).status_code == 422
    client.post("/kantor/contoh/pengumuman/", sent | {"kontak": "0812 0000 0000"})
    client.force_login(town.officer("loket"))
    assert "Sumur kami kering." in client.get(f"/petugas/permohonan/{case.ref}/").content.decode()
    assert client.post("/kantor/contoh/pengumuman/", sent | {"nomor": "RHL-1"}).status_code == 404
    assert client.get("/kantor/tidak-ada/pengumuman/").status_code == 404


@pytest.mark.parametrize(
    ("step", "says"),
    [
        ("pelaksana: loket, kegiatan: tunggu, waktu: tidak disebut", "lamanya belum ditetapkan"),
        ("pelaksana: loket, kegiatan: tunggu, waktu: 1 bulan, pengumuman: x.md", "naskah 'x.md' tidak ada"),
        ("pelaksana: loket, kegiatan: teruskan, waktu: 1 jam, pengumuman: surat.md", "hanya untuk 'kegiatan: tunggu'"),
        ("pelaksana: loket, kegiatan: teruskan, waktu: 1 jam, unggah: Surat", "hanya untuk 'kegiatan: tanggapi'"),
        ("pelaksana: loket, kegiatan: tanggapi, waktu: 1 jam", "bukan untuk 'loket'"),
        ("pelaksana: loket, kegiatan: cetak, waktu: 1 jam, sistem: SIMBG", "tidak mengisi apa pun"),
    ],
)
def test_the_checker_refuses(step: str, says: str) -> None:
    found = examples.findings("", tambahan=f"[{{setelah: penandatanganan, x: {{uraian: X, {step}}}}}]")
    assert any(says in finding for finding in found), found


def test_only_things_are_given_back() -> None:
    found = examples.findings("", persyaratan="[ktp: {sebutan: KTP, dikembalikan: ya}]")
    assert any("tidak bisa dikembalikan" in finding for finding in found), found


def test_who_came_to_the_counter_can_do_the_rest_there_too() -> None:
    step = "{pelaksana: pemohon, kegiatan: tanggapi, uraian: Menjawab.}"
    found = examples.findings("", tambahan=f"[{{setelah: pemeriksaan, jawab: {step}}}]")
    assert any("tanpa akun; tambahkan 'dicatat_oleh: loket'" in finding for finding in found), found


def test_the_laws_time_cannot_be_stopped(tmp_path: Path) -> None:
    words = {"jangka_waktu": "{lama: 30 hari kerja, alasan_berhenti: [Bencana]}"}
    step = "{pelaksana: loket, kegiatan: tunggu, uraian: Menunggu., waktu: 14 hari kalender}"
    town = town_of("", tmp_path, **words, tambahan=f"[{{setelah: pemeriksaan, diam: {step}}}]")
    case = a_case(town, "diam", service="surat")
    with pytest.raises(ClockStands):
        pause.pause(town.act("loket"), ref=case.ref, turn=case.turn, reason="Bencana")


@pytest.mark.parametrize("asked", ["pemohon.nik", "isian.calon.tanggal_lahir", "pemohon.telepon"])
def test_what_anybody_reads_names_no_number_of_a_person(asked: str) -> None:
    form = "[kegiatan: {label: Kegiatan}, alamat: {label: Alamat}, calon: {isian: orang, label: Calon}]"
    words = {"formulir": form, "pengumuman.md": f"Diumumkan {{{{ {asked} }}}}"}
    (found,) = examples.findings("38_masa_tunggu", **{**words, "pengumuman.md": repr(words["pengumuman.md"])})
    assert f"data pribadi '{asked}'" in found
