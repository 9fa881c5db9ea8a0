"""A list of cases as a spreadsheet, as it was filtered. Identity numbers are masked, and the log tells who took it."""

import io
from collections.abc import Mapping, Sequence

from django.db.models import QuerySet

from silastri.adapters.spreadsheet import spreadsheet
from silastri.adapters.spreadsheet.port import Cell, Column
from silastri.apps.audit.operations import log
from silastri.apps.cases.models import Case
from silastri.apps.catalog import queries as catalog
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain import identity
from silastri.domain.act import Act
from silastri.domain.case import lateness
from silastri.domain.case.workflow import State
from silastri.domain.refusal import NotFit
from silastri.domain.worktime import OfficeTime

MOST = 10_000
_COLUMNS = (
    Column("Nomor pendaftaran", 20),
    Column("Pemegang", 28),
    Column("Pemohon", 28),
    Column("NIK pemohon", 20),
    Column("Layanan", 40),
    Column("Keadaan", 18),
    Column("Langkah", 26),
    Column("Jabatan", 28),
    Column("Dipegang", 26),
    Column("Diajukan", 12),
    Column("Batas waktu", 12),
    Column("Terlambat", 10),
    Column("Dikembalikan", 12),
)


class TooMany(NotFit):
    """More cases than one file may have."""


def sheet(act: Act, office: Office, cases: QuerySet[Case]) -> tuple[bytes, str, str]:
    """The file, its media type, and the ending of its name. Raises TooMany."""
    found = cases.select_related("service", "applicant", "taken_by").defer("answers", "notes")[: MOST + 1]
    rows = list(found)
    if len(rows) > MOST:
        raise TooMany("Lebih dari 10.000 permohonan: terlalu banyak untuk satu berkas. Saring dulu daftarnya.")
    log(act, "export_cases", rows=len(rows))
    time = offices.working_time(office)
    titles = {post.key: post.title for post in offices.definition(office).posts} | {"pemohon": "Pemohon"}
    writer, out = spreadsheet(), io.BytesIO()
    writer.write(out, "Permohonan", _COLUMNS, (_cells(act, case, time, titles) for case in rows))
    return out.getvalue(), writer.media_type, writer.ending


def _cells(act: Act, case: Case, time: OfficeTime, titles: Mapping[str, str]) -> Sequence[Cell]:
    due = lateness.due(case.due_at, case.promise_due_at) if case.state == State.RUNNING else None
    step = catalog.definition(case.version_id).sop.step(case.step).name if case.step else ""
    return (
        case.ref,
        case.holder_name,
        case.applicant.name,
        identity.mask(case.applicant.nik) if case.applicant.nik else "",
        case.service.name,
        case.get_state_display(),
        step,
        titles.get(case.post, ""),
        case.taken_by.name if case.taken_by else "",
        time.day(case.submitted_at) if case.submitted_at else None,
        time.day(due) if due else None,
        "ya" if lateness.passed(due, act.at) else "",
        "ya" if case.sent_back else "",
    )
