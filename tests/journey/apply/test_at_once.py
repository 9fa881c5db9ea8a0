"""One officer with several posts serves a new citizen in one go; what is refused leaves nothing behind."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from silastri.adapters.intake.port import NotAccepted
from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case, StepRun
from silastri.apps.catalog import queries as catalog
from silastri.apps.documents.models import StoredFile
from silastri.apps.letters.models import Letter
from silastri.apps.messages.models import Message
from silastri.apps.registry import queries as registry
from silastri.domain.act import Act
from silastri.domain.refusal import NotFit, NotYours
from silastri.journey.apply import at_once as journey
from silastri.journey.apply.at_once import AlreadyServed, Filled, Scan, Visitor
from silastri.journey.apply.counter import NumberOfAnother
from silastri.journey.apply.foretell import Foretold, foretell
from silastri.journey.apply.submit import NotComplete
from silastri.journey.steps.look_up import NOT_LISTED, IsListed, SearchFirst
from silastri.practice import sample
from tests.builders import MONDAY, STANDARDS, Town, a_town

NOON = MONDAY + timedelta(hours=5)
UNLISTED = Visitor("1401034107900001", "Siti Contoh", "Jalan Contoh Nomor 4")
COUNTER = ("front_office", "operator_siks", "back_office")
KIP = {"urusan": "kip", "sekolah": "SD Contoh"}


@pytest.fixture
def dinsos(db: None) -> Town:
    return a_town(STANDARDS / "pekanbaru-dinsos")


def act_of(town: Town, *posts: str) -> Act:
    act = town.act("front_office", NOON)
    return replace(act, by=replace(act.by, posts=dict.fromkeys(posts or COUNTER, "")))


def visitor(town: Town, citizen: int) -> Visitor:
    person = town.citizens[citizen]
    return Visitor(str(person.nik), person.name, "Jalan Contoh Nomor 2")


def filled(town: Town, who: Visitor, **changed: object) -> Filled:
    """As the page fills itself in from what the registry says."""
    period = registry.current(town.office.pk)
    assert period
    entries = registry.by_nik(period, who.nik)
    entry = str(entries[0].pk) if entries else NOT_LISTED
    scans = {"kk": Scan(sample.scan("KK", NOON), "kk.pdf")}
    return replace(Filled(KIP, {}, entry, str(period.pk), scans), **changed)  # type: ignore[arg-type]


def served(town: Town, who: Visitor, *posts: str, **changed: object) -> Case:
    return journey.at_once(
        act_of(town, *posts), service=town.service("dtks"), visitor=who, filled=filled(town, who, **changed)
    )


def test_who_is_not_listed_has_his_sheet_at_once(dinsos: Town) -> None:
    case = served(dinsos, UNLISTED)
    assert (case.state, case.step, case.via) == ("running", "penyerahan", "counter")
    assert [run.step for run in StepRun.objects.filter(case=case).order_by("turn")] == ["kedatangan", "pengecekan"]
    assert (case.applicant.name, case.applicant.phone) == ("Siti Contoh", None)
    assert case.documents.get().key == "kk"


def test_who_is_listed_has_a_numbered_letter_that_waits_for_the_supervisor(dinsos: Town) -> None:
    case = served(dinsos, visitor(dinsos, 0))
    assert (case.step, case.post) == ("penandatanganan", "supervisor")
    letter = Letter.objects.get(case=case)
    assert (letter.state, bool(letter.number)) == ("numbered", True)


def test_the_number_is_left_to_the_back_office_where_the_officer_does_not_hold_that_post(dinsos: Town) -> None:
    case = served(dinsos, visitor(dinsos, 0), "front_office", "operator_siks")
    assert case.step == "penomoran"
    assert not Letter.objects.filter(case=case).exists()


def test_colleagues_are_called_only_to_what_waits_for_them(dinsos: Town) -> None:
    case = served(dinsos, visitor(dinsos, 0))
    called = Message.objects.filter(case=case).exclude(person=case.applicant)
    assert [message.person_id for message in called] == [dinsos.officer("supervisor").pk]


@pytest.mark.parametrize("posts", [("front_office",), ("operator_siks", "back_office"), ("supervisor",)])
def test_not_for_posts_that_do_only_a_part(dinsos: Town, posts: tuple[str, ...]) -> None:
    with pytest.raises(NotYours):
        served(dinsos, UNLISTED, *posts)
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("changed", "refusal", "field"),
    [
        ({"answers": {"urusan": "kip"}}, NotComplete, "sekolah"),
        ({"scans": {}}, NotComplete, "kk"),
        ({"scans": {"kk": Scan(b"PK\x03\x04xxxx", "kk.docx")}}, NotAccepted, "kk"),
        ({"searched": "0"}, SearchFirst, "entri"),
        ({"entry": ""}, NotFit, "entri"),
    ],
)
def test_what_is_refused_leaves_nothing_behind(
    dinsos: Town, changed: Mapping[str, object], refusal: type[NotFit], field: str
) -> None:
    people, files = Person.objects.count(), StoredFile.objects.count()
    with pytest.raises(refusal) as refused:
        served(dinsos, UNLISTED, **changed)
    assert field in refused.value.fields
    assert (Person.objects.count(), StoredFile.objects.count(), Case.objects.count()) == (people, files, 0)
    assert not Message.objects.exists()


def test_a_listed_citizen_is_not_called_unlisted_here_either(dinsos: Town) -> None:
    with pytest.raises(IsListed):
        served(dinsos, visitor(dinsos, 0), entry=NOT_LISTED)
    assert not Case.objects.exists()


def test_a_second_click_is_refused_and_another_purpose_is_not(dinsos: Town) -> None:
    first = served(dinsos, UNLISTED)
    with pytest.raises(AlreadyServed, match=first.ref):
        served(dinsos, UNLISTED)
    assert Case.objects.get().pk == first.pk
    other = served(dinsos, UNLISTED, answers={"urusan": "kis", "sakit": "tidak"})
    assert other.applicant_id == first.applicant_id


def test_a_number_of_somebody_else_is_refused(dinsos: Town) -> None:
    taken = str(dinsos.citizens[1].phone)
    with pytest.raises(NumberOfAnother):
        served(dinsos, replace(UNLISTED, phone=taken))
    assert not Case.objects.exists()


def told(town: Town, who: Visitor, **changed: object) -> Foretold:
    service = town.service("dtks")
    version = catalog.current(service, MONDAY.date())
    assert version
    definition = catalog.definition(version.pk)
    step = journey.look_up_step(definition, dict.fromkeys(COUNTER, ""))
    assert step
    return foretell(
        act_of(town), version=version, definition=definition, step=step, visitor=who,
        filled=filled(town, who, **changed),
    )  # fmt: skip


def test_the_page_foretells_what_the_act_decides(dinsos: Town) -> None:
    assert told(dinsos, UNLISTED) == Foretold(
        frozenset({"urusan", "sekolah"}), "KK distempel, berkonsultasi ke sekolah", "Kartu Keluarga"
    )
    assert told(dinsos, visitor(dinsos, 0)).outcome == "Surat rekomendasi KIP ke operator Dapodik sekolah"
    pbi = {"answers": {"urusan": "pbi"}}
    assert told(dinsos, visitor(dinsos, 0), **pbi) == Foretold(frozenset({"urusan", "nonaktif_sejak"}))
    late = pbi | {"at_step": {"nonaktif_sejak": "2020-01-01"}}
    assert told(dinsos, visitor(dinsos, 0), **late).outcome.startswith("Diusulkan kembali")
    assert told(dinsos, UNLISTED, entry="").outcome == ""
    assert told(dinsos, UNLISTED, answers={}).asked == {"urusan"}
    assert not Case.objects.exists()
