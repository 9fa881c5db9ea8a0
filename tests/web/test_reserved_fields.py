"""No question of an office's own bears the name of a field that stands beside it: the checker knows these fields."""

import re

import pytest

from silastri.domain.check import reserved
from silastri.domain.check.steps import _FILLED_IN
from silastri.domain.definition.party import Gives, Party
from silastri.domain.definition.words import Key
from silastri.web.officer.steps.table import SCREENS
from silastri.web.opinion_form import OpinionForm

KEY = re.compile(Key.__metadata__[0].metadata[0].pattern)  # type: ignore[attr-defined]


@pytest.mark.parametrize("act", _FILLED_IN)
def test_at_every_step_that_has_a_form(act: str) -> None:
    fields = {name for name in SCREENS[act].form.base_fields if KEY.fullmatch(name)}
    assert fields <= reserved.AT_A_STEP | reserved.AT_AN_ACT.get(act, frozenset())


@pytest.mark.parametrize("act", sorted(reserved.AT_AN_ACT))
def test_nothing_is_refused_for_nothing(act: str) -> None:
    assert set(SCREENS[act].form.base_fields) >= reserved.AT_AN_ACT[act]


@pytest.mark.parametrize("gives", Gives)
def test_where_a_party_answers(gives: Gives) -> None:
    party = Party(key="camat", label="Camat", gives=gives)
    fields = OpinionForm(party=party, step="kajian", facts={}).fields
    assert set(fields) <= reserved.OF_A_PARTY
