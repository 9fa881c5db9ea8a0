"""Ten minutes at the counter: who is in the registry, what the table says, and what goes home."""

from collections.abc import Callable
from datetime import datetime, timedelta

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
from silastri.journey.steps import look_up, search_registry
from silastri.journey.steps.look_up import NOT_LISTED, IsListed, SearchFirst
from silastri.journey.steps.search_registry import NoData
from silastri.practice import sample
from silastri.practice.runner import Runner
from tests.builders import MONDAY, STANDARDS, Town, a_town
from tests.pekanbaru import words as text

NOON = MONDAY + timedelta(hours=5)
Browser = Callable[[Person | None], Client]


def a_period(town: Town, name: str = "2026-10", *, listed: int = 2, at: datetime = MONDAY) -> Period:
    """A new period, in which the first citizens are listed and the others are not."""
    period = operations.begin(town.office, name=name, source="SIKS-NG", file_mark=name, at=at)
    prepare = operations.preparer(period)
    known = [
        Row(str(person.nik), f"14010101010100{n:02}", person.name, {"desil": 2, "pkh": True})
        for n, person in enumerate(town.citizens[:listed])
    ]
    operations.keep([prepare(row, line) for line, row in enumerate(known, start=2)])
    operations.went_on(period, lines_done=listed + 1, rows=listed, skipped=0)
    operations.publish(period, at=at)
    return period


@pytest.fixture
def dinsos(db: None) -> Town:
    town = a_town(STANDARDS / "pekanbaru-dinsos")
    a_period(town)
    return town


LISTED, UNLISTED = 0, 2  # citizens


def came(town: Town, citizen: int = LISTED, **answers: str) -> Case:
    act = town.act("front_office", NOON)
    act = type(act)(act.by, act.at, "counter")
    case = draft.start(act, service=town.service("dtks"), applicant=town.citizens[citizen])
    draft.answer(act, ref=case.ref, raw=answers)
    draft.attach(act, ref=case.ref, key="kk", upload=sample.scan("KK", NOON), upload_name="kk.pdf")
    return submit.submit(act, ref=case.ref)


def looked_up(case: Case) -> LookUp:
    found = step_notes.facts(case.notes, "pengecekan").look_up
    assert found
    return found


def chosen(town: Town, case: Case, *, entry: str, searched: str, since: str = "") -> Case:
    act, filled = town.act("operator_siks", NOON), {"nonaktif_sejak": since}
    return look_up.look_up(
        act, ref=case.ref, turn=case.turn, outcome=ONWARD, entry=entry, searched=searched, filled=filled
    )


def decide(town: Town, case: Case, *, since: str = "") -> Case:
    """As the registry says."""
    own = search_registry.search_own(town.act("operator_siks", NOON), case)
    entry = str(own.entries[0].pk) if own.entries else NOT_LISTED
    return chosen(town, case, entry=entry, searched=str(own.period.pk), since=since)


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
    citizen = LISTED if listed else UNLISTED
    case = decide(dinsos, came(dinsos, citizen, **answers), since=since)
    assert (looked_up(case).outcome["kunci"], case.step) == (key, then)
    runner = Runner(dinsos.service("dtks"), dinsos.citizens[citizen], NOON, 0)
    while case.step:
        case = runner.onward(case)
    assert case.state == "done"
    kept, sheets = letters.products(case), products.sheets(dossier_of(case))
    assert (len(kept), len(sheets)) == ((1, 0) if then == "penomoran" else (0, 1))
    paper = kept[0].key if kept else sheets[0].key
    assert dinsos.citizens[citizen].name in text(file(dossier_of(case), paper, at=NOON))


def test_the_evidence_names_entry_line_and_period_and_stays_when_a_newer_one_comes(dinsos: Town) -> None:
    case = decide(dinsos, came(dinsos, urusan="kip", sekolah="SD"))
    a_period(dinsos, "2026-11", at=NOON)
    kept = looked_up(Case.objects.get(pk=case.pk)).data
    assert (kept["periode"], kept["baris"], kept["program"]) == ("2026-10", 2, ["pkh"])
    assert queries.entry(dinsos.office.pk, kept["entri"])


