"""Who begins a measurement, who judges its items, and who approves it."""

from silastri.apps.offices import queries as offices
from silastri.apps.offices.queries import Desk
from silastri.apps.reviews import queries
from silastri.apps.reviews.models import Review
from silastri.domain.act import Act
from silastri.domain.refusal import MovedOn, NotYours
from silastri.journey.improvements.access import as_planner, desk_of, plans

__all__ = ["approves", "as_planner", "judges", "open_to"]


def judges(desk: Desk, review: Review) -> bool:
    """Whether this desk judges items of it: a post of the team, a manager, or the head."""
    return desk.office.pk == review.office_id and (plans(desk) or bool(set(review.team) & desk.posts.keys()))


def approves(desk: Desk) -> bool:
    return offices.definition(desk.office).head.key in desk.posts


def open_to(act: Act, pk: int, *, lock: bool = False) -> Review:
    """The measurement, which this person may judge and which is not approved. Raises NotYours, NotThere, MovedOn."""
    desk = desk_of(act)
    review = queries.one(pk, office_id=desk.office.pk, lock=lock)
    if not judges(desk, review):
        raise NotYours("Butir dinilai oleh tim pengukuran, pengelola, atau pimpinan kantor.")
    if not review.is_open:
        raise MovedOn("Pengukuran ini sudah ditetapkan dan tidak berubah lagi.")
    return review
