"""Which posts have to do with a service: they see its cases, and no others."""

from collections.abc import Iterator

from silastri.domain.kinds import Kind

from .definition import Definition
from .office import Office
from .sop import APPLICANT, Step


def posts(definition: Definition, office: Office) -> frozenset[str]:
    """The posts that SOP and standard name, those that the office gives later acts, and all superiors of them."""
    standard = definition.standard
    named = {post for step in definition.sop.steps for post in _of_step(step)}
    named |= {product.signer for product in standard.products}
    named |= {duty.post for product in standard.products for duty in product.duties}
    named |= {standard.quota.post} if standard.quota else set()
    named |= {standard.refusal.signer} if standard.refusal else set()
    named |= {office.revocation.by, office.copies.by}
    return frozenset(post for name in named if name for post in _with_superiors(name, office))


def at_counter(definition: Definition) -> frozenset[str]:
    """The posts before which people stand: they register people, or give out letters."""
    steps = definition.sop.steps
    hands_over = [step for step in steps if step.kind is Kind.HAND_OVER]
    found = {steps[0].recorder, *(post for step in hands_over for post in (step.actor, step.recorder))}
    return frozenset(post for post in found if post and post != APPLICANT)


def _of_step(step: Step) -> Iterator[str | None]:
    yield from (step.actor, step.recorder)
    yield from (step.limit.by if step.limit else None, step.uncollected.by if step.uncollected else None)
    yield from (party.post for party in step.parties)


def _with_superiors(key: str, office: Office) -> Iterator[str]:
    seen: set[str] = set()
    while (post := office.post(key)) and key not in seen:
        seen.add(key)
        yield key
        key = post.superior or ""
