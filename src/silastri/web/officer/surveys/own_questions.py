"""What people answered to the office's own questions, with the index of IPAK apart from that of the nine elements."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from silastri.apps.offices import queries as offices
from silastri.apps.surveys.queries import extra as answered
from silastri.domain.definition.voice.survey import ExtraQuestion, Group
from silastri.domain.satisfaction import extra
from silastri.domain.satisfaction.index import NoIndex, graded
from silastri.web.forms import day_asked
from silastri.web.guard import DeskRequest, officer


@dataclass(frozen=True, slots=True)
class Row:
    question: ExtraQuestion
    counts: extra.Counts
    index: Decimal | None

    @property
    def answers(self) -> list[tuple[str, int]]:
        return list(zip(self.question.options, self.counts, strict=True))

    @property
    def all(self) -> int:
        return sum(self.counts)


@officer
def results(request: DeskRequest) -> HttpResponse:
    """From the beginning of the year, unless other days are asked for."""
    office = request.desk.office
    usual = {"dari": request.today.replace(month=1, day=1).isoformat(), "sampai": request.today.isoformat()}
    days = {name: day_asked(usual | request.GET.dict(), name) for name in usual}
    since, until = (days[name].day for name in usual)
    counts = answered(office.pk, since, until) if since and until else {}
    rows = [_row(one, counts.get(one.key, extra.NOBODY)) for one in offices.definition(office).survey.extra]
    page: dict[str, Any] = {
        "days": days,
        "ipak": [row for row in rows if row.question.group is Group.IPAK],
        "others": [row for row in rows if row.question.group is not Group.IPAK],
        "index": _index([row for row in rows if row.question.group is Group.IPAK]),
    }
    is_wrong = any(asked.error for asked in days.values())
    return render(request, "officer/surveys/own_questions.html", page, status=422 if is_wrong else 200)


def _row(question: ExtraQuestion, counts: extra.Counts) -> Row:
    mean = extra.mean(counts)
    return Row(question, counts, None if mean is None else graded(mean).index)


def _index(rows: list[Row]) -> Any:
    try:
        return extra.index_of(row.counts for row in rows)
    except NoIndex:
        return None
