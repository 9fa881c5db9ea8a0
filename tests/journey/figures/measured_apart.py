"""The figures of an office, reckoned from SQL rows in a way of their own: card by card, as with a pencil."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection

from silastri.apps.catalog import queries as catalog
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.worktime import minutes_between


@dataclass
class Apart:
    """``steps``: by day, step, post and person; ``cases``: by day and service."""

    steps: dict[tuple[Any, ...], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    cases: dict[tuple[date, int], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    minutes: dict[tuple[date, int], list[int]] = field(default_factory=lambda: defaultdict(list))


def apart(office: Office) -> Apart:
    told = Apart()
    for case in _rows("SELECT * FROM cases_case WHERE office_id = %s AND state <> 'draft'", office.pk):
        _one(office, case, told)
    return told


def _one(office: Office, case: dict[str, Any], told: Apart) -> None:
    time, service = offices.working_time(office), case["service_id"]
    steps = {step.key: step for step in catalog.definition(case["version_id"]).sop.steps}
    told.cases[time.day(case["submitted_at"]), service]["submitted"] += 1
    had, spans = 0, _spans(case)
    last = next((n for n, one in enumerate(spans) if all(after["step"] == spans[-1]["step"] for after in spans[n:])), 0)
    ready = case["ended_at"]
    for n, one in enumerate(spans):
        step = steps[one["step"]]
        of_office = minutes_between(time, one["arrived_at"], one["left_at"])
        if one["stopped"] or step.actor == "pemohon" or step.stops:
            of_office = 0
        collected = case["state"] == "done" and n >= last and step.kind == "serahkan"
        ready, of_office = (min(ready, one["arrived_at"]), 0) if collected else (ready, of_office)
        had += of_office
        if one["post"] != "pemohon":
            own = one["person_id"] == case["applicant_id"]
            _step(time, one | ({"person_id": None} if own else {}), step, of_office, told)
    if not case["ended_at"]:
        return
    day = time.day(case["ended_at"])
    told.cases[day, service][case["state"]] += 1
    if case["state"] in ("done", "refused"):
        told.cases[day, service]["kept"] += bool(case["promise_due_at"] and ready <= case["promise_due_at"])
        told.minutes[day, service].append(had)


def _spans(case: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows that stand, each with whether a pause came before it."""
    spans: list[dict[str, Any]] = []
    stopped = False
    for row in _rows("SELECT * FROM cases_steprun WHERE case_id = %s ORDER BY turn", case["id"]):
        if row["outcome"] == "urung":
            spans.pop()
        elif row["outcome"] != "libur":
            spans.append(row | {"stopped": stopped})
            stopped = row["outcome"] == "jeda"
    return spans


def _step(time: Any, one: dict[str, Any], step: Any, of_office: int, told: Apart) -> None:
    sums = told.steps[time.day(one["left_at"]), one["step"], one["post"], one["person_id"]]
    if of_office:
        sums["waiting"] += minutes_between(time, one["arrived_at"], one["taken_at"])
        sums["working"] += minutes_between(time, one["taken_at"], one["left_at"])
    if one["outcome"] not in ("jeda", "jalan", "perpanjang", "batal"):
        sums["runs"] += 1
        sums["late"] += bool(one["due_at"] and one["left_at"] > one["due_at"] and step.kind != "serahkan")
        sums["returned"] += one["outcome"] == "kembali:pengajuan"


def _rows(sql: str, value: int) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [value])
        names = [column[0] for column in cursor.description]
        return [{name: _moment(one) for name, one in zip(names, row, strict=True)} for row in cursor.fetchall()]


def _moment(value: Any) -> Any:
    """SQLite says moments as text."""
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    if isinstance(value, str) and len(value) >= 19 and value[4:5] == "-" and value[13:14] == ":":
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    return value
