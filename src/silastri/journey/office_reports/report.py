"""The reports of a month, a half-year and a year: drafted by the system on the first working day after, remarked on by
who prepares them, checked, and signed by the head. The way is that of every report (``journey/reporting/flow``)."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from silastri.apps.audit.operations import log
from silastri.apps.catalog import queries as catalog
from silastri.apps.office_reports import operations, queries
from silastri.apps.office_reports.models import OfficeReport
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.offices.queries import Desk
from silastri.domain import opening
from silastri.domain.act import Act
from silastri.domain.refusal import NotFit, NotThere, NotYours
from silastri.domain.reporting import span as reported
from silastri.domain.reporting.span import Kind, Span
from silastri.journey.improvements.access import desk_of
from silastri.journey.reporting.flow import Flow

from . import figures


class NoReport(NotThere):
    """There is no such report in this office, or no such period."""


def reads(desk: Desk) -> bool:
    """For those who prepare, check and sign reports, those who manage the office, and those who watch over it."""
    definition = offices.definition(desk.office)
    theirs = {reported.checker(definition), reported.approver(definition), definition.head.key}
    theirs |= {definition.reports.preparer or "", *definition.watchers.posts}
    return desk.manages or bool(theirs & desk.posts.keys())


def must_read(act: Act) -> Desk:
    """Raises NotYours."""
    desk = desk_of(act)
    if not reads(desk):
        raise NotYours("Laporan kantor untuk penyusun, pemeriksa, penanda tangan, pengelola, dan pengawas.")
    return desk


def prepares(desk: Desk) -> bool:
    """The post that is named for it; without one, a manager of the office."""
    preparer = offices.definition(desk.office).reports.preparer
    return preparer in desk.posts if preparer else desk.manages


def span_of(report: OfficeReport) -> Span:
    return reported.holding(report.since, Kind(report.kind))


def title(report: OfficeReport) -> str:
    return span_of(report).whole_title


def listed(act: Act) -> QuerySet[OfficeReport]:
    """Raises NotYours."""
    return queries.of_office(must_read(act).office.pk)


def report(act: Act, pk: int) -> OfficeReport:
    """Raises NotYours, NoReport."""
    return _find(act, pk, False)


def draft(act: Act) -> int:
    """On working days, the reports of the last month, half-year and year that are not there yet. How many."""
    office = offices.by_id(act.by.office or 0)
    time = offices.working_time(office)
    if not opening.is_open(time, act.at):
        return 0
    today = time.day(act.at)
    return sum(_draft(act, office, reported.holding(today, kind).before) for kind in Kind)


def draft_by_hand(act: Act, key: str) -> OfficeReport:
    """A report that is missing. Raises NotYours, NoReport, NotFit."""
    desk, span = must_read(act), reported.of_key(key)
    if not prepares(desk):
        raise NotYours(FLOW.not_preparer)
    if span is None or not 2000 <= span.year <= 2200:
        raise NoReport("Masa laporan ini tidak ada.")
    if span.until >= offices.today(desk.office, act.at):
        raise NotFit("Masa ini belum berakhir.")
    if not reports_of(desk.office, span.until):
        raise NotFit("Pada masa itu kantor ini belum punya layanan di sini.")
    _draft(act, desk.office, span)
    made = queries.of_period(desk.office.pk, span.kind, span.since)
    assert made
    return made


def reports_of(office: Office, until: date) -> bool:
    """Whether the office had services here already then, of which it reports."""
    time = offices.working_time(office)
    began = catalog.first_published(office.pk)
    return bool(began and time.day(began) <= until and catalog.in_force(office.pk, until))


def _draft(act: Act, office: Office, span: Span) -> int:
    if queries.of_period(office.pk, span.kind, span.since) or not reports_of(office, span.until):
        return 0
    figures.measured(act, office, span)
    with transaction.atomic():
        counted, annex = figures.of_span(office, span, act.at)
        if operations.add(office, span, figures=counted, annex=annex, at=act.at):
            log(act, "draft_office_report", span.whole_title)
            return 1
    return 0


def _find(act: Act, pk: int, lock: bool) -> OfficeReport:
    found = queries.report(pk, must_read(act).office.pk, lock=lock)
    if found is None:
        raise NoReport("Laporan ini tidak ada di kantor Anda.")
    return found


def _count(act: Act, found: OfficeReport) -> figures.Figures:
    counted, found.annex = figures.of_span(found.office, span_of(found), act.at)
    found.save(update_fields=["annex"])
    return counted


FLOW = Flow(
    what="office_report",
    find=_find,
    name=title,
    prepares=lambda act, _: prepares(desk_of(act)),
    checker=lambda found: reported.checker(offices.definition(found.office)),
    approver=lambda found: reported.approver(offices.definition(found.office)),
    count=_count,
    not_preparer="Laporan kantor disusun jabatan yang ditunjuk, atau pengelola kantor.",
)
