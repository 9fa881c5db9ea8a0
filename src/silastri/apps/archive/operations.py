"""Writes records and lists. Nothing here removes a row."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any, Protocol

from django.db.models import Max

from silastri.apps.offices.models import Office
from silastri.domain import numbering
from silastri.domain.act import Act
from silastri.domain.letters.retention import Span

from . import search
from .models import ArchivedFile, Disposal, Item, Record


def add(record: Record) -> None:
    record.save(force_insert=True)


def add_files(files: Sequence[ArchivedFile]) -> None:
    ArchivedFile.objects.bulk_create(files)


def tell(record: Record, *, text: str) -> None:
    """Stores the words of the record's files, and by which words it is found."""
    record.text = text
    record.save(update_fields=["text"])
    words = [record.number, record.name, record.holder_name, record.case.ref, record.case.service.name]
    search.keep(record.pk, heading=" ".join(words), text=text)


def schedule(record: Record, *, code: str, span: Span, definition_hash: str) -> bool:
    """Stores what the schedule says of the record now; True if that is a change."""
    before = (record.code, record.active_until, record.inactive_until, record.fate)
    record.code, record.schedule = code, definition_hash
    record.active_until, record.inactive_until, record.fate = span.active_until, span.inactive_until, span.fate
    record.save(update_fields=["code", "schedule", "active_until", "inactive_until", "fate"])
    return before != (code, span.active_until, span.inactive_until, span.fate)


def change(record: Record, **facts: Any) -> None:
    for name, value in facts.items():
        setattr(record, name, value)
    record.save(update_fields=list(facts))


def looked_at(file: ArchivedFile, *, finding: str, at: datetime) -> None:
    ArchivedFile.objects.filter(pk=file.pk).update(finding=finding, checked_at=at)


# Lists


def make_list(act: Act, records: Sequence[Record], *, kind: str, reason: str) -> Disposal:
    """A list with its records; a record is on one open list at a time."""
    assert act.by.office and act.by.person
    disposal = Disposal.objects.create(
        office_id=act.by.office,
        kind=kind,
        state=Disposal.State.PROPOSED,
        reason=reason,
        proposed_by_id=act.by.person,
        proposed_at=act.at,
    )
    Item.objects.bulk_create([Item(disposal=disposal, record=record) for record in records])
    if kind != Disposal.Kind.MOVE:
        _move([record.pk for record in records], Record.State.LISTED)
    return disposal


def decide(act: Act, disposal: Disposal, *, state: str, note: str) -> None:
    disposal.state, disposal.decision = state, note
    disposal.decided_by_id, disposal.decided_at = act.by.person, act.at
    disposal.save(update_fields=["state", "decision", "decided_by", "decided_at"])


def cancel(disposal: Disposal, *, note: str) -> None:
    """Cancels a list before it is carried out; who approved it stays recorded."""
    disposal.state = Disposal.State.CANCELLED
    disposal.decision = f"{disposal.decision} Dibatalkan: {note}".strip()[:1000]
    disposal.save(update_fields=["state", "decision"])


def free(disposal: Disposal) -> None:
    """The records of the list are inactive as before, and may be put on another list."""
    on_it = Item.objects.filter(disposal=disposal, taken_off="")
    _move(on_it.values_list("record_id", flat=True), Record.State.INACTIVE)


def take_off(record: Record, *, reason: str) -> None:
    """Takes the record off the list on which it waits."""
    waits = Item.objects.filter(record=record, taken_off="", disposal__state__in=["proposed", "approved"])
    waits.update(taken_off=reason[:500])
    change(record, state=Record.State.INACTIVE)


def done(act: Act, disposal: Disposal, **facts: Any) -> None:
    """The list was carried out: its records are now inactive, destroyed or handed over."""
    disposal.state, disposal.done_by_id, disposal.done_at = Disposal.State.DONE, act.by.person, act.at
    for name, value in facts.items():
        setattr(disposal, name, value)
    disposal.save()
    into = {"move": Record.State.INACTIVE, "destroy": Record.State.DESTROYED, "hand_over": Record.State.HANDED_OVER}
    on_it = Item.objects.filter(disposal=disposal, taken_off="")
    _move(on_it.values_list("record_id", flat=True), into[disposal.kind])


class Numbered(Protocol):
    """What has a berita acara."""

    office_id: int
    year: int | None
    sequence: int | None
    number: str


def number(made: Numbered, pattern: str, *, on: date, others: Callable[[int, int], int]) -> None:
    """The next number of the office's berita acara; ``others`` says the last that something else than a list of records
    took in a year. The office is locked until the transaction ends."""
    Office.objects.select_for_update().only("pk").get(pk=made.office_id)
    given = Disposal.objects.filter(office_id=made.office_id, year=on.year).aggregate(last=Max("sequence"))["last"]
    made.year, made.sequence = on.year, max(given or 0, others(made.office_id, on.year)) + 1
    made.number = numbering.number(pattern, sequence=made.sequence, on=on, words={})


def forget(records: Iterable[Record], *, at: datetime) -> set[str]:
    """Marks the records' files as destroyed and deletes their words; returns their hashes."""
    hashes = set()
    for record in records:
        kept = ArchivedFile.objects.filter(record=record, destroyed_at__isnull=True)
        hashes |= set(kept.values_list("sha256", flat=True))
        kept.update(destroyed_at=at)
        tell(record, text="")
    return hashes


def _move(pks: Iterable[int], state: str) -> None:
    Record.objects.filter(pk__in=list(pks)).update(state=state)
