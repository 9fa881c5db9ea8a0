"""All that a page or a report says of a measurement: components with their items, scores, last year's, and actions."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from silastri.apps.offices import queries as offices
from silastri.apps.reviews import queries
from silastri.apps.reviews.models import Review, ReviewAction, ReviewItem
from silastri.domain.definition.standard import COMPONENTS
from silastri.domain.review import score as scoring
from silastri.domain.review.checklist import QUESTIONS
from silastri.domain.review.score import Score
from silastri.journey.improvements.papers import standing

from . import facts


@dataclass(frozen=True)
class ItemTold:
    item: ReviewItem
    question: str
    fact: str
    last: str  # the mark of the last measurement in words, or ""
    photos: int
    actions: tuple[ReviewAction, ...]
    says_it_first: bool  # the fact: the items before it in the component do not have the same

    @property
    def needs_action(self) -> bool:
        return self.item.mark in scoring.LOW and not self.actions


@dataclass(frozen=True)
class ComponentTold:
    no: int
    key: str
    name: str
    score: Decimal | None
    last: Decimal | None
    items: list[ItemTold] = field(default_factory=list)

    @property
    def left(self) -> int:
        return sum(1 for one in self.items if not one.item.mark)

    @property
    def judged(self) -> int:
        return len(self.items) - self.left


@dataclass(frozen=True)
class Told:
    review: Review
    score: Score
    components: list[ComponentTold]
    before: Review | None
    last: Decimal | None  # the whole score of the last measurement
    followed: list[dict[str, Any]]  # what became of its actions
    team: list[str]
    head: dict[str, str]

    @property
    def count(self) -> int:
        return sum(len(one.items) for one in self.components)

    @property
    def judged(self) -> int:
        return self.count - self.score.left

    @property
    def next(self) -> ReviewItem | None:
        """The first item that nobody has judged."""
        return next((one.item for part in self.components for one in part.items if not one.item.mark), None)

    @property
    def low(self) -> list[ItemTold]:
        return [one for part in self.components for one in part.items if one.item.mark in scoring.LOW]

    @property
    def without_action(self) -> int:
        return sum(1 for one in self.low if not one.actions)


def tell(review: Review, today: date, head: dict[str, str]) -> Told:
    """``head`` is who approves it, for a measurement that is not approved yet."""
    items = queries.items(review)
    known = review.result.get("facts") if not review.is_open else facts.of(review, items, today)
    score = scoring.score((one.component, one.mark) for one in items)
    before = queries.before(review)
    marks = {one.key: one.get_mark_display() for one in queries.items(before)} if before else {}
    old: dict[str, str | None] = before.result["score"]["components"] if before else {}
    components = [
        ComponentTold(no, key, name, score.components.get(key), scoring.read_again(old.get(key)))
        for no, (key, name) in enumerate(COMPONENTS.items(), start=1)
    ]
    by_key = {one.key: one for one in components}
    for one in items:
        among = by_key[one.component].items
        among.append(_item(one, (known or {}).get(one.key, ""), marks.get(one.key, ""), among))
    return Told(
        review=review,
        score=score,
        components=[one for one in components if one.items],
        before=before,
        last=scoring.read_again(before.result["score"]["overall"]) if before else None,
        followed=_followed(review, before, today),
        team=[offices.title(review.office, post) for post in review.team],
        head=review.result.get("head", head) if not review.is_open else head,
    )


def _item(item: ReviewItem, fact: str, last: str, before: list[ItemTold]) -> ItemTold:
    is_new = all(one.fact != fact for one in before)
    question = QUESTIONS[item.component]
    return ItemTold(item, question, fact, last, len(item.photos.all()), tuple(item.actions.all()), is_new)


def _followed(review: Review, before: Review | None, today: date) -> list[dict[str, Any]]:
    """As it stands, or as the approved report froze it."""
    if not review.is_open:
        frozen: list[dict[str, Any]] = review.result.get("followed", [])
        return frozen
    return [
        {
            "item": one.item.text,
            "what": one.improvement.what,
            "state": standing(one.improvement, today),
            "evidence": one.improvement.evidence,
        }
        for one in (queries.actions(before) if before else [])
    ]


def mark(review: Review) -> str:
    """Changes whenever an item does."""
    said = " ".join(f"{one.key}:{one.edition}:{len(one.photos.all())}" for one in queries.items(review))
    return hashlib.sha256(said.encode()).hexdigest()[:16]
