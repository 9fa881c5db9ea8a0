"""Keeps measurements."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import F

from silastri.apps.documents.models import StoredFile
from silastri.apps.improvements.models import Improvement
from silastri.domain.review.checklist import Item

from .models import Review, ReviewAction, ReviewItem, ReviewPhoto


def begin(items: Iterable[Item], **facts: Any) -> Review:
    review = Review.objects.create(**facts)
    ReviewItem.objects.bulk_create(
        ReviewItem(review=review, key=one.key, component=one.component, place=place, text=one.text)
        for place, one in enumerate(items, start=1)
    )
    return review


def choose_team(review: Review, posts: list[str]) -> None:
    review.team = posts
    review.save(update_fields=["team"])


def mark(item: ReviewItem, *, mark: str, note: str, seen: int, by: int, at: datetime) -> bool:
    """False when somebody else changed the item since that edition was seen."""
    found = ReviewItem.objects.filter(pk=item.pk, edition=seen)
    return bool(found.update(mark=mark, note=note, edition=F("edition") + 1, marked_by_id=by, marked_at=at))


def add_photo(item: ReviewItem, file: StoredFile, *, by: int, at: datetime) -> ReviewPhoto:
    return ReviewPhoto.objects.create(item=item, file=file, by_id=by, at=at)


def remove_photo(photo: ReviewPhoto) -> None:
    """The file itself stays, as every file that was kept once."""
    photo.delete()


def add_action(item: ReviewItem, improvement: Improvement) -> ReviewAction:
    return ReviewAction.objects.create(item=item, improvement=improvement)


def approve(review: Review, *, result: dict[str, Any], by: int, at: datetime) -> None:
    review.state, review.result = Review.State.APPROVED, result
    review.approved_by_id, review.approved_at = by, at
    review.save(update_fields=["state", "result", "approved_by", "approved_at"])
