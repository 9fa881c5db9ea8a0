"""The pages on which a form is asked: one thing a page, and small questions that belong together on one."""

from dataclasses import dataclass

from silastri.domain.definition.field import FieldKind, Question
from silastri.domain.definition.standard import Standard

_BIG = (FieldKind.PERSON, FieldKind.LETTER, FieldKind.LIST, FieldKind.LONG_TEXT)
_MOST = 4  # small questions on one page


@dataclass(frozen=True)
class Page:
    """Some questions that are asked together; the key of the first names the page."""

    questions: tuple[Question, ...]
    section: str = ""

    @property
    def key(self) -> str:
        return self.questions[0].key

    @property
    def keys(self) -> set[str]:
        return {question.key for question in self.questions}

    @property
    def title(self) -> str:
        """The section's, or that of the only question; empty where nothing says what its questions have in common."""
        return self.section or (self.questions[0].label if len(self.questions) == 1 else "")

    def has(self, name: str) -> bool:
        """Whether an input is on this page, by its name."""
        return name.partition(".")[0] in self.keys


def pages(standard: Standard) -> tuple[Page, ...]:
    """All pages of a form, in order."""
    found: list[Page] = []
    booked = standard.reservation.first if standard.reservation else ""
    for question in standard.form:
        last = found[-1] if found else None
        if last is None or question.section or question.key == booked or not _goes_with(question, last):
            section = question.section or (last.section if last else "")
            found.append(Page((question,), section))
        else:
            found[-1] = Page((*last.questions, question), last.section)
    return tuple(found)


def asked(form_pages: tuple[Page, ...], shown: set[str]) -> list[Page]:
    """The pages with something to ask, given the keys of the questions to show."""
    return [page for page in form_pages if page.keys & shown]


def _goes_with(question: Question, page: Page) -> bool:
    """Whether a question may stand on the page of those before it. What depends on an answer comes after that page, so
    that no question comes and goes under the eyes of who cannot run scripts."""
    names = question.when.names if question.when else frozenset[str]()
    if any(name.startswith("jalur.") or (name.partition(".")[2].partition(".")[0] in page.keys) for name in names):
        return False
    if page.section:
        return True
    before = page.questions[-1]
    are_small = question.kind not in _BIG and before.kind not in _BIG and len(page.questions) < _MOST
    return are_small and question.when == before.when
