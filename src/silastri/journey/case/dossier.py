"""A case with everything needed to act on it: its definition, its office, the office's time, and its facts."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from silastri.apps.cases.models import Case
from silastri.apps.catalog import queries as catalog
from silastri.apps.offices import queries as offices
from silastri.domain import identity, worktime
from silastri.domain.case import facts, form
from silastri.domain.case.facts import Facts
from silastri.domain.case.person import age
from silastri.domain.case.workflow import State
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.office import Office
from silastri.domain.definition.promise import Promise
from silastri.domain.definition.sop import Step

from .letter_choices import choices


@dataclass(frozen=True)
class Dossier:
    """A case at one of its steps."""

    case: Case
    step: Step
    definition: Definition
    office: Office
    time: worktime.OfficeTime
    known: Facts | None = None  # worked out once, for all that one act asks of them

    def work_out_facts(self) -> Facts:
        """What conditions may ask of the case: worked out at each call, unless the dossier was made ``with_facts``."""
        return self.known if self.known is not None else case_facts(self.case, self.definition)

    def with_facts(self) -> "Dossier":
        """The dossier with its facts worked out, by the answers that are kept now: later changes it does not see."""
        return replace(self, known=_facts(self.case, self.definition, self.case.answers.get("values", {})))

    def only_looked_at(self) -> "Dossier":
        """The dossier for a page that changes nothing, on which a dozen parts ask for the facts."""
        return replace(self, known=self.work_out_facts())

    def promise(self) -> Promise:
        """The promise for the path that the case is on."""
        standard = self.definition.standard
        return standard.promise_on(self.work_out_facts()["jalur"]["kunci"]) if standard.paths else standard.promise


def dossier_of(case: Case) -> Dossier:
    """The dossier of a case. An ended case is shown at its last step, a draft at its first."""
    definition = catalog.definition(case.version_id)
    end = definition.sop.steps[0 if case.state == "draft" else -1]
    step = definition.sop.step(case.step) if case.step else end
    return Dossier(case, step, definition, offices.definition(case.office), offices.working_time(case.office))


def filed_on(case: Case) -> date:
    """The day the case was handed in, in its office; for a draft the day it was begun."""
    return offices.today(case.office, case.submitted_at or case.created_at)


def case_facts(case: Case, definition: Definition) -> Facts:
    """What is known of the case. While its applicant still answers, what he has typed so far counts."""
    known = _facts(case, definition, case.answers.get("values", {}))
    if case.state not in (State.DRAFT, State.RETURNED):
        return known
    filed = filed_on(case)
    letters = choices(case, definition, filed)
    read = form.read(definition.standard.form, case.answers.get("raw", {}), filed, known, letters=letters)
    return _facts(case, definition, read.values)


def _facts(case: Case, definition: Definition, answers: dict[str, Any]) -> Facts:
    return facts.case_facts(
        definition, filed=filed_on(case), answers=answers, applicant=applicant_facts(case), notes=case.notes
    )


def applicant_facts(case: Case) -> dict[str, Any]:
    person = case.applicant
    known: dict[str, Any] = {"nama": person.name, "alamat": case.address, "telepon": person.phone or ""}
    if person.nik:
        filed = filed_on(case)
        nik = identity.nik(person.nik, filed)
        born = nik.born_to_apply(filed)
        known |= {
            "nik": nik.digits,
            "umur": age(born, filed),
            "jenis_kelamin": nik.sex,
            "tanggal_lahir": born.isoformat(),
        }
    return facts.person_facts(known)
