"""The head approves a measurement: from then on it is what its report says."""

from datetime import date
from typing import Any

from django.db import transaction

from silastri.apps.audit.operations import log
from silastri.apps.offices import queries as offices
from silastri.apps.reviews import operations
from silastri.apps.reviews.models import Review
from silastri.domain.act import Act
from silastri.domain.refusal import MovedOn, NotFit, NotYours
from silastri.journey.improvements.access import desk_of
from silastri.journey.surveys.report import head

from . import told
from .access import approves, open_to


@transaction.atomic
def approve(act: Act, *, pk: int, seen: str) -> Review:
    """``seen`` is the mark of what the head saw. Raises NotYours, NotThere, MovedOn, NotFit."""
    desk = desk_of(act)
    if not approves(desk):
        raise NotYours("Pengukuran ditetapkan oleh pimpinan kantor.")
    review = open_to(act, pk, lock=True)
    today = offices.today(desk.office, act.at)
    found = told.tell(review, today, head(review.office, act))
    if seen != told.mark(review):
        raise MovedOn("Penilaian berubah sejak Anda membacanya. Baca lagi, lalu tetapkan.")
    if found.score.left:
        raise NotFit(f"Masih ada {found.score.left} butir yang belum dinilai.")
    if found.score.overall is None:
        raise NotFit("Semua butir dinilai tidak relevan, jadi tidak ada nilainya.")
    if found.without_action:
        raise NotFit(f"{found.without_action} butir dinilai Sebagian atau Tidak, tetapi belum ada perbaikannya.")
    assert act.by.person
    operations.approve(review, result=_frozen(found, today), by=act.by.person, at=act.at)
    log(act, "approve_review", f"pengukuran:{pk}")
    return review


def _frozen(found: told.Told, today: date) -> dict[str, Any]:
    return {
        "score": {
            "overall": str(found.score.overall),
            "components": {
                key: str(value) if value is not None else None for key, value in found.score.components.items()
            },
        },
        "facts": {one.item.key: one.fact for part in found.components for one in part.items if one.fact},
        "followed": found.followed,
        "head": found.head,
        "counted_on": today.isoformat(),
    }
