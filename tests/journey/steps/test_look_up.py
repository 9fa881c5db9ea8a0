"""Ten minutes at the counter: who is in the registry, what the table says, and what goes home."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.audit.models import LogEntry as Log
from silastri.apps.cases.models import Case
from silastri.apps.letters import queries as letters
from silastri.apps.registry import operations, queries
from silastri.apps.registry.models import Period
from silastri.domain.case import step_notes
from silastri.domain.case.step_notes import LookUp
from silastri.domain.case.workflow import ONWARD
from silastri.domain.refusal import NotFit
from silastri.domain.registry import Row
from silastri.journey.apply import draft, submit
from silastri.journey.case import products
from silastri.journey.case.dossier import dossier_of
from silastri.journey.frame.step import NotYourPost, StaleStep
from silastri.journey.papers.file import file
from silastri.journey.steps import look_up
from silastri.journey.steps.look_up import NOT_LISTED, NoData
from silastri.practice import sample
from silastri.practice.runner import Runner
from tests.builders import MONDAY, STANDARDS, Town, a_town
from tests.pekanbaru import words as text

NOON = MONDAY + timedelta(hours=5)
Browser = Callable[[Person | None], Client]


def a_period(town: Town, name: str = "2026-10") -> Period:
    period = operations.begin(town.office, name=name, source="SIKS-NG", file_mark=name, at=MONDAY)
    prepare = operations.preparer(period)
    known = [
        Row(str(person.nik), f"14010101010100{n:02}", person.name, {"desil": 2, "pkh": True})
        for n, person in enumerate(town.citizens)
    ]
    operations.keep([prepare(row, line) for line, row in enumerate(known, start=2)])
    operations.went_on(period, lines_done=4, rows=3, skipped=0)
    operations.publish(period, at=MONDAY)
    return period


@pytest.fixture
def dinsos(db: None) -> Town:
    town = a_town(STANDARDS / "pekanbaru-dinsos")
    a_period(town)
    return town


def came(town: Town, **answers: str) -> Case:
    act = town.act("front_office", NOON)
    act = type(act)(act.by, act.at, "counter")
    case = draft.start(act, service=town.service("dtks"), applicant=town.citizens[0])
    draft.answer(act, ref=case.ref, raw=answers)
    draft.attach(act, ref=case.ref, key="kk", upload=sample.scan("KK", NOON), upload_name="kk.pdf")
    return submit.submit(act, ref=case.ref)


def looked_up(case: Case) -> LookUp:
    found = step_notes.facts(case.notes, "pengecekan").look_up
    assert found
    return found


def decide(town: Town, case: Case, *, listed: bool, since: str = "") -> Case:
    act = town.act("operator_siks", NOON)
    entry = str(look_up.search(act, str(case.applicant.nik))[0].pk) if listed else NOT_LISTED
    filled = {"nonaktif_sejak": since}
    return look_up.look_up(act, ref=case.ref, turn=case.turn, outcome=ONWARD, entry=entry, filled=filled)


TABLE = [
    ({"urusan": "kis", "sakit": "tidak"}, True, "", "kis_rekomendasi", "penomoran"),
    ({"urusan": "kis", "sakit": "tidak"}, False, "", "kis_stempel", "penyerahan"),
    ({"urusan": "kis", "sakit": "ya"}, False, "", "kis_sakit", "penyerahan"),
    ({"urusan": "kip", "sekolah": "SD Contoh"}, True, "", "kip_rekomendasi", "penomoran"),
    ({"urusan": "kip", "sekolah": "SD Contoh"}, False, "", "kip_stempel", "penyerahan"),
    ({"urusan": "pbi"}, True, "2026-05-09", "pbi_rekomendasi", "penomoran"),  # six months to the day
    ({"urusan": "pbi"}, True, "2026-05-08", "pbi_lewat", "penyerahan"),
    ({"urusan": "pbi"}, False, "", "pbi_tidak_terdaftar", "penyerahan"),
]


@pytest.mark.parametrize(("answers", "listed", "since", "key", "then"), TABLE)
def test_every_row_of_the_table_goes_to_its_end(
    dinsos: Town, answers: dict[str, str], listed: bool, since: str, key: str, then: str
) -> None:
    case = decide(dinsos, came(dinsos, **answers), listed=listed, since=since)
    assert (looked_up(case).outcome["kunci"], case.step) == (key, then)
    runner = Runner(dinsos.service("dtks"), dinsos.citizens[0], NOON, 0)
    while case.step:
        case = runner.onward(case)
    assert case.state == "done"
    kept, sheets = letters.products(case), products.sheets(dossier_of(case))
    assert (len(kept), len(sheets)) == ((1, 0) if then == "penomoran" else (0, 1))
    paper = kept[0].key if kept else sheets[0].key
    assert dinsos.citizens[0].name in text(file(dossier_of(case), paper, at=NOON))


def test_the_evidence_names_entry_line_and_period_and_stays_when_a_newer_one_comes(dinsos: Town) -> None:
    case = decide(dinsos, came(dinsos, urusan="kip", sekolah="SD"), listed=True)
    a_period(dinsos, "2026-11")
    kept = looked_up(Case.objects.get(pk=case.pk)).data
    assert (kept["periode"], kept["baris"], kept["program"]) == ("2026-10", 2, ["pkh"])
    assert queries.entry(dinsos.office.pk, kept["entri"])


def test_a_registered_pbi_needs_its_date(dinsos: Town) -> None:
    case = came(dinsos, urusan="pbi")
    with pytest.raises(NotFit) as refused:
        decide(dinsos, case, listed=True)
    assert "nonaktif_sejak" in refused.value.fields
    assert Case.objects.get(pk=case.pk).step == "pengecekan"


@pytest.mark.parametrize(("words", "found"), [("rani", 1), ("RANI CON", 1), ("zz9", 0), ("1401010101010001", 1)])
def test_found_by_name_and_by_family_card(dinsos: Town, words: str, found: int) -> None:
    assert len(look_up.search(dinsos.act("operator_siks"), words)) == found


@pytest.mark.parametrize("words", ["12345", "ra", ""])
def test_a_search_that_says_too_little_is_refused(dinsos: Town, words: str) -> None:
    with pytest.raises(NotFit):
        look_up.search(dinsos.act("operator_siks"), words)


def test_every_search_is_logged_without_what_was_searched(dinsos: Town) -> None:
    look_up.search(dinsos.act("operator_siks"), "rani")
    line = Log.objects.filter(what="search_registry").latest("pk")
    assert line.person_id == dinsos.officer("operator_siks").pk
    assert "rani" not in f"{line.about}{line.detail}"


def test_another_office_sees_no_entry_and_an_unready_period_is_invisible(dinsos: Town) -> None:
    case = came(dinsos, urusan="kip", sekolah="SD")
    other = a_town(STANDARDS / "kampar")
    with pytest.raises(NoData):
        look_up.search(other.act("front_office"), "rani")
    Period.objects.update(ready_at=None)
    with pytest.raises(NoData):
        decide(dinsos, case, listed=False)


def test_wrong_post_stale_page_and_nothing_chosen(dinsos: Town) -> None:
    case = came(dinsos, urusan="kip", sekolah="SD")
    act = dinsos.act("front_office", NOON)
    with pytest.raises(NotYourPost):
        look_up.look_up(act, ref=case.ref, turn=case.turn, outcome=ONWARD, entry=NOT_LISTED)
    for entry in ("", "999999", "abc"):
        with pytest.raises(NotFit, match="Pilih"):
            look_up.look_up(
                dinsos.act("operator_siks", NOON), ref=case.ref, turn=case.turn, outcome=ONWARD, entry=entry
            )
    decide(dinsos, case, listed=False)
    with pytest.raises(StaleStep):
        decide(dinsos, case, listed=False)


def test_on_the_pages_of_operator_and_counter(dinsos: Town, browser: Browser) -> None:
    case = came(dinsos, urusan="kis", sakit="tidak")
    operator = browser(dinsos.officer("operator_siks"))
    path = f"/petugas/permohonan/{case.ref}/"
    page = operator.post(path, {"cari": str(case.applicant.nik)}).content.decode()
    assert case.applicant.name in page
    assert str(case.applicant.nik) in page.split('id="cari"')[1].split(">")[0], "the search holds the NIK, no more"
    typed = {"turn": case.turn, "outcome": ONWARD, "entri": "", "cari": "rani"}
    assert operator.post(path + "cek-data/", typed).status_code == 422
    assert operator.post(path + "cek-data/", typed | {"entri": "tidak"}).status_code == 302
    after = operator.get(path).content.decode()
    assert "KK distempel" in after
    assert "Stempel: Kartu Keluarga" in after
    counter = browser(dinsos.officer("front_office"))
    Case.objects.filter(pk=case.pk).update(created_at=MONDAY)
    book = counter.get("/petugas/buku/", {"dari": "2026-11-09", "sampai": "2026-11-09"}).content.decode()
    assert case.ref in book
    assert "KK distempel" in book
    assert str(case.applicant.nik) not in book
    sheet = counter.get("/petugas/buku/", {"dari": "2026-11-09", "sampai": "2026-11-09", "bentuk": "csv"})
    assert case.ref in sheet.content.decode()
    assert case.ref not in counter.get("/petugas/buku/", {"buku": "layanan", "dari": "2026-11-09"}).content.decode()
