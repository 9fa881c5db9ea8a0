"""A manager assigns a colleague to a post: as its holder, in the holder's place, or to sign in the holder's name.

Who may sign letters or manage the office is not for one person to say, nor who watches over offices or reads what is
told in confidence, nor who stands above all and so may confirm others: such a posting is proposed, with its decree, and
counts when a second person has confirmed it (``confirm_posting``).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from silastri.adapters.intake.port import Paper
from silastri.apps.audit.operations import log
from silastri.apps.catalog import queries as catalog
from silastri.apps.documents import operations as documents
from silastri.apps.offices import operations, queries
from silastri.apps.offices.models import Office, Posting, ProposedPosting
from silastri.domain.act import Act
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.office import Office as OfficeDefinition
from silastri.domain.kinds import Kind
from silastri.domain.refusal import NotFit
from silastri.journey.case import handed_in

_DELEGATES = (Posting.Kind.AN, Posting.Kind.UB)
_PERIOD = {"sampai": "Isi sampai kapan."}
_DECREE = {"surat": "Isi nomor surat perintah.", "tanggal_surat": "Isi tanggal surat perintah."}


@dataclass(frozen=True)
class Assignment:
    """What the manager filled in. ``services`` limits what is signed in another's name; empty means everything."""

    person: int | None
    post: str
    kind: str
    since: date
    until: date | None = None
    decree: str = ""
    decreed_on: date | None = None
    own_post: str = ""
    services: Collection[int] = ()
    manages: bool = False


def assign(act: Act, *, said: Assignment, upload: bytes = b"", upload_name: str = "") -> Posting | ProposedPosting:
    """Assigns the colleague in the manager's office; proposes it, if one person may not say so.

    Raises NotFit, with what is wrong by the name of the input, and NotAccepted.
    """
    office = queries.by_id(act.by.office or 0)
    is_grave = said.manages or said.post in grave_posts(office)
    wrong = _of_person(office, said) | _of_period(said) | _of_decree(said, is_grave)
    if said.kind in _DELEGATES:
        wrong |= _of_delegate(office, said)
    if is_grave and not upload:
        wrong["berkas"] = "Unggah surat perintah atau keputusannya."
    if wrong:
        raise NotFit("Penugasan belum tersimpan.", wrong)
    tidied = handed_in.tidy(act, upload) if upload else None
    with transaction.atomic():
        return _proposed(act, office, said, tidied, upload_name) if is_grave else _posted(act, office, said)


def grave_posts(office: Office) -> set[str]:
    """The posts of the office that a second person confirms."""
    definition = queries.definition(office)
    found = signing_posts(catalog.definitions_of(office)) | highest_posts(definition)
    return found | reading_posts(definition)


def highest_posts(definition: OfficeDefinition) -> set[str]:
    return {post.key for post in definition.posts if not post.superior}


def reading_posts(definition: OfficeDefinition) -> set[str]:
    """The posts that read what others of the office do not: other offices, or reports that somebody asked for money."""
    return {*definition.watchers.posts, *definition.bribe_readers.posts, *definition.oversees_all}


def signing_posts(definitions: Iterable[Definition]) -> set[str]:
    """The posts that sign letters under these definitions."""
    found = set()
    for definition in definitions:
        found |= {step.actor for step in definition.sop.steps if step.kind is Kind.SIGN}
        found |= {product.signer for product in definition.standard.products if product.signer}
        found |= {definition.standard.refusal.signer} if definition.standard.refusal else set()
    return found


def _terms(said: Assignment) -> dict[str, object]:
    delegate = {"own_post": said.own_post, "only_for": sorted(said.services)} if said.kind in _DELEGATES else {}
    decree = {"decree": said.decree.strip(), "decreed_on": said.decreed_on}
    return {"kind": said.kind, "until": said.until, "manages": said.manages, **decree, **delegate}


def _posted(act: Act, office: Office, said: Assignment) -> Posting:
    person = queries.colleagues(office).get(pk=said.person or 0)
    posting = operations.post(office, person, post=said.post, since=said.since, **_terms(said))
    log(act, "post", f"{said.post}/{person.pk}", whose=person.pk)
    return posting


def _proposed(act: Act, office: Office, said: Assignment, paper: Paper | None, name: str) -> ProposedPosting:
    assert paper and said.person and act.by.person
    file = documents.keep(paper.content, kind=paper.kind, pages=paper.pages, name=name, at=act.at)
    proposal = ProposedPosting.objects.create(
        office=office,
        person_id=said.person,
        post=said.post,
        since=said.since,
        file=file,
        proposed_by_id=act.by.person,
        proposed_at=act.at,
        **_terms(said),
    )
    log(act, "propose_posting", f"{said.post}/{said.person}", whose=said.person, manages=said.manages)
    return proposal


def _of_person(office: Office, said: Assignment) -> dict[str, str]:
    if said.person is not None and queries.colleagues(office).filter(pk=said.person).exists():
        return {}
    return {"petugas": "Pilih rekan dari daftar. Orang baru ditambahkan dulu sebagai rekan, dengan NIP-nya."}


def _of_period(said: Assignment) -> dict[str, str]:
    ends_before = said.until is not None and said.until < said.since
    return {"sampai": "Tanggal ini sebelum tanggal mulai."} if ends_before else {}


def _of_decree(said: Assignment, is_grave: bool) -> dict[str, str]:
    """Whoever is not the holder needs a decree and a period (UU 30/2014 art. 13 and 14), and whoever signs or manages
    needs a decree."""
    if said.kind == Posting.Kind.HOLDER and not is_grave:
        return {}
    asked = _DECREE if said.kind == Posting.Kind.HOLDER else _PERIOD | _DECREE
    given = {"sampai": said.until, "surat": said.decree.strip(), "tanggal_surat": said.decreed_on}
    missing = {name: sentence for name, sentence in asked.items() if not given[name]}
    if said.decreed_on and said.decreed_on > said.since:
        missing["tanggal_surat"] = "Surat perintah tidak boleh bertanggal setelah penugasan mulai."
    return missing


def _of_delegate(office: Office, said: Assignment) -> dict[str, str]:
    """Who signs in another's name does so under a post of their own; for u.b. it is one level further down."""
    held = Posting.objects.filter(
        queries.in_force(said.since), office=office, person=said.person, post=said.own_post, kind=Posting.Kind.HOLDER
    )
    wrong = {}
    own = queries.definition(office).post(said.own_post)
    if own is None or own.key == said.post or said.person is None or not held.exists():
        wrong["jabatan_sendiri"] = "Pilih jabatan yang ia pegang sendiri pada tanggal itu."
    elif said.kind == Posting.Kind.UB and own.superior in (None, said.post):
        wrong["jabatan_sendiri"] = "Untuk u.b., atasan jabatan ini harus yang menandatangani a.n. Pakai a.n."
    if not set(said.services) <= set(catalog.services_of_versions(office).values()):
        wrong["layanan"] = "Pilih layanan kantor ini."
    return wrong
