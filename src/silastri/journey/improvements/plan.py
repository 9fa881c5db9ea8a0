"""Plans an improvement: what is changed, who answers for it, and by when."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from silastri.apps.audit.operations import log
from silastri.apps.catalog.models import Service
from silastri.apps.complaints.models import Complaint
from silastri.apps.improvements import operations
from silastri.apps.improvements.models import Improvement
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.surveys.models import SurveyReport
from silastri.domain.act import Act
from silastri.domain.definition.standard import COMPONENTS
from silastri.domain.refusal import NotFit
from silastri.domain.satisfaction.index import ELEMENTS

from .access import as_planner

LONGEST = 1000  # characters of what is changed
FURTHEST = 5 * 366  # days ahead


@dataclass(frozen=True, slots=True)
class About:
    """What the improvement concerns and comes from; ``before`` is the index of the element when it was planned."""

    service: Service | None = None
    complaint: Complaint | None = None
    report: SurveyReport | None = None
    component: str = ""
    element: str = ""
    before: Decimal | None = None
    measured_in: int | None = None  # the year of the measurement of a service


_NOTHING = About()


@transaction.atomic
def plan(
    act: Act, *, what: str, post: str, due_on: date, about: About = _NOTHING, is_public: bool = False
) -> Improvement:
    """Raises NotYours, and NotFit with the fields ``apa``, ``jabatan``, ``sampai``, ``layanan``, ``pengaduan``,
    ``komponen``, ``unsur``."""
    office = as_planner(act)
    today = offices.today(office, act.at)
    if wrong := _wrong(office, what.strip(), post, due_on, today) | _strange(office, about):
        raise NotFit(next(iter(wrong.values())), wrong)
    made = operations.add(
        office=office,
        service=about.service,
        complaint=about.complaint,
        report=about.report,
        component=about.component,
        element=about.element,
        before=about.before,
        measured_in=about.measured_in,
        what=what.strip(),
        post=post,
        due_on=due_on,
        is_public=is_public,
        planned_by_id=act.by.person,
        planned_at=act.at,
    )
    log(act, "plan_improvement", f"perbaikan:{made.pk}")
    return made


def _wrong(office: Office, what: str, post: str, due_on: date, today: date) -> dict[str, str]:
    wrong = {}
    if not what:
        wrong["apa"] = "Tulis apa yang diperbaiki."
    elif len(what) > LONGEST:
        wrong["apa"] = f"Terlalu panjang. Paling banyak {LONGEST} huruf."
    if offices.definition(office).post(post) is None:
        wrong["jabatan"] = "Pilih jabatan di kantor ini."
    if due_on < today:
        wrong["sampai"] = "Tanggal ini sudah lewat. Pilih hari ini atau sesudahnya."
    elif (due_on - today).days > FURTHEST:
        wrong["sampai"] = "Terlalu jauh. Pilih tanggal dalam lima tahun."
    return wrong


def _strange(office: Office, about: About) -> dict[str, str]:
    """What belongs to another office, or to no standard and no survey."""
    wrong = {}
    if about.service and about.service.office_id != office.pk:
        wrong["layanan"] = "Layanan ini bukan milik kantor ini."
    if about.complaint and office.pk not in (about.complaint.office_id, about.complaint.at_office_id):
        wrong["pengaduan"] = "Pengaduan ini tidak ada di buku kantor ini."
    if about.report and about.report.office_id != office.pk:
        wrong["laporan"] = "Laporan ini bukan milik kantor ini."
    if about.component and about.component not in COMPONENTS:
        wrong["komponen"] = "Pilih salah satu komponen standar."
    if about.element and about.element not in ELEMENTS:
        wrong["unsur"] = "Pilih salah satu unsur survei."
    return wrong
