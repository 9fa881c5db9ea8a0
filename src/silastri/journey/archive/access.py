"""Who keeps the archive of an office, and who approves proposals."""

from silastri.apps.archive.models import Disposal, Record
from silastri.apps.offices import queries as offices
from silastri.apps.offices import watched
from silastri.apps.offices.models import Office
from silastri.apps.offices.queries import Desk
from silastri.domain.act import Act
from silastri.domain.refusal import NotYours


def keeps(desk: Desk) -> bool:
    """Whether this desk keeps the archive: the post that kantor.yaml names, else the managers of the office."""
    archivist = offices.definition(desk.office).archive.archivist
    return archivist in desk.posts if archivist else desk.manages


def approves(desk: Desk) -> bool:
    return offices.definition(desk.office).archive_approver in desk.posts


def as_archivist(act: Act) -> Office:
    """The office whose archive this person keeps. Raises NotYours."""
    desk = _desk(act)
    if not keeps(desk):
        raise NotYours("Halaman ini untuk petugas arsip.")
    return desk.office


def as_approver(act: Act) -> Office:
    """The office whose archive proposals this person may approve. Raises NotYours."""
    desk = _desk(act)
    if not approves(desk):
        raise NotYours("Usulan ini hanya dapat diputuskan oleh pejabat yang berwenang atas arsip.")
    return desk.office


def as_reader(act: Act) -> Office:
    """The office whose archive this person may read, as its archivist or approver. Raises NotYours."""
    desk = _desk(act)
    if not (keeps(desk) or approves(desk)):
        raise NotYours("Halaman ini untuk petugas arsip.")
    return desk.office


def _desk(act: Act) -> Desk:
    assert act.by.person and act.by.office
    office = offices.by_id(act.by.office)
    if act.by.watches:
        return watched.reading_desk(office)
    desk = next((desk for desk in offices.desks(act.by.person, act.at) if desk.office.pk == office.pk), None)
    if desk is None:
        raise NotYours("Halaman ini untuk petugas arsip.")
    return desk


def about(thing: Record | Disposal) -> str:
    """The name of a record or a list in the log."""
    return f"{'arsip' if isinstance(thing, Record) else 'penyusutan'}:{thing.pk}"
