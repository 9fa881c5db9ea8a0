"""The report of a month's complaints: drafted by the system, remarked on by those who handle complaints, checked by the
post that is named for it, and then with the head, who signs it (``journey/signing/report``)."""

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet

from silastri.apps.audit.operations import log
from silastri.apps.catalog import queries as catalog
from silastri.apps.complaints import months
from silastri.apps.complaints.models import MonthReport
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.offices.queries import Desk
from silastri.domain import opening
from silastri.domain.act import Act
from silastri.domain.complaints import month as calendar
from silastri.domain.complaints import posts
from silastri.domain.complaints.month import Month
from silastri.domain.refusal import NotThere
from silastri.journey.reporting.flow import Flow

from . import access, book, month_figures


class NoReport(NotThere):
    """There is no such report in this office."""


def reads(desk: Desk) -> bool:
    """Whether the reports are for this desk: for those who handle or decide, report, sign, or manage the office."""
    definition = offices.definition(desk.office)
    theirs = {*access.roles(desk.office).all, posts.report_checker(definition), posts.report_approver(definition)}
    return desk.manages or bool(theirs & desk.posts.keys())


def month_of(report: MonthReport) -> Month:
    return Month(report.year, report.month)


def draft(act: Act) -> int:
    """On the first working day of a month, the report of the month before; also where nothing came. How many."""
    office = offices.by_id(act.by.office or 0)
    time = offices.working_time(office)
    if not opening.is_open(time, act.at):
        return 0
    month = calendar.of_day(time.day(act.at)).before
    if months.of_month(office.pk, month.year, month.number) or not _reports(office, month):
        return 0
    with transaction.atomic():
        figures = month_figures.of_month(office, month, act.at)
        if months.add(office, month.year, month.number, figures, act.at):
            log(act, "draft_month_report", month.name)
            return 1
    return 0


def _reports(office: Office, month: Month) -> bool:
    """Whether the office had complaints, or services already in that month, of which somebody could complain."""
    return months.has_any(office.pk) or bool(catalog.in_force(office.pk, month.next.first - timedelta(days=1)))


def listed(act: Act) -> QuerySet[MonthReport]:
    """Raises NotKeeper."""
    return months.of_office(book.must_read(act).pk)


def report(act: Act, pk: int) -> MonthReport:
    """Raises NotKeeper, NoReport."""
    return _find(act, pk, False)


def _find(act: Act, pk: int, lock: bool) -> MonthReport:
    """Raises NotKeeper, NoReport."""
    found = months.report(pk, book.must_read(act).pk, lock=lock)
    if found is None:
        raise NoReport("Laporan ini tidak ada di kantor Anda.")
    return found


FLOW = Flow(
    what="month_report",
    find=_find,
    name=lambda found: month_of(found).name,
    prepares=lambda act, found: access.is_handler(act, found.office),
    checker=lambda found: posts.report_checker(offices.definition(found.office)),
    approver=lambda found: posts.report_approver(offices.definition(found.office)),
    count=lambda act, found: month_figures.of_month(found.office, month_of(found), act.at),
    not_preparer="Catatan laporan ditulis petugas pengaduan.",
)
