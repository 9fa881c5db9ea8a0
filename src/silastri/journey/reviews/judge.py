"""What the team finds at an item: its mark, a note, photos. Each item is kept by itself, and nobody overwrites what he
has not seen."""

from collections.abc import Sequence

from django.db import transaction

from silastri.adapters.intake.port import Paper
from silastri.apps.audit.operations import log
from silastri.apps.reviews import operations, queries
from silastri.apps.reviews.models import ReviewItem
from silastri.domain.act import Act
from silastri.domain.refusal import MovedOn, NotFit
from silastri.domain.review.score import MARKS
from silastri.journey.case import handed_in

from .access import open_to

LONGEST = 1000  # characters of a note
MOST_PHOTOS = 8


class JudgedMeanwhile(MovedOn):
    """Somebody else judged the item since it was seen."""


def judge(act: Act, *, pk: int, key: str, mark: str, note: str, seen: int, photos: Sequence[bytes] = ()) -> ReviewItem:
    """``seen`` is the edition of the item that was on the page; its mark and its photos are kept together, or neither.
    Raises NotYours, NotThere, NotFit, NotAccepted, MovedOn, JudgedMeanwhile."""
    open_to(act, pk)
    papers = [handed_in.tidy(act, photo) for photo in photos]
    with transaction.atomic():
        review = open_to(act, pk, lock=True)
        _must_fit(mark, note.strip())
        assert act.by.person
        item = queries.item(review, key)
        if item.edition != seen and item.marked_by_id == act.by.person:
            seen = item.edition  # his own earlier save, whose answer he has not seen
        if not operations.mark(item, mark=mark, note=note.strip(), seen=seen, by=act.by.person, at=act.at):
            who = item.marked_by.name if item.marked_by else "Rekan Anda"
            raise JudgedMeanwhile(f"{who} baru saja menilai butir ini. Nilai Anda belum disimpan.")
        log(act, "judge_review_item", f"pengukuran:{pk}/{key}")
        _keep(act, item, papers)
    return queries.item(review, key)


def _must_fit(mark: str, note: str) -> None:
    if mark not in MARKS:
        raise NotFit("Pilih salah satu nilai.", {"nilai": "Pilih salah satu."})
    if len(note) > LONGEST:
        raise NotFit("Terlalu panjang.", {"catatan": f"Paling banyak {LONGEST} huruf."})
    if mark in ("not", "na") and not note:
        sentence = "Tulis apa yang kurang." if mark == "not" else "Tulis mengapa tidak relevan."
        raise NotFit(sentence, {"catatan": sentence})


def add_photos(act: Act, *, pk: int, key: str, photos: Sequence[bytes]) -> None:
    """Raises NotYours, NotThere, NotFit, NotAccepted, MovedOn."""
    _must_have_room(queries.item(open_to(act, pk), key), len(photos))
    papers = [handed_in.tidy(act, photo) for photo in photos]
    with transaction.atomic():
        _keep(act, queries.item(open_to(act, pk, lock=True), key), papers)


def _keep(act: Act, item: ReviewItem, papers: Sequence[Paper]) -> None:
    if not papers:
        return
    assert act.by.person
    _must_have_room(item, len(papers))
    for paper in papers:
        file = handed_in.keep(paper, name=f"bukti-{item.key}", at=act.at)
        operations.add_photo(item, file, by=act.by.person, at=act.at)
    log(act, "add_review_photo", f"pengukuran:{item.review_id}/{item.key}", count=len(papers))


def _must_have_room(item: ReviewItem, more: int) -> None:
    if item.photos.count() + more > MOST_PHOTOS:
        sentence = f"Paling banyak {MOST_PHOTOS} foto untuk satu butir."
        raise NotFit(sentence, {"foto": sentence})


@transaction.atomic
def remove_photo(act: Act, *, pk: int, key: str, photo: int) -> None:
    """Raises NotYours, NotThere, MovedOn."""
    item = queries.item(open_to(act, pk, lock=True), key)
    operations.remove_photo(queries.photo(item, photo))
    log(act, "remove_review_photo", f"pengukuran:{pk}/{key}")
