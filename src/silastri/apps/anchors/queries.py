"""Reads the tables that only grow, and whether they still hold what their anchors say."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Model

from silastri.apps.accounts import keys
from silastri.apps.accounts.sealed import row_fits
from silastri.apps.audit.models import LogEntry
from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case, StepRun
from silastri.apps.letters.models import SigningAttempt
from silastri.domain import sealing

from .models import Anchor

START = "0" * 64
_SETTLED = timedelta(minutes=10)  # a row is added by a transaction that is over long before
_MANY = 500  # cards read at once


@dataclass(frozen=True, slots=True)
class Table:
    """A table that only grows. ``moment`` is the column that says when a row was added."""

    model: type[Model]
    moment: str
    name: str  # for people


TABLES = {
    "card": Table(StepRun, "left_at", "Kartu kendali"),
    "answer": Table(SigningAttempt, "at", "Jawaban penanda tangan"),
    "log": Table(LogEntry, "at", "Log akses"),
}


def anchors(*, most: int = 400) -> list[Anchor]:
    """The latest first."""
    return list(Anchor.objects.order_by("-pk")[:most])


def last() -> Anchor | None:
    return Anchor.objects.order_by("-pk").first()


def heads(before: Anchor | None, *, at: datetime) -> dict[str, Any]:
    """What was added to each table since the anchor before."""
    return {key: _head(table, _until(before, key), at) for key, table in TABLES.items()}


def _until(anchor: Anchor | None, key: str) -> int:
    return int(anchor.heads[key]["until"]) if anchor else 0


def _head(table: Table, after: int, at: datetime) -> dict[str, Any]:
    settled = table.model._default_manager.filter(pk__gt=after, **{f"{table.moment}__lte": at - _SETTLED})
    until = settled.order_by("-pk").values_list("pk", flat=True).first() or after
    count, digest = _digest(table, after, until)
    return {"until": until, "count": count, "digest": digest}


def _digest(table: Table, after: int, until: int) -> tuple[int, str]:
    made, count = hashlib.sha256(), 0
    rows = table.model._default_manager.filter(pk__gt=after, pk__lte=until).order_by("pk").values_list("pk", "seal")
    for number, sealed in rows.iterator(chunk_size=5000):
        made.update(f"{number}:{sealed}\n".encode())
        count += 1
    return count, made.hexdigest()


def seal(anchor: Anchor) -> str:
    """The seal that an anchor as it is now gets."""
    return sealing.mark(keys.mark_key("anchor"), _said(anchor))


def fits(anchor: Anchor) -> bool:
    """Whether it is as it was sealed, with whichever key."""
    return keys.fits("anchor", anchor.seal, _said(anchor))


def _said(anchor: Anchor) -> bytes:
    said = {"day": anchor.day.isoformat(), "heads": anchor.heads, "before": anchor.before, "doubts": anchor.doubts}
    body = json.dumps(said | {"at": f"{anchor.at.timestamp():.6f}"}, sort_keys=True, ensure_ascii=False)
    return body.encode()


def doubts(*, contents_after: Anchor | None = None, at: datetime) -> list[str]:
    """What does not fit, in words: of the anchors, of the rows under them, and of the contents of the rows added after
    ``contents_after`` (None: of all rows)."""
    return [*doubts_beside_cards(contents_after=contents_after, at=at), *_broken_cards(contents_after)]


def doubts_beside_cards(*, contents_after: Anchor | None = None, at: datetime) -> list[str]:
    """The same, without what the rows of the control cards say: ``broken_rows_of_cards`` names these one by one."""
    chain = list(Anchor.objects.order_by("pk"))
    return [*_broken_anchors(chain), *_broken_tables(chain), *_broken_rows(contents_after, at)]


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """The first row of a control card that is missing or not as it was sealed."""

    ref: str
    turn: int
    run: StepRun | None  # None where it is missing


def broken_rows_of_cards(office_id: int | None = None) -> Iterator[BrokenRow]:
    """Of every case whose control card does not fit, in one office or in all."""
    within = {} if office_id is None else {"office": office_id}
    pks = list(Case.objects.filter(**within).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(pks), _MANY):
        some = list(Case.objects.filter(pk__in=pks[start : start + _MANY]).defer("answers", "notes").order_by("pk"))
        runs = cases.runs_of(some)
        for case in some:
            turn = cases.card_break(case, runs[case.pk])
            if turn is not None:
                yield BrokenRow(case.ref, turn, next((run for run in runs[case.pk] if run.turn == turn), None))


def _broken_anchors(chain: list[Anchor]) -> Iterator[str]:
    before = START
    for anchor in chain:
        if anchor.before != before or not fits(anchor):
            yield f"Segel harian {anchor.day} tidak cocok."
        before = anchor.seal


def _broken_tables(chain: list[Anchor]) -> Iterator[str]:
    for key, table in TABLES.items():
        after = 0
        for anchor in chain:
            head = anchor.heads[key]
            if _digest(table, after, head["until"]) != (head["count"], head["digest"]):
                yield f"{table.name} yang disegel {anchor.day} sudah berubah atau berkurang."
            after = head["until"]


def _broken_rows(since: Anchor | None, at: datetime) -> Iterator[str]:
    for key in ("answer", "log"):
        table = TABLES[key]
        rows: Iterable[Any] = table.model._default_manager.filter(pk__gt=_until(since, key)).order_by("pk").iterator()
        broken = [row.pk for row in rows if not row_fits(row)]
        if broken:
            yield f"{table.name}: {len(broken)} baris tidak cocok dengan segelnya, yang pertama nomor {broken[0]}."


def _broken_cards(since: Anchor | None) -> Iterator[str]:
    touched = StepRun.objects.filter(pk__gt=_until(since, "card")).values("case")
    broken: list[int] = []
    pks = list(Case.objects.filter(pk__in=touched).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(pks), _MANY):
        some = list(Case.objects.filter(pk__in=pks[start : start + _MANY]).defer("answers", "notes"))
        runs = cases.runs_of(some)
        broken += [case.pk for case in some if not cases.card_is_whole(case, runs[case.pk])]
    if broken:  # without the cases' own numbers: managers of all offices read this
        yield f"Kartu kendali {len(broken)} permohonan tidak cocok dengan segelnya, yang pertama nomor {broken[0]}."
