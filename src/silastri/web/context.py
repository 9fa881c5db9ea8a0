"""What every page knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from silastri.apps.catalog import queries as catalog
from silastri.apps.duties import queries as duties
from silastri.apps.offices.queries import Desk
from silastri.domain.kinds import nature
from silastri.journey import admit, lapse, notice


def site(request: HttpRequest) -> dict[str, Any]:
    desk = getattr(request, "desk", None)
    return {
        "demo": settings.DEMO,
        "desk": desk,
        "desk_does": SimpleLazyObject(lambda: _does(desk, request)) if desk else {},
        "largest_mb": settings.LARGEST_UPLOAD // (1024 * 1024),
    }


def _does(desk: Desk, request: Any) -> dict[str, bool]:
    """Which parts of the desk's menu its office has use for: the acts of its services, and what hangs on them."""
    found: dict[str, bool] = {}
    for version in catalog.in_force(desk.office.pk, request.act.at.date()):
        steps = catalog.definition(version.pk).sop.steps
        found |= {nature(step.kind).act: True for step in steps}
        if any(party.post in desk.posts for step in steps for party in step.parties):
            found["asked"] = True
        if steps[0].recorder in desk.posts:
            found["counter"] = True
        if any(step.slots for step in steps):
            found["schedule"] = True
        if any(duty.post in desk.posts for p in catalog.definition(version.pk).standard.products for duty in p.duties):
            found["duties"] = True
    found["waiting_list"] = admit.takes_in(desk.office.pk, desk.posts)
    found["duties"] = found.get("duties") or duties.waits(desk.office.pk, desk.posts)
    found["past_limit"] = lapse.watches(desk.office.pk, desk.posts)
    found["uncollected"] = notice.watches(desk.office.pk, desk.posts)
    return found
