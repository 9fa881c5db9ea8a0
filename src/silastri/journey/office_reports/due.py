"""All that an office must report, its registers too: of which period, until when, how far, and whose turn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from silastri.apps.complaints import months
from silastri.apps.office_reports import counts, queries
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.offices.queries import Desk
from silastri.apps.signed_report import State
from silastri.apps.surveys import reports as surveys
from silastri.apps.surveys.models import SurveyReport
from silastri.domain.act import Act
from silastri.domain.definition.running.reports import SurveyEvery
from silastri.domain.reporting import span as reported
from silastri.domain.reporting.span import Kind, Span
from silastri.domain.satisfaction.period import Period
from silastri.journey.complaints import book, month_report
from silastri.journey.improvements.access import plans
from silastri.journey.reporting import whose
from silastri.journey.surveys import report as survey_report

from . import report as journey

MONTHS = 12  # before this one
COMPLETE, OPEN, NONE = "complete", "open", "none"  # how far a register of a month is; nothing was to be registered


@dataclass(frozen=True)
class Due:
    """One report that is due. ``at`` is the place of its page: the name of the route and what it takes; none where this
    desk may not open it. Without ``state`` there is no report yet."""

    title: str
    span: Span | Period
    due_on: date
    state: str = ""
    said: str = "Belum ada"
    at: tuple[str, ...] | None = None
    query: str = ""  # what its page is asked for
    key: str = ""  # by which the missing report of the office can be drafted
    turn: str = ""  # whose turn it is
    is_extra: bool = False  # nobody asks for it, so it stands here only where it was made
    is_free: bool = False  # nobody asks for it, but it stands here

    @property
    def is_done(self) -> bool:
        return self.state in (State.SIGNED, SurveyReport.State.APPROVED, COMPLETE, NONE)


def listed(act: Act) -> list[Due]:
    """The newest first: what had to be made since the office has services here, and what was made all the same.
    Raises NotYours."""
    desk = journey.must_read(act)
    office, definition = desk.office, offices.definition(desk.office)
    time, found = offices.working_time(office), []
    spans = reported.ended(time.day(act.at), MONTHS)
    books = _Books.of(act, office, spans)
    for span in spans:
        is_due = journey.reports_of(office, span.until)
        due_on = reported.due(time, span.until, definition.reports.within)
        those = [_of_office(desk, span, due_on, act.at), *_beside(desk, span, due_on, act.at)]
        those += books.of_month(span, due_on) if span.kind is Kind.MONTH else []
        found += [one for one in those if one.state not in ("", NONE) or (is_due and not one.is_extra)]
    return found


def is_late(one: Due, today: date) -> bool:
    return not one.is_done and not one.is_free and one.due_on < today


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
    """The reports of complaints and of the survey, which have pages of their own. The survey of a quarter is reported
    where the office says so, and may be anywhere."""
    every = offices.definition(desk.office).reports.survey_every
    if span.kind is Kind.MONTH:
        quarter = Period(span.year, "t", span.number // 3) if span.number % 3 == 0 else None
        survey = [_of_survey(desk, quarter, due_on)] if quarter else []
        is_free = every is not SurveyEvery.QUARTER
        return [_of_complaints(desk, span, due_on, at), *(replace(one, is_free=is_free) for one in survey)]
    wanted = {SurveyEvery.HALF: Kind.HALF, SurveyEvery.YEAR: Kind.YEAR}.get(every)
    return [replace(_of_survey(desk, span, due_on), is_extra=span.kind is not wanted)]


def _of_complaints(desk: Desk, span: Span, due_on: date, at: datetime) -> Due:
    title, found = "Laporan pengaduan", months.of_month(desk.office.pk, span.year, span.number)
    if found is None:
        return Due(title, span, due_on, turn="dibuat sistem sendiri")
    place = ("month_report", str(found.pk)) if month_report.reads(desk) else None
    turn = whose.turn(month_report.FLOW, found, offices.today(desk.office, at))
    return Due(title, span, due_on, found.state, found.get_state_display(), place, turn=turn)


def _of_survey(desk: Desk, span: Span | Period, due_on: date) -> Due:
    title, found = "Laporan SKM", surveys.of_period(desk.office.pk, span.since, span.until)
    place = ("survey_report", span.key) if plans(desk) and survey_report.period_of(span.key) else None
    if found is None:
        return Due(title, span, due_on, at=place, turn="pengelola kantor")
    is_done = found.state == SurveyReport.State.APPROVED
    turn = "" if is_done else "pengelola kantor, lalu pimpinan"
    return Due(title, span, due_on, found.state, found.get_state_display(), place, turn=turn)


@dataclass(frozen=True)
class _Books:
    """The registers, which fill themselves: what is to be done is that each number and complaint comes to its end."""

    office: Office
    opens: tuple[bool, bool]  # the Buku Registrasi, the Buku Pengaduan
    numbers: Mapping[tuple[int, int], counts.Numbers]
    complaints: Mapping[tuple[int, int], tuple[int, int]]

    @classmethod
    def of(cls, act: Act, office: Office, spans: Sequence[Span]) -> "_Books":
        time = offices.working_time(office)
        since, until = spans[-1].since, spans[0].until
        between = time.begins(since), time.begins(until + timedelta(days=1))
        opens = True, book.may_read(act, office)
        return cls(office, opens, counts.numbers(office.pk, since, until), counts.complaint_months(office.pk, *between))

    def of_month(self, span: Span, due_on: date) -> list[Due]:
        numbers = self.numbers.get((span.year, span.number), counts.Numbers())
        waits = {"penanda tangan surat": numbers.unsigned, "petugas penomoran": numbers.unused}
        turn = " dan ".join(who for who, count in waits.items() if count)
        received, open_ = self.complaints.get((span.year, span.number), (0, 0))
        registered = _said(numbers.count, numbers.unsigned + numbers.unused, "nomor")
        complained = _said(received, open_, "pengaduan")
        rows = (
            ("Buku registrasi", "ledger" if numbers.count else "", registered, turn),
            ("Buku pengaduan", "complaint_book" if received else "", complained, "petugas pengaduan" if open_ else ""),
        )
        query = f"tahun={span.year}&bulan={span.number}"
        return [
            Due(
                title,
                span,
                due_on,
                _state(route, turn),
                said,
                (route,) if opens and route else None,
                query,
                turn=turn,
            )
            for (title, route, said, turn), opens in zip(rows, self.opens, strict=True)
        ]


def _state(route: str, turn: str) -> str:
    return OPEN if turn else COMPLETE if route else NONE


def _said(count: int, left: int, what: str) -> str:
    """Nihil; Lengkap, 12 nomor; 3 dari 12 nomor belum selesai."""
    if not count:
        return "Nihil"
    return f"{left} dari {count} {what} belum selesai" if left else f"Lengkap, {count} {what}"
