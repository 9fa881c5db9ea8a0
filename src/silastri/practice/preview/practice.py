"""Practice cases, taken to the step that the editor wants to see."""

from dataclasses import dataclass
from datetime import datetime

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.apps.catalog.models import Service
from silastri.domain.definition.sop import Step
from silastri.domain.refusal import Refusal
from silastri.practice import sample
from silastri.practice.runner import Runner
from silastri.practice.walk.persons import APPLICANT_NIK
from silastri.practice.walk.variant import Variant, asks_of_applicant, passes, straight, variants

from .people import holder

_TODAY = 3  # a case number that is a multiple of this makes its runner act today


@dataclass(frozen=True)
class Taken:
    """How far a practice case came: whose screen shows it, and why it went no further."""

    ref: str
    role: str
    problem: str = ""


def take_to(service: Service, step: str, citizens: list[Person], count: int, at: datetime) -> Taken:
    """A case that reaches that step, with answers chosen for it if there are any."""
    runner = Runner(service, citizens[count % 2], at, count * _TODAY)
    sop = runner.definition.sop
    if step not in {one.key for one in sop.steps}:
        return Taken("", "", "Langkah ini tidak ada lagi di naskah.")
    variant = _variant(runner, step)
    runner.answers = variant.answers
    if asks_of_applicant(runner.definition):
        runner.applicant = sample.citizen(variant.nik or APPLICANT_NIK, at)
    elif not variant.listed:
        runner.applicant = citizens[2]  # the sample registry does not list this citizen
    case = None
    try:
        case = runner.drafted() if step == sop.steps[0].key else runner.submitted()
        while case.step and step not in (case.step, sop.steps[0].key):
            case = runner.onward(case)
    except Refusal as refusal:
        return _stopped(service, runner, case or _begun(runner), str(refusal), at)
    if not case.step and step != sop.steps[0].key:
        return _stopped(service, runner, case, "dengan isian contoh, jalannya tidak lewat langkah itu", at)
    return Taken(case.ref, _role(service, sop.step(case.step) if case.step else sop.steps[0], at))


def _variant(runner: Runner, step: str) -> Variant:
    day = runner.today
    tried = [straight(runner.definition, day), *variants(runner.definition, day)]
    return next((variant for variant in tried if passes(runner.definition, variant, step, day)), tried[0])


def _begun(runner: Runner) -> Case | None:
    """The draft that was begun before something was refused."""
    return Case.objects.filter(applicant=runner.applicant).order_by("-pk").first()


def _stopped(service: Service, runner: Runner, case: Case | None, why: str, at: datetime) -> Taken:
    if case is None:
        return Taken("", "", f"Permohonan latihan tidak bisa dimulai: {why}")
    step = runner.definition.sop.step(case.step) if case.step else runner.definition.sop.steps[0]
    case.refresh_from_db()
    return Taken(case.ref, _role(service, step, at), f"Permohonan latihan berhenti di langkah {step.name}: {why}")


def _role(service: Service, step: Step, at: datetime) -> str:
    """Whose screen shows the step: its post, or the applicant, or the counter for applicants without an account."""
    if step.by_applicant:
        return "pemohon" if step.online or not step.recorder else step.recorder
    return step.actor if holder(service.office, step.actor, at) else "pemohon"
