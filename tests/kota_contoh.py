"""Dinas Pelayanan Kota Contoh in words: services with appointments, quotas, a waiting list and a hall to be booked."""

from datetime import datetime
from pathlib import Path

from silastri.apps.cases.models import Case
from silastri.apps.cases.operations import Verdict
from silastri.apps.catalog import queries as catalog
from silastri.domain.act import Act
from silastri.domain.case.workflow import ONWARD
from silastri.domain.kinds import Kind
from silastri.journey.apply import draft, submit
from silastri.journey.steps import check, decide
from silastri.journey.steps.check import FORM, asked
from silastri.practice import sample
from tests.builders import MONDAY, WIB, Town, a_town

FOLDER = Path(__file__).parent / "standards" / "kota-contoh"
TRAINING, CARE, HALL, COPIES = "pelatihan-kerja", "penitipan-anak", "pakai-aula", "legalisir"


def kota_contoh() -> Town:
    return a_town(FOLDER)


def at(day: int, hour: int = 9, minute: int = 0, month: int = 11, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=WIB)


def drafted(town: Town, service: str, *, citizen: int = 0, when: datetime = MONDAY, **answers: str) -> Case:
    """A draft that lacks nothing."""
    act = town.citizen_act(citizen, when)
    case = draft.start(act, service=town.service(service), applicant=town.citizens[citizen])
    if answers:
        draft.answer(act, ref=case.ref, raw=answers)
    for requirement in asked(catalog.definition(case.version_id), case):
        upload = sample.scan(requirement.label, when)
        draft.attach(act, ref=case.ref, key=requirement.key, upload=upload, upload_name="berkas.pdf")
    return case


def handed_in(town: Town, service: str, *, citizen: int = 0, when: datetime = MONDAY, **answers: str) -> Case:
    case = drafted(town, service, citizen=citizen, when=when, **answers)
    return fresh(submit.submit(town.citizen_act(citizen, when), ref=case.ref))


def onward(town: Town, case: Case, when: datetime, outcome: str = ONWARD, note: str = "") -> Case:
    """The step that waits is done by the officer whose it is."""
    definition = catalog.definition(case.version_id)
    step = definition.sop.step(case.step)
    act = town.act(step.actor, when)
    if step.kind is not Kind.CHECK:
        return decide.decide(act, ref=case.ref, turn=case.turn, outcome=outcome, note=note)
    keys = [*([FORM] if definition.standard.form else []), *(r.key for r in asked(definition, case))]
    verdicts = [Verdict(key, outcome == ONWARD, "" if outcome == ONWARD else "Salah.") for key in keys]
    return check.check(act, ref=case.ref, turn=case.turn, verdicts=verdicts, outcome=outcome)


def fresh(case: Case) -> Case:
    return Case.objects.select_related("office", "applicant", "service").get(pk=case.pk)


def citizen(town: Town, number: int, when: datetime) -> Act:
    return town.citizen_act(number, when)
