"""The applicant's own copy of a letter, or the sheet that says what to do next."""

from django.http import HttpResponse

from silastri.apps.cases import queries as cases
from silastri.apps.letters import queries as letters
from silastri.domain.case import keys
from silastri.domain.refusal import NotThere
from silastri.journey.case.dossier import dossier_of
from silastri.journey.case.given_out import is_given_out
from silastri.journey.papers.file import file
from silastri.web.guard import Request, applicant
from silastri.web.pdf import pdf


@applicant
def letter(request: Request, ref: str, key: str) -> HttpResponse:
    """The letter, once it is given out; sheets that nobody signs, once the case is done."""
    case = cases.case(ref, applicant=request.user.pk)
    found = letters.letter(case, key)
    is_told = found is not None and (key == keys.REFUSAL or key.startswith(f"{keys.REVOCATION}:"))
    dossier = dossier_of(case)
    is_sheet = found is None and case.state == "done" and not keys.is_of_step(key)
    if not (is_told or is_sheet or (found is not None and is_given_out(dossier, found))):
        raise NotThere("Surat belum bisa diunduh.")
    return pdf(file(dossier, key, at=request.act.at), f"surat-{case.ref}-{key}")
