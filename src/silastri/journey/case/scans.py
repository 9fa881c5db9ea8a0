"""Scans of a sheet signed with ink: cleaned, and kept among the documents of the step."""

from silastri.adapters.intake.port import NotAccepted, Paper
from silastri.apps.cases import operations as cases
from silastri.domain.act import Act
from silastri.domain.case import keys
from silastri.domain.refusal import NotFit

from . import handed_in
from .dossier import Dossier

FIELD = "pindaian"


def tidy(act: Act, upload: bytes) -> Paper:
    """Cleans the scan. Raises NotFit or NotAccepted, with the sentence at the field of the scan."""
    if not upload:
        raise NotFit("Unggah pindaian surat.", {FIELD: "Unggah surat yang sudah ditandatangani dan dicap."})
    try:
        return handed_in.tidy(act, upload)
    except NotAccepted as refused:
        raise NotAccepted(str(refused), {FIELD: str(refused)}) from None


def keep(act: Act, dossier: Dossier, paper: Paper, *, name: str) -> str:
    """Keeps the scan and returns its hash. An earlier scan is kept too, since decisions were made on it."""
    file = handed_in.keep(paper, name=name, at=act.at)
    person = act.by.person or dossier.case.applicant_id
    cases.add_document(dossier.case, key=keys.of_step(dossier.step.key), file=file, person_id=person, at=act.at)
    return file.sha256
