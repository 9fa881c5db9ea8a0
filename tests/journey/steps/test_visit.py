"""A visit: decided on by an officer, appointed, written down with photos and hands."""

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from silastri.adapters.intake.port import NotAccepted
from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case, CaseDocument
from silastri.apps.letters import queries as letters
from silastri.apps.letters.models import Letter
from silastri.apps.messages.models import Message
from silastri.domain.case import step_notes
from silastri.domain.case.workflow import ONWARD
from silastri.domain.refusal import NotFit
from silastri.journey.frame.step import NotYourPost, StaleStep
from silastri.journey.papers.minutes import Present, Report
from silastri.journey.steps import decide, visit
from silastri.practice.runner import Runner
from tests.builders import MONDAY, STANDARDS, Town, a_case, a_town

SCHOOL, NOON = "anak-putus-sekolah", MONDAY + timedelta(hours=5)
Browser = Callable[[Person | None], Client]


def picture(kind: str = "JPEG") -> bytes:
    out = io.BytesIO()
    shown = Image.new("RGB", (640, 480), "#88aa77")
    shown.paste("#553322", (200, 150, 400, 400))
    shown.save(out, kind)
    return out.getvalue()


REPORT = Report("Rumah sesuai berkas.", "Layak.", [Present("Ayu Contoh", "Tim", picture("PNG"))], [picture()])


@pytest.fixture
def kampar(db: None) -> Town:
    return a_town(STANDARDS / "kampar")


@pytest.fixture
def waiting(kampar: Town) -> Case:
    return a_case(kampar, "survei", service=SCHOOL)


def go(town: Town, case: Case, report: Report = REPORT, post: str = "tim_teknis", outcome: str = ONWARD) -> Case:
    return visit.visit(town.act(post, NOON), ref=case.ref, turn=case.turn, outcome=outcome, report=report)


def test_no_visit_where_the_officer_says_that_none_is_needed(kampar: Town) -> None:
    case = a_case(kampar, "verifikasi", service=SCHOOL)
    filled = {"perlu_survei": "tidak", "alasan_survei": "Alamat sudah dikenal."}
    case = decide.decide(kampar.act("verifikator", NOON), ref=case.ref, turn=case.turn, outcome=ONWARD, filled=filled)
    assert case.step == "pengantar"
    case = decide.decide(kampar.act("verifikator", NOON), ref=case.ref, turn=case.turn, outcome=ONWARD)
    assert letters.letter(case, "langkah:pengantar")

    runner = Runner(kampar.service(SCHOOL), kampar.citizens[0], NOON, 0)
    case = runner.onward(case)
    assert case.step == "penetapan"


def test_the_decision_needs_its_reason(kampar: Town) -> None:
    case = a_case(kampar, "verifikasi", service=SCHOOL)
    act = kampar.act("verifikator", NOON)
    with pytest.raises(NotFit) as refused:
        decide.decide(act, ref=case.ref, turn=case.turn, outcome=ONWARD, filled={"perlu_survei": "ya"})
    assert "alasan_survei" in refused.value.fields
    assert Case.objects.get(pk=case.pk).step == "verifikasi"


def test_the_applicant_is_told_of_the_appointment_and_of_its_change(kampar: Town, waiting: Case) -> None:
    act = kampar.act("tim_teknis", NOON)
    for day in (1, 2):
        when = NOON + timedelta(days=day)
        visit.schedule(act, ref=waiting.ref, turn=waiting.turn, when=when, place="Rumah pemohon", team="Ayu, Bima")
        act = kampar.act("tim_teknis", NOON + timedelta(minutes=day))
    told = [m.body for m in Message.objects.filter(person=waiting.applicant) if "berkunjung" in m.body]
    assert len(told) == 2
    with pytest.raises(NotFit, match="sudah lewat"):
        visit.schedule(act, ref=waiting.ref, turn=waiting.turn, when=NOON, place="x", team="y")


def test_the_minutes_are_kept_with_photos_and_the_case_goes_on(kampar: Town, waiting: Case) -> None:
    case = go(kampar, waiting)
    assert case.step == "penetapan"
    letter = letters.letter(case, "langkah:survei")
    assert letter
    assert (letter.state, bool(letter.sha256)) == ("issued", True)
    assert CaseDocument.objects.filter(case=case, key="langkah:survei:1").exists()
    minutes = step_notes.facts(case.notes, "survei").minutes
    assert minutes and minutes.present == (("Ayu Contoh", "Tim"),)


