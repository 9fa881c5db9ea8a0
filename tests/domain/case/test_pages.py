"""How the questions of a form fall on pages."""

import pytest

from silastri.domain.case.pages import asked, pages
from silastri.domain.definition.field import Question
from silastri.domain.definition.standard import Standard
from tests.builders import definition

SMALL, PERSON, LONG = {}, {"isian": "orang"}, {"isian": "paragraf"}


def standard(*questions: dict[str, object]) -> Standard:
    form = [Question.model_validate({"kunci": f"q{n}", "label": f"Tanya {n}"} | q) for n, q in enumerate(questions)]
    return definition().standard.model_copy(update={"form": tuple(form)})


def titled(name: str) -> dict[str, object]:
    return {"bagian": name}


def when(condition: str) -> dict[str, object]:
    return {"bila": condition}


# Questions in order, and on which page each is asked.
@pytest.mark.parametrize(
    ("questions", "expected"),
    [
        ([PERSON, SMALL, SMALL, LONG, SMALL], [["q0"], ["q1", "q2"], ["q3"], ["q4"]]),
        ([SMALL] * 6, [["q0", "q1", "q2", "q3"], ["q4", "q5"]]),
        ([titled("Usaha"), LONG, SMALL, titled("Tempat"), SMALL], [["q0", "q1", "q2"], ["q3", "q4"]]),
        ([SMALL, when('isian.q0 == "a"')], [["q0"], ["q1"]]),  # what depends on an answer comes after its page
        ([titled("Usaha"), when('isian.q0 == "a"'), SMALL], [["q0"], ["q1", "q2"]]),
        ([PERSON, SMALL, when("isian.q0.umur > 17")], [["q0"], ["q1"], ["q2"]]),
        ([SMALL, when('jalur.kunci == "a"')], [["q0"], ["q1"]]),  # a path follows from any answer
        ([], []),
    ],
)
def test_the_pages(questions: list[dict[str, object]], expected: list[list[str]]) -> None:
    assert [[q.key for q in page.questions] for page in pages(standard(*questions))] == expected


def test_a_page_is_named_by_its_section_or_its_only_question() -> None:
    named = [page.title for page in pages(standard(PERSON, SMALL, SMALL, titled("Tempat"), when("isian.q3 != ''")))]
    assert named == ["Tanya 0", "", "Tempat", "Tempat"]


def test_a_page_on_which_nothing_is_asked_is_passed_over() -> None:
    form = pages(standard(SMALL, when('isian.q0 == "a"'), PERSON))
    assert [page.key for page in asked(form, {"q0", "q2"})] == ["q0", "q2"]
