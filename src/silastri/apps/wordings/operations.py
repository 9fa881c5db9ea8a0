"""Keeps texts on their way, publishes them, and records what the provider says of them."""

from datetime import datetime
from typing import Any

from django.db.models import F, Max

from silastri.apps.offices.models import Office

from .models import Approval, Wording

State = Wording.State


def keep_draft(draft: Wording) -> Wording:
    draft.save()
    return draft


def decide(draft: Wording, was: State, **changes: Any) -> bool:
    """A conditional update: False where somebody else was first."""
    return bool(Wording.objects.filter(pk=draft.pk, state=was).update(**changes))


def publish(draft: Wording, *, by: int, at: datetime) -> int | None:
    """Puts it in the place of the one in use; the number of its version, or None where it was decided meanwhile. Needs
    a transaction."""
    Office.objects.select_for_update().get(pk=draft.office_id)
    same = Wording.objects.filter(office=draft.office_id, service=draft.service_id, template=draft.template)
    version = (same.aggregate(last=Max("version"))["last"] or 0) + 1
    same.filter(state=State.PUBLISHED).update(state=State.RETIRED)
    done = decide(
        draft,
        State.PROPOSED,
        state=State.PUBLISHED,
        version=version,
        published_by_id=by,
        published_at=at,
        decided_by_id=by,
        decided_at=at,
    )
    Office.objects.filter(pk=draft.office_id).update(turn=F("turn") + 1)
    return version if done else None


def keep_approval(approval: Approval) -> Approval:
    """The one of that name, which may be there already."""
    found, _ = Approval.objects.get_or_create(
        channel=approval.channel,
        name=approval.name,
        language=approval.language,
        defaults={
            field.attname: getattr(approval, field.attname)
            for field in Approval._meta.concrete_fields
            if not field.primary_key
        },
    )
    return found


def stands(approval: Approval, state: str, *, at: datetime, why: str = "", was: str = "", category: str = "") -> bool:
    """With ``was`` a conditional update: False where it stands otherwise already."""
    found = Approval.objects.filter(pk=approval.pk)
    changes = {"state": state, "at": at, "why": why[:300]} | ({"category": category} if category else {})
    return bool((found.filter(state=was) if was else found).update(**changes))
