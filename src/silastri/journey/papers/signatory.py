"""Who signs, as a letter prints it: as the holder of the post, in his place for a time, or in his name."""

from dataclasses import dataclass
from datetime import datetime

from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Posting
from silastri.domain import identity
from silastri.domain.definition.office import Office
from silastri.journey.case.dossier import Dossier

from .sheet import balanced

DOTS = "........................"
_POST = 36  # letters of a post in one line of the signature block
_MARKS = ("Plt.", "Plh.", "Pj.", "a.n.", "u.b.")


@dataclass(frozen=True)
class Signatory:
    """``title`` is one line or several: "a.n. Kepala Dinas" stands above "Sekretaris"."""

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
        """The title as it is printed: the post in capitals, what stands before it as it is written, a comma behind."""
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
    """The name is left open."""
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
    """The post as letters call it."""
    found = office.post(post)
    return (found.formal or found.title) if found else post
