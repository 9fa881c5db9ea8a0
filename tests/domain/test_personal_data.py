"""Rights over personal data: their clock, and what is told before data are given."""

from datetime import UTC, datetime, timedelta

import pytest

from silastri.domain.personal_data import clock
from silastri.domain.personal_data.notice import notice
from silastri.domain.words import openings
from tests.builders import definition, office_definition

FRIDAY = datetime(2026, 11, 27, 16, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (0, "sisa 3 hari"),  # over a weekend, which counts
        (50, "sisa 22 jam"),
        (71.9, "sisa 0 jam"),
        (72, "sisa 0 jam"),
        (75, "lewat 3 jam"),
        (100, "lewat 1 hari 4 jam"),
    ],
)
def test_the_clock_is_72_hours_by_the_wall(hours: float, said: str) -> None:
    assert clock.left(clock.due(FRIDAY), FRIDAY + timedelta(hours=hours)) == said


def test_the_notice_tells_what_the_form_asks_and_for_how_long() -> None:
    made = notice(definition(), office_definition(), version=3)
    assert made.edition.startswith("3.")
    labels = [label for label, _ in made.asked]
    assert any("NIK" in label or "nik" in label for label in labels)
    assert made.papers
    assert any("tahun aktif" in line for line in made.retention)
    assert any("Penata Perizinan" in one for one in made.recipients)
    assert dict(made.contact)["Petugas"]


def test_a_reason_that_was_given_is_read_by_the_owner() -> None:
    assert openings.why({"basis": "task"}) == "Sedang mengerjakan permohonan Anda"
    assert (
        openings.why({"basis": "nik", "reason": "Diminta pemilik data"})
        == "Mencari dengan NIK Anda: Diminta pemilik data"
    )
    assert openings.why({"watches": True, "reason": openings.reason("audit", "ST-4")}) == "Pemeriksaan atau audit: ST-4"
    assert openings.why({}) == "Bertugas di kantor ini"
