"""Who complains, as far as an officer may know it. What is confidential is opened one at a time, and that is logged."""

from silastri.apps.audit.operations import log
from silastri.apps.complaints.models import Complaint
from silastri.domain import identity
from silastri.domain.act import Act
from silastri.domain.refusal import NotYours

from . import access

_Kind = Complaint.Identity
_HIDDEN = {_Kind.CONFIDENTIAL: "Dirahasiakan", _Kind.ANONYMOUS: "Tanpa nama"}
_LABELS = {"name": "Nama", "phone": "Telepon", "email": "Pos-el", "address": "Alamat", "case": "Nomor permohonan"}


class IdentityHidden(NotYours):
    """The officer may not know who complains."""


def named(found: Complaint) -> str:
    """The name for lists, books and papers: of those alone who complain under their name."""
    return _HIDDEN.get(_Kind(found.identity)) or _name(found) or "Nama tidak ditulis"


def shown(act: Act, found: Complaint) -> dict[str, str]:
    """What the page of the complaint tells of a complainant who gave the name, to the office that has it in hand;
    empty for others."""
    if found.identity != _Kind.NAMED or found.at_office_id != act.by.office:
        return {}
    return _told(found)


def may_open(act: Act, found: Complaint) -> bool:
    """Whether the officer may ask for a confidential identity: the handlers, and the post that has it in hand. Nobody
    who only watches over the office does."""
    if act.by.watches or found.identity != _Kind.CONFIDENTIAL or found.at_office_id != act.by.office:
        return False
    return access.in_hand(act, found) or access.is_handler(act, found.at_office)


def opened(act: Act, found: Complaint) -> dict[str, str]:
    """The confidential identity; the log tells that it was opened, and not whose it is. Raises IdentityHidden."""
    if not may_open(act, found):
        raise IdentityHidden("Identitas pengadu ini tidak dapat Anda buka.")
    log(act, "open_complainant", f"pengaduan {found.number}")
    return _told(found)


def _name(found: Complaint) -> str:
    return str(found.complainant.get("name") or (found.person.name if found.person else ""))


def _told(found: Complaint) -> dict[str, str]:
    told = {"name": _name(found)} | {
        key: str(found.complainant.get(key) or "") for key in ("phone", "email", "address", "case")
    }
    if not told["phone"] and found.person and found.person.phone:
        told["phone"] = found.person.phone
    if told["phone"].startswith("+"):
        told["phone"] = identity.Phone(told["phone"], True).local
    return {label: told[key] for key, label in _LABELS.items() if told[key]}
