"""A list of cases as a spreadsheet, as it was filtered. Identity numbers are masked, and the log tells who took it."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.db.models import QuerySet

from silastri.adapters.spreadsheet import spreadsheet
from silastri.adapters.spreadsheet.port import Cell, Column
from silastri.apps.audit.operations import log, log_people
from silastri.apps.cases import people
from silastri.apps.cases.models import Case
from silastri.apps.catalog import queries as catalog
from silastri.apps.made_files.models import MadeFile
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain import identity
from silastri.domain.act import Act
from silastri.domain.case import lateness
from silastri.domain.case.workflow import State
from silastri.domain.refusal import NotFit
from silastri.domain.worktime import OfficeTime
from silastri.journey.made_files.ask import ask
from silastri.journey.made_files.make import Making

AT_ONCE = 2_000  # rows of a file that is made while the page waits
MOST = 100_000
MAKER = "cases_sheet"
_READ = 500  # cases at a time
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
_READ_OF_EACH = (
    "ref", "holder_name", "state", "version_id", "step", "post", "submitted_at", "due_at", "promise_due_at",
    "sent_back", "applicant__name", "applicant__nik", "service__name", "taken_by__name",
)  # fmt: skip


class TooMany(NotFit):
    """More cases than one file may have."""


def is_long(cases: QuerySet[Case]) -> bool:
    """Whether the list is too long to be made while a page waits."""
    return len(cases.values_list("pk")[: AT_ONCE + 1]) > AT_ONCE


def sheet(act: Act, office: Office, cases: QuerySet[Case]) -> tuple[bytes, str, str]:
    """The file, its media type, and the ending of its name. Raises TooMany."""
    found = list(_whole(cases)[: AT_ONCE + 1])
    if len(found) > AT_ONCE:
        raise TooMany("Daftar ini terlalu panjang untuk dibuat sekarang juga.")
    log(act, "export_cases", rows=len(found))
    log_people(act, "in_list", (case.applicant_id for case in found), "daftar permohonan")
    writer, out = spreadsheet(), io.BytesIO()
    writer.write(out, "Permohonan", _COLUMNS, _rows(act, office, found))
    return out.getvalue(), writer.media_type, writer.ending


def ask_file(act: Act, cases: QuerySet[Case], name: str) -> MadeFile:
    """Has those made into a spreadsheet that are in the list now, in its order. Raises TooMany."""
    found = list(cases.values_list("pk", flat=True)[: MOST + 1])
    if len(found) > MOST:
        raise TooMany("Lebih dari 100.000 permohonan: terlalu banyak untuk satu berkas. Saring dulu daftarnya.")
    title = f"Daftar permohonan, {len(found)} baris (XLSX)"
    return ask(act, MAKER, title=title, name=name, asked={"cases": found}, total=len(found))


def make_sheet(act: Act, making: Making) -> None:
    office, pks = offices.by_id(act.by.office or 0), making.asked["cases"]
    log(act, "export_cases", rows=len(pks))
    log_people(act, "in_list", people.applicants(office.pk, pks), "daftar permohonan")
    lines = _rows(act, office, _in_order(office, pks))
    spreadsheet().write(making.out, "Permohonan", _COLUMNS, making.counted(lines, len(pks)))


def _in_order(office: Office, pks: Sequence[int]) -> Iterator[Case]:
    """Only cases of that office, a few hundred at a time."""
    mine = _whole(Case.objects.filter(office=office))
    for begins in range(0, len(pks), _READ):
        some = pks[begins : begins + _READ]
        found = {case.pk: case for case in mine.filter(pk__in=some)}
        yield from (found[pk] for pk in some if pk in found)


def _whole(cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.select_related("service", "applicant", "taken_by").only(*_READ_OF_EACH)


def _rows(act: Act, office: Office, cases: Iterable[Case]) -> Iterator[Sequence[Cell]]:
    time = offices.working_time(office)
    titles = {post.key: post.title for post in offices.definition(office).posts} | {"pemohon": "Pemohon"}
    return (_cells(act, case, time, titles) for case in cases)


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
