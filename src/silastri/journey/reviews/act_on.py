"""An item that is not as it should be becomes an improvement: what is done, by whom, until when."""

from datetime import date

from django.db import transaction

from silastri.apps.improvements.models import Improvement
from silastri.apps.reviews import operations, queries
from silastri.domain.act import Act
from silastri.domain.refusal import NotFit
from silastri.domain.review.score import LOW
from silastri.journey.improvements.plan import About, plan

from .access import as_planner, open_to


@transaction.atomic
def act_on(act: Act, *, pk: int, key: str, what: str, post: str, due_on: date, is_public: bool = False) -> Improvement:
    """Raises NotYours, NotThere, NotFit, MovedOn."""
    as_planner(act)
    review = open_to(act, pk, lock=True)
    item = queries.item(review, key)
    if item.mark not in LOW:
        raise NotFit("Perbaikan direncanakan untuk butir yang dinilai Sebagian atau Tidak.")
    about = About(service=review.service, component=item.component, measured_in=review.year)
    made = plan(act, what=what, post=post, due_on=due_on, about=about, is_public=is_public)
    operations.add_action(item, made)
    return made
