"""Texts that the provider of WhatsApp must approve before they go out: a manager proposes them, and the provider tells.

The house's texts are the same for all offices of an installation, so any of their managers may propose them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from django.db import transaction

from silastri.adapters.messaging import channels, messenger
from silastri.adapters.messaging.port import Approver, TemplateNews, TryAgain, WillNotWork
from silastri.apps.audit.operations import log
from silastri.apps.offices.models import Office
from silastri.apps.wordings import operations, queries
from silastri.apps.wordings.models import Approval, Wording
from silastri.domain.act import Act
from silastri.domain.refusal import MovedOn
from silastri.domain.words.messages import samples, table, vendor
from silastri.domain.words.messages.template import Template

CHANNEL = "whatsapp"
_State = Approval.State
_MAY_BE_PROPOSED = (_State.NOT_SENT, _State.REFUSED)
_BY_STATUS = {
    "approved": _State.APPROVED,
    "reinstated": _State.APPROVED,
    "rejected": _State.REFUSED,
    "pending": _State.WAITING,
    "in_appeal": _State.WAITING,
    "paused": _State.PAUSED,
    "flagged": _State.PAUSED,
    "disabled": _State.PAUSED,
    "pending_deletion": _State.PAUSED,
    "deleted": _State.PAUSED,
    "archived": _State.PAUSED,
}


class NotReached(MovedOn):
    """The provider did not answer, or takes nothing from us."""


@dataclass(frozen=True)
class Wanted:
    """A text that is to be approved, and how it stands."""

    title: str
    approval: Approval  # perhaps not kept yet


def needs_approval() -> bool:
    return CHANNEL in channels() and messenger(CHANNEL).needs_forms


def wanted(act: Act, office: Office) -> list[Wanted]:
    """Every text that may go out from this office: the house's, and its own that are in use."""
    known = {(one.name, one.language): one for one in queries.all_approvals(CHANNEL)}
    mine = queries.of_office(office.pk).filter(state=Wording.State.PUBLISHED)
    texts = [*_of_house(act), *(_of_wording(act, one) for one in mine)]
    return [Wanted(samples.title(one.template), known.get((one.name, one.language), one)) for one in texts]


def _of_house(act: Act) -> Iterator[Approval]:
    """Not those that only answer somebody: they go out as free text."""
    for template in table.TEMPLATES.values():
        if not template.stays:
            yield _made(act, template, template.pattern, vendor.house_name(template))


def _of_wording(act: Act, one: Wording) -> Approval:
    assert one.version
    template = table.TEMPLATES[one.template]
    name = vendor.own_name(one.office.slug, one.service.slug if one.service else "", one.template, one.version)
    made = _made(act, template, one.pattern, name)
    made.wording = one
    return made


def _made(act: Act, template: type[Template], pattern: str, name: str) -> Approval:
    form = vendor.form_text(pattern)
    return Approval(
        template=template.key,
        channel=CHANNEL,
        name=name,
        language=vendor.LANGUAGE,
        category=vendor.category(template),
        body=form.body,
        places=list(form.places),
        at=act.at,
    )


def propose(act: Act, office: Office, names: set[str] | None = None) -> int:
    """Proposes what was not proposed yet, or was refused: those of that name, or all. How many the provider took.

    One that it refuses says why; the others go on. Raises NotReached.
    """
    asked = [one.approval for one in wanted(act, office) if one.approval.state in _MAY_BE_PROPOSED]
    return sum(_propose(act, one) for one in asked if names is None or one.name in names)


def _propose(act: Act, approval: Approval) -> bool:
    """Nobody else proposes it meanwhile, and nothing is locked while the provider is asked."""
    with transaction.atomic():
        kept = operations.keep_approval(approval)
        if not operations.stands(kept, _State.WAITING, at=act.at, was=kept.state):
            return False
    template = table.TEMPLATES[kept.template]
    examples = vendor.in_order(kept.places, samples.values(template))
    try:
        cast(Approver, messenger(CHANNEL)).propose(kept.name, kept.language, kept.category, kept.body, examples)
    except WillNotWork as error:
        operations.stands(kept, _State.REFUSED, at=act.at, why=str(error))
        return False
    except TryAgain as error:
        operations.stands(kept, _State.NOT_SENT, at=act.at, why=str(error))
        raise NotReached(f"WhatsApp belum menerima teks ini. {error}") from error
    log(act, "propose_to_whatsapp", kept.name[:100])
    return True


def ask(act: Act) -> int:
    """Asks the provider how every text stands; how many changed. Raises NotReached."""
    try:
        news = cast(Approver, messenger(CHANNEL)).proposals()
    except (TryAgain, WillNotWork) as error:
        raise NotReached(f"WhatsApp tidak menjawab. {error}") from error
    before = {one.pk: one.state for one in queries.all_approvals(CHANNEL)}
    heard = [found for one in news if (found := hear(act, one))]
    _find_lost(act, {one.name for one in news})
    return sum(before.get(one.pk) != one.state for one in heard)


def _find_lost(act: Act, known: set[str]) -> None:
    """What waits here and is not known there was never taken: it may be proposed again."""
    for one in queries.all_approvals(CHANNEL):
        if one.state == _State.WAITING and one.name not in known:
            operations.stands(one, _State.NOT_SENT, at=act.at, was=_State.WAITING)


@transaction.atomic
def hear(act: Act, news: TemplateNews) -> Approval | None:
    """The text that the news is about, as it stands now; None where it is none of ours.

    A text that its provider moved to another category is dearer, and stays so until it is moved back.
    """
    found = queries.approval(CHANNEL, news.name, news.language)
    if found is None:
        return None
    state = _BY_STATUS.get(news.status, _State(found.state)) if news.status else _State(found.state)
    category = news.category or found.category
    is_dear = category != vendor.category(table.TEMPLATES[found.template])
    if state in (_State.APPROVED, _State.DEARER):
        state = _State.DEARER if is_dear else _State.APPROVED
    operations.stands(found, state, at=act.at, why=news.why, category=category)
    found.state, found.category, found.why, found.at = state, category, news.why[:300], act.at
    return found
