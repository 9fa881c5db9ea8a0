"""Lists of records: becoming inactive needs no approval; destruction and hand-over are approved by a second person."""

from collections.abc import Collection
from typing import Any

from django.db import transaction

from silastri.apps.archive import operations
from silastri.apps.archive import queries as archive
from silastri.apps.archive.models import Disposal, Record
from silastri.apps.audit.operations import log
from silastri.apps.messages import operations as messages
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.act import Act
from silastri.domain.refusal import MovedOn, NotFit, NotYours
from silastri.domain.words.messages.letter import DisposalProposed
from silastri.journey.case import tell
from silastri.journey.case.links import absolute
from silastri.journey.papers import disposal as papers

from . import minutes
from .access import about, as_approver, as_archivist

MOST = 200  # records on one list, so that the people who sign it can read it


class ChangedSince(MovedOn):
    """A record or a list has changed since it was shown."""


def move(act: Act, *, pks: Collection[int], reason: str = "") -> Disposal:
    """Records whose active time is over become inactive, with their berita acara. Raises NotYours, NotFit,
    ChangedSince."""
    with transaction.atomic():
        _, sheet = _to_move(act, pks, reason)
        transaction.set_rollback(True)  # made only to learn what its berita acara will say
    drawn = papers.draw(sheet, at=act.at)  # nothing is locked meanwhile
    with transaction.atomic():
        disposal, again = _to_move(act, pks, reason)
        if again != sheet:
            raise ChangedSince(minutes.CHANGED)
        minutes.keep(act, disposal, drawn)
        log(act, "archive_move", about(disposal), arsip=len(sheet["rows"]), nomor=disposal.number)
    return disposal


def _to_move(act: Act, pks: Collection[int], reason: str) -> tuple[Disposal, dict[str, Any]]:
    """The list, and what its berita acara says."""
    office = as_archivist(act)
    records = _due(act, office, pks, Disposal.Kind.MOVE)
    disposal = operations.make_list(act, records, kind=Disposal.Kind.MOVE, reason=reason.strip()[:1000])
    return disposal, minutes.numbered(act, office, disposal)


@transaction.atomic
def propose(act: Act, *, kind: str, pks: Collection[int], reason: str) -> Disposal:
    """Proposes destruction or hand-over of records whose retention is over. Raises NotYours, NotFit, ChangedSince."""
    office = as_archivist(act)
    if not reason.strip():
        raise NotFit("Tulis alasannya.", {"alasan": "Tulis dasar usulan ini, misalnya masa simpannya sudah habis."})
    records = _due(act, office, pks, kind)
    disposal = operations.make_list(act, records, kind=kind, reason=reason.strip()[:1000])
    log(act, "archive_propose", about(disposal), apa=kind, arsip=len(records))
    _tell(act, office, disposal, len(records))
    return disposal


def _due(act: Act, office: Office, pks: Collection[int], kind: str) -> list[Record]:
    if not pks:
        raise NotFit("Pilih paling sedikit satu arsip.", {"arsip": "Pilih paling sedikit satu arsip."})
    if len(pks) > MOST:
        raise NotFit(f"Paling banyak {MOST} arsip dalam satu daftar.")
    today = offices.today(office, act.at)
    locked = Record.objects.filter(pk__in=pks, office=office).order_by("pk")
    records = list(locked.select_related("letter", "case__service").select_for_update(of=("self",)))
    if len(records) != len(set(pks)) or any(record.due(today) != kind for record in records):
        raise ChangedSince("Sebagian arsip ini sudah berubah. Tidak ada yang dicatat. Muat ulang, lalu pilih lagi.")
    return records


def _tell(act: Act, office: Office, disposal: Disposal, count: int) -> None:
    today = offices.today(office, act.at)
    link = absolute("disposal", str(disposal.pk))
    words = DisposalProposed(what=disposal.get_kind_display(), count=count, link=link)
    approvers = offices.holders(office, offices.definition(office).archive_approver, today)
    queued = [
        tell.made(act, words, about=f"penyusutan/{disposal.pk}/{person.pk}", person=person, office=office.pk)
        for person in approvers
        if person.phone and person.pk != act.by.person
    ]
    if queued:
        messages.queue(queued)


@transaction.atomic
def approve(act: Act, *, pk: int, note: str = "") -> Disposal:
    """Raises NotYours, ChangedSince."""
    disposal = _to_decide(act, pk)
    operations.decide(act, disposal, state=Disposal.State.APPROVED, note=note.strip()[:500])
    log(act, "archive_approve", about(disposal))
    return disposal


@transaction.atomic
def refuse(act: Act, *, pk: int, note: str) -> Disposal:
    """Refuses a list; its records stay inactive. Raises NotYours, NotFit, ChangedSince."""
    disposal = _to_decide(act, pk)
    if not note.strip():
        raise NotFit("Tulis alasannya.", {"catatan": "Tulis mengapa usulan ini tidak disetujui."})
    operations.free(disposal)
    operations.decide(act, disposal, state=Disposal.State.REFUSED, note=note.strip()[:500])
    log(act, "archive_refuse", about(disposal), alasan=note.strip()[:500])
    return disposal


@transaction.atomic
def cancel(act: Act, *, pk: int, note: str) -> Disposal:
    """Cancels a list that was not carried out yet. Raises NotYours, NotFit, ChangedSince."""
    office = as_archivist(act)
    disposal = archive.disposal(pk, office=office.pk, lock=True)
    if not disposal.is_open:
        raise ChangedSince("Daftar ini sudah selesai atau dibatalkan.")
    if not note.strip():
        raise NotFit("Tulis alasannya.", {"catatan": "Tulis mengapa usulan ini dibatalkan."})
    operations.free(disposal)
    operations.cancel(disposal, note=note.strip()[:400])
    log(act, "archive_cancel", about(disposal), alasan=note.strip()[:400])
    return disposal


def _to_decide(act: Act, pk: int) -> Disposal:
    office = as_approver(act)
    disposal = archive.disposal(pk, office=office.pk, lock=True)
    if disposal.state != Disposal.State.PROPOSED:
        raise ChangedSince("Usulan ini sudah diputuskan atau dibatalkan.")
    if disposal.proposed_by_id == act.by.person:
        raise NotYours("Anda sendiri yang mengusulkan. Yang menyetujui harus orang lain.")
    return disposal
