"""Corrects a letter with a slip in it: a new case makes the letter that takes its place.

The case begins at the officers' last check before the signature. Its letter is numbered and signed like any other, and
whoever began the correction may not sign it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from silastri.apps.audit.operations import log
from silastri.apps.cases import operations as cases
from silastri.apps.cases import queries
from silastri.apps.cases.models import Case
from silastri.apps.messages import operations as messages
from silastri.domain import worktime
from silastri.domain.act import Act
from silastri.domain.case import fees, form, step_notes
from silastri.domain.case.eligible import unmet
from silastri.domain.case.facts import Facts
from silastri.domain.case.workflow import CORRECT, State
from silastri.domain.definition.field import FieldKind, Question
from silastri.domain.definition.sop import Step
from silastri.domain.kinds import Kind, nature
from silastri.domain.letters import wanted
from silastri.domain.refusal import MovedOn, NotFit, NotYours
from silastri.domain.words.called import in_messages
from silastri.domain.words.messages.letter import CorrectionBegun
from silastri.journey.case import clock, route, tell
from silastri.journey.case.dossier import Dossier, case_facts, dossier_of, filed_on
from silastri.journey.case.links import absolute
from silastri.journey.frame.step import OwnCase
from silastri.journey.steps.check import asked

from . import issued_letter
from .issued_letter import IssuedLetter

_LOOKS = (Kind.FORWARD, Kind.VERIFY, Kind.INITIAL, Kind.APPROVE, Kind.NUMBER, Kind.PRINT, Kind.SIGN)
_HOLDER = "pemegang"


@dataclass(frozen=True)
class Change:
    """An answer that the letter prints, before and after the correction."""

    question: Question
    old: Any
    new: Any


def may(act: Act, found: IssuedLetter) -> bool:
    """Whether this officer prepares such letters. One who only decides on them would be barred from signing the new
    one."""
    return found.product is not None and not issued_letter.concerns(act, found) and bool(_post(act, found))


def _post(act: Act, found: IssuedLetter) -> str:
    """The post by which this officer may correct the letter; empty when there is none."""
    prepares = [s for s in found.dossier.definition.sop.steps if not nature(s.kind).decides]
    posts = {s.actor for s in prepares if not s.by_applicant} | {s.recorder for s in prepares if s.recorder}
    return min((posts - {found.signed_by}) & set(act.by.posts), default="")


def may_be_corrected(found: IssuedLetter) -> list[Question]:
    """The questions whose answers the letter prints. Letters and lists among the answers cannot be corrected."""
    assert found.product
    definition = found.dossier.definition
    printed = {name for _, place in definition.letters[found.product.text_file].places for name in place.names}
    answered = found.dossier.case.answers.get("values", {})
    return [
        question
        for question in definition.standard.form
        if question.key in answered
        and question.kind not in (FieldKind.LETTER, FieldKind.LIST)
        and (_is_asked(f"isian.{question.key}", printed) or _names_holder(found, question, printed))
    ]


def _is_asked(name: str, printed: set[str]) -> bool:
    return any(one == name or one.startswith(f"{name}.") for one in printed)


def _names_holder(found: IssuedLetter, question: Question, printed: set[str]) -> bool:
    return question.key == found.dossier.definition.standard.holder and _is_asked(_HOLDER, printed)


@transaction.atomic
def correct(act: Act, *, code: str, typed: Mapping[str, str], reason: str) -> Case:
    """Raises NotThere, NotYours, OwnCase, NotInForce, MovedOn, NotFit."""
    found = issued_letter.find(act, code)
    old = queries.lock(found.dossier.case.ref, office=act.by.office)  # two officers cannot begin at once
    must_be_open(act, found)
    if not reason.strip():
        raise NotFit("Tulis alasannya.", {"alasan": "Tulis apa yang salah dan dari mana yang benar."})
    raw, values = _answers(found, typed)
    case = _case(act, old, code, raw, values)
    case.post = _post(act, found)
    dossier = dossier_of(case)
    _must_stay(found, dossier)
    first = begins_at(dossier)
    promise = dossier.promise()
    due = worktime.due(dossier.time, act.at, promise.length).at if promise.length.is_said else None
    arrival = cases.Arrival(
        State.RUNNING,
        first.key,
        first.actor,
        first.recorder or "",
        due_at=clock.step_due(dossier, first, since=act.at, promise=due),
        promise_due_at=due,
    )
    cases.record(act, case, outcome=CORRECT, note=reason.strip(), arrival=arrival)
    _tell(act, found, dossier)
    log(act, "correct_letter", code, ref=case.ref)
    return case


def must_be_open(act: Act, found: IssuedLetter) -> None:
    """Raises NotYours, OwnCase, NotInForce, MovedOn."""
    if issued_letter.concerns(act, found):
        raise OwnCase("Surat ini menyangkut Anda sendiri. Petugas lain yang harus memperbaikinya.")
    if not may(act, found):
        raise NotYours("Perbaikan surat ini bukan tugas jabatan Anda.")
    issued_letter.must_hold(found)
    if found.letter.revoked_from:
        raise MovedOn("Surat ini akan dicabut. Batalkan dulu pencabutannya.")
    if under_way := queries.correction(found.letter.code):
        raise MovedOn(f"Surat ini sedang diperbaiki dengan nomor {under_way.ref}.")
    if found.dossier.case.state != State.DONE:
        raise MovedOn("Permohonan surat ini belum selesai. Selesaikan dulu penyerahannya.")


def _answers(found: IssuedLetter, typed: Mapping[str, str]) -> tuple[dict[str, str], dict[str, Any]]:
    """The old answers with the corrections. Raises NotFit."""
    case, questions = found.dossier.case, tuple(may_be_corrected(found))
    keys = {question.key for question in questions}
    mine = {name: text for name, text in typed.items() if name.partition(".")[0] in keys}
    raw = {**case.answers.get("raw", {}), **mine}
    read = form.read(questions, raw, filed_on(case), found.dossier.work_out_facts())
    if read.errors:
        raise NotFit("Ada isian yang belum benar.", read.errors)
    old: dict[str, Any] = case.answers["values"]
    values = old | read.values
    if values == old:
        raise NotFit("Belum ada yang diubah. Perbaiki dulu isian yang salah.")
    return raw, values


def _case(act: Act, old: Case, code: str, raw: dict[str, str], values: dict[str, Any]) -> Case:
    """A copy of the old case: under the same version, with the same day of handing in."""
    standard = dossier_of(old).definition.standard
    case = cases.draft(
        act, office=old.office, version=old.version, applicant=old.applicant, via=old.via, address=old.address
    )
    holder = standard.holder
    case.corrects, case.answers = code, {"raw": raw, "values": values}
    case.notes = step_notes.for_correction(old.notes)
    case.holder_name = values[holder]["nama"] if holder in values else old.holder_name
    case.submitted_at, case.arrived_at = old.submitted_at, act.at
    first = dossier_of(case).definition.sop.steps[0]
    case.step, case.state = first.key, State.RUNNING
    case.hands = {"prepared": [act.by.person]}
    case.save()
    return case


def _must_stay(found: IssuedLetter, dossier: Dossier) -> None:
    """A correction must not change what was decided. Raises NotFit."""
    standard = dossier.definition.standard
    before, now = case_facts(found.dossier.case, dossier.definition), dossier.work_out_facts()
    newly = set(unmet(standard, now)) - set(unmet(standard, before))
    if newly or _decided(dossier, now) != _decided(found.dossier, before):
        raise NotFit("Perubahan ini mengubah keputusan, bukan salah tulis. Minta pemohon mengajukan permohonan baru.")


def _decided(dossier: Dossier, known: Facts) -> tuple[object, ...]:
    """What depends on the answers: the path, the questions and requirements, the letters and the fee."""
    standard = dossier.definition.standard
    return (
        known["jalur"]["kunci"],
        [question.key for question in form.asked(standard.form, known)],
        [requirement.key for requirement in asked(dossier.definition, dossier.case)],
        [product.key for product in wanted.wanted(standard, known)],
        [] if standard.fee.is_free else fees.assess(standard.fee, known),
    )


def begins_at(dossier: Dossier) -> Step:
    """The step at which a correction begins: the first of the officers' checks directly before the signature."""
    steps = [step for step in route.ahead(dossier) if not step.by_applicant]
    signs = next(n for n, step in enumerate(steps) if step.kind is Kind.SIGN)
    while signs and steps[signs - 1].kind in _LOOKS:
        signs -= 1
    return steps[signs]


def changes(case: Case, old: Case) -> list[Change]:
    """The answers that the correction changes, in the order of the form."""
    now, before = case.answers.get("values", {}), old.answers.get("values", {})
    questions = dossier_of(case).definition.standard.form
    return [Change(q, before.get(q.key), now.get(q.key)) for q in questions if now.get(q.key) != before.get(q.key)]


def _tell(act: Act, found: IssuedLetter, dossier: Dossier) -> None:
    case, letter = dossier.case, found.letter
    queued = tell.to_officers(act, case, dossier.definition, dossier.office)
    called = in_messages(dossier.definition.standard, letter.name)
    words = CorrectionBegun(letter=called, number=letter.number, link=absolute("my_case", case.ref))
    queued.append(tell.message(act, case, case.applicant, words))
    messages.queue(queued)
