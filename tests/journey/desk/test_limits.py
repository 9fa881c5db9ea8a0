"""A limit that passes is shown to an officer, who carries out what the standard says; a clock that stops says why."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from silastri.apps.cases.models import Case, StepRun
from silastri.apps.messages.models import Message
from silastri.domain.case.workflow import WayNotOpen
from silastri.domain.refusal import NotFit, NotYours
from silastri.journey.apply import draft, submit, withdraw
from silastri.journey.desk import lapse, pause
from silastri.journey.desk.lapse import NotPassed
from silastri.journey.desk.pause import ClockStands, NoMoreTime
from silastri.journey.frame.step import StaleStep
from silastri.journey.steps import decide
from silastri.practice import sample
from silastri.practice.runner import Runner
from tests import examples
from tests.builders import MONDAY, Town, a_case, a_town

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(days=40)


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return a_town(examples.folder("11_batas_waktu", tmp_path))


def at(town: Town, step: str) -> Case:
    return a_case(town, step, service="batas-waktu")


def carried_out(town: Town, case: Case, post: str = "loket", when=LATER, note: str = "Tidak dibayar."):  # type: ignore[no-untyped-def]
    return lapse.carry_out(town.act(post, when), ref=case.ref, turn=case.turn, note=note)


def test_a_payment_that_does_not_come_lets_the_case_lapse(town: Town) -> None:
    case = at(town, "pembayaran")
    assert case.limit_at
    assert case.arrived_at
    assert case.limit_at - case.arrived_at == timedelta(hours=24)
    ended = carried_out(town, case)
    assert (ended.state, ended.limit_at) == ("withdrawn", None)
    assert ended.ending.startswith("Lewat batas waktu 24 jam kalender.")
    assert StepRun.objects.filter(case=case).latest("turn").outcome == "gugur"
    assert any("gugur" in message.body for message in Message.objects.filter(case=case))


def test_a_returned_application_lapses_and_its_reminder_goes_when_it_is_mended(town: Town) -> None:
    runner = Runner(town.service("batas-waktu"), town.citizens[0], MONDAY + timedelta(hours=5), 0)
    case = runner.returned()
    assert case
    case.refresh_from_db()
    assert case.limit_at
    reminder = Message.objects.get(case=case, about__endswith="/ingat")
    assert (case.limit_at.date() - reminder.due_at.date()).days == 3
    draft.attach(
        town.citizen_act(at=LATER), ref=case.ref, key="ktp", upload=sample.scan("X", MONDAY), upload_name="x.pdf"
    )
    submit.submit(town.citizen_act(at=LATER), ref=case.ref)  # late, but before an officer acted: it counts
    assert not Message.objects.filter(case=case, about__endswith="/ingat").exists()


def test_who_withdraws_is_reminded_of_nothing(town: Town) -> None:
    case = Runner(town.service("batas-waktu"), town.citizens[0], MONDAY + timedelta(hours=5), 0).returned()
    assert case
    assert Message.objects.filter(case=case, about__endswith="/ingat").exists()
    withdraw.withdraw(town.citizen_act(at=LATER), ref=case.ref)
    assert not Message.objects.filter(case=case, about__endswith="/ingat").exists()


def test_a_reminder_that_went_another_way_stops_no_step(town: Town) -> None:
    case = Runner(town.service("batas-waktu"), town.citizens[0], MONDAY + timedelta(hours=5), 0).returned()
    assert case
    reminder = Message.objects.get(case=case, about__endswith="/ingat")
    by_sms = Message(about=reminder.about, channel="sms", to=reminder.to, case=case, state="sent", template="limit")
    by_sms.instead_of, by_sms.queued_at, by_sms.due_at = reminder, MONDAY, MONDAY
    by_sms.save()
    withdraw.withdraw(town.citizen_act(at=LATER), ref=case.ref)
    reminder.refresh_from_db()
    assert reminder.state == "merged", "sent again by an officer, after it had gone by SMS"


def test_silence_of_another_lets_the_case_go_on(town: Town) -> None:
    case = at(town, "pertimbangan")
    with pytest.raises(NotYours):
        carried_out(town, case)
    moved = carried_out(town, case, "kepala_seksi", note="Tidak ada pertimbangan.")
    assert (moved.step, StepRun.objects.filter(case=case).latest("turn").outcome) == ("penomoran", "lewat")


def test_refusals(town: Town) -> None:
    case = at(town, "pembayaran")
    with pytest.raises(NotPassed):
        carried_out(town, case, when=MONDAY + timedelta(hours=7))
    with pytest.raises(NotFit):
        carried_out(town, case, note=" ")
    with pytest.raises(StaleStep):
        lapse.carry_out(town.act("loket", LATER), ref=case.ref, turn=case.turn - 1, note="x")
    carried_out(town, case)
    with pytest.raises(StaleStep):
        carried_out(town, case)


def test_the_list_and_its_page(town: Town, client: Client) -> None:
    case = at(town, "pembayaran")
    Case.objects.filter(pk=case.pk).update(limit_at=MONDAY - timedelta(days=3000))
    client.force_login(town.officer("loket"))
    assert "Lewat batas" in client.get("/petugas/").content.decode()
    assert case.ref in client.get("/petugas/lewat-batas/").content.decode()
    sent = client.post(f"/petugas/lewat-batas/{case.ref}/", {"giliran": case.turn, "catatan": ""})
    assert (sent.status_code, "Isi alasan" in sent.content.decode()) == (422, True)
    client.post(f"/petugas/lewat-batas/{case.ref}/", {"giliran": case.turn, "catatan": "Tidak dibayar."})
    case.refresh_from_db()
    assert case.state == "withdrawn"
    client.get("/petugas/lewat-batas/")
    client.force_login(town.officer("tim_teknis"))
    assert case.ref not in client.get("/petugas/lewat-batas/").content.decode()
    assert client.get(f"/petugas/lewat-batas/{case.ref}/").status_code == 404


# The clock


@pytest.fixture
def lab(tmp_path: Path) -> Town:
    return a_town(examples.folder("15_jam", tmp_path, jalur="[]", formulir="[]"))


def test_it_starts_at_its_event_stands_in_the_queue_and_goes_on(lab: Town) -> None:
    assert at_lab(lab, "terima_contoh").promise_due_at is None
    queued = a_case(lab, "antre", service="jam", citizen=1)
    assert (queued.promise_due_at, queued.promise_left) == (None, None)  # it has not begun: the queue comes first
    running = a_case(lab, "uji", service="jam", citizen=2)
    assert running.promise_due_at


def at_lab(lab: Town, step: str) -> Case:
    return a_case(lab, step, service="jam")


def test_it_is_stopped_for_a_reason_of_the_standard_and_loses_nothing(lab: Town) -> None:
    case = at_lab(lab, "uji")
    act = lab.act("tim_teknis")
    before = case.promise_due_at
    with pytest.raises(NotFit):
        pause.pause(act, ref=case.ref, turn=case.turn, reason="Malas")
    stopped = pause.pause(act, ref=case.ref, turn=case.turn, reason="Alat rusak")
    assert (stopped.promise_due_at, stopped.due_at, stopped.step) == (None, None, "uji")
    with pytest.raises(ClockStands):
        pause.pause(act, ref=case.ref, turn=stopped.turn, reason="Alat rusak")
    later = lab.act("tim_teknis", MONDAY + timedelta(days=7))
    again = pause.resume(later, ref=case.ref, turn=stopped.turn)
    assert again.promise_due_at
    assert before
    assert again.promise_due_at - before == timedelta(days=7)  # whole weeks without a holiday
    assert [run.outcome for run in StepRun.objects.filter(case=case).order_by("turn")][-2:] == ["jeda", "jalan"]
    assert any("Alat rusak" in message.body for message in Message.objects.filter(case=case))


def test_it_is_extended_as_often_as_the_standard_says(lab: Town) -> None:
    case = at_lab(lab, "uji")
    act, before = lab.act("tim_teknis"), case.promise_due_at
    with pytest.raises(NotFit):
        pause.extend(act, ref=case.ref, turn=case.turn, reason="")
    longer = pause.extend(act, ref=case.ref, turn=case.turn, reason="Contoh banyak.")
    assert longer.promise_due_at
    assert before
    assert longer.promise_due_at > before
    with pytest.raises(NoMoreTime):
        pause.extend(act, ref=case.ref, turn=longer.turn, reason="Lagi.")


def test_only_whose_step_it_is_may_touch_the_clock(lab: Town, client: Client) -> None:
    case = at_lab(lab, "uji")
    stop = {"tindakan": "henti", "giliran": case.turn, "sebab": "Alat rusak"}
    client.force_login(lab.officer("kepala_dinas"))
    sent = client.post(f"/petugas/permohonan/{case.ref}/waktu/", stop)
    assert sent.status_code == 403
    client.force_login(lab.officer("tim_teknis"))
    page = client.get(f"/petugas/permohonan/{case.ref}/").content.decode()
    assert "Hentikan waktu" in page
    client.post(f"/petugas/permohonan/{case.ref}/waktu/", stop)
    assert "Jalankan lagi" in client.get(f"/petugas/permohonan/{case.ref}/").content.decode()
    client.force_login(lab.citizens[0])
    assert "Waktu layanan berhenti dulu: Alat rusak." in client.get(f"/permohonan/{case.ref}/").content.decode()


# Ways out


def test_a_step_is_done_again_so_often_and_then_not(tmp_path: Path) -> None:
    town = a_town(examples.folder("", tmp_path, tambahan=AGAIN))
    case = a_case(town, "telaah", service="surat")
    act = town.act("kepala_seksi")
    for _ in range(2):
        case = decide.decide(act, ref=case.ref, turn=case.turn, outcome="ulang", note="Belum sesuai.")
        assert case.step == "telaah"
    with pytest.raises(WayNotOpen):
        decide.decide(act, ref=case.ref, turn=case.turn, outcome="ulang", note="Belum sesuai.")


AGAIN = """
  - setelah: pemeriksaan
    telaah:
      pelaksana: kepala_seksi
      kegiatan: verifikasi
      uraian: Menelaah.
      waktu: 1 hari kerja
      bila_tidak: [ulangi paling banyak 2 kali]
