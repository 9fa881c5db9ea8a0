"""Dinas Perikanan (invented) in words: a permit that ends and is renewed, a child under it, and what follows."""

from datetime import datetime, timedelta
from pathlib import Path

from silastri.apps.cases.models import Case
from silastri.apps.letters.models import Letter
from silastri.journey.apply import draft, submit
from silastri.journey.steps.check import asked
from silastri.practice.runner import Runner
from tests.builders import MONDAY, Town, a_town
from tests.pekanbaru import scan

OFFICES = Path(__file__).parent / "offices"
PERIKANAN = OFFICES / "contoh-perikanan"
KOLAM, TEBAR = "izin-kolam", "izin-tebar"
TEXTS = {slug: {file.name: file.read_text() for file in (PERIKANAN / slug).iterdir()} for slug in (KOLAM, TEBAR)}
ANSWERS = {"keperluan": "baru", "letak": "Desa Contoh", "luas": "400"}
# Issued on Monday 9 November 2026, a permit of one year holds until 9 November 2027.
ENDS = datetime(2027, 11, 9, 9, 0, tzinfo=MONDAY.tzinfo)
FIRST, LAST = ENDS - timedelta(days=60), ENDS - timedelta(days=30)


def perikanan() -> Town:
    return a_town(PERIKANAN)


def a_letter(town: Town, service: str = KOLAM, *, citizen: int = 0, at: datetime = MONDAY, **answers: str) -> Letter:
    """A letter in force, handed over."""
    return Letter.objects.select_related("case__service", "office").get(
        case=a_case(town, None, service, citizen=citizen, at=at, **answers)
    )


def a_case(
    town: Town, step: str | None, service: str = KOLAM, *, citizen: int = 0, at: datetime = MONDAY, **answers: str
) -> Case:
    runner = Runner(town.service(service), town.citizens[citizen], at + timedelta(hours=5), 0)
    runner.answers = (ANSWERS if service == KOLAM else {"jumlah": "100"}) | answers
    return Case.objects.select_related("office", "applicant", "service").get(pk=runner.to(step).pk)


def drafted(town: Town, service: str = KOLAM, *, citizen: int = 0, at: datetime = MONDAY, **answers: str) -> Case:
    """A draft with its form filled in and its papers."""
    act = town.citizen_act(citizen, at)
    case = draft.start(act, service=town.service(service), applicant=town.citizens[citizen])
    case = draft.answer(act, ref=case.ref, raw=(ANSWERS if service == KOLAM else {"jumlah": "100"}) | answers)
    return with_papers(town, case, citizen=citizen, at=at)


def with_papers(town: Town, case: Case, *, citizen: int = 0, at: datetime = MONDAY) -> Case:
    from silastri.apps.catalog import queries as catalog

    for requirement in asked(catalog.definition(case.version_id), case):
        key = requirement.key
        draft.attach(town.citizen_act(citizen, at), ref=case.ref, key=key, upload=scan(at, key), upload_name="b.pdf")
    return case


def handed_in(town: Town, case: Case, *, citizen: int = 0, at: datetime = MONDAY) -> Case:
    return submit.submit(town.citizen_act(citizen, at), ref=case.ref)


def to_the_end(town: Town, case: Case, at: datetime) -> Letter:
    """The case that was handed in is taken to its end by the acts of its officers."""
    runner = Runner(town.service(case.service.slug), case.applicant, at + timedelta(hours=5), 0)
    while case.step:
        case = runner.onward(case)
    return Letter.objects.select_related("case__service", "office").get(case=case)
