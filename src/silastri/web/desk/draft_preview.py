"""A changed text of a letter as it would be printed, with invented answers."""

from django.http import HttpRequest

from silastri.apps.catalog.models import TextDraft
from silastri.domain.act import Act
from silastri.domain.case.sample import Filling
from silastri.domain.definition.condition import ConditionFailed
from silastri.domain.refusal import NotThere, Refusal
from silastri.journey.letters import sample_letter
from silastri.journey.office import text_draft
from silastri.journey.papers import picture as pictures

FILLINGS = {
    Filling.FULL: "Semua diisi",
    Filling.EMPTY: "Yang tidak wajib dikosongkan",
    Filling.LONG: "Isian sepanjang-panjangnya",
}


def filling(request: HttpRequest) -> Filling:
    """The kind of answers that was asked for; an unknown one is the usual one."""
    return next((one for one in Filling if one == request.GET.get("isi")), Filling.FULL)


def drawn(act: Act, draft: TextDraft, filling: Filling) -> bytes:
    """The first letter that has the text. Raises NotThere while it cannot be drawn."""
    changed = text_draft.definition(draft)
    sample = next((one for one in sample_letter.samples(changed) if one.file == draft.file), None) if changed else None
    if sample is None or text_draft.grave(text_draft.findings(draft)):
        raise NotThere("Surat belum bisa digambar. Perbaiki dulu kesalahan di naskahnya.")
    return sample_letter.draw(draft.base, sample.key, filling=filling, at=act.at, changed=changed)


def pages(act: Act, draft: TextDraft, filling: Filling) -> range:
    """The numbers of its pages; none while it cannot be drawn."""
    try:
        return range(1, pictures.pages(drawn(act, draft, filling)) + 1)
    except (Refusal, ConditionFailed):
        return range(0)
