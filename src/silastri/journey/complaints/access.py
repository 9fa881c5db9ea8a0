"""Who handles the complaints of an office, and which of them an officer may see and act on."""

from dataclasses import dataclass

from django.db.models import QuerySet

from silastri.apps.catalog import queries as catalog
from silastri.apps.complaints import queries
from silastri.apps.complaints.models import Complaint
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.act import Act
from silastri.domain.complaints import posts, ways
from silastri.domain.complaints.ways import What
from silastri.domain.definition.involved import at_counter
from silastri.domain.refusal import MovedOn, NotYours


class NotHandler(NotYours):
    """The complaint is not for a post of this officer."""


class OwnComplaint(NotYours):
    """Nobody handles his own complaint."""


class NotNow(MovedOn):
    """The complaint is not in a state in which this can be done."""


@dataclass(frozen=True)
class Roles:
    """The posts of an office by what they do with complaints."""

    handlers: frozenset[str]
    medium: tuple[str, ...]
    heavy: str

    @property
    def all(self) -> set[str]:
        return {*self.handlers, *self.medium, self.heavy}


def roles(office: Office) -> Roles:
    definition = offices.definition(office)
    if definition.complaints.handler:
        handlers = {definition.complaints.handler}
    else:
        counters = {post for one in catalog.definitions_of(office) for post in at_counter(one)}
        handlers = posts.handlers(definition, counters)
    first = sorted(handlers)[0]
    return Roles(frozenset(handlers), posts.medium(definition, first), posts.heavy(definition))


def office_of(act: Act) -> Office:
    return offices.by_id(act.by.office or 0)


def is_handler(act: Act, office: Office) -> bool:
    return bool(roles(office).handlers & act.by.posts.keys())


def sees_all(act: Act, office: Office) -> bool:
    """Those who handle or decide see every complaint of the office; others those that were passed on to them."""
    return bool(roles(office).all & act.by.posts.keys())


def seen(act: Act, office: Office) -> QuerySet[Complaint]:
    if sees_all(act, office):
        return queries.concerning(office.pk)
    return queries.ever_at(office.pk, set(act.by.posts))


def complaint(act: Act, pk: int) -> Complaint:
    """One that the officer may see. Raises NoComplaint, NotHandler, OwnComplaint."""
    office = office_of(act)
    found = queries.complaint(pk, office.pk)
    return _theirs(act, office, found)


def lock(act: Act, pk: int, what: What) -> Complaint:
    """The same, locked, to do something with it. Raises NoComplaint, NotHandler, OwnComplaint, NotNow."""
    office = office_of(act)
    found = _theirs(act, office, queries.lock(pk, office.pk))
    if not ways.may(what, found.state):
        raise NotNow(f"Pengaduan ini sekarang: {found.get_state_display()}. Muat ulang halamannya.")
    return found


def in_hand(act: Act, found: Complaint) -> bool:
    """Whether the officer's post has it in hand now. What no post has is for the handlers."""
    if found.at_office_id != act.by.office:
        return False
    wanted = {found.post} if found.post else roles(found.at_office).handlers
    return bool(wanted & act.by.posts.keys())


def must_have(act: Act, found: Complaint) -> None:
    """The handlers may act on whatever their office has; others on what is in their hand. Raises NotHandler."""
    if found.at_office_id == act.by.office and (in_hand(act, found) or is_handler(act, found.at_office)):
        return
    raise NotHandler("Pengaduan ini sedang dipegang jabatan atau kantor lain.")


def acts_as(act: Act, found: Complaint) -> str:
    """In which of his posts the officer acts: the one that has it in hand, else a handler's, else any."""
    mine = list(act.by.posts)
    office_roles = roles(office_of(act))
    for wanted in ({found.post}, office_roles.handlers, office_roles.all):
        if fits := [post for post in mine if post in wanted]:
            return fits[0]
    return mine[0] if mine else ""


def decides(act: Act, found: Complaint) -> bool:
    """Whether the officer holds a post that must have a say about a complaint of this weight."""
    office_roles = roles(found.at_office)
    wanted = ways.to_consult(found.weight, office_roles.medium, office_roles.heavy, [])
    return found.at_office_id == act.by.office and bool(set(wanted) & act.by.posts.keys())


def may_weigh(act: Act, found: Complaint) -> bool:
    """The handlers weigh, and whoever decides may weigh again; each where the complaint is."""
    is_here = found.at_office_id == act.by.office
    return is_here and (is_handler(act, found.at_office) or decides(act, found))


def to_consult(found: Complaint) -> list[str]:
    """The posts that must still have their say before it is answered."""
    office_roles = roles(found.at_office)
    consulted = queries.consulted(found)
    return ways.to_consult(found.weight, office_roles.medium, office_roles.heavy, list(consulted))


def _theirs(act: Act, office: Office, found: Complaint) -> Complaint:
    if found.person_id and found.person_id == act.by.person:
        raise OwnComplaint("Ini pengaduan Anda sendiri. Rekan Anda yang menanganinya.")
    if not seen(act, office).filter(pk=found.pk).exists():
        raise NotHandler("Pengaduan ini bukan untuk jabatan Anda.")
    return found
