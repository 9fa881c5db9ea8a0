"""Who checked a report and who signs it, as its paper prints them."""

from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.signed_report import SignedReport
from silastri.domain import identity
from silastri.domain.act import Act
from silastri.domain.definition.letter_text import long_date
from silastri.journey.papers.signatory import title

Hand = dict[str, str]


def hand(act: Act, office: Office, post: str) -> Hand:
    """Who signs it, with Plt. or Plh. where that applies."""
    found = offices.holders(office, post, offices.today(office, act.at))
    person = next(one for one in found if one.pk == act.by.person)
    nip = str(identity.nip(person.nip)) if person.nip else ""
    return {"title": f"{act.by.posts.get(post, '')} {_title(office, post)}".strip(), "name": person.name, "nip": nip}


def nobody_yet(office: Office, post: str) -> Hand:
    return {"title": _title(office, post), "name": "", "nip": ""}


def checker(report: SignedReport, post: str) -> str:
    """Diperiksa by whom and when; empty before."""
    if report.checked_by is None or report.checked_at is None:
        return ""
    time = offices.working_time(report.office)
    said = f"{report.checked_by.name}, {offices.title(report.office, post)}"
    return f"Diperiksa {said}, {long_date(time.local(report.checked_at))}"


def _title(office: Office, post: str) -> str:
    return title(offices.definition(office), post)
