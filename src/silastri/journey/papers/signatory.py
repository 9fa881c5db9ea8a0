"""The signer as a letter prints it: the holder of the post, somebody in the holder's place, or in the holder's name."""

from dataclasses import dataclass
from datetime import datetime

from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Posting
from silastri.domain import identity
from silastri.domain.definition.office import Office
from silastri.journey.case.dossier import Dossier

from .sheet import balanced

DOTS = "........................"
_POST = 36  # characters of a post in one line of the signature block
_MARKS = ("Plt.", "Plh.", "Pj.", "a.n.", "u.b.")


@dataclass(frozen=True)
class Signatory:
    """The signer. ``title`` has one or more lines, such as "a.n. Kepala Dinas" and "Sekretaris"."""

    title: tuple[str, ...]
    name: str
    rank: str = ""
    nip: str = ""
    decree: str = ""

    @property
    def post(self) -> str:
        """The title in one line."""
        return ", ".join(self.title).replace("u.b., ", "u.b. ")

    @property
    def lines(self) -> list[str]:
        """The title as it is printed: the post in capitals, prefixes such as "a.n." unchanged, a comma at the end."""
        found = [part for line in self.title for part in balanced(_capitals(line), _POST)]
        return [*found[:-1], f"{found[-1]},"] if found else []


def _capitals(line: str) -> str:
    mark, _, post = line.partition(" ")
    return f"{mark} {post.upper()}".strip() if mark in _MARKS else line.upper()


def postings(dossier: Dossier, post: str, at: datetime) -> list[Posting]:
    """Who may sign the letters of the case for that post then, who stands in first."""
    case, on = dossier.case, dossier.time.day(at)
    return offices.signatories(case.office, post, on, service=case.service_id)


def vacant(office: Office, post: str) -> Signatory:
    """A signer whose name is left open."""
    return Signatory((title(office, post),), DOTS)


def signatory(office: Office, posting: Posting) -> Signatory:
    person = posting.person
    nip = str(identity.nip(person.nip)) if person.nip else ""
    return Signatory(_title(office, posting), person.name, person.rank, nip, posting.told_decree)


def _title(office: Office, posting: Posting) -> tuple[str, ...]:
    post = title(office, posting.post)
    if not posting.only_signs:
        return (f"{posting.mark} {post}".strip(),)
    own = office.post(posting.own_post)
    if posting.kind == Posting.Kind.UB and own and own.superior:
        return f"a.n. {post}", title(office, own.superior), "u.b.", title(office, own.key)
    return f"a.n. {post}", title(office, posting.own_post)


def title(office: Office, post: str) -> str:
    """The title of the post in letters."""
    found = office.post(post)
    return (found.formal or found.title) if found else post
