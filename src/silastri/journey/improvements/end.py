"""Ends an improvement: done with evidence, or dropped with a reason."""

from django.db import transaction

from silastri.apps.audit.operations import log
from silastri.apps.documents.models import StoredFile
from silastri.apps.improvements import operations, queries
from silastri.apps.improvements.models import Improvement
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act
from silastri.domain.refusal import MovedOn, NotFit, NotYours
from silastri.journey.case import handed_in

from .access import desk_of, ends

LONGEST = 1000  # characters of what is told
_State = Improvement.State


def done(act: Act, *, pk: int, evidence: str, upload: bytes = b"", upload_name: str = "") -> Improvement:
    """With a text that says what is different now, and a paper or photo where there is one. Raises NotThere, NotYours,
    MovedOn, NotFit, NotAccepted."""
    _check(act, pk, "bukti", evidence, "Tulis apa yang sekarang berbeda, dan di mana itu terlihat.")
    paper = handed_in.tidy(act, upload) if upload else None
    with transaction.atomic():
        found = _open(act, pk, lock=True)
        file = handed_in.keep(paper, name=upload_name, at=act.at) if paper else None
        _end(act, found, _State.DONE, evidence.strip(), file)
        log(act, "end_improvement", f"perbaikan:{pk}")
    return found


@transaction.atomic
def drop(act: Act, *, pk: int, reason: str) -> Improvement:
    """Raises NotThere, NotYours, MovedOn, NotFit."""
    _check(act, pk, "alasan", reason, "Tulis mengapa perbaikan ini tidak jadi.")
    found = _open(act, pk, lock=True)
    _end(act, found, _State.DROPPED, reason.strip(), None)
    log(act, "drop_improvement", f"perbaikan:{pk}")
    return found


def _check(act: Act, pk: int, name: str, told: str, sentence: str) -> None:
    _open(act, pk)
    if not told.strip():
        raise NotFit(sentence, {name: sentence})
    if len(told.strip()) > LONGEST:
        raise NotFit("Terlalu panjang.", {name: f"Paling banyak {LONGEST} huruf."})


def _open(act: Act, pk: int, *, lock: bool = False) -> Improvement:
    desk = desk_of(act)
    found = queries.one(pk, office=desk.office.pk, lock=lock)
    if not ends(desk, found):
        raise NotYours("Perbaikan ini dinyatakan selesai oleh penanggung jawabnya atau pengelola kantor.")
    if found.state != _State.PLANNED:
        raise MovedOn("Perbaikan ini sudah selesai atau tidak jadi.")
    return found


def _end(act: Act, found: Improvement, state: str, told: str, file: StoredFile | None) -> None:
    assert act.by.person
    on = offices.today(found.office, act.at)
    operations.end(found, state=state, evidence=told, by=act.by.person, on=on, file=file)
