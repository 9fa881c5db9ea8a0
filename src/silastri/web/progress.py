"""The way of a case as its applicant sees it: what was done, where it is, what comes."""

from dataclasses import dataclass
from datetime import datetime

from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case, StepRun
from silastri.apps.catalog import queries as catalog
from silastri.apps.offices import queries as offices
from silastri.domain.case import workflow
from silastri.domain.case.workflow import ONWARD, State
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.sop import APPLICANT
from silastri.journey.case import route
from silastri.journey.case.dossier import dossier_of
from silastri.journey.case.returns import standing
from silastri.journey.frame import consult


@dataclass(frozen=True)
class Event:
    """One thing that happened or is to come."""

    title: str
    who: str
    at: datetime | None
    turned: bool = False  # sent back or refused
    is_now: bool = False
    waits_for: str = ""  # the party whose opinion is awaited


def progress(case: Case, *, is_public: bool = False) -> list[Event]:
    """The events of a case. ``is_public``: for the page that anybody with the number may see."""
    definition, office = catalog.definition(case.version_id), offices.definition(case.office)
    titles = {post.key: post.title for post in office.posts} | {APPLICANT: "Anda"}
    done = [_done(run, definition, titles) for run in standing(cases.runs(case))]
    if not case.step:
        return done
    sop = definition.sop
    waits_for = _waits_for(case, is_public=is_public) if sop.step(case.step).parties else ""
    title = "Daftar tunggu" if case.state == State.WAITING else sop.step(case.step).name
    now = Event(title, titles.get(case.post, ""), case.arrived_at, is_now=True, waits_for=waits_for)
    ahead = [step for step in route.ahead(dossier_of(case)) if step.key != case.step]
    return [*done, now, *(Event(step.name, titles.get(step.actor, ""), None) for step in ahead)]


def whom_to_ask(case: Case) -> dict[str, str]:
    """Whom the applicant may ask about a case that is late: the post that has it, and how to reach the office."""
    office = offices.definition(case.office)
    post = office.post(case.post) if case.post else None
    at = {"office": office.short, "phone": office.address.phone, "email": office.address.email}
    return at | {"now_at": post.title if post else ""}


_SAID = {
    workflow.GIVE_UP: "Dibatalkan",
    workflow.CORRECT: "Perbaikan surat dimulai",
    workflow.RECOUNTED: "Batas waktu dihitung ulang karena hari libur berubah",
}
_NOT_TURNED = (ONWARD, workflow.CORRECT, workflow.RECOUNTED)


def _waits_for(case: Case, *, is_public: bool) -> str:
    """Who must still answer. The public is not told a party asked only in some cases, which would reveal which case it
    is."""
    asked = consult.waiting_for(dossier_of(case))
    named = [one.name for one in asked if not (is_public and one.party.when)]
    return ", ".join([*named, *(["pihak lain"] if len(named) < len(asked) else [])])


def _done(run: StepRun, definition: Definition, titles: dict[str, str]) -> Event:
    title = definition.sop.step(run.step).name
    if run.outcome in _SAID:
        title = _SAID[run.outcome]
    elif run.step == definition.sop.steps[0].key and run.post != APPLICANT and run.outcome == ONWARD:
        title = "Diterima dari daftar tunggu"
    elif run.outcome != ONWARD:
        title = f"{title}: {workflow.said(run.outcome)}"
    who = "" if run.outcome == workflow.RECOUNTED else titles.get(run.post, "")
    return Event(title, who, run.left_at, turned=run.outcome not in _NOT_TURNED)
