"""The report of the survey: drafted, written, planned from, approved by the head, and frozen."""

import io
from collections.abc import Callable, Sequence
from datetime import date

import pypdfium2
import pytest
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook

from silastri.apps.accounts.models import Person
from silastri.apps.audit.models import LogEntry
from silastri.apps.improvements.models import Improvement
from silastri.apps.surveys import operations as surveys
from silastri.apps.surveys.models import SurveyReport
from silastri.domain.refusal import MovedOn
from silastri.domain.satisfaction import index
from silastri.domain.satisfaction.reporting import quarter
from silastri.journey.improvements import end
from silastri.journey.surveys import report as journey
from tests import builders
from tests.builders import STANDARDS, Town, a_town

Browser = Callable[[Person | None], Client]
REPORTS = "/petugas/laporan-skm/"
HALF = f"{REPORTS}2026-s1/"
# The vector B1 of the facts: 83.89, B; U3 is the lowest.
ANSWERS = (
    (3, 3, 3, 4, 3, 3, 4, 3, 4), (4, 3, 3, 4, 3, 4, 4, 3, 4), (3, 3, 2, 4, 3, 3, 3, 2, 3), (4, 4, 3, 4, 4, 4, 4, 3, 4),
    (3, 3, 3, 4, 3, 3, 3, 3, 3), (4, 3, 3, 4, 4, 4, 4, 3, 4), (3, 2, 2, 4, 3, 3, 3, 3, 2), (4, 4, 4, 4, 4, 4, 4, 4, 4),
    (3, 3, 3, 4, 3, 3, 4, 3, 3), (3, 3, 3, 4, 3, 3, 3, 3, 4),
)  # fmt: skip


def answer(
    town: Town, rows: Sequence[Sequence[int | None]] = ANSWERS, on: date = date(2026, 3, 2), slug: str = "", **who: str
) -> None:
    service = town.service(slug) if slug else town.service()
    for row in rows:
        marks = dict(zip(index.ELEMENTS, row, strict=True))
        surveys.take_in(
            office_id=town.office.pk, service_id=service.pk, on=on, via="web", answers={"sex": "P", **marks, **who}
        )


