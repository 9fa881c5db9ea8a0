"""The report of the survey: drafted by the system, written by a manager, approved by the head, and frozen."""

import hashlib
from datetime import date
from typing import Any

from django.db import transaction

from silastri.apps.audit.operations import log
from silastri.apps.improvements import queries as improvements
from silastri.apps.improvements.models import Improvement
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.surveys import queries as surveys
from silastri.apps.surveys import reports
from silastri.apps.surveys.models import SurveyReport
from silastri.domain import identity
from silastri.domain.act import Act
from silastri.domain.refusal import MovedOn, NotFit, NotThere, NotYours
from silastri.domain.satisfaction import analysis, figures, period
from silastri.domain.satisfaction.figures import Figures
from silastri.domain.satisfaction.period import Period
from silastri.journey.improvements.access import desk_of, plans
from silastri.journey.improvements.plan import About, plan

from . import figures as gathered

LONGEST = 10_000  # characters of the analysis
_State = SurveyReport.State


def as_reader(act: Act) -> Office:
    """The office whose reports this person reads and writes. Raises NotYours."""
    desk = desk_of(act)
    if not plans(desk):
        raise NotYours("Laporan survei disusun oleh pengelola dan ditetapkan oleh pimpinan kantor.")
    return desk.office


def approves(act: Act) -> bool:
    desk = desk_of(act)
    return offices.definition(desk.office).head.key in desk.posts


def period_of(key: str) -> Period:
    """Raises NotThere."""
    found = period.of_key(key)
    if found is None or not 2000 <= found.year <= 2200:
        raise NotThere("Masa laporan ini tidak ada.")
    return found


@transaction.atomic
def draft(act: Act, key: str) -> SurveyReport:
    """Makes the draft of a period, or makes it again from the answers of now; the analysis stays where it was changed.
    Raises NotYours, NotThere, NotFit, MovedOn."""
    office, wanted = as_reader(act), period_of(key)
    if wanted.since > offices.today(office, act.at):
        raise NotFit("Masa ini belum mulai.")
    before = reports.of_period(office.pk, wanted.since, wanted.until, lock=True)
    _must_be_open(before)
    found = gathered.of_period(office, wanted)
    if not found["responses"]:
        raise NotFit("Belum ada jawaban survei pada masa ini, jadi belum ada yang dapat dilaporkan.")
    old = analysis.drafted(wanted.name, before.figures) if before else ""
    report = reports.draft(office.pk, wanted.since, wanted.until, figures=found, at=act.at)
    _must_be_open(report)
    if report.analysis in ("", old):
        reports.write(report, analysis.drafted(wanted.name, found))
    log(act, "draft_survey_report", f"laporan-skm:{key}")
    return report


@transaction.atomic
def write(act: Act, key: str, text: str) -> SurveyReport:
    """Raises NotYours, NotThere, NotFit, MovedOn."""
    report = _open(as_reader(act), key)
    if not text.strip():
        raise NotFit("Tulis analisisnya.", {"analisis": "Tulis analisisnya."})
    if len(text) > LONGEST:
        raise NotFit("Terlalu panjang.", {"analisis": f"Paling banyak {LONGEST} huruf."})
    reports.write(report, text.strip())
    log(act, "write_survey_analysis", f"laporan-skm:{key}")
    return report


@transaction.atomic
def add_plan(
    act: Act, key: str, *, element: str, what: str, post: str, due_on: date, is_public: bool = False
) -> Improvement:
    """What is done about an element, tied to the report and to the element's value now. Raises NotYours, NotThere,
    NotFit, MovedOn."""
    report = _open(as_reader(act), key)
    value = figures.by_element(report.figures).get(element)
    about = About(report=report, element=element, before=value)
    return plan(act, what=what, post=post, due_on=due_on, about=about, is_public=is_public)


@transaction.atomic
def approve(act: Act, key: str, seen: str) -> SurveyReport:
    """``seen`` is the mark of the draft that the head saw. Raises NotYours, NotThere, NotFit, MovedOn."""
    office, wanted = as_reader(act), period_of(key)
    if not approves(act):
        raise NotYours("Laporan ini ditetapkan oleh pimpinan kantor.")
    report = _open(office, key)
    if seen != mark(report):
        raise MovedOn("Konsep ini berubah sejak Anda membacanya. Baca lagi, lalu tetapkan.")
    if wanted.until >= offices.today(office, act.at):
        raise NotFit("Masa ini belum berakhir. Laporan ditetapkan setelah harinya lewat semua.")
    if not report.figures.get("all"):
        raise NotFit(f"Indeks belum dapat dihitung: {report.figures.get('why', 'belum ada jawaban')}.")
    if not report.analysis.strip():
        raise NotFit("Analisisnya belum ditulis.")
    if report.figures["all"]["grade"] in "CD" and not improvements.of_report(report.pk).exists():
        raise NotFit("Mutunya kurang baik: tulis dulu paling sedikit satu rencana perbaikan.")
    assert act.by.person
    frozen = report.figures | _around(office, wanted, report, act) | {"head": head(office, act)}
    reports.approve(report, figures=frozen, by=act.by.person, at=act.at)
    log(act, "approve_survey_report", f"laporan-skm:{key}")
    return report


def content(act: Act, report: SurveyReport, wanted: Period) -> Figures:
    """The figures with the plans: frozen ones, or those of the draft with the plans as they stand."""
    if report.state == _State.APPROVED:
        return dict(report.figures)
    found: Figures = report.figures | _around(report.office, wanted, report, act)
    return found | {"head": head(report.office, act)}


def _around(office: Office, wanted: Period, report: SurveyReport, act: Act) -> dict[str, Any]:
    today = offices.today(office, act.at)
    return {
        "plan": gathered.plan_of(report, today),
        "followed": gathered.followed(office, wanted, report.figures, today),
    }


def head(office: Office, act: Act) -> dict[str, str]:
    """Who signs for the office on that day, as the report prints it."""
    definition = offices.definition(office)
    found = offices.signatories(office, definition.head.key, offices.today(office, act.at))
    mine = next((one for one in found if one.person_id == act.by.person), found[0] if found else None)
    title = definition.head.formal or definition.head.title
    if mine is None:
        return {"title": title, "name": "", "nip": ""}
    nip = str(identity.nip(mine.person.nip)) if mine.person.nip else ""
    return {"title": f"{mine.mark} {title}".strip(), "name": mine.person.name, "nip": nip}


def mark(report: SurveyReport) -> str:
    """Changes whenever the draft does."""
    said = f"{report.drafted_at.timestamp()} {report.analysis}"
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def newer_answers(office: Office, report: SurveyReport) -> int:
    """How many have answered since the draft was made."""
    now = surveys.sums(office.pk, report.since, report.until).responses
    drafted: int = report.figures["responses"]
    return max(0, now - drafted)


def _open(office: Office, key: str) -> SurveyReport:
    wanted = period_of(key)
    found = reports.of_period(office.pk, wanted.since, wanted.until, lock=True)
    if found is None:
        raise NotThere("Laporan masa ini belum ada. Buat konsepnya dulu.")
    _must_be_open(found)
    return found


def _must_be_open(report: SurveyReport | None) -> None:
    if report is not None and report.state == _State.APPROVED:
        raise MovedOn("Laporan masa ini sudah ditetapkan dan tidak berubah lagi.")
