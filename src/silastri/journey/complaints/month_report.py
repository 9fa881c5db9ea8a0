"""The report of a month's complaints: drafted by the system, remarked on by those who handle complaints, checked by the
post that is named for it, and then with the head, who signs it (``journey/signing/month_report``)."""

import hashlib
import json
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
from silastri.domain.refusal import MovedOn, NotFit, NotThere, NotYours

from . import access, book, month_figures

LONGEST, LONGEST_REASON = 4000, 500
State = MonthReport.State


class NoReport(NotThere):
    """There is no such report in this office."""


class NotNow(MovedOn):
    """The report is in another state, or was changed since it was seen."""


class NotTheirs(NotYours):
    """Another post does this."""


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
    return _found(book.must_read(act), pk)


def mark(found: MonthReport) -> str:
    """Changes with whatever is read in the report: who checks or signs it does so with what he saw."""
    read = json.dumps([found.figures, found.remarks, found.state], sort_keys=True)
    return hashlib.sha256(read.encode()).hexdigest()[:16]


def may_write(act: Act, found: MonthReport) -> bool:
    return found.state in months.OPEN and access.is_handler(act, found.office)


def may_check(act: Act, found: MonthReport) -> bool:
    return found.state == State.DRAFTED and posts.report_checker(offices.definition(found.office)) in act.by.posts


def may_sign(act: Act, found: MonthReport) -> bool:
    return found.state == State.CHECKED and posts.report_approver(offices.definition(found.office)) in act.by.posts


@transaction.atomic
def write(act: Act, pk: int, remarks: str) -> MonthReport:
    """Remarks of those who handle complaints; a report that was sent back is repaired by them. The figures are counted
    again. Raises NotKeeper, NoReport, NotTheirs, NotNow, NotFit."""
    found = _locked(act, pk)
    if not access.is_handler(act, found.office):
        raise NotTheirs("Catatan laporan ditulis petugas pengaduan.")
    _must_be(found, *months.OPEN)
    remarks = remarks.strip()
    if len(remarks) > LONGEST:
        raise NotFit("Terlalu panjang.", {"catatan": f"Paling banyak {LONGEST} huruf."})
    if found.state == State.SENT_BACK and remarks == found.remarks and not remarks:
        raise NotFit("Tulis yang diperbaiki.", {"catatan": "Tulis yang diperbaiki."})
    found.remarks, found.state = remarks, State.DRAFTED
    found.figures = month_figures.of_month(found.office, month_of(found), act.at)
    found.save(update_fields=["remarks", "state", "figures"])
    log(act, "write_month_report", month_of(found).name)
    return found


@transaction.atomic
def send_back(act: Act, pk: int, why: str, seen: str) -> MonthReport:
    """By who checks it, or by who would sign it. Raises NotKeeper, NoReport, NotTheirs, NotNow, NotFit."""
    found = _locked(act, pk)
    _must_be(found, State.DRAFTED, State.CHECKED)
    if not (may_check(act, found) or may_sign(act, found)):
        raise NotTheirs("Laporan dikembalikan jabatan yang memeriksa atau menandatanganinya.")
    _must_be_seen(found, seen)
    why = why.strip()
    if not why or len(why) > LONGEST_REASON:
        wrong = f"Tulis yang perlu diperbaiki, paling banyak {LONGEST_REASON} huruf."
        raise NotFit(wrong, {"alasan": wrong})
    found.why, found.state, found.checked_by, found.checked_at = why, State.SENT_BACK, None, None
    found.save(update_fields=["why", "state", "checked_by", "checked_at"])
    log(act, "send_back_month_report", month_of(found).name)
    return found


@transaction.atomic
def check(act: Act, pk: int, seen: str) -> MonthReport:
    """Approves it: from here on its figures and remarks stay as they are. Raises NotKeeper, NoReport, NotTheirs,
    NotNow."""
    found = _locked(act, pk)
    if posts.report_checker(offices.definition(found.office)) not in act.by.posts:
        raise NotTheirs("Laporan ini diperiksa jabatan lain.")
    _must_be(found, State.DRAFTED)
    _must_be_seen(found, seen)
    found.state, found.checked_by_id, found.checked_at, found.why = State.CHECKED, act.by.person, act.at, ""
    found.save(update_fields=["state", "checked_by", "checked_at", "why"])
    log(act, "check_month_report", month_of(found).name)
    return found


def to_sign(act: Act, pk: int, seen: str, *, lock: bool = False) -> MonthReport:
    """The report, as its signer saw it. Raises NotKeeper, NoReport, NotTheirs, NotNow."""
    found = _locked(act, pk) if lock else report(act, pk)
    if posts.report_approver(offices.definition(found.office)) not in act.by.posts:
        raise NotTheirs("Laporan ini ditandatangani jabatan lain.")
    _must_be(found, State.CHECKED)
    _must_be_seen(found, seen)
    return found


def _locked(act: Act, pk: int) -> MonthReport:
    return _found(book.must_read(act), pk, lock=True)


def _found(office: Office, pk: int, *, lock: bool = False) -> MonthReport:
    found = months.report(pk, office.pk, lock=lock)
    if found is None:
        raise NoReport("Laporan ini tidak ada di kantor Anda.")
    return found


def _must_be(found: MonthReport, *states: str) -> None:
    if found.state not in states:
        raise NotNow(f"Laporan ini sekarang: {found.get_state_display().lower()}. Muat ulang halamannya.")


def _must_be_seen(found: MonthReport, seen: str) -> None:
    if seen != mark(found):
        raise NotNow("Laporan ini berubah sejak Anda membacanya. Baca lagi.")
