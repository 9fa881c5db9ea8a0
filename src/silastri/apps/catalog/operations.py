"""Publishes services, and keeps drafts of their letters' texts."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import F

from silastri.apps.offices.models import Office
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.offer import Offer

from .models import Service, TextDraft, Version


def publish(
    office: Office, *, slug: str, definition: Definition, texts: Mapping[str, str], at: datetime
) -> tuple[Version, bool]:
    """A new version of the service, and True; or the newest one, and False, when nothing has changed."""
    standard = definition.standard
    service, _ = Service.objects.update_or_create(
        office=office, slug=slug, defaults={"name": standard.name, "summary": standard.summary}
    )
    texts_hash = hashlib.sha256(json.dumps(dict(texts), sort_keys=True).encode()).hexdigest()
    last = Version.objects.filter(service=service).order_by("-number").first()
    if last and last.texts_hash == texts_hash:
        return last, False
    version = Version.objects.create(
        service=service,
        number=last.number + 1 if last else 1,
        effective_on=standard.effective,
        texts=dict(texts),
        texts_hash=texts_hash,
        offer=Offer.of(standard).model_dump(mode="json"),
        published_at=at,
    )
    Office.objects.filter(pk=office.pk).update(turn=F("turn") + 1)
    return version, True


def keep_draft(draft: TextDraft) -> TextDraft:
    draft.save()
    return draft


def decide_draft(draft: TextDraft, was: TextDraft.State, **changes: Any) -> bool:
    """A conditional update: False where somebody else was first."""
    return bool(TextDraft.objects.filter(pk=draft.pk, state=was).update(**changes))
