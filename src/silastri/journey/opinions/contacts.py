"""Where parties outside are reached: the definition says it, or a manager; the officer who asks does not choose it.

Whoever has the link answers for the party, so an officer who chose where it goes could give the answer too.
"""

from django.db import transaction

from silastri.apps.audit.operations import log
from silastri.apps.catalog import queries as catalog
from silastri.apps.messages.models import Message
from silastri.apps.offices import queries as offices
from silastri.apps.opinions import operations, queries
from silastri.apps.opinions.models import PartnerContact
from silastri.domain import identity
from silastri.domain.act import Act
from silastri.domain.case import opinion as rules
from silastri.domain.refusal import NotFit


class NotOnTheList(NotFit):
    """Neither the definition nor a manager other than the asker names this contact for the party."""


def reached(contact: str) -> tuple[str, str]:
    """The channel and the address of a contact. Raises NotFit."""
    text = contact.strip()
    if identity.is_email(text):
        return Message.Channel.EMAIL, text
    try:
        return Message.Channel.WHATSAPP, str(identity.whatsapp(text))
    except identity.NotAnIdentity:
        wrong = "Isi nomor WhatsApp, misalnya 0812 3456 7890, atau alamat pos-el."
        raise NotFit(wrong, {"kontak": wrong}) from None


def parties(office_id: int) -> list[str]:
    """The names of the parties outside that the office's services ask, under any version."""
    office = offices.definition(offices.by_id(office_id))
    outside = (one for _, step in catalog.steps(office_id) for one in step.parties if one.is_outside)
    return sorted({rules.title(one, office) for one in outside})


def must_be_listed(act: Act, office_id: int, *, party: str, said: str, to: str) -> None:
    """``said`` is the contact in the definition; it counts like the list. Raises NotOnTheList."""
    if said and reached(said)[1] == to:
        return
    listed = queries.contacts(office_id).filter(party=party, contact__iexact=to).exclude(added_by=act.by.person)
    if not listed.exists():
        wrong = "Kontak ini belum ada di daftar mitra. Minta pengelola lain menambahkannya di menu Kontak mitra."
        raise NotOnTheList(wrong, {"kontak": wrong})


@transaction.atomic
def add(act: Act, *, party: str, contact: str) -> PartnerContact:
    """Raises NotFit."""
    assert act.by.office and act.by.person
    if party not in parties(act.by.office):
        raise NotFit("Pilih pihak dari daftar.", {"pihak": "Pilih pihak dari daftar."})
    _, to = reached(contact)
    found = operations.add_contact(act.by.office, party=party, contact=to, by=act.by.person, at=act.at)
    log(act, "add_contact", party[:100])
    return found


@transaction.atomic
def remove(act: Act, *, pk: int) -> bool:
    """Whether the office had the contact."""
    found = queries.contacts(act.by.office or 0).filter(pk=pk).first()
    if found is None:
        return False
    log(act, "remove_contact", found.party[:100])
    found.delete()
    return True
