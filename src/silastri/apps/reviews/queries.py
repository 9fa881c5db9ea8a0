"""Reads measurements: those of an office, one with its items, and what became of last year's."""

from django.db.models import Q, QuerySet

from silastri.domain.refusal import NotThere

from .models import Review, ReviewAction, ReviewItem, ReviewPhoto


def of_office(office_id: int) -> QuerySet[Review]:
    """The newest first."""
    found = Review.objects.filter(office_id=office_id).select_related("service", "approved_by")
    return found.order_by("-year", "service__name")


def of_year(service_id: int, year: int) -> Review | None:
    return Review.objects.filter(service_id=service_id, year=year).first()


def one(pk: int, *, office_id: int, lock: bool = False) -> Review:
    """Raises NotThere."""
    rows = Review.objects.select_for_update() if lock else Review.objects.select_related("service", "office", "version")
    found = rows.filter(pk=pk, office_id=office_id).first()
    if found is None:
        raise NotThere("Pengukuran ini tidak ada di kantor Anda.")
    return found


def items(review: Review) -> list[ReviewItem]:
    """In the order of the standard, with photos and actions."""
    found = review.items.select_related("marked_by").prefetch_related("photos", "actions__improvement")
    return list(found.order_by("place"))


def item(review: Review, key: str) -> ReviewItem:
    """Raises NotThere."""
    found = review.items.select_related("marked_by", "review").filter(key=key).first()
    if found is None:
        raise NotThere("Butir ini tidak ada di pengukuran ini.")
    return found


def photo(item: ReviewItem, pk: int) -> ReviewPhoto:
    """Raises NotThere."""
    found = item.photos.select_related("file").filter(pk=pk).first()
    if found is None:
        raise NotThere("Foto ini tidak ada.")
    return found


def before(review: Review) -> Review | None:
    """The last approved measurement of the service in an earlier year."""
    found = Review.objects.filter(service_id=review.service_id, year__lt=review.year, state=Review.State.APPROVED)
    return found.order_by("-year").first()


def actions(review: Review) -> list[ReviewAction]:
    """What was planned because of its items, in the order of the standard."""
    found = ReviewAction.objects.filter(item__review=review).select_related("item", "improvement")
    return list(found.order_by("item__place", "improvement__due_on", "pk"))


def last_approved(office_id: int) -> dict[int, Review]:
    """The last approved measurement of each service, by its id."""
    found = Review.objects.filter(Q(office_id=office_id, state=Review.State.APPROVED)).order_by("year")
    return {review.service_id: review for review in found}
