"""A file comes in parts, so that it goes on where a broken line left it."""

import re
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction

from silastri.adapters.intake.port import NotAccepted
from silastri.apps.cases.models import CaseDocument
from silastri.apps.documents import operations, queries
from silastri.apps.documents.models import PART, PartialFile
from silastri.domain.act import Act
from silastri.domain.refusal import MovedOn, NotFit, NotThere
from silastri.journey.case import handed_in

from . import draft

_MOST = 40  # files of one person that are coming in at once; the oldest give way
_MOST_TIMES = 8  # of the largest file: so many bytes together
_GONE = "Bagian yang sudah terkirim tidak ada lagi. Pilih berkasnya lagi."
_LARGE = "Berkas ini terlalu besar. Paling besar {} MB. Perkecil atau pindai ulang, lalu kirim lagi."


class NotThisPart(MovedOn):
    """The part begins elsewhere than the next that is awaited, at byte ``received``."""

    def __init__(self, received: int) -> None:
        super().__init__("Bagian ini sudah terkirim, atau belum saatnya.")
        self.received = received


class NotWhole(NotFit):
    """Not all parts came, or what came is not the file."""


@transaction.atomic
def begin(act: Act, *, ref: str, key: str, name: str, size: int, sha256: str) -> PartialFile:
    """A file for a requirement is about to come; one that was begun before goes on.

    Raises NotFit, NotOpenForChanges, NotThere, CaseNotFound.
    """
    case, _ = draft.open_for(act, ref, key)
    if not 0 < size <= settings.LARGEST_UPLOAD:
        raise NotFit(_LARGE.format(settings.LARGEST_UPLOAD // (1024 * 1024)) if size > 0 else "Berkas kosong.")
    sha256 = sha256 if re.fullmatch(r"[0-9a-f]{64}", sha256) else ""
    person = act.by.person or case.applicant_id
    coming = queries.partials(person)
    for one in coming:
        if sha256 and (one.ref, one.key, one.size, one.sha256) == (ref, key, size, sha256):
            return one
    _make_room(coming, size)
    return operations.begin_partial(
        person_id=person, ref=ref, key=key, name=name or "berkas", size=size, sha256=sha256, at=act.at
    )


def _make_room(coming: Sequence[PartialFile], size: int) -> None:
    """Lets the oldest give way."""
    count, room = 1, _MOST_TIMES * settings.LARGEST_UPLOAD - size
    for one in reversed(coming):
        count, room = count + 1, room - one.size
        if count > _MOST or room < 0:
            operations.drop_partials([one])


def add(act: Act, *, ref: str, token: str, start: int, content: bytes) -> int:
    """Keeps a part, and says how many bytes came so far. Every part but the last has the same length. The part is
    stored before it is counted, by one statement: nothing is locked meanwhile.

    Raises NotThisPart, NotFit, NotThere.
    """
    partial = coming(act, ref=ref, token=token)
    if start != partial.received:
        raise NotThisPart(partial.received)
    if not content or len(content) != min(PART, partial.size - partial.received):
        raise NotFit("Bagian ini tidak utuh.")
    if not operations.add_part(partial, content, at=act.at):
        raise NotThisPart(coming(act, ref=ref, token=token).received)
    return partial.received + len(content)


def coming(act: Act, *, ref: str, token: str) -> PartialFile:
    """A file of this person for this case. Raises NotThere."""
    found = [one for one in queries.partials(act.by.person or 0, ref=ref) if one.token == token]
    if not found:
        raise NotThere(_GONE)
    return found[0]


def attach(act: Act, *, ref: str, key: str, tokens: Sequence[str]) -> CaseDocument:
    """Hands in what came in parts, in that order, as one document. Raises like ``draft.attach``, and NotWhole.

    Of what is refused for what it is nothing stays; what nobody could look at may be handed in again.
    """
    known = {one.token: one for one in queries.partials(act.by.person or 0, ref=ref, key=key)}
    if not tokens or len({*tokens}) != len(tokens) or not known.keys() >= {*tokens}:
        raise NotWhole(_GONE)
    found = [known[token] for token in tokens]
    files = [(_content(one), one.name) for one in found]
    try:
        kept = draft.attach_all(act, ref=ref, key=key, files=files)
    except handed_in.NotLookedAt:
        raise
    except NotAccepted:
        with transaction.atomic():
            operations.drop_partials(found)
        raise
    with transaction.atomic():
        operations.drop_partials(found)
    return kept


def _content(partial: PartialFile) -> bytes:
    if not partial.is_whole:
        raise NotWhole("Berkas ini belum terkirim seluruhnya. Kirim lagi.")
    try:
        return queries.partial_content(partial)
    except queries.Damaged:
        with transaction.atomic():
            operations.drop_partials([partial])
        raise NotWhole(_GONE) from None
