"""The office's own questions in a report: apart from the index of the nine elements, which they never change."""

from typing import Any

from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.surveys.queries import extra as answered
from silastri.domain.definition.voice.survey import Group
from silastri.domain.satisfaction import extra
from silastri.domain.satisfaction.figures import graded_words
from silastri.domain.satisfaction.index import NoIndex, graded
from silastri.domain.satisfaction.period import Period

_TITLES = {Group.IPAK: "Indeks persepsi anti korupsi (IPAK)", Group.OTHER: "Pertanyaan lain"}


def own_questions(office: Office, period: Period) -> list[dict[str, Any]]:
    """Each group that was answered: its title, its own index where it has one, and its questions."""
    counts = answered(office.pk, period.since, period.until)
    asked = offices.definition(office).survey.extra
    found = []
    for group, title in _TITLES.items():
        rows = [(one.text, counts[one.key]) for one in asked if one.group is group and one.key in counts]
        if rows:
            told = [{"text": text, "responses": sum(marks), **_mean(marks)} for text, marks in rows]
            found.append({"title": title, "all": _index(group, rows), "questions": told})
    return found


def _index(group: Group, rows: list[tuple[str, extra.Counts]]) -> dict[str, str] | None:
    """Only the questions of IPAK make an index together."""
    try:
        return graded_words(extra.index_of(marks for _, marks in rows)) if group is Group.IPAK else None
    except NoIndex:
        return None


def _mean(marks: extra.Counts) -> dict[str, str]:
    mean = extra.mean(marks)
    return graded_words(graded(mean)) if mean is not None else dict.fromkeys(("mean", "index", "grade", "words"), "")
