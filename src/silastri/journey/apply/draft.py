"""The applicant prepares an application: answers and documents, saved at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from silastri.adapters.intake.port import Paper
from silastri.apps.accounts import operations as accounts
from silastri.apps.accounts.models import Person
from silastri.apps.bookings import operations as bookings
from silastri.apps.cases import operations as cases
from silastri.apps.cases import queries
from silastri.apps.cases.models import Case, CaseDocument
from silastri.apps.catalog import queries as catalog
from silastri.apps.catalog.models import Service
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act
from silastri.domain.case import photo_doubts
from silastri.domain.case.person import completed
from silastri.domain.case.requirements import lacking
from silastri.domain.case.workflow import State
from silastri.domain.definition.requirement import Requirement
from silastri.domain.definition.sop import Step
from silastri.domain.refusal import MovedOn, NotThere, NotYours
from silastri.journey.case import handed_in
from silastri.journey.case.dossier import dossier_of
from silastri.journey.frame import booking
from silastri.journey.steps.check import FORM, asked

from . import limits

_MOST_DRAFTS = 20  # of one person over the internet
MENDED = "mended"  # among the kept answers: at which turn they were saved after a return


class NotOpenForChanges(MovedOn):
    """The application was handed in, and this part of it was not returned for repair."""


class NotOffered(NotThere):
    """The service is not offered now."""


class TooManyDrafts(MovedOn):
    """Whoever begins without end, as a machine does, fills the tables of all."""


@dataclass(frozen=True)
class Repairs:
    """What the applicant may change now: everything in a draft, only what is wrong after a return."""

    everything: bool
    keys: frozenset[str] = frozenset()

    def allows(self, key: str) -> bool:
        return self.everything or key in self.keys


def repairs(case: Case) -> Repairs:
    if case.state == State.DRAFT:
        return Repairs(True)
    if case.state != State.RETURNED:
        return Repairs(False)
    marks = queries.last_marks(case)
    wrong = frozenset(key for key, mark in marks.items() if not mark.is_right)
    if FORM in wrong:
        wrong |= _newly_asked(case) - marks.keys()
    # An officer at a step that marks no documents returned it, so any of them may be meant.
    return Repairs(not wrong, wrong)


def _newly_asked(case: Case) -> set[str]:
    """The documents that another answer asks for: they lack, or were handed in."""
    requirements, papers = asked(catalog.definition(case.version_id), case), queries.documents(case)
    return lacking(requirements, papers).keys() | {r.key for r in requirements if r.key in papers}


@transaction.atomic
def start(act: Act, *, service: Service, applicant: Person, address: str = "") -> Case:
    """A draft under the version in force now; ``address`` is where the applicant lives, as the counter was told. Raises
    NotOffered, NotYours, TooManyDrafts."""
    today = offices.today(service.office, act.at)
    version = catalog.current(service, today)
    if version is None or not service.is_offered:
        raise NotOffered("Layanan ini sedang tidak dibuka.")
    first = catalog.definition(version.pk).sop.steps[0]
    if act.via == "counter":
        _may_record(act, first, applicant.pk)
        if not applicant.identified_at:
            # What is handed in at the counter is seen by whoever holds the account of its applicant.
            raise NotYours("Cocokkan dulu KTP pemohon: cari NIK-nya di Loket, lalu simpan datanya.")
    elif not first.online:
        raise NotOffered("Layanan ini diurus langsung di loket kantor.")
    elif queries.drafts(applicant.pk).count() >= _MOST_DRAFTS:
        raise TooManyDrafts(
            f"Anda punya {_MOST_DRAFTS} permohonan yang belum dikirim. Kirim atau hapus dulu salah satu."
        )
    return cases.draft(
        act,
        office=service.office,
        version=version,
        applicant=applicant,
        via=act.via,
        address=address,
        filled=act.via == "counter",
    )


@transaction.atomic
def begin(act: Act, *, service: Service, applicant: Person, another: bool) -> Case | None:
    """A draft; None where one of this service is there already and not ``another`` was asked for. Raises NotOffered,
    TooManyDrafts."""
    accounts.hold(applicant.pk)  # of two clicks only one begins
    if not another and queries.drafts(applicant.pk, service.pk).exists():
        return None
    return start(act, service=service, applicant=applicant)


def hold(act: Act, ref: str) -> Case:
    """The applicant's own case, locked; at the counter, a case of the office whose submission the officer may record.

    Raises CaseNotFound, NotYours.
    """
    if act.via != "counter":
        return queries.lock(ref, applicant=act.by.person)
    case = queries.lock(ref, office=act.by.office)
    _may_record(act, catalog.definition(case.version_id).sop.steps[0], case.applicant_id)
    not_of_another(case, act.by.person)
    return case


def not_of_another(case: Case, officer: int | None) -> None:
    """A draft is nobody's but its applicant's; one of the counter is seen by the officer who fills it in with the
    applicant. Raises CaseNotFound, NotYours."""
    if case.state != State.DRAFT or officer is None:
        return
    if case.via != "counter":
        raise queries.CaseNotFound("Permohonan ini tidak ada.")
    if case.filled_by_id != officer:
        raise NotYours("Permohonan ini sedang diisi petugas loket lain bersama pemohonnya.")


def may_record(act: Act, case: Case) -> bool:
    """Whether this officer may register applications of this kind at the counter."""
    first = catalog.definition(case.version_id).sop.steps[0]
    return bool(first.recorder) and first.recorder in act.by.posts and case.applicant_id != act.by.person


def _may_record(act: Act, first: Step, applicant_id: int) -> None:
    if first.recorder is None or first.recorder not in act.by.posts:
        raise NotYours("Pendaftaran di loket untuk layanan ini bukan tugas jabatan Anda.")
    if applicant_id == act.by.person:
        raise NotYours("Anda tidak boleh memproses permohonan Anda sendiri.")


@transaction.atomic
def answer(act: Act, *, ref: str, raw: dict[str, str]) -> Case:
    """Keeps what was typed so far, right or wrong: it is read when the application is handed in. What a NIK says of its
    person is filled in where it was left empty."""
    case = hold(act, ref)
    if not repairs(case).allows(FORM):
        raise NotOpenForChanges("Isian formulir tidak bisa diubah lagi.")
    now = {**case.answers.get("raw", {}), **raw}
    form, today = catalog.definition(case.version_id).standard.form, offices.today(case.office, act.at)
    kept = {**case.answers, "raw": now | completed(form, now, today)}
    cases.answer(case, kept | ({MENDED: case.turn} if case.state == State.RETURNED else {}))
    return case


@transaction.atomic
def choose_days(act: Act, *, ref: str) -> str:
    """Holds the days that the draft names. Why they cannot be had, or ""; days are chosen in a draft alone."""
    case = hold(act, ref)
    return booking.choose(act, dossier_of(case)) if case.state == State.DRAFT else ""


def attach(act: Act, *, ref: str, key: str, upload: bytes, upload_name: str) -> CaseDocument:
    """Hands in a document for a requirement. Raises NotAccepted, NotOpenForChanges, NotThere, CaseNotFound."""
    return attach_all(act, ref=ref, key=key, files=[(upload, upload_name)])


def attach_all(act: Act, *, ref: str, key: str, files: Sequence[tuple[bytes, str]]) -> CaseDocument:
    """Hands in several photos or PDFs, each with its name, as one document. Raises like ``attach``."""
    name = files[0][1] if len(files) == 1 else f"{files[0][1]} dan {len(files) - 1} lainnya"
    return keep(act, ref=ref, key=key, paper=handed_in.tidy(act, *(content for content, _ in files)), name=name)


@transaction.atomic
def keep(act: Act, *, ref: str, key: str, paper: Paper, name: str) -> CaseDocument:
    """Hands in a document that was tidied before. Raises NotOpenForChanges, NotThere, CaseNotFound, TooOften."""
    case, requirement = open_for(act, ref, key)
    person_id = act.by.person or case.applicant_id
    limits.a_file_of(act, person_id)
    if requirement.shape == "foto":
        paper = replace(paper, doubts=photo_doubts.of_portrait(paper.doubts))
    file = handed_in.keep(paper, name=name, at=act.at)
    return cases.add_document(case, key=key, file=file, person_id=person_id, at=act.at)


@transaction.atomic
def detach(act: Act, *, ref: str, key: str) -> Case:
    """Removes a document from a draft. A document that was handed in is never removed."""
    case = _draft_open_for(act, ref, key)
    cases.remove_papers(case, key)
    return case


@transaction.atomic
def take_back(act: Act, *, ref: str, key: str) -> Case:
    """Takes the last document of a draft back: the one before it counts again. Raises NotThere when there is none."""
    case = _draft_open_for(act, ref, key)
    if key not in queries.replaced(case):
        raise NotThere("Tidak ada berkas sebelumnya untuk persyaratan ini.")
    cases.remove_last_paper(case, key)
    return case


def _draft_open_for(act: Act, ref: str, key: str) -> Case:
    case, _ = open_for(act, ref, key)
    if case.state != State.DRAFT:
        raise NotOpenForChanges("Berkas yang sudah dikirim tidak bisa dihapus. Kirim berkas penggantinya saja.")
    return case


@transaction.atomic
def discard(act: Act, *, ref: str) -> None:
    """Deletes a draft. Raises NotOpenForChanges when it was handed in."""
    case = hold(act, ref)
    if case.state != State.DRAFT:
        raise NotOpenForChanges("Permohonan yang sudah dikirim tidak bisa dihapus.")
    bookings.forget(case)
    cases.discard(case)


def open_for(act: Act, ref: str, key: str) -> tuple[Case, Requirement]:
    """The case, locked, where a document may be handed in for that requirement. Raises like ``keep``."""
    case = hold(act, ref)
    asked_for = {r.key: r for r in catalog.definition(case.version_id).standard.requirements if not r.is_thing}
    if key not in asked_for:
        raise NotThere("Persyaratan itu tidak ada pada layanan ini.")
    if not repairs(case).allows(key):
        raise NotOpenForChanges("Berkas ini tidak bisa diganti lagi.")
    return case, asked_for[key]
