"""The way of a case as its applicant sees it: where it is now, what was done, what comes."""

from dataclasses import dataclass
from datetime import datetime

from silastri.apps.cases.models import Case, StepRun
from silastri.domain.case import workflow
from silastri.domain.case.workflow import ONWARD, State
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.sop import APPLICANT
from silastri.domain.words.reach import Reach, reach
from silastri.journey.case.dossier import Dossier, dossier_of
from silastri.journey.case.returns import standing
from silastri.journey.desk import where

_SHOWN_DONE = 3  # of a long way, the steps done last; those before are folded


@dataclass(frozen=True)
class Event:
    """One thing that happened or is to come."""

    title: str
    who: str
    at: datetime | None
    turned: bool = False  # sent back or refused
    is_now: bool = False
    waits_for: str = ""  # the party whose opinion is awaited


@dataclass(frozen=True)
class Way:
    """The events of a case, those long past apart."""

    before: list[Event]
    events: list[Event]


def way(case: Case, runs: list[StepRun], *, public: bool = False) -> Way:
    """``public``: for the page that anybody with the number may see."""
    dossier = dossier_of(case)
    definition = dossier.definition
    titles = where.titles(dossier, public)
    done = [_done(run, definition, titles) for run in standing(runs)]
    cut = len(done) - _SHOWN_DONE if len(done) > _SHOWN_DONE + 1 else 0
    return Way(done[:cut], done[cut:] + (_still_to_do(dossier, titles, public) if case.step else []))


def contact(case: Case) -> Reach:
    """How the applicant reaches the office about the case."""
    return reach(dossier_of(case).office, case.ref)


def _still_to_do(dossier: Dossier, titles: dict[str, str], public: bool) -> list[Event]:
    case, sop = dossier.case, dossier.definition.sop
    title = "Daftar tunggu" if case.state == State.WAITING else sop.step(case.step).name
    waits_for = where.waits_for(dossier, public=public)
    who = titles.get(case.post, "")
    told = f"Menunggu {who}" if case.post == APPLICANT else f"Sekarang di {who}"
    told = "Menunggu tempat" if case.state == State.WAITING else told
    now = Event(title, told, case.arrived_at, is_now=True, waits_for=waits_for)
    return [now, *(Event(step.name, titles.get(step.actor, ""), None) for step in where.ahead(dossier))]


_SAID = {
    workflow.GIVE_UP: "Dibatalkan",
    workflow.CORRECT: "Perbaikan surat dimulai",
    workflow.RECOUNTED: "Batas waktu dihitung ulang karena hari libur berubah",
}
_NOT_TURNED = (ONWARD, workflow.CORRECT, workflow.RECOUNTED)


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
