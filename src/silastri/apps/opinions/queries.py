"""Finds questions and answers."""

import hashlib
from collections.abc import Iterable

from django.db.models import Max, QuerySet

from silastri.apps.accounts.keys import index_of
from silastri.apps.cases.models import Case

from .models import Opinion, PartnerContact


def of_case(case: Case) -> list[Opinion]:
    """Every question of a case, the oldest first."""
    return list(Opinion.objects.filter(case=case).select_related("file", "person", "shown_to").order_by("id"))


def now_at(case: Case, step: str) -> dict[str, Opinion]:
    """The last question to each party at a step, by party."""
    last = Opinion.objects.filter(case=case, step=step).values("party").annotate(last=Max("id")).values("last")
    found = Opinion.objects.filter(pk__in=last).select_related("file", "person").order_by("id")
    return {opinion.party: opinion for opinion in found}


def of_post(office_id: int, posts: Iterable[str]) -> QuerySet[Opinion]:
    """The open questions to those posts, the most urgent first."""
    found = Opinion.objects.filter(office_id=office_id, post__in=list(posts), state=Opinion.State.ASKED)
    return _with_case(found.exclude(post="")).order_by("due_at", "id")


def answered_by(person_id: int, office_id: int) -> QuerySet[Opinion]:
    """The questions that somebody answered, the newest first."""
    return _with_case(Opinion.objects.filter(person_id=person_id, office_id=office_id)).order_by("-answered_at")


def opinion(office_id: int, pk: int) -> Opinion | None:
    return _with_case(Opinion.objects.filter(office_id=office_id, pk=pk)).first()


def _with_case(found: QuerySet[Opinion]) -> QuerySet[Opinion]:
    return found.select_related("case__service", "case__office", "case__applicant", "file").defer(
        "case__office__definition"
    )


def by_link(token: str) -> Opinion | None:
    """The question of a secret link, even if it has ended."""
    return _with_case(Opinion.objects.filter(link_hash=link_hash(token))).first() if token else None


def by_pk(pk: int) -> Opinion | None:
    return Opinion.objects.filter(pk=pk).first()


def link(opinion: Opinion) -> str:
    """The secret part of the question's link: 160 bits, made from its salt and the data key."""
    return index_of(f"tautan pihak {opinion.salt}")[:40]


def link_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def contacts(office_id: int) -> QuerySet[PartnerContact]:
    return PartnerContact.objects.filter(office_id=office_id).select_related("added_by").order_by("party", "contact")
