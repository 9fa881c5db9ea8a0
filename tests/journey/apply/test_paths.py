"""An applicant is brought to the right path by his answers, and told kindly what does not fit."""

from datetime import timedelta
from pathlib import Path

import pytest

from silastri.journey.apply import draft, submit
from silastri.journey.case.dossier import dossier_of
from silastri.journey.case.route import ahead
from silastri.journey.steps.check import asked
from silastri.practice import sample
from tests import examples
from tests.builders import MONDAY, Town, a_case, a_town

pytestmark = pytest.mark.django_db


def a_draft(town: Town, service: str, raw: dict[str, str], citizen: int = 0):  # type: ignore[no-untyped-def]
    act = town.citizen_act(citizen)
    case = draft.start(act, service=town.service(service), applicant=town.citizens[citizen])
    draft.answer(act, ref=case.ref, raw=raw)
    case.refresh_from_db()
    return case


def hand_in(town: Town, case, citizen: int = 0):  # type: ignore[no-untyped-def]
    act = town.citizen_act(citizen)
    for requirement in asked(dossier_of(case).definition, case):
        draft.attach(act, ref=case.ref, key=requirement.key, upload=sample.scan("X", MONDAY), upload_name="x.pdf")
    return submit.submit(act, ref=case.ref)


@pytest.mark.parametrize(
    ("keperluan", "papers", "visits", "days"),
    [
        ("baru", ["ktp", "foto"], True, 20),
        ("perpanjang", ["ktp", "kartu_lama"], False, 5),
        ("hilang", ["ktp", "foto", "kehilangan"], False, 3),
    ],
)
def test_each_path_has_its_list_steps_and_time(
    tmp_path: Path, keperluan: str, papers: list[str], visits: bool, days: int
) -> None:
    town = a_town(examples.folder("03_jalur", tmp_path))
    case = a_draft(town, "jalur", {"keperluan": keperluan})
    assert [r.key for r in asked(dossier_of(case).definition, case)] == papers
    case = hand_in(town, case)
    assert ("tinjauan" in [step.key for step in ahead(dossier_of(case))]) is visits
    # No holiday lies in those weeks: 20 working days from Monday 9 November are Monday 7 December.
    due = {20: (12, 7), 5: (11, 16), 3: (11, 12)}[days]
    assert case.promise_due_at
    assert (case.promise_due_at.month, case.promise_due_at.day) == due


GOOD = sample.typed(examples.reading("21_umur_dan_tanggal").definition.standard.form)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"calon.tanggal_lahir": "2010-01-01"}, "berumur 17 sampai"),
        ({"mulai_usaha": "2026-10-01"}, "paling sedikit 6 bulan"),
        ({"bentuk": "kelompok", "anggota": "9"}, "paling sedikit 10 orang"),
    ],
)
def test_who_may_not_apply_is_told_why(tmp_path: Path, answers: dict[str, str], says: str) -> None:
    town = a_town(examples.folder("21_umur_dan_tanggal", tmp_path))
    case = a_draft(town, "umur-dan-tanggal", GOOD | answers)
    with pytest.raises(submit.NotComplete, match=says):
        hand_in(town, case)
    case.refresh_from_db()
    assert case.state == "draft"


def test_one_at_a_time(tmp_path: Path) -> None:
    town = a_town(examples.folder("21_umur_dan_tanggal", tmp_path))
    hand_in(town, a_draft(town, "umur-dan-tanggal", GOOD))
    with pytest.raises(submit.NotComplete, match="sedang diproses"):
        hand_in(town, a_draft(town, "umur-dan-tanggal", GOOD))
    hand_in(town, a_draft(town, "umur-dan-tanggal", GOOD, citizen=1), citizen=1)


def test_answers_that_fit_no_path_are_refused_in_words(tmp_path: Path) -> None:
    """What numbers can do is not all tried at publication."""
    form = "[luas: {isian: bilangan, label: Luas}]"
    small, big = "{sebutan: Kecil, bila: isian.luas * isian.luas < 101}", "{sebutan: Besar, bila: isian.luas > 10}"
    paths = f"[kecil: {small}, besar: {big}]"
    words = {"formulir": form, "jalur": paths, "persyaratan": "[ktp: KTP]", "tambahan": "[]"}
    town = a_town(examples.folder("03_jalur", tmp_path, **words))
    with pytest.raises(submit.NotComplete, match="tidak cocok dengan jalur mana pun"):
        hand_in(town, a_draft(town, "jalur", {"luas": "-11"}))
    assert hand_in(town, a_draft(town, "jalur", {"luas": "10"})).state == "running"


def test_the_clock_starts_at_a_named_step(tmp_path: Path) -> None:
    words = {"jangka_waktu": "{lama: 2 hari kerja, mulai: pemeriksaan}"}
    town = a_town(examples.folder("", tmp_path, **words))
    case = a_case(town, "pemeriksaan", service="surat")
    assert case.promise_due_at is None
    case = a_case(town, "penomoran", service="surat", citizen=1)
    assert case.promise_due_at
    assert case.promise_due_at - case.arrived_at > timedelta(days=1)
