"""Who plans improvements, and who says that one is done."""

from silastri.apps.improvements.models import Improvement
from silastri.apps.offices import queries as offices
from silastri.apps.offices import watched
from silastri.apps.offices.models import Office
from silastri.apps.offices.queries import Desk
from silastri.domain.act import Act
from silastri.domain.refusal import NotYours


def plans(desk: Desk) -> bool:
    """Whether this desk plans improvements: a manager of the office, or its head."""
    return desk.manages or offices.definition(desk.office).head.key in desk.posts


def ends(desk: Desk, improvement: Improvement) -> bool:
    """Whether this desk may say that the improvement is done or dropped."""
    return desk.office.pk == improvement.office_id and (desk.manages or improvement.post in desk.posts)


def as_planner(act: Act) -> Office:
    """The office for which this person plans. Raises NotYours."""
    desk = desk_of(act)
    if not plans(desk):
        raise NotYours("Perbaikan direncanakan oleh pengelola atau pimpinan kantor.")
    return desk.office


def desk_of(act: Act) -> Desk:
    """The desk of an officer as it is at that moment. Raises NotYours."""
    if act.by.watches:
        return watched.reading_desk(offices.by_id(act.by.office or 0))
    found = (one for one in offices.desks(act.by.person or 0, act.at) if one.office.pk == act.by.office)
    desk = next(found, None)
    if desk is None:
        raise NotYours("Halaman ini untuk petugas kantor.")
    return desk