def text(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, response.content.decode()
    return response.content.decode()


def words(client: Client, path: str) -> str:
    """What the PDF says."""
    document = pypdfium2.PdfDocument(client.get(path).content)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def sheets(client: Client, path: str) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(path).content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def drafted(client: Client, key: str = "2026-s1") -> SurveyReport:
    sent = client.post(f"{REPORTS}{key}/konsep/")
    assert sent.status_code == 302, sent.content.decode()
    return SurveyReport.objects.latest("pk")


def approved(town: Town, browser: Browser, key: str = "2026-s1") -> SurveyReport:
    head = browser(town.officer("kepala_dinas"))
    sent = head.post(f"{REPORTS}{key}/tetapkan/", {"konsep": journey.mark(drafted(head, key))})
    assert sent.status_code == 302, sent.content.decode()
    return SurveyReport.objects.latest("pk")


def planned(**changed: object) -> dict[str, object]:
    until = quarter(builders.today()).until
    return {"unsur": "u3", "apa": "Loket buka lebih pagi", "sampai": until.isoformat(), "jabatan": "loket"} | changed


@pytest.fixture
def manager(town: Town, browser: Browser) -> Client:
    return browser(town.officer("back_office"))


@pytest.fixture
def head(town: Town, browser: Browser) -> Client:
    return browser(town.officer("kepala_dinas"))


def test_from_the_menu_to_a_draft_with_its_figures(town: Town, manager: Client) -> None:
    assert "Belum ada jawaban survei" in text(manager, REPORTS)
    answer(town)
    assert REPORTS in text(manager, "/petugas/")
    listed = text(manager, REPORTS)
    for name in ("Tahun 2026", "Semester 1 2026", "Triwulan 1 2026"):
        assert name in listed
    assert "83,89" in listed and "belum dibuat" in listed
    assert "Konsep laporannya belum dibuat" in text(manager, HALF)
    drafted(manager)
    page = text(manager, HALF)
    for said in (
        "83,89",
        "Waktu penyelesaian",
        "72,50",
        "Terendah",
        "Perempuan 10",
        "Nilai terendah: Waktu penyelesaian",
    ):
        assert said in page
    assert "Tetapkan laporan ini" not in page and "Menunggu pimpinan" in page
    assert LogEntry.objects.filter(what="draft_survey_report", about="laporan-skm:2026-s1").exists()


def test_paper_and_spreadsheet_say_what_the_index_says(town: Town, manager: Client) -> None:
    answer(town, suggestion="Telepon saya 0812-3456-7890, antreannya lama")
    drafted(manager)
    expected = index.index(index.Sums.of(ANSWERS))
    said, tables = words(manager, f"{HALF}laporan.pdf"), sheets(manager, f"{HALF}laporan.xlsx")
    assert list(tables) == ["Ringkasan", "Unsur", "Layanan", "Profil", "Rencana"]
    summary = {row[0]: row[1] for row in tables["Ringkasan"]}
    assert summary["Indeks kepuasan (IKM)"] == float(expected.all.index)
    assert summary["NRR (SKM)"] == 3.356
    for row, (element, graded) in zip(tables["Unsur"][1:], expected.elements.items(), strict=True):
        assert (row[0], row[4], row[5]) == (element.upper(), float(graded.index), graded.grade)
        assert str(graded.index).replace(".", ",") in said
    for told in (
        "Konsep, belum ditetapkan",
        "83,89",
        "3,356",
        "I. Pendahuluan",
        "VI. Kesimpulan",
        "Lampiran: kuesioner",
    ):
        assert told in said
    for shown in (said, str(tables), text(manager, HALF)):
        assert "3456" not in shown
    assert "[nomor dihapus], antreannya lama" in said


def test_a_period_without_answers_has_no_report(town: Town, manager: Client, head: Client) -> None:
    answer(town)
    assert "Belum ada jawaban survei pada masa ini" in text(manager, f"{REPORTS}2026-t2/")
    for client in (manager, head):
        refused = client.post(f"{REPORTS}2026-t2/konsep/")
        assert refused.status_code == 422
        assert "belum ada yang dapat dilaporkan" in refused.content.decode()
        assert client.post(f"{REPORTS}2026-t2/analisis/", {"analisis": "x"}).status_code == 404
        assert client.get(f"{REPORTS}2026-t2/laporan.pdf").status_code == 404
        assert client.get(f"{REPORTS}2026-t2/laporan.xlsx").status_code == 404
    assert head.post(f"{REPORTS}2026-t2/tetapkan/", {"konsep": ""}).status_code == 404
    assert not SurveyReport.objects.exists()


@pytest.mark.parametrize("key", ["x", "2026-s3", "2026-t5", "1026", "2026-s²"])
def test_other_words_are_no_period(manager: Client, key: str) -> None:
    assert manager.get(f"{REPORTS}{key}/").status_code == 404
    assert manager.post(f"{REPORTS}{key}/konsep/").status_code == 404


def test_a_period_to_come_is_not_drafted(town: Town, manager: Client) -> None:
    answer(town)
    assert "Masa ini belum mulai" in text(manager, f"{REPORTS}2199/")
    assert manager.post(f"{REPORTS}2199/konsep/").status_code == 422


def test_too_few_answers_are_said(town: Town, manager: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(town)
    monkeypatch.setattr("silastri.journey.surveys.figures.cases.served_between", lambda *_: {1: 300})
    drafted(manager)
    assert "Dari 300 permohonan yang selesai dibutuhkan 169 jawaban" in text(manager, HALF)
    assert "belum mewakili" in words(manager, f"{HALF}laporan.pdf")
    monkeypatch.setattr("silastri.journey.surveys.figures.cases.served_between", lambda *_: {1: 3})
    drafted(manager)
    assert "Jawaban (10) lebih banyak daripada permohonan yang selesai di sistem (3)" in text(manager, HALF)


def test_other_officers_and_offices_do_not_see_it(town: Town, manager: Client, browser: Browser) -> None:
    answer(town)
    report = drafted(manager)
    clerk = browser(town.officer("loket"))
    assert "Laporan SKM" not in text(clerk, "/petugas/")
    for person in (town.officer("loket"), town.officer("tim_teknis"), town.citizens[0]):
        client = browser(person)
        for part in ("", "laporan.pdf", "laporan.xlsx"):
            assert client.get(HALF + part).status_code == 403
        for part in ("konsep/", "analisis/", "rencana/", "tetapkan/"):
            assert client.post(HALF + part, {"analisis": "x", "konsep": "x"}).status_code == 403
        assert client.get(REPORTS).status_code == 403
    other = a_town(STANDARDS / "kampar")
    foreign = browser(next(p.person for p in other.office.posting_set.filter(manages=True)))
    assert "83,89" not in text(foreign, REPORTS)
    assert foreign.get(f"{HALF}laporan.pdf").status_code == 404
    report.refresh_from_db()
    assert report.state == "drafted"


def test_a_manager_writes_the_analysis_and_the_draft_can_be_made_again(town: Town, manager: Client) -> None:
    answer(town)
    drafted(manager)
    assert manager.post(f"{HALF}analisis/", {"analisis": " "}).status_code == 422
    answer(town, ANSWERS[:1])
    assert "1 jawaban baru" in text(manager, HALF)
    report = drafted(manager)
    assert report.figures["responses"] == 11 and "11 jawaban" in report.analysis
    assert manager.post(f"{HALF}analisis/", {"analisis": "Kami perlu loket kedua."}).status_code == 302
    assert drafted(manager).analysis == "Kami perlu loket kedua."
    assert "Kami perlu loket kedua." in words(manager, f"{HALF}laporan.pdf")
    assert SurveyReport.objects.count() == 1


def test_the_head_approves_and_nothing_changes_afterwards(town: Town, manager: Client, browser: Browser) -> None:
    answer(town)
    head = browser(town.officer("kepala_dinas"))
    report = drafted(manager)
    mark = journey.mark(report)
    assert manager.post(f"{HALF}tetapkan/", {"konsep": mark}).status_code == 403
    assert "Tetapkan laporan ini" in text(head, HALF)
    assert head.post(f"{HALF}tetapkan/", {"konsep": mark}).status_code == 302
    page = text(manager, HALF)
    assert "Ditetapkan" in page and "Buat ulang konsep" not in page
    answer(town, [(1,) * 9] * 20)
    assert "83,89" in text(manager, HALF)
    said = words(manager, f"{HALF}laporan.pdf")
    assert "83,89" in said and "Konsep, belum ditetapkan" not in said
    assert town.officer("kepala_dinas").name in said
    for part, sent in (
        ("konsep/", {}), ("analisis/", {"analisis": "x"}), ("rencana/", planned()), ("tetapkan/", {"konsep": mark}),
    ):  # fmt: skip
        assert head.post(HALF + part, sent).status_code == 409, part
    report.refresh_from_db()
    assert (report.state, report.approved_by) == ("approved", town.officer("kepala_dinas"))
    assert report.figures["responses"] == 10 and not Improvement.objects.exists()
    assert SurveyReport.objects.count() == 1
    assert "83,89" in text(manager, REPORTS)


def test_a_draft_that_changed_is_read_again_first(town: Town, manager: Client, head: Client) -> None:
    answer(town)
    old = journey.mark(drafted(manager))
    manager.post(f"{HALF}analisis/", {"analisis": "Lain dari yang dibaca"})
    assert head.post(f"{HALF}tetapkan/", {"konsep": old}).status_code == 409
    assert head.post(f"{HALF}tetapkan/", {}).status_code == 409
    assert SurveyReport.objects.get().state == "drafted"


def test_a_period_that_goes_on_is_not_approved(town: Town, manager: Client, head: Client) -> None:
    today = builders.today()
    answer(town, on=today)
    report = drafted(manager, str(today.year))
    assert "Masa ini belum berakhir" in text(head, f"{REPORTS}{today.year}/")
    refused = head.post(f"{REPORTS}{today.year}/tetapkan/", {"konsep": journey.mark(report)})
    assert refused.status_code == 422 and "belum berakhir" in refused.content.decode()


def test_without_an_index_nothing_is_approved(town: Town, manager: Client, head: Client) -> None:
    answer(town, [(3, 3, 3, 3, 3, 3, 3, None, 3)])
    report = drafted(manager)
    page = text(head, HALF)
    assert "belum ada jawaban untuk unsur U8" in page and "Tetapkan laporan ini" not in page
    assert "belum ada jawaban untuk unsur U8" in words(manager, f"{HALF}laporan.pdf")
    assert sheets(manager, f"{HALF}laporan.xlsx")["Unsur"][8][4] == ""
    assert head.post(f"{HALF}tetapkan/", {"konsep": journey.mark(report)}).status_code == 422


def test_a_low_grade_needs_a_plan(town: Town, manager: Client, head: Client) -> None:
    answer(town, [(2, 2, 2, 3, 3, 3, 3, 3, 3)])
    mark = {"konsep": journey.mark(drafted(manager))}
    refused = head.post(f"{HALF}tetapkan/", mark)
    assert refused.status_code == 422 and "paling sedikit satu rencana" in refused.content.decode()
    assert manager.post(f"{HALF}rencana/", planned()).status_code == 302
    assert head.post(f"{HALF}tetapkan/", mark).status_code == 302


@pytest.mark.parametrize(
    "wrong", [{"unsur": ""}, {"unsur": "u10"}, {"apa": ""}, {"sampai": "2020-01-01"}, {"jabatan": "x"}]
)
def test_a_plan_that_does_not_fit_is_not_kept(town: Town, manager: Client, wrong: dict[str, object]) -> None:
    answer(town)
    drafted(manager)
    assert manager.post(f"{HALF}rencana/", planned(**wrong)).status_code == 422
    assert not Improvement.objects.exists()


def test_the_plan_is_shown_next_time_beside_the_new_value(town: Town, manager: Client, browser: Browser) -> None:
    answer(town)
    drafted(manager)
    assert manager.post(f"{HALF}rencana/", planned(umum="on")).status_code == 302
    made = Improvement.objects.get()
    assert (str(made.before), made.element, made.report, made.is_public) == (
        "72.50",
        "u3",
        SurveyReport.objects.get(),
        True,
    )
    assert "Loket buka lebih pagi" in text(manager, HALF)
    assert "Loket buka lebih pagi" in words(manager, f"{HALF}laporan.pdf")
    assert HALF in text(manager, f"/petugas/perbaikan/{made.pk}/")
    approved(town, browser)
    end.done(town.act("loket"), pk=made.pk, evidence="Buka sejak 07.00")
    answer(town, [(3, 3, 4, 4, 3, 3, 4, 3, 4)] * 4, on=date(2026, 8, 3))
    later = drafted(manager, "2026-t3")
    assert later.figures["before"] is None, "the quarter before has no answers"
    page = text(manager, f"{REPORTS}2026-t3/")
    assert "Hasil rencana Semester 1 2026" in page and "Selesai" in page
    assert "72,50" in page and "100,00 (naik 27,50)" in page
    said = words(manager, f"{REPORTS}2026-t3/laporan.pdf")
    assert "Tindak lanjut laporan Semester 1 2026" in said and "naik 27,50" in said
    row = sheets(manager, f"{REPORTS}2026-t3/laporan.xlsx")["Rencana"][1]
    assert row[0] == "Semester 1 2026" and row[6:8] == [72.5, 100.0]


def test_the_analysis_compares_with_the_period_before(town: Town, manager: Client) -> None:
    answer(town)
    answer(town, [(4,) * 9] * 2, on=date(2025, 9, 1))
    report = drafted(manager)
    assert "Dibandingkan Semester 2 2025 (100,00), indeks turun 16,11." in report.analysis
    assert "Yang paling turun: Waktu penyelesaian (27,50)." in report.analysis
    assert [one["name"] for one in report.figures["trend"]] == ["Semester 2 2025", "Semester 1 2026"]
    assert "Dari masa ke masa" in text(manager, HALF)


def test_an_earlier_report_is_compared_as_it_was_approved(town: Town, manager: Client, browser: Browser) -> None:
    answer(town, [(4,) * 9] * 2, on=date(2025, 9, 1))
    approved(town, browser, "2025-s2")
    answer(town, [(1,) * 9] * 2, on=date(2025, 9, 1))
    answer(town)
    assert drafted(manager).figures["before"]["index"] == "100.00"


def test_an_approved_report_is_never_drafted_again(town: Town, browser: Browser) -> None:
    answer(town)
    approved(town, browser)
    with pytest.raises(MovedOn):
        journey.draft(town.act("back_office", timezone.now()), "2026-s1")


def test_the_offices_own_questions_stand_apart(browser: Browser, db: None) -> None:
    town = a_town(STANDARDS / "contoh")
    service = town.office.service_set.first()
    marks = dict.fromkeys(index.ELEMENTS, 4)
    surveys.take_in(
        office_id=town.office.pk, service_id=service.pk, on=date(2026, 3, 2), via="web",
        answers={**marks, "extra": {"tanpa_pungutan": 2, "tanpa_calo": 3}},
    )  # fmt: skip
    manager = browser(next(p.person for p in town.office.posting_set.filter(manages=True)))
    report = drafted(manager)
    assert report.figures["all"]["index"] == "100.00"
    page = text(manager, HALF)
    assert "Indeks persepsi anti korupsi (IPAK): 62,50" in page
    assert "meminta bayaran di luar tarif" in page
    assert "Indeks persepsi anti korupsi (IPAK): 62,50" in words(manager, f"{HALF}laporan.pdf")
    tables = sheets(manager, f"{HALF}laporan.xlsx")
    assert [row[4] for row in tables["Tambahan"][1:]] == [50.0, 75.0]
