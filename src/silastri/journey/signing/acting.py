"""Whether the officer may sign for the post on the office's own day; asked before signing and again before keeping."""

from silastri.apps.offices import queries as offices
from silastri.domain.act import Act
from silastri.domain.definition.letter_text import long_date
from silastri.domain.refusal import NotYours
from silastri.journey.case.dossier import Dossier
from silastri.journey.papers.signatory import Signatory, postings, signatory


class NotInPeriod(NotYours):
    """The officer may not sign for the post on this day."""


def signatory_now(act: Act, dossier: Dossier) -> Signatory:
    """The signer as the letter prints it, at the present step. Raises NotInPeriod."""
    found = (posting for posting in postings(dossier, dossier.case.post, act.at) if posting.person_id == act.by.person)
    posting = next(found, None)
    if posting is None:
        raise NotInPeriod(_why_not(act, dossier))
    return signatory(dossier.office, posting)


def _why_not(act: Act, dossier: Dossier) -> str:
    """A sentence with the days, where he has signed for the post before or will."""
    case, on = dossier.case, dossier.time.day(act.at)
    mine = [p for p in offices.postings(case.office) if p.post == case.post and p.person_id == act.by.person]
    if not mine:
        return "Surat ini hanya dapat ditandatangani oleh pejabatnya sendiri."
    last = mine[0]
    if last.since <= on and (last.until is None or on <= last.until):
        return "Anda tidak ditunjuk menandatangani surat dari layanan ini."
    until = f" sampai {long_date(last.until)}" if last.until else ""
    return f"Penugasan Anda untuk jabatan ini berlaku {long_date(last.since)}{until}. Surat tidak ditandatangani."
