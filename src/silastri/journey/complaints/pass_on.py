"""Gives a complaint to another post of the office, or to another office of the installation: there is no wrong door.
The office that received it keeps it in its book, and sees what becomes of it."""

from django.db import transaction

from silastri.apps.audit.operations import log
from silastri.apps.complaints import handling
from silastri.apps.complaints.models import Complaint, Handling
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.act import Act
from silastri.domain.complaints.ways import What
from silastri.domain.refusal import NotFit

from . import access, tell, weigh

_OFFICE, _POST = "kantor", "jabatan"


def receivers(act: Act, found: Complaint) -> list[tuple[str, str]]:
    """To whom it may be given: ``jabatan:kasi`` or ``kantor:kampar``, with a name."""
    here = offices.definition(found.at_office).posts
    posts = [(f"{_POST}:{post.key}", post.title) for post in here if post.key != found.post]
    others = [one for one in offices.offices() if one.pk != found.at_office_id]
    return posts + [(f"{_OFFICE}:{one.slug}", one.name) for one in others]


@transaction.atomic
def pass_on(act: Act, *, pk: int, to: str, note: str) -> Complaint:
    """Raises NotFit, NotHandler, and what ``access.lock`` raises."""
    found = access.lock(act, pk, What.PASS_ON)
    access.must_have(act, found)
    known = dict(receivers(act, found))
    if to not in known:
        raise NotFit("Pilih dari daftar.", {"ke": "Pilih dari daftar."})
    note = weigh.written(note, "catatan", "Tulis apa yang diminta.")
    kind, _, key = to.partition(":")
    post = access.acts_as(act, found)
    if kind == _POST:
        handling.add(act, found, Handling.What.PASSED, post=post, text=f"Ke {known[to]}. {note}", inside=True)
        found.post = key
        tell.officers(act, found)
    else:
        _to_office(act, found, offices.by_slug(key), post=post, note=note)
    handling.change(found, "post", "at_office")
    log(act, "pass_on_complaint", f"pengaduan {found.number}")
    return found


def _to_office(act: Act, found: Complaint, office: Office | None, *, post: str, note: str) -> None:
    """The complainant reads that another office has it; the note stays among officers."""
    assert office
    handling.add(act, found, Handling.What.PASSED, post=post, text=f"Diteruskan ke {office.name}.")
    handling.add(act, found, Handling.What.NOTED, post=post, text=note, inside=True)
    found.at_office = office
    weigh.hand_on(act, found)


@transaction.atomic
def note(act: Act, *, pk: int, text: str) -> Complaint:
    """A note among officers. Raises NotFit, and what ``access.lock`` raises."""
    found = access.lock(act, pk, What.NOTE)
    text = weigh.written(text, "catatan", "Tulis catatannya.")
    handling.add(act, found, Handling.What.NOTED, post=access.acts_as(act, found), text=text, inside=True)
    return found
