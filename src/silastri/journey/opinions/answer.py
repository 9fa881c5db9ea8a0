"""A party answers its question: through a secret link, or at its own desk in the office."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction

from silastri.adapters.intake.port import NotAccepted, Paper
from silastri.apps.accounts import queries as accounts
from silastri.apps.audit.operations import log
from silastri.apps.cases import operations as cases
from silastri.apps.cases import queries as case_queries
from silastri.apps.offices import queries as offices
from silastri.apps.opinions import operations, queries
from silastri.apps.opinions.models import Opinion
from silastri.domain.act import Act, Actor
from silastri.domain.case import form, opinion
from silastri.domain.case.opinion import STANCES, Stance
from silastri.domain.case.workflow import State
from silastri.domain.definition.party import Party
from silastri.domain.refusal import MovedOn, NotFit, NotThere, NotYours
from silastri.journey.case import handed_in
from silastri.journey.case.dossier import Dossier, dossier_of
from silastri.journey.frame.step import OwnCase, SamePerson


class Closed(MovedOn):
    """The question was answered before or taken back, or the case has gone on."""


class NotAsked(NotYours):
    """The question went to another post."""


@dataclass(frozen=True)
class Given:
    """What a party sends as its answer."""

    stance: str = ""
    note: str = ""
    filled: Mapping[str, str] = field(default_factory=dict)
    upload: bytes = b""
    upload_name: str = ""
    name: str = ""  # of the person who answers for a party outside
    post: str = ""


@dataclass(frozen=True)
class Question:
    """A question as its party sees it."""

    opinion: Opinion
    party: Party
    name: str  # of the party
    dossier: Dossier

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.opinion.state == Opinion.State.ASKED and self.is_here

    @property
    def is_here(self) -> bool:
        """Whether the case is still at the step that asked."""
        case = self.dossier.case
        return case.state == State.RUNNING and case.step == self.opinion.step

    @property
    def asked(self) -> str:
        """The question in words."""
        return self.party.asked or self.dossier.definition.sop.step(self.opinion.step).text


def question_of_link(token: str) -> Question:
    """The question of a link, even if it has ended. Raises NotThere."""
    found = queries.by_link(token)
    if found is None or found.post:
        raise NotThere("Tautan ini tidak dikenal.")
    return question(found)


def question_of_desk(act: Act, pk: int) -> Question:
    """The question, for holders of the post that was asked and for whoever answered. Raises NotThere, NotAsked."""
    found = queries.opinion(act.by.office or 0, pk)
    if found is None or not found.post:
        raise NotThere("Permintaan ini tidak ada.")
    if found.post not in act.by.posts and found.person_id != act.by.person:
        raise NotAsked("Permintaan pendapat ini bukan untuk jabatan Anda.")
    return question(found)


def question(found: Opinion) -> Question:
    dossier = dossier_of(found.case)
    step = dossier.definition.sop.step(found.step)
    party = next(party for party in step.parties if party.key == found.party)
    return Question(found, party, opinion.title(party, dossier.office), dossier)


def by_link(act: Act, *, token: str, given: Given) -> Opinion:
    """Raises NotThere, Closed, NotFit, NotAccepted, OwnCase."""
    asked = question_of_link(token)
    _is_of_another_office(act, asked)
    errors = {} if given.name.strip() else {"nama": "Isi nama Anda."}
    errors |= {} if given.post.strip() else {"jabatan": "Isi jabatan Anda."}
    who = replace(act, by=Actor(act.by.person, given.name.strip()[:100]))
    return _answer(who, asked, given, errors, post=given.post.strip()[:120])


def _is_of_another_office(act: Act, asked: Question) -> None:
    """Refuses officers of the asking office, who must not answer in the name of the party."""
    here = asked.opinion.office_id
    if act.by.person and any(desk.office.pk == here for desk in offices.desks(act.by.person, act.at)):
        raise NotAsked("Tautan ini untuk pihak yang dimintai pendapat, bukan untuk petugas kantor yang meminta.")


def at_desk(act: Act, *, pk: int, given: Given) -> Opinion:
    """Raises NotThere, NotAsked, Closed, OwnCase, SamePerson, NotFit, NotAccepted."""
    asked = question_of_desk(act, pk)
    if asked.opinion.post not in act.by.posts:
        raise NotAsked("Permintaan pendapat ini bukan untuk jabatan Anda.")
    post = asked.dossier.office.post(asked.opinion.post)
    return _answer(act, asked, given, {}, post=post.title if post else asked.opinion.post)


def _answer(act: Act, asked: Question, given: Given, errors: dict[str, str], *, post: str) -> Opinion:
    tidied = _paper(act, given, errors)
    with transaction.atomic():
        case = case_queries.lock(asked.opinion.case.ref, office=asked.opinion.office_id)
        found = queries.by_pk(asked.opinion.pk)
        assert found
        here = question(_with(found, case))
        _may_answer(act, here)
        values = _read(act, here, given, errors, has_file=tidied is not None)
        file = None
        if tidied:
            name = given.upload_name
            file = handed_in.keep(tidied, name=name, at=act.at)
        mark = act.by.posts.get(found.post, "")
        person = accounts.person(act.by.person) if found.post and act.by.person else None
        said = {"jawaban": values, "catatan": given.note.strip()}
        if not operations.answer(
            found, by=f"{mark} {act.by.name}".strip(), by_post=post, person=person, stance=given.stance,
            said=said, file=file, at=act.at,
        ):  # fmt: skip
            raise Closed("Permintaan ini sudah dijawab.")
        cases.keep_answers(case, found.step, {found.party: opinion.noted(values, given.stance)})
        if person:
            cases.prepared_by(case, person.pk)
        log(act, "answer_question", case.ref, party=found.party)
        return found


def _with(found: Opinion, case: Any) -> Opinion:
    found.case = case
    return found


def _may_answer(act: Act, asked: Question) -> None:
    case = asked.dossier.case
    if case.applicant_id == act.by.person:
        raise OwnCase("Anda tidak boleh memberi pendapat atas permohonan Anda sendiri.")
    if asked.opinion.post and act.by.person in case.hands.get("decided", ()):
        raise SamePerson("Orang yang memutuskan tidak boleh ikut memberi pendapat atas permohonan yang sama.")
    if not asked.is_open:
        raise Closed("Permintaan ini sudah dijawab, ditarik, atau permohonannya sudah dilanjutkan.")


def _paper(act: Act, given: Given, errors: dict[str, str]) -> Paper | None:
    try:
        return handed_in.tidy(act, given.upload) if given.upload else None
    except NotAccepted as refused:
        errors["berkas"] = str(refused)
        return None


def _read(act: Act, asked: Question, given: Given, errors: dict[str, str], *, has_file: bool) -> dict[str, Any]:
    """The answers to the party's own questions. Raises NotFit with everything that is wrong."""
    party, dossier = asked.party, asked.dossier
    today, known = dossier.time.day(act.at), dossier.work_out_facts()
    read = form.read(party.form, given.filled, today, known, step=asked.opinion.step, party=party.key)
    errors |= read.errors
    stances = STANCES[party.gives]
    if stances and given.stance not in stances:
        errors["pendapat"] = "Pilih salah satu."
    if not stances and given.stance:
        errors["pendapat"] = "Pihak ini hanya mengisi keterangan."
    if given.stance in (Stance.WITH_NOTE, Stance.AGAINST) and not given.note.strip():
        errors["catatan"] = "Tulis catatan atau alasannya."
    if party.needs_file and not has_file:
        errors.setdefault("berkas", "Unggah berkasnya.")
    if errors:
        raise NotFit("Jawaban belum lengkap.", errors)
    return read.values
