"""The report of a month's complaints, from its draft to the head's signature."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from silastri.adapters.signing import signing
from silastri.adapters.signing.port import Finding
from silastri.apps.accounts.models import Person
from silastri.apps.audit.models import LogEntry
from silastri.apps.complaints.models import Complaint, MonthReport
from silastri.apps.documents import queries as documents
from silastri.apps.improvements.models import Improvement
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.act import SYSTEM, Act
from silastri.domain.complaints import posts
from silastri.journey.complaints import access, month_figures, month_report
from silastri.journey.reporting.flow import mark
from silastri.practice.sample import PASSPHRASE
from tests.builders import STANDARDS, WIB, Town, a_town

Browser = Callable[[Person | None], Client]
LIST = "/petugas/laporan-pengaduan/"
IN_OCTOBER = datetime(2026, 10, 12, 9, 0, tzinfo=WIB)
IN_NOVEMBER = datetime(2026, 11, 2, 9, 0, tzinfo=WIB)  # the first working day, a Monday
Kind, State = Complaint.Kind, Complaint.State


def a_complaint(office: Office, serial: int, **more: Any) -> Complaint:
    given: dict[str, Any] = {
        "channel": "web", "identity": "anonymous", "weight": "light", "limit": "information", "state": State.CLOSED,
        "received_at": IN_OCTOBER, "answered_at": IN_OCTOBER + timedelta(days=1), "text": "Antre lama",
    }  # fmt: skip
    given |= more
    return Complaint.objects.create(
        office=office, at_office=office, year=2026, serial=serial, code=f"KODE{serial}", digest="", **given
    )


def draft(office: Office, at: datetime = IN_NOVEMBER) -> int:
    return month_report.draft(Act(replace(SYSTEM, office=office.pk), at, "job"))


@pytest.fixture
def report(town: Town) -> MonthReport:
    a_complaint(town.office, 1)
    assert draft(town.office) == 1
    return MonthReport.objects.get()


def who(town: Town) -> dict[str, Person]:
    definition = offices.definition(town.office)
    return {
        "handler": town.officer(sorted(access.roles(town.office).handlers)[0]),
        "checker": town.officer(posts.report_checker(definition)),
        "head": town.officer(posts.report_approver(definition)),
    }


def seen(found: MonthReport) -> dict[str, str]:
    found.refresh_from_db()
    return {"tanda": mark(found)}


def state(found: MonthReport) -> str:
    found.refresh_from_db()
    return found.state


def one(found: MonthReport, what: str = "") -> str:
    return f"{LIST}{found.pk}/{what and what + '/'}"


def test_it_is_drafted_once_on_the_first_working_day(town: Town) -> None:
    a_complaint(town.office, 1)
    sunday = datetime(2026, 11, 1, 9, 0, tzinfo=WIB)
    assert (draft(town.office, sunday), draft(town.office, IN_NOVEMBER.replace(hour=5))) == (0, 0)
    assert [draft(town.office), draft(town.office), draft(town.office, IN_NOVEMBER + timedelta(days=1))] == [1, 0, 0]
    found = MonthReport.objects.get()
    assert (found.year, found.month, found.state, found.figures["received"]) == (2026, 10, "drafted", 1)


def test_a_month_without_complaints_is_reported_as_nil(town: Town, browser: Browser) -> None:
    assert draft(town.office, datetime(2026, 12, 1, 9, 0, tzinfo=WIB)) == 1
    found = MonthReport.objects.get()
    assert found.figures["year"] == {"received": 0, "settled": 0, "percent": ""}
    page = browser(who(town)["head"]).get(one(found)).content.decode()
    assert "Nihil" in page
    assert "n/a" in page
    assert browser(who(town)["head"]).get(f"{one(found)}laporan.pdf").content.startswith(b"%PDF")


def test_an_office_without_services_reports_nothing(db: None) -> None:
    assert draft(a_town(STANDARDS / "inspektorat").office, datetime(2026, 12, 1, 9, 0, tzinfo=WIB)) == 0


def test_january_reports_of_december(town: Town) -> None:
    at = datetime(2026, 12, 31, 23, 30, tzinfo=WIB)
    a_complaint(town.office, 1, received_at=at, state=State.NEW, answered_at=None)
    assert draft(town.office, datetime(2027, 1, 4, 9, 0, tzinfo=WIB)) == 1
    found = MonthReport.objects.get()
    assert (found.year, found.month, found.figures["received"]) == (2026, 12, 1)


def test_the_figures_count_what_came_in_the_month(town: Town) -> None:
    late = IN_OCTOBER + timedelta(days=15)
    first = a_complaint(town.office, 1)
    a_complaint(town.office, 2, channel="letter", kind=Kind.ASPIRATION, weight="medium", answered_at=late)
    a_complaint(town.office, 3, state=State.NEW, weight="", limit="", answered_at=None, due_at=late)
    a_complaint(town.office, 4, state=State.LAPSED, answered_at=None)
    a_complaint(town.office, 5, state=State.IN_HAND, answered_at=None, due_at=IN_NOVEMBER + timedelta(days=9))
    a_complaint(town.office, 6, received_at=IN_NOVEMBER - timedelta(minutes=9 * 60 + 1), answered_at=IN_NOVEMBER)
    a_complaint(town.office, 7, received_at=IN_NOVEMBER, answered_at=IN_NOVEMBER)
    Improvement.objects.create(
        office=town.office, complaint=first, what="Tambah loket", post="loket", due_on=IN_NOVEMBER.date(),
        planned_by=who(town)["head"], planned_at=IN_OCTOBER + timedelta(days=2),
    )  # fmt: skip
    draft(town.office)
    found = MonthReport.objects.get().figures
    assert found["received"] == 5  # the sixth came on the first of November by one minute, the seventh later
    assert found["channel"] == {"letter": 1, "web": 4}
    assert found["kind"] == {"aspiration": 1, "complaint": 4}
    assert found["weight"] == {"": 1, "light": 3, "medium": 1}
    assert found["class"] == {"": 1, "information": 4}
    assert (found["settled"], found["open"]) == (2, 2)
    assert found["limit"] == {"kept": 1, "late": 2, "none": 1, "running": 1}
    assert found["year"] == {"received": 7, "settled": 4, "percent": "57,1"}
    assert [one["what"] for one, _ in month_figures.due_days(found)] == ["Tambah loket"]


def test_it_is_remarked_checked_and_signed(town: Town, report: MonthReport, browser: Browser) -> None:
    people = who(town)
    handler, checker, head = (browser(people[name]) for name in ("handler", "checker", "head"))
    for client in (handler, checker, head):
        assert f'href="{LIST}"' in client.get("/petugas/").content.decode()
        assert "Oktober 2026" in client.get(LIST).content.decode()
    assert handler.post(one(report, "catat"), {"catatan": "Antrean diatur ulang."}).status_code == 302
    assert checker.post(one(report, "kembali"), seen(report) | {"alasan": "Sebutkan sebabnya"}).status_code == 302
    assert state(report) == "sent_back"
    assert "Sebutkan sebabnya" in handler.get(one(report)).content.decode()
    assert checker.post(one(report, "setuju"), seen(report)).status_code == 409
    assert handler.post(one(report, "catat"), {"catatan": "Antrean lama karena gawai rusak."}).status_code == 302
    assert checker.post(one(report, "setuju"), seen(report)).status_code == 302
    before = report.figures
    a_complaint(town.office, 2)
    assert handler.post(one(report, "catat"), {"catatan": "x"}).status_code == 409
    assert "KONSEP" not in head.get(one(report)).content.decode()
    signed = head.post(one(report, "tanda-tangan"), seen(report) | {"frasa": PASSPHRASE})
    assert signed.status_code == 302, signed.content.decode()
    assert state(report) == "signed"
    assert (report.figures, report.signed_by) == (before, people["head"])
    pdf = handler.get(f"{one(report)}laporan.pdf").content
    assert pdf == documents.content(report.sha256)
    assert signing().verify(pdf).finding == Finding.GENUINE
    again = head.post(one(report, "tanda-tangan"), seen(report) | {"frasa": PASSPHRASE})
    assert again.status_code == 409
    done = set(LogEntry.objects.filter(what__endswith="month_report").values_list("what", flat=True))
    assert done >= {
        "draft_month_report", "write_month_report", "send_back_month_report", "check_month_report",
        "sign_month_report", "export_month_report",
    }  # fmt: skip


def test_nobody_does_what_another_post_does(town: Town, report: MonthReport, browser: Browser) -> None:
    people = who(town)
    sent = seen(report) | {"frasa": PASSPHRASE, "alasan": "x", "catatan": "x"}
    for name, refused in {
        "handler": ("setuju", "kembali", "tanda-tangan"),
        "checker": ("catat", "tanda-tangan"),
        "head": ("catat", "setuju", "kembali"),
    }.items():
        for what in refused:
            answer = browser(people[name]).post(one(report, what), sent)
            assert answer.status_code == 403, (name, what)
    assert (state(report), report.remarks, report.why) == ("drafted", "", "")


def test_who_has_nothing_to_do_with_complaints_sees_no_report(
    town: Town, report: MonthReport, browser: Browser
) -> None:
    definition = offices.definition(town.office)
    may = {*access.roles(town.office).all, posts.report_checker(definition), posts.report_approver(definition)}
    others = [post.key for post in definition.posts if post.key not in may]
    others = [key for key in others if not offices.manages(town.office.pk, town.officer(key).pk, IN_NOVEMBER.date())]
    for key in others:
        client = browser(town.officer(key))
        assert f'href="{LIST}"' not in client.get("/petugas/").content.decode()
        for path in (LIST, one(report), f"{one(report)}laporan.pdf", f"{one(report)}laporan.xlsx"):
            assert client.get(path).status_code == 403, (key, path)
    kampar = a_town(STANDARDS / "kampar")
    head = browser(kampar.officer("kepala_dinas"))
    for path in (one(report), f"{one(report)}laporan.pdf", f"{one(report)}laporan.xlsx"):
        assert head.get(path).status_code == 404
    assert head.post(one(report, "setuju"), seen(report)).status_code == 404


def test_it_is_signed_only_after_the_check_and_by_the_right_passphrase(
    town: Town, report: MonthReport, browser: Browser
) -> None:
    people = who(town)
    head, checker = browser(people["head"]), browser(people["checker"])
    assert head.post(one(report, "tanda-tangan"), seen(report) | {"frasa": PASSPHRASE}).status_code == 409
    checker.post(one(report, "setuju"), seen(report))
    for wrong in ("", "bukan frasa"):
        answer = head.post(one(report, "tanda-tangan"), seen(report) | {"frasa": wrong})
        assert answer.status_code == 422
        assert "rasa sandi" in answer.content.decode()
    assert (state(report), report.sha256) == ("checked", "")
    assert checker.post(one(report, "setuju"), seen(report)).status_code == 409
    assert checker.post(one(report, "kembali"), seen(report) | {"alasan": "x"}).status_code == 403
    assert head.post(one(report, "kembali"), seen(report) | {"alasan": ""}).status_code == 422
    assert head.post(one(report, "kembali"), seen(report) | {"alasan": "Kurang"}).status_code == 302
    assert (state(report), report.checked_by) == ("sent_back", None)


def test_what_changed_since_it_was_seen_is_neither_checked_nor_signed(
    town: Town, report: MonthReport, browser: Browser
) -> None:
    people = who(town)
    old = seen(report)
    browser(people["handler"]).post(one(report, "catat"), {"catatan": "Tambahan"})
    for what, more in (("setuju", {}), ("kembali", {"alasan": "x"})):
        assert browser(people["checker"]).post(one(report, what), old | more).status_code == 409
    assert state(report) == "drafted"


@pytest.mark.parametrize(("catatan", "status"), [("x" * 4001, 422), ("", 302)])
def test_remarks_may_be_empty_and_not_endless(
    town: Town, report: MonthReport, browser: Browser, catatan: str, status: int
) -> None:
    assert browser(who(town)["handler"]).post(one(report, "catat"), {"catatan": catatan}).status_code == status


def test_other_addresses_are_none(town: Town, report: MonthReport, browser: Browser) -> None:
    head = browser(who(town)["head"])
    assert head.get(one(report, "setuju")).status_code == 404
    assert head.post(one(report, "hapus")).status_code == 404
    assert head.get(f"{LIST}999999/").status_code == 404


def test_the_workbook_holds_the_same_figures(town: Town, report: MonthReport, browser: Browser) -> None:
    browser(who(town)["handler"]).post(one(report, "catat"), {"catatan": "=1+1"})
    answer = browser(who(town)["head"]).get(f"{one(report)}laporan.xlsx")
    inside = zipfile.ZipFile(io.BytesIO(answer.content))
    words = "".join(inside.read(name).decode(errors="ignore") for name in inside.namelist())
    for said in ("Oktober 2026", "Pengaduan diterima", "Media", "1 dari 1 pengaduan selesai (100,0%)", "=1+1"):
        assert said in words
    assert "<f>" not in words
    assert "laporan-pengaduan-rokan-hilir-2026-10.xlsx" in answer["Content-Disposition"]
