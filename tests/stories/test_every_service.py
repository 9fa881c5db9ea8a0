"""Every definition that we bring runs: through the pages, by every way that its SOP and its tables know."""

import io
import shutil
import subprocess
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from silastri.adapters.signing import signing
from silastri.adapters.signing.port import Finding
from silastri.apps.cases.models import Case
from silastri.apps.documents import queries as documents
from silastri.apps.letters import queries as letters
from silastri.apps.letters.models import Letter
from silastri.apps.offices import queries as offices
from silastri.domain.case import step_notes
from silastri.practice import demo
from silastri.practice.practised import publish
from silastri.practice.runner import Runner
from silastri.practice.walk.branch import Branch, branches
from silastri.practice.walk.walker import Walk
from tests.builders import MONDAY, STANDARDS, WIB, a_town, definition
from tests.stories.ways import walked

SERVICES = sorted(str(path.parent.relative_to(STANDARDS)) for path in STANDARDS.glob("*/*/standar.yaml"))
TODAY = datetime.now(WIB).date()  # The walk itself goes by the real clock.


@cache
def ways(name: str) -> dict[str, Branch]:
    office, _, service = name.partition("/")
    return {branch.name: branch for branch in branches(definition(service, office), TODAY)}


EVERY_WAY = [*walked((name, way, branch) for name in SERVICES for way, branch in ways(name).items())]


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "way"), EVERY_WAY)
def test_walks_through_the_pages_by_every_way(name: str, way: str, tmp_path: Path) -> None:
    branch = ways(name)[way]
    publish(STANDARDS / name, at=MONDAY, as_kind=branch.service_kind, electronic=branch.electronic)
    for office in offices.offices():
        demo.staff(office, MONDAY)
        demo.registry(office, MONDAY)
    slug, _, service = name.partition("/")
    last = list(Walk(slug, service, branch, tmp_path).run())[-1]
    if branch.ends != "done":
        assert last.state == branch.ends
    else:
        assert (last.state, last.outcome in ("genuine", "basah", "petunjuk")) == ("done", True)
    if branch.variant.outcome:
        notes = Case.objects.get().notes
        looked = [step_notes.facts(notes, step).look_up for step in notes]
        decided = [found.outcome["kunci"] for found in looked if found]
        assert decided == [branch.variant.outcome]


def test_every_row_of_the_decision_table_is_walked() -> None:
    table = [row.key for row in definition("dtks", "pekanbaru-dinsos").standard.outcomes]
    walked = {branch.variant.outcome for branch in ways("pekanbaru-dinsos/dtks").values()}
    assert set(table) - walked == {table[0]}, "the first is the straight way"


def runner(name: str) -> Runner:
    office, _, service = name.partition("/")
    town = a_town(STANDARDS / office)
    return Runner(town.service(service), town.citizens[0], MONDAY + timedelta(hours=5), 0)


@pytest.mark.django_db
@pytest.mark.parametrize("name", SERVICES)
def test_by_its_acts_it_ends_with_its_letters_in_force(name: str) -> None:
    found = runner(name)
    case = found.to(None)
    assert case.state == "done"
    kept = letters.products(case)
    assert kept
    assert all(letter.is_in_force for letter in kept)


@pytest.mark.django_db
@pytest.mark.pdfsig
@pytest.mark.skipif(not shutil.which("pdfsig"), reason="pdfsig (poppler-utils) is not installed")
@pytest.mark.parametrize("name", SERVICES)
def test_others_agree_that_its_letters_are_signed(name: str, tmp_path: Path) -> None:
    case = runner(name).to(None)
    signed = [letter for letter in letters.products(case) if letter.mode == Letter.Mode.ELECTRONIC]
    wet = [letter for letter in letters.products(case) if letter.mode == Letter.Mode.WET]
    assert signed or wet
    for letter in signed:
        pdf = documents.content(letter.sha256)
        assert signing().verify(pdf).finding is Finding.GENUINE
        assert said_by_pyhanko(pdf).bottom_line
        (tmp_path / "surat.pdf").write_bytes(pdf)
        said = subprocess.run(["pdfsig", "-nocert", tmp_path / "surat.pdf"], capture_output=True, text=True).stdout
        assert "Signature is Valid." in said
        assert "Total document signed" in said


def said_by_pyhanko(pdf: bytes) -> Any:
    root = asn1_x509.Certificate.load(signing().authority.certificate.public_bytes(Encoding.DER))  # type: ignore[attr-defined]
    (signature,) = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    return validate_pdf_signature(signature, ValidationContext(trust_roots=[root], allow_fetching=False))


@pytest.mark.django_db
@pytest.mark.parametrize("name", SERVICES)
def test_other_endings_end_as_they_should(name: str) -> None:
    found = runner(name)
    for case, state in ((found.returned(), "returned"), (found.refused(), "refused"), (found.withdrawn(), "withdrawn")):
        if case is not None:
            assert Case.objects.get(pk=case.pk).state == state
