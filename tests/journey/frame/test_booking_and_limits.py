"""Places beside limits in time, steps done again and cases sent on: what is booked ends with what it was booked for."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from silastri.apps.bookings.models import Place
from silastri.apps.messages.models import Message
from silastri.domain.case import step_notes
from silastri.jobs.folder import read
from silastri.journey.apply import withdraw
from silastri.journey.desk import admit, appointment, lapse
from silastri.journey.papers.minutes import Present, Report
from silastri.journey.steps import decide, visit
from tests.builders import MONDAY, Town, a_town
from tests.kota_contoh import CARE, FOLDER, HALL, TRAINING, at, fresh, handed_in, onward

pytestmark = pytest.mark.django_db
REPORT = Report("Sesuai.", "Layak.", [Present("Ayu Contoh", "Tim")])


def town_with(folder: Path, service: str, old: str, new: str, more: str = "") -> Town:
    """Kota Contoh with one sentence of a SOP changed, which the checker must let pass."""
    shutil.copytree(FOLDER, folder / "kota-contoh")
    sop = folder / "kota-contoh" / service / "sop.yaml"
    assert old in sop.read_text()
    sop.write_text(sop.read_text().replace(old, new, 1) + more)
    (office,) = read(folder / "kota-contoh")
    assert not [finding for finding in office.all_findings if not finding.mild]
    return a_town(folder / "kota-contoh")


def test_a_limit_on_handing_in_does_not_run_in_the_waiting_list(tmp_path: Path) -> None:
    limit = "batas: {waktu: 10 hari kalender, akibat: gugur, oleh: loket, ingatkan: 3 hari kalender}"
    town = town_with(tmp_path, CARE, "uraian: Mengajukan", f"{limit}\n      uraian: Mengajukan")
    first, _, third = (handed_in(town, CARE, citizen=n, when=MONDAY + timedelta(minutes=n)) for n in range(3))
    assert (third.state, third.limit_at) == ("waiting", None)
    assert not Message.objects.filter(case=third, about__endswith="/ingat").exists()
    assert lapse.passed(town.office.pk, {"loket": ""}, at=at(30)) == []
    withdraw.withdraw(town.citizen_act(0, at(20)), ref=first.ref)
    taken = admit.admit(town.act("kepala_bidang", at(20)), ref=third.ref, turn=third.turn)
    assert (taken.state, taken.step) == ("running", "pemeriksaan")
    assert taken.promise_due_at and taken.promise_due_at > at(24)


def test_a_step_that_lapses_gives_its_hour_free(tmp_path: Path) -> None:
    limit = "batas: {waktu: 3 hari kalender, akibat: lanjut, oleh: loket}"
    town = town_with(tmp_path, TRAINING, "uraian: Mewawancarai", f"{limit}\n      uraian: Mewawancarai")
    case = fresh(onward(town, handed_in(town, TRAINING, lokasi="utara"), MONDAY))
    place = appointment.choose(town.citizen_act(0), ref=case.ref, starts_at=at(18))
    moved = lapse.carry_out(town.act("loket", at(13)), ref=case.ref, turn=case.turn, note="Tidak datang.")
    assert moved.step == "penomoran"
    assert Place.objects.get(pk=place.pk).state == "freed"


def test_who_is_to_come_again_chooses_again(tmp_path: Path) -> None:
    town = town_with(tmp_path, TRAINING, "bila_tidak: tolak", "bila_tidak: [tolak, ulangi paling banyak 2 kali]")
    case = fresh(onward(town, handed_in(town, TRAINING, lokasi="utara"), MONDAY))
    appointment.choose(town.citizen_act(0), ref=case.ref, starts_at=at(11))
    act = town.act("tim_teknis", at(11, 10))
    visit.visit(act, ref=case.ref, turn=case.turn, outcome="ulang", report=REPORT, note="Datang lagi.")
    case = fresh(case)
    assert case.step == "wawancara"
    assert not step_notes.facts(case.notes, "wawancara").appointment
    appointment.choose(town.citizen_act(0, at(11, 11)), ref=case.ref, starts_at=at(16))
    states = Place.objects.filter(case=case, kind="slot").order_by("pk").values_list("state", flat=True)
    assert list(states) == ["came", "kept"]


def test_a_case_that_is_sent_on_gives_its_days_free(tmp_path: Path) -> None:
    ways = "bila_tidak: [kembali ke pengajuan, tolak]"
    town = town_with(
        tmp_path, HALL, ways, "bila_tidak: alihkan ke lain", more="rujukan:\n  - lain: Dinas Lain\n"
    )  # fmt: skip
    answers = {"ruang": "aula", "mulai": "2026-12-03", "selesai": "2026-12-04"}
    case = onward(town, handed_in(town, HALL, **answers), MONDAY)
    act = town.act("kepala_bidang")
    moved = decide.decide(act, ref=case.ref, turn=case.turn, outcome="alihkan:lain", note="Bukan wewenang kami.")
    assert moved.state == "referred"
    assert not Place.objects.filter(case=case, state="kept").exists()
    handed_in(town, HALL, citizen=1, **answers)
