"""All that an office must report: of which period, until when, and how far each report is."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from silastri.apps.complaints import months
from silastri.apps.office_reports import queries
from silastri.apps.offices import queries as offices
from silastri.apps.offices.queries import Desk
from silastri.apps.signed_report import State
from silastri.apps.surveys import reports as surveys
from silastri.apps.surveys.models import SurveyReport
from silastri.domain.act import Act
from silastri.domain.definition.running.reports import SurveyEvery
from silastri.domain.reporting import span as reported
from silastri.domain.reporting.span import Kind, Span
from silastri.journey.complaints import month_report
from silastri.journey.improvements.access import plans
from silastri.journey.reporting import whose
from silastri.journey.surveys import report as survey_report

from . import report as journey

MONTHS = 12  # before this one


@dataclass(frozen=True)
class Due:
    """One report that is due. ``at`` is the place of its page: the name of the route and what it takes; none where this
    desk may not open it. Without ``state`` there is no report yet."""

    title: str
    span: Span
    due_on: date
    state: str = ""
    said: str = "Belum ada"
    at: tuple[str, str] | None = None
    key: str = ""  # by which the missing report of the office can be drafted
    turn: str = ""  # whose turn it is
    is_extra: bool = False  # nobody asks for it, so it stands here only where it was made

    @property
    def is_done(self) -> bool:
        return self.state in (State.SIGNED, SurveyReport.State.APPROVED)


def listed(act: Act) -> list[Due]:
    """The newest first: what had to be made since the office has services here, and what was made all the same.
    Raises NotYours."""
    desk = journey.must_read(act)
    office, definition = desk.office, offices.definition(desk.office)
    time, found = offices.working_time(office), []
    for span in reported.ended(time.day(act.at), MONTHS):
        is_due = journey.reports_of(office, span.until)
        due_on = reported.due(time, span.until, definition.reports.within)
        those = [_of_office(desk, span, due_on, act.at), *_beside(desk, span, due_on, act.at)]
        found += [one for one in those if one.state or (is_due and not one.is_extra)]
    return found


def is_late(one: Due, today: date) -> bool:
    return not one.is_done and one.due_on < today


def _of_office(desk: Desk, span: Span, due_on: date, at: datetime) -> Due:
    found = queries.of_period(desk.office.pk, span.kind, span.since)
    if found is None:
        preparer = offices.definition(desk.office).reports.preparer
        on = offices.today(desk.office, at)
        turn = whose.of_post(desk.office, preparer, on) if preparer else "pengelola kantor"
        return Due(span.title, span, due_on, key=span.key if journey.prepares(desk) else "", turn=turn)
    place = ("office_report", str(found.pk))
    turn = whose.turn(journey.FLOW, found, offices.today(desk.office, at))
    return Due(span.title, span, due_on, found.state, found.get_state_display(), place, turn=turn)


def _beside(desk: Desk, span: Span, due_on: date, at: datetime) -> list[Due]:
    """The reports of complaints and of the survey, which have pages of their own."""
    if span.kind is Kind.MONTH:
        return [_of_complaints(desk, span, due_on, at)]
    every = offices.definition(desk.office).reports.survey_every
    wanted = Kind.HALF if every is SurveyEvery.HALF else Kind.YEAR
    return [replace(_of_survey(desk, span, due_on), is_extra=span.kind is not wanted)]


def _of_complaints(desk: Desk, span: Span, due_on: date, at: datetime) -> Due:
    title, found = "Laporan pengaduan", months.of_month(desk.office.pk, span.year, span.number)
    if found is None:
        return Due(title, span, due_on, turn="dibuat sistem sendiri")
    place = ("month_report", str(found.pk)) if month_report.reads(desk) else None
    turn = whose.turn(month_report.FLOW, found, offices.today(desk.office, at))
    return Due(title, span, due_on, found.state, found.get_state_display(), place, turn=turn)


def _of_survey(desk: Desk, span: Span, due_on: date) -> Due:
    title, found = "Laporan SKM", surveys.of_period(desk.office.pk, span.since, span.until)
    place = ("survey_report", span.key) if plans(desk) and survey_report.period_of(span.key) else None
    if found is None:
        return Due(title, span, due_on, at=place, turn="pengelola kantor")
    is_done = found.state == SurveyReport.State.APPROVED
    turn = "" if is_done else "pengelola kantor, lalu pimpinan"
    return Due(title, span, due_on, found.state, found.get_state_display(), place, turn=turn)
