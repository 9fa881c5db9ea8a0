"""The rows of a list of cases."""

from django.urls import reverse

from silastri.apps.cases import lists
from silastri.apps.cases.models import Case, StepRun
from silastri.apps.catalog import queries as catalog
from silastri.domain.case import lateness
from silastri.domain.case.workflow import State
from silastri.domain.kinds import Kind
from silastri.web.desk.rows import Cell, Row
from silastri.web.zone import here

from .case_list import TASKS, CaseList
from .piece import Column, row

COLUMNS = (
    Column("Pemegang", "main", "pemegang"),
    Column("Langkah", "step", "langkah"),
    Column("Layanan", "service", "layanan"),
    Column("Batas waktu", "due", "batas"),
    Column("Umur", "age", "umur"),
    Column("Dipegang", "hand", "petugas"),
    Column("Nomor", "ref"),
)
_AT_ONCE = {Kind.NUMBER: "number", Kind.PRINT: "print", Kind.HAND_OVER: "print_again"}


def rows(shown: CaseList) -> list[Row]:
    why = lists.why_sent_back(shown.cases)
    before, after = reverse("desk_case", args=["@"]).split("@")
    return [_row(shown, case, why.get(case.pk), f"{before}{case.ref}{after}") for case in shown.cases]


def _at_once(shown: CaseList, case: Case) -> str:
    """What can be done with this case together with others; empty if nothing."""
    if shown.act.by.watches:
        return ""
    if shown.page != TASKS or case.state != State.RUNNING or case.applicant_id == shown.act.by.person:
        return ""
    is_free = case.taken_by_id in (None, shown.act.by.person)
    return _AT_ONCE.get(catalog.definition(case.version_id).sop.step(case.step).kind, "") if is_free else ""


def _row(shown: CaseList, case: Case, back: StepRun | None, address: str) -> Row:
    at = shown.act.at
    due = lateness.due(case.due_at, case.promise_due_at) if case.state == State.RUNNING else None
    late = lateness.passed(due, at)
    age = here(at).toordinal() - here(case.submitted_at).toordinal() if case.submitted_at else 0
    service = case.service.name
    cells = (
        _holder(case, back),
        _step(case),
        Cell(service, service),
        Cell(due=due, late=late, promise=case.promise_due_at),
        Cell(f"{age} hari" if age else "hari ini", since=case.submitted_at),
        _hand(shown, case),
        Cell(case.ref),
    )
    does = _at_once(shown, case)
    pick = f"{case.ref}:{case.turn}" if does else ""
    return row(COLUMNS, cells, key=case.ref, address=address, pick=pick, does=does, late=late)


def _holder(case: Case, back: StepRun | None) -> Cell:
    name = case.holder_name or case.applicant.name
    said = name if name == case.applicant.name else f"{name}, diajukan {case.applicant.name}"
    if back is None:
        return Cell(name, said)
    return Cell(name, said, "dikembalikan", "orange", f"{back.by}: {back.told}")


def _step(case: Case) -> Cell:
    if case.state not in lists.OPEN:
        return Cell("", "", case.get_state_display(), "green" if case.state == State.DONE else "grey")
    if not case.step or case.state != State.RUNNING:
        return Cell("", "", case.get_state_display(), "orange" if case.state == State.RETURNED else "yellow")
    name = catalog.definition(case.version_id).sop.step(case.step).name
    return Cell(name, name)


def _hand(shown: CaseList, case: Case) -> Cell:
    if case.taken_by is None:
        return Cell("belum" if case.state == State.RUNNING else "")
    return Cell("Saya" if case.taken_by_id == shown.act.by.person else case.taken_by.name, case.taken_by.name)
