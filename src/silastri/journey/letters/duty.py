"""The duties of a letter: the applicant hands something in; the post accepts it, sends it back, or records it."""

from django.db import transaction

from silastri.apps.audit.operations import log
from silastri.apps.catalog import queries as catalog
from silastri.apps.duties import operations as duties
from silastri.apps.duties import queries
from silastri.apps.duties.models import Doing, Duty
from silastri.apps.messages import operations as messages
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act
from silastri.domain.refusal import MovedOn, NotFit, NotYours
from silastri.domain.words.called import in_messages
from silastri.domain.words.messages.case import News
from silastri.domain.words.messages.letter import DutyHandedIn
from silastri.journey.case import handed_in
from silastri.journey.case.links import absolute
from silastri.journey.case.tell import message
from silastri.journey.frame.step import OwnCase

_State, _What = Duty.State, Doing.What


class NotWaiting(MovedOn):
    """It was done, handed in or sent back in the meantime."""


def hand_in(act: Act, *, pk: int, note: str, upload: bytes = b"", upload_name: str = "") -> Duty:
    """The applicant hands in a note, a file, or both. Raises NotThere, NotWaiting, NotFit, NotAccepted."""
    if not (note.strip() or upload):
        raise NotFit("Isi laporannya.", {"catatan": "Tulis laporan Anda, atau unggah berkasnya."})
    tidied = handed_in.tidy(act, upload) if upload else None
    with transaction.atomic():
        duty = queries.duty(pk, applicant=act.by.person, lock=True)
        if duty.state not in (_State.OPEN, _State.RETURNED):
            raise NotWaiting("Kewajiban ini sudah diserahkan.")
        file = tidied and handed_in.keep(tidied, name=upload_name, at=act.at)
        duties.enter(act, duty, what=_What.HANDED_IN, state=_State.HANDED_IN, note=note.strip(), file=file or None)
        _tell_post(act, duty)
        return duty


@transaction.atomic
def accept(act: Act, *, pk: int, note: str = "") -> Duty:
    """Raises NotThere, NotYours, NotWaiting."""
    duty = _at_desk(act, pk, _State.HANDED_IN)
    duties.enter(act, duty, what=_What.ACCEPTED, state=_State.DONE, note=note.strip())
    _tell_applicant(act, duty, f"{duty.label} Anda sudah kami terima", "")
    log(act, "accept_duty", duty.case.ref, duty=duty.pk)
    return duty


@transaction.atomic
def send_back(act: Act, *, pk: int, note: str) -> Duty:
    """Raises NotThere, NotYours, NotWaiting, NotFit."""
    duty = _at_desk(act, pk, _State.HANDED_IN)
    if not note.strip():
        raise NotFit("Tulis alasannya.", {"catatan": "Tulis apa yang harus diperbaiki."})
    duties.enter(act, duty, what=_What.RETURNED, state=_State.RETURNED, note=note.strip())
    _tell_applicant(act, duty, f"{duty.label} Anda perlu diperbaiki", "Catatan petugas ada di halaman permohonan.")
    log(act, "send_back_duty", duty.case.ref, duty=duty.pk)
    return duty


def record(act: Act, *, pk: int, note: str, upload: bytes = b"", upload_name: str = "") -> Duty:
    """Records that the office did its own duty, or that the applicant brought it on paper.

    Raises NotThere, NotYours, NotWaiting, NotFit, NotAccepted.
    """
    if not note.strip():
        raise NotFit("Tulis hasilnya.", {"catatan": "Tulis apa yang dilakukan dan hasilnya."})
    tidied = handed_in.tidy(act, upload) if upload else None
    with transaction.atomic():
        duty = _at_desk(act, pk, _State.OPEN, _State.RETURNED)
        file = tidied and handed_in.keep(tidied, name=upload_name, at=act.at)
        duties.enter(act, duty, what=_What.RECORDED, state=_State.DONE, note=note.strip(), file=file or None)
        log(act, "record_duty", duty.case.ref, duty=duty.pk)
        return duty


def _at_desk(act: Act, pk: int, *states: str) -> Duty:
    duty = queries.duty(pk, office=act.by.office or 0, lock=True)
    if duty.post not in act.by.posts:
        raise NotYours("Kewajiban ini bukan tugas jabatan Anda.")
    if duty.case.applicant_id == act.by.person:
        raise OwnCase("Anda tidak boleh memproses permohonan Anda sendiri.")
    if duty.state not in states:
        raise NotWaiting("Kewajiban ini sudah dikerjakan, atau belum diserahkan. Muat ulang halaman.")
    return duty


def _tell_applicant(act: Act, duty: Duty, what: str, then: str) -> None:
    words = News(
        what=what,
        service=in_messages(catalog.definition(duty.case.version_id).standard, duty.letter.name),
        ref=duty.case.ref,
        then=then,
        link=absolute("my_case", duty.case.ref),
    )
    messages.queue([message(act, duty.case, duty.case.applicant, words, what=f"/k{duty.pk}/{act.at.timestamp():.0f}")])


def _tell_post(act: Act, duty: Duty) -> None:
    today = offices.today(duty.office, act.at)
    words = DutyHandedIn(
        label=duty.label, letter=duty.letter.number, ref=duty.case.ref, link=absolute("duty", str(duty.pk))
    )
    queued = [
        message(act, duty.case, holder, words, what=f"/k{duty.pk}/{act.at.timestamp():.0f}")
        for holder in offices.holders(duty.office, duty.post, today)
        if holder.phone
    ]
    if queued:
        messages.queue(queued)
