"""The answer as a letter, to whoever complained by letter. It is drawn from what was answered, whenever it is asked
for; the file of the one that was sent is kept."""

from silastri.adapters.pdf import printer
from silastri.apps.complaints import queries
from silastri.apps.complaints.models import Complaint
from silastri.apps.documents import operations as documents
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.act import Act
from silastri.domain.definition.letter_text import long_date
from silastri.domain.refusal import NotThere
from silastri.journey.papers.sheet import example_mark, letterhead
from silastri.journey.papers.signatory import signatory, vacant

from . import access, identity


def draw(act: Act, found: Complaint) -> bytes:
    """A confidential complainant is not named on it: whoever sends it writes the address on the envelope. Nor does the
    code stand there, by which officers could act as the complainant.

    Raises NotThere while it is not answered.
    """
    answer = queries.answer(found)
    if answer is None:
        raise NotThere("Pengaduan ini belum dijawab.")
    office, time = found.at_office, offices.working_time(found.at_office)
    definition = offices.definition(office)
    is_named = found.identity == Complaint.Identity.NAMED
    address = str(found.complainant.get("address") or "") if is_named else ""
    to = identity.named(found) if is_named else f"Pengadu nomor {found.number}"
    data = {
        "title": f"Jawaban pengaduan {found.number}",
        "office": letterhead(definition),
        "mark": example_mark(),
        "place": definition.place,
        "date": long_date(time.local(answer.at)),
        "number": found.number,
        "received": long_date(time.local(found.received_at)),
        "addressee": [line for line in (to, *address.splitlines()) if line],
        "paragraphs": [part.strip() for part in str(answer.text or "").splitlines() if part.strip()],
        "outcome": "terbukti" if found.founded else "tidak terbukti",
        "signer": _signer(act, office),
    }
    return printer().draw("complaint_answer", data, at=answer.at)


def keep(act: Act, found: Complaint) -> int:
    """The id of its stored file."""
    name = f"Jawaban pengaduan {found.number.replace('/', '-')}.pdf"
    kept = documents.keep(draw(act, found), kind="application/pdf", pages=1, name=name, at=act.at)
    return kept.pk


def _signer(act: Act, office: Office) -> dict[str, str]:
    """The post that decides on the office's heavy complaints, and whoever holds it."""
    post, definition = access.roles(office).heavy, offices.definition(office)
    holders = offices.signatories(office, post, offices.today(office, act.at))
    who = signatory(definition, holders[0]) if holders else vacant(definition, post)
    return {"title": who.post, "name": who.name, "nip": who.nip}
