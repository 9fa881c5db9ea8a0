"""The officer for personal data answers what people asked, and the answer is carried out in the same moment."""

from dataclasses import dataclass

from django.db import transaction

from silastri.apps.accounts import operations as accounts
from silastri.apps.accounts import queries as people
from silastri.apps.accounts.models import Person
from silastri.apps.audit.operations import log
from silastri.apps.messages import operations as messages
from silastri.apps.offices import queries as offices
from silastri.apps.offices.queries import Desk
from silastri.apps.personal_data import operations, queries
from silastri.apps.personal_data.models import DataRequest
from silastri.domain.act import Act
from silastri.domain.personal_data import clock, grounds
from silastri.domain.refusal import MovedOn, NotFit, NotYours
from silastri.domain.words import wording
from silastri.domain.words.messages.personal_data import DataRequestArrived
from silastri.journey.case import tell
from silastri.journey.case.links import absolute

from . import access, ask, erase
from .tell_answered import tell_answered

Kind, State = DataRequest.Kind, DataRequest.State


@dataclass(frozen=True)
class Decision:
    """``grants`` with the proof seen, or a refusal on a ground; ``text`` is read by who asked."""

    grants: bool
    text: str
    ground: str = ""
    proof_seen: bool = False


def opened(desk: Desk, pk: int) -> DataRequest:
    """Raises NotOfficer, NoSuchRequest."""
    access.must_read(desk)
    found = queries.one(pk, office=desk.office.pk)
    if found is None:
        raise ask.NoSuchRequest("Permintaan ini tidak ada.")
    return found


@transaction.atomic
def answer(act: Act, desk: Desk, *, pk: int, decision: Decision) -> DataRequest:
    """Raises NotOfficer, NoSuchRequest, NotYours, MovedOn, NotFit."""
    access.must_answer(desk)
    found = queries.held(opened(desk, pk).pk)
    if found.person_id == act.by.person:
        raise NotYours("Ini permintaan Anda sendiri. Petugas lain yang menjawabnya.")
    if not found.is_open:
        raise MovedOn("Permintaan ini sudah dijawab.")
    state, told = (State.REFUSED, _refusal(decision)) if not decision.grants else _carried_out(act, found, decision)
    post = offices.definition(desk.office).personal_data.officer or next(iter(desk.posts), "")
    operations.end(act, found, state=state, answer=told, ground="" if decision.grants else decision.ground, post=post)
    log(act, "answer_data_request", f"data {found.pk}", whose=found.person_id, state=state)
    return found


def _refusal(decision: Decision) -> str:
    """Raises NotFit."""
    sentence = grounds.sentence(decision.ground)
    if not sentence:
        raise NotFit("Pilih dasar penolakannya.", {"dasar": "Pilih dasar penolakannya."})
    return "\n".join(filter(None, (sentence, decision.text.strip())))


def _carried_out(act: Act, found: DataRequest, decision: Decision) -> tuple[str, str]:
    """What became of it, and what the person reads. The message is queued first: afterwards there may be no number."""
    tell_answered(act, found)
    text = decision.text.strip()
    if found.kind == Kind.CORRECT:
        done = _mended(act, found, decision)
    elif found.kind == Kind.RESTRICT:
        accounts.restrict(found.person, at=act.at)
        log(act, "restrict_data", f"data {found.pk}", whose=found.person_id)
        done = ["Sejak sekarang data Anda hanya dibuka petugas yang mendapat giliran. Yang lain harus menulis alasan."]
    elif found.kind == Kind.ERASE:
        erased = erase.carry_out(act, found.person)
        return (State.PART if erased.kept else State.DONE), "\n".join(filter(None, (*erased.told, text)))
    else:
        raise NotFit("Salinan dibuat sistem. Tidak perlu dijawab.")
    return State.DONE, "\n".join([*done, *filter(None, [text])])


def _mended(act: Act, found: DataRequest, decision: Decision) -> list[str]:
    """Raises NotFit."""
    name, nik, person = found.told.get("name", ""), found.told.get("nik", ""), found.person
    if not (name or nik):
        if not decision.text.strip():
            raise NotFit("Tulis apa yang dibetulkan.", {"jawaban": "Tulis apa yang dibetulkan, dan di mana."})
        return []
    if not decision.proof_seen:
        raise NotFit("Buktinya harus dilihat dulu.", {"bukti": "Centang setelah KTP atau dokumennya Anda lihat."})
    done = []
    if name and name != person.name:
        accounts.rename(person, name)
        log(act, "mend_name", str(person.pk), whose=person.pk)
        done.append("Nama di akun Anda sudah dibetulkan.")
    if nik and nik != person.nik:
        _give_nik(person, nik)
        log(act, "mend_nik", str(person.pk), whose=person.pk)
        done.append("NIK di akun Anda sudah dibetulkan.")
    accounts.identify(person, at=act.at)
    return [*done, "Surat yang sudah terbit tidak ikut berubah. Minta perbaikan surat di halaman surat itu bila perlu."]


def _give_nik(person: Person, nik: str) -> None:
    other = people.by_nik(nik)
    if other and other.pk != person.pk:
        raise NotFit(
            "NIK ini sudah tercatat untuk orang lain.", {"jawaban": "NIK ini sudah tercatat untuk orang lain."}
        )
    accounts.give_nik(person, nik)


@transaction.atomic
def lift(act: Act, *, person: Person) -> None:
    """The person wants no limit any more."""
    accounts.restrict(person, at=None)
    log(act, "lift_restriction", str(person.pk), whose=person.pk)


def remind(act: Act) -> int:
    """Tells the officers of what is due within a day, once. One of the worker's duties."""
    office = offices.by_id(act.by.office or 0)
    found = queries.to_remind(office.pk, act.at, act.at + clock.SOON)
    zone, told = offices.working_time(office).zone, []
    officers = [person for person in access.officers(office, act.at) if person.phone] if found else []
    for one in found:
        what, due = one.get_kind_display().lower(), wording.moment(one.due_at, zone)
        words = DataRequestArrived(what=what, due=due, link=absolute("data_request", str(one.pk)))
        for person in officers:
            about = f"data/{one.pk}/besok/{person.pk}"
            told.append(tell.made(act, words, about=about, person=person, office=office.pk))
    if told:
        with transaction.atomic():
            messages.queue(told)
    return len(told)
