"""What a case keeps of its steps: answers and the system's own facts do not touch each other."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from pydantic import ValidationError

from silastri.domain.case import step_notes
from silastri.domain.case.step_notes import Appointment, Ink, LookUp, Objection, StepFacts

NOON = datetime(2026, 11, 9, 12, tzinfo=timezone(timedelta(hours=7)))
EVERY_NAME = [*StepFacts.model_fields, "answers", "facts", "data", "hasil", "jadwal", "bukti", "tinta", "ulang"]


@pytest.mark.parametrize("name", EVERY_NAME)
def test_a_question_may_have_any_name(name: str) -> None:
    found = StepFacts(times_again=2, appointment=Appointment(at=NOON, place="Balai"))
    notes = step_notes.with_facts({}, "survei", found)
    notes = step_notes.with_answers(notes, "survei", {name: "jawaban"})
    assert step_notes.facts(notes, "survei") == found
    assert step_notes.answers(notes, "survei") == {name: "jawaban"}
    assert step_notes.answers(step_notes.without_answers(notes, "survei", {name}), "survei") == {}


def test_what_is_set_takes_the_place_and_the_rest_stays() -> None:
    one = Objection(name="A", contact="1", text="Bising.", at=NOON)
    notes = step_notes.with_facts({}, "tunggu", StepFacts(objections=(one,), times_again=1))
    notes = step_notes.with_facts(notes, "tunggu", StepFacts(ink=Ink(reason="Rusak", at=NOON)))
    assert step_notes.facts(notes, "tunggu").objections == (one,)
    notes = step_notes.with_facts(notes, "tunggu", StepFacts(ink=None, times_again=0))
    assert step_notes.facts(notes, "tunggu") == StepFacts(objections=(one,))


def test_nothing_is_kept_of_nothing() -> None:
    notes = step_notes.with_facts({}, "survei", StepFacts(appointment=Appointment(at=NOON, place="Balai")))
    assert step_notes.with_facts(notes, "survei", StepFacts(appointment=None)) == {"survei": {}}
    assert step_notes.facts({}, "survei") == StepFacts()
    assert step_notes.answers({}, "survei") == {}


def test_a_moment_is_kept_as_the_moment_that_it_is() -> None:
    notes = step_notes.with_facts({}, "survei", StepFacts(appointment=Appointment(at=NOON, place="Balai")))
    found = step_notes.facts(notes, "survei").appointment
    assert found and found.at.astimezone(UTC) == NOON
    assert notes["survei"]["facts"]["appointment"]["at"] == "2026-11-09T12:00:00+07:00"


def test_a_fact_that_is_not_known_here_is_refused() -> None:
    with pytest.raises(ValidationError):
        step_notes.facts({"survei": {"facts": {"data": {}}}}, "survei")


def test_a_correction_takes_over_what_stays_true() -> None:
    looked = LookUp(data={"desil": 2}, outcome={"kunci": "ya"})
    notes = step_notes.with_facts({}, "cek", StepFacts(look_up=looked, times_again=1))
    notes = step_notes.with_facts(notes, "tanda_tangan", StepFacts(ink=Ink(reason="Rusak", at=NOON)))
    notes = step_notes.with_answers(notes, "tanda_tangan", {"catat": True})
    kept = step_notes.for_correction(notes)
    assert step_notes.facts(kept, "cek") == StepFacts(look_up=looked)
    assert step_notes.facts(kept, "tanda_tangan") == StepFacts()
    assert step_notes.answers(kept, "tanda_tangan") == {"catat": True}
