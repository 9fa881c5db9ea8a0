"""The tablet at the counter: an address that opens the survey of one office and nothing else."""

from datetime import timedelta

from django.core import signing

from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.surveys.models import Invitation
from silastri.domain.act import Act
from silastri.domain.refusal import NotThere

from .answer import NoInvitation, invited

LASTS = timedelta(days=90)
_SALT = "survey tablet"


class NoTablet(NotThere):
    """The address was not made here, or is too old."""


def token_of(office: Office) -> str:
    return signing.TimestampSigner(salt=_SALT).sign(office.slug)


def office_of(token: str) -> Office:
    """Raises NoTablet."""
    try:
        slug = signing.TimestampSigner(salt=_SALT).unsign(token, max_age=LASTS)
    except signing.BadSignature:
        slug = ""
    office = offices.by_slug(slug) if slug else None
    if office is None:
        raise NoTablet("Tablet ini perlu dibuka lagi oleh petugas, lewat menu Tablet survei.")
    return office


def invited_here(act: Act, office: Office, typed: str) -> Invitation:
    """The invitation of somebody whom that office served. Raises what ``invited`` raises."""
    found = invited(act, typed)
    if found.case.office_id != office.pk:
        raise NoInvitation("Kode ini dari kantor lain. Isi lewat HP, di alamat yang tertulis di slip Anda.")
    return found
