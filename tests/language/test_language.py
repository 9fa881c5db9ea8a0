"""Whatever the checker lets pass runs to an end; whatever it is given, it answers. At length: make check-long."""

from functools import cache

import pytest

from silastri.domain.definition.definition import read_office
from tests.builders import STANDARDS, office_definition, texts
from tests.campaign import campaign, tries
from tests.language import bold, made
from tests.language.run import passed, run
from tests.perikanan import PERIKANAN, TEXTS

MADE, MUTANTS = tries(100, 1000), tries(70, 1000)
BOLD = tries(100, 3000)
RENAMED = tries(70, 1000)
SERVICES = sorted((path.parent.parent.name, path.parent.name) for path in STANDARDS.glob("*/*/standar.yaml"))
FISHERY, _ = read_office((PERIKANAN / "kantor.yaml").read_text())
pytestmark = campaign


@pytest.mark.parametrize("block", range(3))
def test_random_definitions_pass_and_come_to_an_end(block: int) -> None:
    ends = set()
    for seed in range(block * MADE, (block + 1) * MADE):
        definition = passed(made.definition(seed))
        assert definition, seed
        ends |= {run(definition, seed * 10 + n) for n in range(3)}
    assert ends == {"done", "refused", "referred", "withdrawn"}


def test_bold_definitions_are_refused_or_come_to_an_end() -> None:
    alive = 0
    for seed in range(BOLD):
        definition = passed(bold.definition(seed))
        if definition:
            alive += 1
            for n in range(3):
                run(definition, seed * 10 + n)
    assert BOLD // 30 < alive < BOLD, "some are right, and some are not"


@cache
def _whole(office: str, service: str) -> dict[str, str]:
    return dict(texts(service, office))


@pytest.mark.parametrize(("office", "service"), SERVICES)
def test_mutants_neither_crash_the_checker_nor_pass_and_get_stuck(office: str, service: str) -> None:
    found = office_definition(office)
    alive = 0
    for seed in range(MUTANTS // 3):
        definition = passed(made.mutant(_whole(office, service), seed), found)
        if definition:
            alive += 1
            run(definition, seed, found)
    assert alive < MUTANTS // 3, "some slips must be found"


@pytest.mark.parametrize(("office", "service"), SERVICES)
def test_keys_that_the_system_uses_itself_are_refused_or_do_no_harm(office: str, service: str) -> None:
    found = office_definition(office)
    alive = 0
    for seed in range(RENAMED):
        definition = passed(made.renamed(_whole(office, service), seed), found)
        if definition:
            alive += 1
            run(definition, seed, found)
    assert 0 < alive < RENAMED, "some are free, and some are not"


@pytest.mark.parametrize("service", sorted(TEXTS))
def test_mutants_of_what_follows_a_letter(service: str) -> None:
    assert FISHERY
    alive = 0
    for seed in range(MUTANTS):
        definition = passed(made.mutant(TEXTS[service], seed), FISHERY)
        if definition:
            alive += 1
            run(definition, seed, FISHERY)
    assert 0 < alive < MUTANTS, "some slips must be found"
