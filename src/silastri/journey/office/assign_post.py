"""A manager assigns a person to a post: as its holder, in the holder's place, or to sign in the holder's name."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from silastri.apps.accounts import queries as accounts
from silastri.apps.accounts.models import Person
from silastri.apps.audit.operations import log
from silastri.apps.catalog import queries as catalog
from silastri.apps.offices import operations, queries
from silastri.apps.offices.models import Office, Posting
from silastri.domain.act import Act
from silastri.domain.refusal import NotFit

_DELEGATES = (Posting.Kind.AN, Posting.Kind.UB)
_DECREE = {
    "sampai": "Isi sampai kapan.",
    "surat": "Isi nomor surat perintah.",
    "tanggal_surat": "Isi tanggal surat perintah.",
}


@dataclass(frozen=True)
class Assignment:
    """What the manager filled in. ``services`` limits what is signed in another's name; empty means everything."""

    phone: str
    post: str
    kind: str
    since: date
    until: date | None = None
    decree: str = ""
    decreed_on: date | None = None
    own_post: str = ""
    services: Collection[int] = ()


@transaction.atomic
def assign(act: Act, *, said: Assignment) -> Posting:
    """Assigns the person in the manager's office. Raises NotFit, with what is wrong by the name of the input."""
    office = queries.by_id(act.by.office or 0)
    person = accounts.by_sign_in_name(said.phone)
    wrong = _of_person(person) | _of_period(said) | _of_decree(said)
    if said.kind in _DELEGATES:
        wrong |= _of_delegate(office, person, said)
    if wrong:
        raise NotFit("Penugasan belum tersimpan.", wrong)
    assert person
    delegate = {"own_post": said.own_post, "only_for": sorted(said.services)} if said.kind in _DELEGATES else {}
    decree = {"decree": said.decree, "decreed_on": said.decreed_on}
    posting = operations.post(
        office, person, post=said.post, since=said.since, kind=said.kind, until=said.until, **decree, **delegate
    )
    log(act, "post", f"{said.post}/{person.pk}")
    return posting


def _of_person(person: Person | None) -> dict[str, str]:
    if person is not None and person.activated_at:
        return {}
    return {"telepon": "Belum ada akun aktif dengan nomor ini. Minta petugas mendaftar dulu."}


def _of_period(said: Assignment) -> dict[str, str]:
    ends_before = said.until is not None and said.until < said.since
    return {"sampai": "Tanggal ini sebelum tanggal mulai."} if ends_before else {}


def _of_decree(said: Assignment) -> dict[str, str]:
    """Whoever is not the holder needs a decree and a period (UU 30/2014 art. 13 and 14)."""
    if said.kind == Posting.Kind.HOLDER:
        return {}
    given = {"sampai": said.until, "surat": said.decree.strip(), "tanggal_surat": said.decreed_on}
    missing = {name: sentence for name, sentence in _DECREE.items() if not given[name]}
    if said.decreed_on and said.decreed_on > said.since:
        missing["tanggal_surat"] = "Surat perintah tidak boleh bertanggal setelah penugasan mulai."
    return missing


def _of_delegate(office: Office, person: Person | None, said: Assignment) -> dict[str, str]:
    """Who signs in another's name does so under a post of their own; for u.b. it is one level further down."""
    held = Posting.objects.filter(
        queries.in_force(said.since), office=office, person=person, post=said.own_post, kind=Posting.Kind.HOLDER
    )
    wrong = {}
    own = queries.definition(office).post(said.own_post)
    if own is None or own.key == said.post or person is None or not held.exists():
        wrong["jabatan_sendiri"] = "Pilih jabatan yang ia pegang sendiri pada tanggal itu."
    elif said.kind == Posting.Kind.UB and own.superior in (None, said.post):
        wrong["jabatan_sendiri"] = "Untuk u.b., atasan jabatan ini harus yang menandatangani a.n. Pakai a.n."
    if not set(said.services) <= set(catalog.services_of_versions(office.pk).values()):
        wrong["layanan"] = "Pilih layanan kantor ini."
    return wrong
