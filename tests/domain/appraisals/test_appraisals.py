"""What may be shown of a round, when a mark needs a reason, which rewards are lacking, what is signed."""

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from silastri.domain.appraisals import commitment, line, peers, points, rewards
from silastri.domain.appraisals.peers import BELOW, LEAST, UP, Answer, Officer
from silastri.domain.appraisals.rewards import Facts
from tests.builders import office_definition

pytestmark = pytest.mark.once
DRAWN = st.lists(st.tuples(st.booleans(), st.booleans()), max_size=14)  # of the group below; with a text


def derivable(shown: list[frozenset[int]]) -> set[frozenset[int]]:
    """All that comes of taking shown sets together or one from another, again and again."""
    found = set(shown)
    while True:
        more = {two for a, b in combinations(found, 2) for two in (a | b, a - b, b - a, a & b)} - found
        if not more:
            return found - {frozenset()}
        found |= more


@given(DRAWN, st.booleans(), st.booleans())
def test_no_difference_of_what_is_shown_leads_to_fewer_than_four_others(
    drawn: list[tuple[bool, bool]], grouped: bool, superior_answered: bool
) -> None:
    """The superior, who reads it, knows his own answer; he is one of the group above, or of all."""
    names = (UP, BELOW) if grouped else ("", "")
    answers = [Answer(names[below], (1 + n % 4,) * 7, f"Rajin {n}" * text) for n, (below, text) in enumerate(drawn)]
    his = next((n for n, one in enumerate(answers) if one.group != BELOW), None) if superior_answered else None
    found = peers.result(answers, asked=14, superior_answered=his is not None)
    shown = [frozenset(range(len(answers)))] if found.means else []
    shown += [frozenset(n for n, one in enumerate(answers) if one.group == key) for key in found.groups]
    for one in derivable(shown):
        assert len(one - {his}) >= LEAST
    assert bool(found.means) == (len(answers) - (his is not None) >= LEAST)
    assert not found.texts or len(found.texts) >= LEAST + (his is not None)
    assert found.texts == tuple(sorted(found.texts)), "in no order that tells who wrote first"


@given(st.lists(st.tuples(st.integers(1, 30), st.sampled_from("abcde")), unique_by=lambda one: one[0]))
def test_who_is_asked(drawn: list[tuple[int, str]]) -> None:
    superiors = {"a": "", "b": "a", "c": "a", "d": "b", "e": "b"}
    asked = peers.ask([Officer(person, post, superiors[post]) for person, post in drawn])
    assert all(one.rater != one.about for one in asked)
    assert len({(one.rater, one.about) for one in asked}) == len(asked)
    for person, _ in drawn:
        about = [one for one in asked if one.about == person]
        assert len(about) <= peers.MOST
        assert sum(one.is_superior for one in about) <= 1
        groups = {key: [one for one in about if one.group == key] for key in (UP, BELOW, "")}
        assert not groups[""] or not (groups[UP] or groups[BELOW])
        if groups[UP] or groups[BELOW]:
            assert len([one for one in groups[UP] if not one.is_superior]) >= LEAST
            assert len(groups[BELOW]) >= LEAST


def test_means_are_of_all_answers() -> None:
    answers = [Answer("", (mark,) * 7, text) for mark, text in zip((1, 2, 4, 4), "abcd", strict=True)]
    found = peers.result(answers, asked=6, superior_answered=False)
    assert (found.means, found.texts) == ((28,) * 7, ("a", "b", "c", "d"))
    assert (found.asked, found.answered) == (6, 4)
    assert peers.result(answers, asked=6, superior_answered=True) == peers.Result()


def test_what_several_wrote_alike_is_shown_once() -> None:
    texts = ("Rajin", "rajin ", "Bisa lebih  cepat", "Bisa lebih cepat", "", "Rajin")
    found = peers.result([Answer("", (3,) * 7, text) for text in texts], asked=8, superior_answered=False)
    assert found.texts == ("Bisa lebih  cepat", "Rajin")


def test_a_low_mark_needs_a_reason() -> None:
    marks = {point.key: 3 for point in points.POINTS}
    assert points.wrong(marks, {}) == {}
    assert list(points.wrong(marks | {"etika": 2}, {"etika": " "})) == ["alasan_etika"]
    assert list(points.wrong({**marks, "mutu": 5}, {})) == ["mutu"]
    assert points.wrong(marks | {"etika": 1}, {"etika": "Datang terlambat"}) == {}
    assert list(points.wrong(marks, {"mutu": "x" * 501})) == ["alasan_mutu"]
    assert (points.tenths(marks | {"etika": 4}), points.word(32), points.word(35)) == (32, "Baik", "Sangat baik")


def test_who_stands_above() -> None:
    posts = office_definition().posts
    head = office_definition().head.key
    assert line.above(posts, head) == []
    assert all(line.above(posts, post.key)[-1] == head for post in posts if post.superior)
    assert line.below(posts, {head}) == {post.key for post in posts if post.superior}


def test_figures_suggest_and_nobody_wins_by_them() -> None:
    assert rewards.reasons(Facts(steps=9)) == []
    assert rewards.reasons(Facts(steps=20, late=2)) == []
    assert rewards.reasons(Facts(steps=20, founded=1)) == []
    assert rewards.reasons(Facts(steps=20, late=1, back=1)) == [
        "19 dari 20 langkah selesai tepat waktu (95 persen)", "tidak ada pengaduan yang benar tentang langkahnya",
    ]  # fmt: skip
    assert len(rewards.reasons(Facts(steps=20))) == 3


@pytest.mark.parametrize(
    ("granted", "half", "said"), [({}, 1, "belum ada"), ({1: 1}, 2, "baru 1"), ({1: 1, 2: 1}, 2, ""), ({1: 2}, 2, "2")]
)
def test_rewards_that_lack(granted: dict[int, int], half: int, said: str) -> None:
    found = rewards.lacking(granted, half)
    assert said in found and bool(said) == bool(found)


@pytest.mark.parametrize(
    ("signed", "last"),
    [
        (date(2026, 3, 1), date(2027, 2, 28)),
        (date(2028, 2, 29), date(2029, 2, 28)),
        (date(2026, 12, 31), date(2027, 12, 30)),
    ],
)
def test_a_signature_counts_for_a_year(signed: date, last: date) -> None:
    assert commitment.until(signed) == last


def test_another_text_is_another_version() -> None:
    assert commitment.digest(["a"], ["b"]) != commitment.digest(["a", "b"], [])
