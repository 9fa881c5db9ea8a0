"""A letter that ends is renewed in its window, by its holder alone, and the new one takes its place."""

from datetime import timedelta

import pytest

from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.apps.cases.queries import CaseNotFound
from silastri.apps.letters.models import Letter
from silastri.domain.refusal import NotThere
from silastri.journey.apply import renew
from tests.builders import MONDAY, Town
from tests.perikanan import (
    ANSWERS,
    ENDS,
    FIRST,
    LAST,
    TEBAR,
    a_letter,
    drafted,
    handed_in,
    perikanan,
    to_the_end,
    with_papers,
)


@pytest.fixture
def town(db: None) -> Town:
    return perikanan()


def renewal(town: Town, letter: Letter, at=FIRST) -> Case:
    return renew.renew(town.citizen_act(0, at), ref=letter.case.ref, key=letter.key)


def test_the_draft_begins_with_the_old_answers_and_points_to_the_old_letter(town: Town) -> None:
    letter = a_letter(town)
    assert letter.valid_until == ENDS.date()
    case = renewal(town, letter)
    assert case.state == "draft"
    assert case.answers["raw"] == ANSWERS | {"keperluan": "perpanjang", "izin_lama": letter.code}
    assert cases.documents(case) == {}, "papers are to be new"


def test_a_second_click_finds_the_same_draft(town: Town) -> None:
    letter = a_letter(town)
    assert renewal(town, letter).pk == renewal(town, letter, LAST).pk


@pytest.mark.parametrize(
    ("at", "says"),
    [
        (FIRST - timedelta(days=1), "dapat diajukan mulai 10 September 2027 sampai 10 Oktober 2027"),
        (LAST + timedelta(days=1), "paling lambat 10 Oktober 2027. Ajukan permohonan baru"),
        (ENDS + timedelta(days=400), "paling lambat 10 Oktober 2027"),
    ],
)
def test_outside_the_window_no_draft_is_begun(town: Town, at, says: str) -> None:
    letter = a_letter(town)
    with pytest.raises(renew.NotInTime, match=says):
        renewal(town, letter, at)
    assert Case.objects.count() == 1


def test_the_window_counts_on_the_day_of_handing_in(town: Town) -> None:
    letter = a_letter(town)
    case = with_papers(town, renewal(town, letter, LAST), at=LAST)
    with pytest.raises(renew.NotInTime, match="10 Oktober 2027"):
        handed_in(town, case, at=LAST + timedelta(days=1))
    assert Case.objects.get(pk=case.pk).state == "draft"
    assert handed_in(town, case, at=LAST).state == "running"


def test_a_draft_made_by_hand_is_held_to_the_same_window(town: Town) -> None:
    letter = a_letter(town)
    case = drafted(town, keperluan="perpanjang", izin_lama=letter.code, at=MONDAY + timedelta(days=1))
    with pytest.raises(renew.NotInTime, match="mulai 10 September 2027"):
        handed_in(town, case, at=MONDAY + timedelta(days=1))


def test_the_new_letter_takes_the_place_of_the_old_one(town: Town) -> None:
    old = a_letter(town)
    case = handed_in(town, with_papers(town, renewal(town, old), at=FIRST), at=FIRST)
    assert Letter.objects.get(pk=old.pk).replaced_by is None, "not before it is issued"
    new = to_the_end(town, case, FIRST)
    old.refresh_from_db()
    assert (old.replaced_by, old.state) == (new, "signed")
    with pytest.raises(NotThere):
        renewal(town, old, LAST)


def test_one_renewal_of_a_letter_at_a_time(town: Town) -> None:
    old = a_letter(town)
    case = handed_in(town, with_papers(town, renewal(town, old), at=FIRST), at=FIRST)
    second = drafted(town, keperluan="perpanjang", izin_lama=old.code, letak="Tempat lain", at=FIRST)
    with pytest.raises(renew.Underway, match=case.ref):
        handed_in(town, second, at=FIRST)
    assert Case.objects.get(pk=second.pk).state == "draft"


def test_nobody_elses_letter_is_renewed(town: Town) -> None:
    letter = a_letter(town)
    with pytest.raises(CaseNotFound):
        renew.renew(town.citizen_act(1, FIRST), ref=letter.case.ref, key=letter.key)


def test_a_letter_without_an_end_is_not_renewed(town: Town) -> None:
    a_letter(town)
    child = a_letter(town, TEBAR)
    assert child.valid_until is None
    with pytest.raises(NotThere):
        renewal(town, child)
