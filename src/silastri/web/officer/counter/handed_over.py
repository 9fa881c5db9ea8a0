"""What shows that a letter was handed over: the photo of the proof, of the receipt, or the signature on the screen."""

from django.http import HttpResponse

from silastri.apps.cases import queries as cases
from silastri.apps.documents import queries as documents
from silastri.apps.letters import queries as letters
from silastri.domain.refusal import NotThere
from silastri.journey.papers import picture
from silastri.web.guard import DeskRequest, officer


@officer
def hand_over_proof(request: DeskRequest, ref: str, what: str) -> HttpResponse:
    """A picture. ``what`` is ``bukti``, ``tanda-terima`` or ``tanda-tangan``."""
    found = letters.hand_over(cases.case(ref, office=request.desk.office.pk))
    kept = {"bukti": "proof_file", "tanda-terima": "receipt", "tanda-tangan": "signature"}
    file = getattr(found, kept[what], None) if found and what in kept else None
    if file is None:
        raise NotThere("Bukti penyerahan ini tidak ada.")
    if file.kind == "image/jpeg":  # drawn on the screen
        return HttpResponse(documents.content(file.sha256), content_type=file.kind)
    return HttpResponse(picture.of_file(file.sha256, page=1, width=picture.WIDTH), content_type="image/webp")
