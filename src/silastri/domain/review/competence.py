"""What posts ask of those who hold them, and whether certificates show it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from silastri.domain.definition.definition import Definition

from .checklist import checklist

SOON, VERY_SOON = 90, 30  # days before a certificate ends


@dataclass(frozen=True)
class Wanted:
    """One thing that a post asks for. Named alike by two services, it is one thing."""

    key: str
    name: str
    of: str  # where it is written: a service, or "" for what the office itself asks


def key_of(name: str) -> str:
    said = " ".join(name.casefold().split())
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def of_standard(definition: Definition) -> list[Wanted]:
    """What the standard of a service asks of all who carry it out."""
    said = definition.standard.name
    return [Wanted(key_of(one.text), one.text, said) for one in checklist(definition) if one.component == "kompetensi"]


def posts_of(definition: Definition) -> set[str]:
    """The posts that carry the service out."""
    steps = [step for step in definition.sop.steps if not step.by_applicant]
    return {post for step in steps for post in (step.actor, step.recorder) if post}


def ends(expires_on: date | None, today: date) -> str:
    """``ended``, ``very_soon`` (30 days), ``soon`` (90 days), or "" for a certificate that still lasts."""
    if expires_on is None:
        return ""
    left = (expires_on - today).days
    if left < 0:
        return "ended"
    return "very_soon" if left <= VERY_SOON else "soon" if left <= SOON else ""


def lacking(wanted: Iterable[Wanted], covered: Iterable[str]) -> list[Wanted]:
    """What no certificate in force shows."""
    shown = set(covered)
    return [one for one in wanted if one.key not in shown]