@pytest.mark.parametrize(
    ("report", "field"),
    [
        (Report("", "Layak.", REPORT.present), "temuan"),
        (Report("Sesuai.", " ", REPORT.present), "kesimpulan"),
        (Report("Sesuai.", "Layak.", []), "hadir-1"),
        (Report("Sesuai.", "Layak.", REPORT.present, [picture()] * 7), "foto"),
    ],
)
def test_minutes_that_are_not_whole_are_refused(kampar: Town, waiting: Case, report: Report, field: str) -> None:
    with pytest.raises(NotFit) as refused:
        go(kampar, waiting, report)
    assert field in refused.value.fields
    assert not Letter.objects.filter(case=waiting, key="langkah:survei").exists()


@pytest.mark.parametrize(
    "report",
    [
        Report("Sesuai.", "Layak.", REPORT.present, [b"%PDF-1.4 bukan foto"]),
        Report("Sesuai.", "Layak.", [Present("Ayu", "Tim", b"bukan gambar")]),
    ],
)
def test_what_is_no_picture_is_refused_and_nothing_is_kept(kampar: Town, waiting: Case, report: Report) -> None:
    with pytest.raises(NotAccepted):
        go(kampar, waiting, report)
    assert not CaseDocument.objects.filter(case=waiting, key__startswith="langkah:survei").exists()


def test_wrong_post_and_stale_page_are_refused(kampar: Town, waiting: Case) -> None:
    with pytest.raises(NotYourPost):
        go(kampar, waiting, post="verifikator")
    go(kampar, waiting)
    with pytest.raises(StaleStep):
        go(kampar, waiting)


def test_a_refusal_ends_with_a_numbered_letter_that_gives_the_reason(kampar: Town, browser: Browser) -> None:
    case = a_case(kampar, "verifikasi", service=SCHOOL)
    act = kampar.act("verifikator", NOON)
    case = decide.decide(act, ref=case.ref, turn=case.turn, outcome="tolak", note="Anak masih bersekolah.")
    letter = letters.letter(case, "penolakan")
    assert letter
    assert (case.state, letter.state, bool(letter.number)) == ("refused", "issued", True)
    shown = browser(kampar.citizens[0]).get(f"/permohonan/{case.ref}/surat/penolakan.pdf")
    assert shown.content.startswith(b"%PDF-")
    assert browser(kampar.citizens[1]).get(f"/permohonan/{case.ref}/surat/penolakan.pdf").status_code == 404


def test_on_the_page_of_the_team(kampar: Town, waiting: Case, browser: Browser) -> None:
    client = browser(kampar.officer("tim_teknis"))
    assert waiting.ref in client.get("/petugas/survei-lapangan/").content.decode()
    path = f"/petugas/permohonan/{waiting.ref}/"
    typed = {"giliran": waiting.turn, "tanggal": "2099-01-05", "jam": "09:30", "tempat": "Rumah", "tim": "Ayu"}
    assert client.post(path + "jadwal/", typed).status_code == 302
    assert "Rumah" in client.get("/petugas/survei-lapangan/").content.decode()
    assert client.post(path + "jadwal/", typed | {"tanggal": "2020-01-05"}).status_code == 422
    photo = SimpleUploadedFile("a.jpg", picture(), "image/jpeg")
    wrong = {"giliran": waiting.turn, "keputusan": ONWARD, "temuan": "Sesuai.", "kesimpulan": "Layak.", "nama-1": "Ayu"}
    broken = client.post(path + "survei-lapangan/", wrong | {"tanda-1": "data:image/png;base64,@@"})
    assert broken.status_code == 422
    assert "Sesuai." in broken.content.decode(), "what was typed stays"
    sent = client.post(path + "survei-lapangan/", wrong | {"sebagai-1": "Tim", "foto": [photo]})
    assert sent.status_code == 302, sent.content.decode().split("<main")[1]
    assert Case.objects.get(pk=waiting.pk).step == "penetapan"
