"""The checklist follows the published standard, and the score its formula."""

from dataclasses import replace
from decimal import Decimal

import pytest

from silastri.domain.definition.standard import COMPONENTS
from silastri.domain.definition.words import Line
from silastri.domain.review.checklist import QUESTIONS, checklist
from silastri.domain.review.score import score
from tests.builders import STANDARDS, definition

EVERY = sorted((file.parent.name, file.parent.parent.name) for file in STANDARDS.glob("*/*/standar.yaml"))


@pytest.mark.parametrize(("service", "office"), EVERY)
def test_every_component_of_every_standard_is_looked_at(service: str, office: str) -> None:
    items = checklist(definition(service, office))
    assert {one.component for one in items} == set(COMPONENTS) == set(QUESTIONS)
    assert len({one.key for one in items}) == len(items)
    assert all(one.text and one.question for one in items)


def test_a_new_facility_is_a_new_item_and_the_others_keep_their_keys() -> None:
    old = definition()
    more = (*old.standard.facilities, Line(text="Pojok bermain anak"))
    new = replace(old, standard=old.standard.model_copy(update={"facilities": more}))
    before, after = checklist(old), checklist(new)
    assert [one.text for one in after if one not in before] == ["Pojok bermain anak"]
    assert set(before) < set(after)


def test_what_stands_below_a_sentence_is_looked_at_with_it() -> None:
    old = definition()
    below = (
        Line(text="Ruang tunggu:", under=(Line(text="kursi"), Line(text="kipas angin"))),
        Line(text="Ruang  TUNGGU: kursi"),
    )
    new = replace(old, standard=old.standard.model_copy(update={"facilities": below}))
    texts = [one.text for one in checklist(new) if one.component == "sarana"]
    assert texts == ["Ruang tunggu: kursi", "Ruang tunggu: kipas angin"]  # the same said twice is one item


def test_the_score_is_the_mean_of_components_that_are_means_of_their_items() -> None:
    found = score([
        ("sarana", "fits"), ("sarana", "partly"), ("sarana", "not"),  # 50
        ("biaya", "fits"), ("biaya", "na"),  # 100: what does not apply counts for nothing
        ("produk", "na"),  # nothing counts
        ("evaluasi", "partly"), ("evaluasi", ""),  # 50, one is left
    ])  # fmt: skip
    assert found.components == {
        "sarana": Decimal("50.0"), "biaya": Decimal("100.0"), "produk": None, "evaluasi": Decimal("50.0"),
    }  # fmt: skip
    assert (found.overall, found.left) == (Decimal("66.7"), 1)  # (50 + 100 + 50) / 3
    assert score([("sarana", "na")]).overall is None