def test_a_registered_pbi_needs_its_date(dinsos: Town) -> None:
    case = came(dinsos, urusan="pbi")
    with pytest.raises(NotFit) as refused:
        decide(dinsos, case)
    assert "nonaktif_sejak" in refused.value.fields
    assert Case.objects.get(pk=case.pk).step == "pengecekan"


@pytest.mark.parametrize(("words", "found"), [("rani", 1), ("RANI CON", 1), ("zz9", 0), ("1401010101010001", 1)])
def test_found_by_name_and_by_family_card(dinsos: Town, words: str, found: int) -> None:
    assert len(search_registry.search(dinsos.act("operator_siks"), words)) == found


@pytest.mark.parametrize("words", ["12345", "ra", ""])
def test_a_search_that_says_too_little_is_refused(dinsos: Town, words: str) -> None:
    with pytest.raises(NotFit):
        search_registry.search(dinsos.act("operator_siks"), words)


def test_every_search_is_logged_without_what_was_searched(dinsos: Town) -> None:
    search_registry.search(dinsos.act("operator_siks"), "rani")
    line = Log.objects.filter(what="search_registry").latest("pk")
    assert line.person_id == dinsos.officer("operator_siks").pk
    assert "rani" not in f"{line.about}{line.detail}"


def test_another_office_sees_no_entry_and_an_unready_period_is_invisible(dinsos: Town) -> None:
    case = came(dinsos, urusan="kip", sekolah="SD")
    other = a_town(STANDARDS / "kampar")
    with pytest.raises(NoData):
        search_registry.search(other.act("front_office"), "rani")
    Period.objects.update(ready_at=None)
    with pytest.raises(NoData):
        chosen(dinsos, case, entry=NOT_LISTED, searched="1")


def test_wrong_post_stale_page_and_nothing_chosen(dinsos: Town) -> None:
    case = came(dinsos, urusan="kip", sekolah="SD")
    now = search_registry.search_own(dinsos.act("operator_siks"), case)
    seen, first = str(now.period.pk), str(now.entries[0].pk)
    with pytest.raises(NotYourPost):
        act = dinsos.act("front_office", NOON)
        look_up.look_up(act, ref=case.ref, turn=case.turn, outcome=ONWARD, entry=first, searched=seen)
    for entry in ("", "999999", "abc"):
        with pytest.raises(NotFit, match="Pilih"):
            chosen(dinsos, case, entry=entry, searched=seen)
    decide(dinsos, case)
    with pytest.raises(StaleStep):
        decide(dinsos, case)


def test_a_listed_citizen_is_neither_unlisted_nor_somebody_else(dinsos: Town) -> None:
    case = came(dinsos, LISTED, urusan="kip", sekolah="SD")
    now = queries.current(dinsos.office.pk)
    assert now
    other = queries.by_nik(now, str(dinsos.citizens[1].nik))[0]
    for entry in (NOT_LISTED, str(other.pk)):
        with pytest.raises(IsListed, match="baris 2") as refused:
            chosen(dinsos, case, entry=entry, searched=str(now.pk))
        assert "entri" in refused.value.fields
    kept = Case.objects.get(pk=case.pk)
    assert (kept.step, kept.turn, kept.notes) == ("pengecekan", case.turn, case.notes)


