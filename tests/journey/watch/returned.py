"""Returns, one after the other."""

from datetime import timedelta

from silastri.apps.cases.models import Case
from silastri.apps.cases.operations import Verdict
from silastri.journey.apply import draft, submit
from silastri.journey.steps.check import FORM, check
from silastri.practice import sample
from tests.builders import JOMPO, MONDAY, Town, definition

KEYS = [FORM, *(r.key for r in definition(JOMPO).standard.requirements)]
BACK = "kembali:pengajuan"


def returned(town: Town, case: Case, wrong: str, *, days: int = 0) -> Case:
    verdicts = [Verdict(key, key != wrong, "Buram" if key == wrong else "") for key in KEYS]
    act = town.act("back_office", MONDAY + timedelta(days=days, hours=5))
    return check(act, ref=case.ref, turn=case.turn, verdicts=verdicts, outcome=BACK)


def mended(town: Town, case: Case, key: str, *, days: int = 0) -> Case:
    act = town.citizen_act(at=MONDAY + timedelta(days=days, hours=6))
    draft.attach(act, ref=case.ref, key=key, upload=sample.scan(key, act.at), upload_name="a.pdf")
    return submit.submit(act, ref=case.ref)
