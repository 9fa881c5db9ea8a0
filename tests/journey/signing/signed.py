"""A case that is signed with a certificate, or nearly."""

from datetime import datetime, timedelta

import pytest

from silastri.apps.cases.models import Case
from silastri.apps.catalog import queries as catalog
from silastri.apps.letters import operations as letters
from silastri.apps.letters.models import Letter, SigningAttempt
from silastri.journey.signing import sign
from silastri.journey.steps import decide
from silastri.practice import sample
from tests.builders import MONDAY, Town
from tests.journey.steps.test_steps import DOINGS

NOON = MONDAY + timedelta(hours=3)
LATER = NOON + letters.SIGNING_LASTS * 2


def signs(town: Town, case: Case, at: object = NOON, passphrase: str = sample.PASSPHRASE) -> Case:
    act = town.act(case.post, at)  # type: ignore[arg-type]
    return sign.sign(act, ref=case.ref, turn=case.turn, passphrase=passphrase, signer=town.officer(case.post))


def letter(case: Case) -> Letter:
    return Letter.objects.get(case=case)


def attempts(case: Case) -> list[str]:
    return list(SigningAttempt.objects.filter(letter__case=case).order_by("pk").values_list("state", flat=True))


def back(town: Town, case: Case, at: datetime = LATER) -> Case:
    step = catalog.definition(case.version_id).sop.step("penandatanganan")
    way = next(way for way in step.otherwise if way.goes_back)
    head = town.act("kepala_dinas", at)
    return decide.turn_away(head, ref=case.ref, turn=case.turn, outcome=way.code, note="Nama keliru.")


def to_signing(town: Town, case: Case) -> Case:
    """The same case at its signing step again."""
    while case.step != "penandatanganan":
        post, doing = DOINGS[case.step]
        case = doing(town.act(post, LATER), case)
    return case


def signs_and_dies(town: Town, case: Case, monkeypatch: pytest.MonkeyPatch, *, before: str = "sign._keep") -> None:
    """The letter is signed; the process ends before it does that."""
    module, name = before.split(".")
    with monkeypatch.context() as broken:
        broken.setattr({"sign": sign, "letters": letters}[module], name, _dies)
        with pytest.raises(SystemExit):
            signs(town, case)


def _dies(*_: object, **__: object) -> None:
    raise SystemExit
