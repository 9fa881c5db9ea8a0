"""The reports of the last months' complaints in the demo: one signed, one checked, one as it was drafted."""

from datetime import datetime, timedelta

from silastri.apps.complaints import months
from silastri.apps.complaints.models import MonthReport
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain import opening
from silastri.domain.act import SYSTEM, Act, Actor
from silastri.domain.complaints import month as calendar
from silastri.domain.complaints import posts
from silastri.domain.complaints.month import Month
from silastri.journey.complaints import access, month_report
from silastri.journey.reporting.flow import mark
from silastri.journey.signing import report as signing

from .sample import PASSPHRASE


def fill(office: Office, at: datetime) -> None:
    """Those of the three months before this one."""
    time, last = offices.working_time(office), calendar.of_day(offices.today(office, at)).before
    for n, month in enumerate((last.before.before, last.before, last)):
        drafted_at = min(at, opening.next_open(time, time.begins(month.next.first)))
        month_report.draft(Act(Actor(SYSTEM.person, SYSTEM.name, office.pk), drafted_at, "job"))
        report = months.of_month(office.pk, month.year, month.number)
        if report and n < 2:
            _check(report, office, month, drafted_at, is_last=n == 0)


def _check(report: MonthReport, office: Office, month: Month, at: datetime, *, is_last: bool) -> None:
    definition = offices.definition(office)
    handler = sorted(access.roles(office).handlers)[0]
    month_report.FLOW.write(_act(office, handler, at), report.pk, "Yang paling sering dikeluhkan: antrean di loket.")
    report.refresh_from_db()
    at += timedelta(hours=1)
    checker = _act(office, posts.report_checker(definition), at)
    report = month_report.FLOW.check(checker, report.pk, mark(report))
    if is_last:
        head = _act(office, posts.report_approver(definition), at + timedelta(hours=1))
        person = offices.holders(office, posts.report_approver(definition), offices.today(office, at))[0]
        seen = mark(report)
        signing.sign(head, signing.MONTH, pk=report.pk, seen=seen, passphrase=PASSPHRASE, signer=person)


def _act(office: Office, post: str, at: datetime) -> Act:
    """Of who holds the post now: the demo has one officer for each."""
    person = offices.holders(office, post, offices.today(office, at))[0]
    return Act(Actor(person.pk, person.name, office.pk, {post: ""}), at, "web")