def test_nothing_is_decided_before_the_nik_was_searched_in_the_present_period(dinsos: Town) -> None:
    """Also when a new period came while the page was open: then its entry is another one, or there is one now."""
    case = came(dinsos, UNLISTED, urusan="kip", sekolah="SD")
    before = str(search_registry.search_own(dinsos.act("operator_siks"), case).period.pk)
    for searched in ("", "0", "abc", "999999"):
        with pytest.raises(SearchFirst):
            chosen(dinsos, case, entry=NOT_LISTED, searched=searched)
    now = a_period(dinsos, "2026-11", listed=3, at=NOON)
    with pytest.raises(SearchFirst, match="2026-11"):
        chosen(dinsos, case, entry=NOT_LISTED, searched=before)
    with pytest.raises(IsListed):
        chosen(dinsos, case, entry=NOT_LISTED, searched=str(now.pk))
    assert Case.objects.get(pk=case.pk).step == "pengecekan"
    assert looked_up(decide(dinsos, case)).data["periode"] == "2026-11"


def test_an_entry_of_an_older_period_is_not_chosen(dinsos: Town) -> None:
    case = came(dinsos, urusan="kip", sekolah="SD")
    old = search_registry.search_own(dinsos.act("operator_siks"), case).entries[0]
    now = a_period(dinsos, "2026-11", at=NOON)
    with pytest.raises(NotFit, match="Pilih"):
        chosen(dinsos, case, entry=str(old.pk), searched=str(now.pk))


def test_what_was_searched_and_when_is_kept_also_when_nothing_was_found(dinsos: Town) -> None:
    kept = looked_up(decide(dinsos, came(dinsos, UNLISTED, urusan="kip", sekolah="SD"))).data
    assert (kept["terdaftar"], kept["periode"], kept["dicari"]) == (False, "2026-10", NOON.isoformat())


def test_an_applicant_without_a_nik_is_not_called_unlisted(dinsos: Town) -> None:
    case = came(dinsos, UNLISTED, urusan="kip", sekolah="SD")
    now = queries.current(dinsos.office.pk)
    assert now
    Person.objects.filter(pk=case.applicant_id).update(nik=None, nik_index=None)
    with pytest.raises(NotFit, match="NIK pemohon belum tercatat"):
        chosen(dinsos, case, entry=NOT_LISTED, searched=str(now.pk))


def test_the_step_opens_with_the_search_done(dinsos: Town, browser: Browser) -> None:
    case = came(dinsos, LISTED, urusan="kip", sekolah="SD")
    path = f"/petugas/permohonan/{case.ref}/"
    page = browser(dinsos.officer("operator_siks")).get(path).content.decode()
    assert "Terdaftar." in page
    assert "baris 2" in page
    assert 'name="periode"' in page
    assert "Ini permohonan Anda sendiri" not in page
    assert 'value="tidak"' not in page, "who is listed cannot be called unlisted"
    line = Log.objects.filter(what="search_registry").latest("pk")
    assert (line.detail["by"], line.detail["ref"]) == ("applicant", case.ref)
    before = Log.objects.filter(what="search_registry").count()
    other = browser(dinsos.officer("front_office")).get(path).content.decode()
    assert "Terdaftar." not in other, "the registry is searched for whoever does the step, and for nobody else"
    assert Log.objects.filter(what="search_registry").count() == before


def test_on_the_pages_of_operator_and_counter(dinsos: Town, browser: Browser) -> None:
    case = came(dinsos, UNLISTED, urusan="kis", sakit="tidak")
    operator = browser(dinsos.officer("operator_siks"))
    path = f"/petugas/permohonan/{case.ref}/"
    page = operator.post(path, {"cari": "rani"}).content.decode()
    assert "Tidak ditemukan." in page
    assert "dimasukkan 9 November 2026 (" in page
    assert str(case.applicant.nik) not in page
    now = queries.current(dinsos.office.pk)
    assert now
    typed = {"giliran": case.turn, "keputusan": ONWARD, "entri": "tidak", "cari": "rani"}
    asked_again = operator.post(path + "cek-data/", typed)
    assert asked_again.status_code == 422
    assert "belum dicari" in asked_again.content.decode()
    typed |= {"periode": str(now.pk)}
    assert operator.post(path + "cek-data/", typed | {"entri": ""}).status_code == 422
    assert operator.post(path + "cek-data/", typed).status_code == 302
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
