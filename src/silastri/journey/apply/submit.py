"""The applicant hands in the application, for the first time or after repair."""

from typing import Any

from silastri.apps.accounts.keys import index_of
from silastri.apps.cases import operations as cases
from silastri.apps.cases import queries
from silastri.apps.cases.models import Case
from silastri.apps.catalog import queries as catalog
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act
from silastri.domain.case import form
from silastri.domain.case.eligible import asks_history, unmet
from silastri.domain.case.requirements import lacking
from silastri.domain.case.workflow import State
from silastri.domain.definition.standard import Standard
from silastri.domain.refusal import MovedOn, NotFit
from silastri.journey.case.dossier import Dossier, dossier_of, filed_on
from silastri.journey.case.letter_choices import choices
from silastri.journey.frame import quota
from silastri.journey.frame.step import finish, wait_in_line
from silastri.journey.papers.drawn_after import one_transaction
from silastri.journey.steps.check import FORM, asked

from . import renew
from .draft import MENDED, hold, repairs


class AlreadySubmitted(MovedOn):
    """Handed in before: by a second click, or from an old page."""


class NotComplete(NotFit):
    """Answers or documents are missing or wrong; ``fields`` says which."""


class NewStandard(MovedOn):
    """A new version of the standard came into force since the draft was begun, and the draft was moved to it."""


def submit(act: Act, *, ref: str) -> Case:
    """Raises CaseNotFound, AlreadySubmitted, NewStandard, NotComplete, NotInTime, Underway, QuotaFull, Booked."""
    if _brought_up_to_date(act, ref):
        raise NewStandard(
            "Standar layanan ini berubah sejak Anda mulai mengisi. Periksa lagi isian dan berkas, lalu kirim."
        )
    with one_transaction():
        case = hold(act, ref)
        if case.state not in (State.DRAFT, State.RETURNED):
            raise AlreadySubmitted(f"Permohonan ini sudah terkirim dengan nomor {case.ref}.")
        dossier = dossier_of(case)
        if case.state == State.DRAFT:
            case.submitted_at, case.arrived_at = act.at, case.created_at
            case.step, case.post, case.recorder = dossier.step.key, dossier.step.actor, dossier.step.recorder or ""
        _answers(act, dossier)
        _may_apply(act, dossier)
        renew.must_be_open(dossier)
        _papers(dossier)
        go_on = finish if quota.take(act, dossier) else wait_in_line
        return go_on(act, dossier, changed=("answers", "holder_name", "holder_index", "submitted_at"))


@one_transaction()
def _brought_up_to_date(act: Act, ref: str) -> bool:
    """Moves a draft to the version in force, under which it is handed in (requirement A5)."""
    case = hold(act, ref)
    if case.state != State.DRAFT:
        return False
    current = catalog.current(case.service, offices.today(case.office, act.at))
    if current is None or current.pk == case.version_id:
        return False
    cases.stand_under(case, current)
    return True


def _answers(act: Act, dossier: Dossier) -> None:
    case, standard = dossier.case, dossier.definition.standard
    raw = case.answers.get("raw", {})
    letters = choices(case, dossier.definition, filed_on(case))
    read = form.read(standard.form, raw, dossier.time.day(act.at), dossier.work_out_facts(), letters=letters)
    if read.errors:
        raise NotComplete("Ada isian yang belum benar.", {FORM: "Ada isian yang belum benar.", **read.errors})
    case.answers = {**case.answers, "raw": raw, "values": read.values}
    case.holder_name, case.holder_index = _holder(case, standard)["nama"], holder_index(case, standard)


def holder_index(case: Case, standard: Standard) -> str:
    """The keyed index of the NIK of whoever the letter is about."""
    nik = _holder(case, standard).get("nik")
    return index_of(nik) if nik else ""


def _holder(case: Case, standard: Standard) -> dict[str, Any]:
    found = case.answers.get("values", {}).get(standard.holder)
    return found or {"nama": case.applicant.name, "nik": case.applicant.nik}


def _may_apply(act: Act, dossier: Dossier) -> None:
    """Checks that the case is on one path and meets every term of the standard. Raises NotComplete."""
    case, standard = dossier.case, dossier.definition.standard
    known = dossier.work_out_facts()
    if asks_history(standard):
        new_year = dossier.time.local(act.at).replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
        known |= {"riwayat": queries.history(case, since=new_year)}
    if sentences := unmet(standard, known):
        raise NotComplete(sentences[0], {FORM: " ".join(sentences)})


def _papers(dossier: Dossier) -> None:
    case, papers = dossier.case, queries.documents(dossier.case)
    if missing := lacking(asked(dossier.definition, case), papers):
        raise NotComplete("Masih ada berkas yang belum diunggah.", missing)
    if stale := unmended(case):
        raise NotComplete("Masih ada yang belum diperbaiki.", {key: _MEND.get(key, _REPLACE) for key in stale})


_REPLACE = "Ganti berkas ini sesuai catatan petugas."
_MEND = {FORM: "Perbaiki isian sesuai catatan petugas, lalu simpan."}


def unmended(case: Case) -> set[str]:
    """What was marked wrong and not mended since: a document that was not handed in again, answers that were not
    saved again. Things are looked at when they are brought; what is no longer asked for needs no mending."""
    if case.state != State.RETURNED:
        return set()
    marks, papers = queries.last_marks(case), queries.documents(case)
    since = next((mark.turn for mark in marks.values()), case.turn)
    definition = dossier_of(case).definition
    documents = {r.key for r in asked(definition, case) if not r.is_thing} & repairs(case).keys
    left = {key for key in documents if key not in papers or (key in marks and papers[key].turn < since)}
    saved_again = case.answers.get(MENDED, 0) >= since
    return left | ({FORM} if FORM in repairs(case).keys and not saved_again else set())
