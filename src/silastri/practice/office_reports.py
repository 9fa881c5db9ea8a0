"""The reports of the last months in the demo, in different states, and an assessment with gaps."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.conf import settings

from silastri.apps.assessments import operations as assessments
from silastri.apps.assessments.models import Assessment
from silastri.apps.catalog import queries as catalog
from silastri.apps.improvements import operations as improvements
from silastri.apps.office_reports import operations, queries
from silastri.apps.office_reports.models import OfficeReport
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office, Posting
from silastri.domain.act import SYSTEM, Act, Actor
from silastri.domain.reporting import span as reported
from silastri.domain.reporting.span import Kind
from silastri.journey.office_reports import figures, paper
from silastri.journey.office_reports import report as reports
from silastri.journey.reporting.flow import mark
from silastri.journey.signing import report as signing

from .sample import PASSPHRASE


def fill(office: Office, at: datetime) -> None:
    """The reports of the two months before this one, the older one signed, the newer as it was drafted, and what is
    ready for the Ombudsman."""
    last = reported.holding(offices.today(office, at), Kind.MONTH).before
    manager = Posting.objects.filter(office=office, manages=True).order_by("pk").first()
    if manager is None:
        return
    if not catalog.in_force(office.pk, offices.today(office, at)):
        return
    for span in (last.before, last):
        figures.measured(Act(replace(SYSTEM, office=office.pk), at, "job"), office, span)
        counted, annex = figures.of_span(office, span, at)
        operations.add(office, span, figures=counted, annex=annex, at=at)
    _sign(queries.of_period(office.pk, Kind.MONTH, last.before.since), office, manager.post, at)
    _assessment(office, manager, at)


def _sign(report: OfficeReport | None, office: Office, preparer: str, at: datetime) -> None:
    assert report
    definition, flow = offices.definition(office), reports.FLOW
    told = "Yang lewat janji sudah dibahas dalam rapat awal bulan."
    report = flow.write(_act(office, preparer, at), report.pk, told)
    report = flow.check(_act(office, reported.checker(definition), at), report.pk, mark(report))
    head = reported.approver(definition)
    person = offices.holders(office, head, offices.today(office, at))[0]
    act = _act(office, head, at)
    signing.sign(act, paper.SIGNED, pk=report.pk, seen=mark(report), passphrase=PASSPHRASE, signer=person)


def _assessment(office: Office, manager: Posting, at: datetime) -> None:
    """Begun a week ago; one of its gaps has somebody who closes it."""
    today = offices.today(office, at)
    ombudsman = next(one for one in settings.INDICATORS if one.key == "ombudsman")
    made = assessments.begin(
        Assessment(
            office=office, instrument=ombudsman.key, since=ombudsman.since, year=today.year,
            opened_by=manager.person, opened_at=at - timedelta(days=7),
        )
    )  # fmt: skip
    assessments.note(made, "etika", "Pakta integritas ditandatangani bulan depan.")
    planned = improvements.add(
        office=office, what="Kode etik dan pakta integritas diumumkan", post=manager.post, planned_by=manager.person,
        due_on=today + timedelta(days=30), planned_at=at - timedelta(days=7),
    )  # fmt: skip
    assessments.plan(made, "etika", planned)


def _act(office: Office, post: str, at: datetime) -> Act:
    """Of who holds the post now: the demo has one officer for each."""
    person = offices.holders(office, post, offices.today(office, at))[0]
    return Act(Actor(person.pk, person.name, office.pk, {post: ""}), at, "web")