"""


def test_a_case_that_is_sent_on_says_where_to(tmp_path: Path, client: Client) -> None:
    town = a_town(examples.folder("13_ulang_dan_alih", tmp_path))
    case = a_case(town, "telaah", service="ulang-dan-alih")
    case = decide.decide(
        town.act("kepala_seksi"), ref=case.ref, turn=case.turn, outcome="alihkan:gedung", note="Gedung."
    )
    assert case.state == "referred"
    client.force_login(town.citizens[0])
    page = client.get(f"/permohonan/{case.ref}/").content.decode()
    assert "Dialihkan ke Izin Pemakaian Gedung" in page
    assert "/layanan/contoh/pakai-gedung/" in page


@pytest.mark.parametrize(
    ("step", "says"),
    [
        ("kegiatan: verifikasi, bila_tidak: alihkan ke desa", "tidak ada di 'rujukan'"),
        ("kegiatan: teruskan, bila_tidak: ulangi", "bukan jalan keluar"),
        ("kegiatan: setujui, bila_tidak: ulangi paling banyak 2 kali", "tidak bisa diulangi"),
        ("kegiatan: verifikasi, batas: {waktu: 1 bulan, akibat: gugur, oleh: camat}", "jabatan 'camat' tidak ada"),
        ("kegiatan: verifikasi, batas: {waktu: 1 bulan, akibat: hangus, oleh: loket}", "bukan jalan keluar"),
        ("kegiatan: verifikasi, batas: {waktu: 1 bulan, akibat: kembali ke x, oleh: loket}", "tidak ada sebelumnya"),
        ("kegiatan: verifikasi, batas: {waktu: 30 hari, akibat: gugur, oleh: loket}", "30 hari kalender"),
        ("kegiatan: nomori, batas: {waktu: 1 bulan, akibat: lanjut, oleh: loket}", "karena waktu saja"),
        ("kegiatan: verifikasi, bila_tidak: [tolak, tolak]", "dua kali"),
    ],
)
def test_the_checker_refuses(step: str, says: str) -> None:
    more = f"[{{setelah: pemeriksaan, x: {{pelaksana: loket, uraian: X, waktu: 1 hari kerja, {step}}}}}]"
    found = examples.findings("", tambahan=more)
    assert any(says in finding for finding in found), found


def test_other_posts_cases_do_not_push_mine_off_the_list(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lapse, "_LONGEST_LIST", 1)
    others, mine = at(town, "pertimbangan"), a_case(town, "pembayaran", service="batas-waktu", citizen=1)
    Case.objects.filter(pk=others.pk).update(limit_at=MONDAY - timedelta(days=9))
    found = lapse.passed(town.office.pk, {"loket": ""}, at=LATER)
    assert [one.case.ref for one in found] == [mine.ref]
    assert lapse.passed(town.office.pk, {"tim_teknis": ""}, at=LATER) == []
