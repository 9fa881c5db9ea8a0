"""A second person publishes the changed text of a letter as a new version of its service, or refuses it.

Cases keep the version under which they began.
"""

from django.db import transaction

from silastri.apps.audit.operations import log
from silastri.apps.catalog import operations, queries
from silastri.apps.catalog.models import TextDraft, Version
from silastri.apps.offices.queries import Desk
from silastri.domain.act import Act
from silastri.domain.definition.definition import read_service
from silastri.domain.refusal import MovedOn, NotFit, NotThere, NotYours

from .confirm_posting import may_confirm
from .text_draft import NewerVersion, about, base_of, findings, grave


class Decided(MovedOn):
    """The draft was decided or taken back before."""


class SameAuthor(NotYours):
    """Who wrote a text may not publish it."""


def waiting(desk: Desk) -> list[TextDraft]:
    """The drafts that wait for a second person in the office. Raises NotYours."""
    _must_be_second(desk)
    return list(queries.drafts(desk.office.pk).filter(state=TextDraft.State.PROPOSED))


def find(desk: Desk, pk: int) -> TextDraft:
    """Raises NotYours, NotThere."""
    _must_be_second(desk)
    found = queries.drafts(desk.office.pk).filter(pk=pk).first()
    if found is None:
        raise NotThere("Draf naskah ini tidak ada.")
    return found


def is_second(act: Act, draft: TextDraft) -> bool:
    return act.by.person != draft.author_id


@transaction.atomic
def publish(act: Act, *, desk: Desk, pk: int) -> Version:
    """From now on new cases have letters with this text.

    Raises NotYours, NotThere, SameAuthor, Decided, NewerVersion, and NotFit where the office has changed so that the
    text does not fit any more.
    """
    draft = _open(act, desk, pk)
    if queries.newest(draft.service, lock=True).pk != draft.base_id:
        raise NewerVersion("Layanan ini diterbitkan lagi setelah draf dibuat. Tolak draf ini, lalu minta disesuaikan.")
    base = base_of(act, draft.service, draft.file)
    if found := grave(findings(draft)):
        raise NotFit(f"Naskah belum terbit: {found[0].what}.")
    texts = base.texts | {draft.file: draft.text}
    definition = read_service(texts).definition
    assert definition
    office = draft.service.office
    version, _ = operations.publish(office, slug=draft.service.slug, definition=definition, texts=texts, at=act.at)
    _decide(act, draft, state=TextDraft.State.PUBLISHED, published=version)
    log(act, "publish_text", about(draft), version=version.number)
    return version


@transaction.atomic
def refuse(act: Act, *, desk: Desk, pk: int, why: str) -> None:
    """Nothing changes. Raises NotYours, NotThere, SameAuthor, Decided, NotFit."""
    if not why.strip():
        raise NotFit("Tulis alasannya.", {"alasan": "Tulis alasannya."})
    draft = _open(act, desk, pk)
    _decide(act, draft, state=TextDraft.State.REFUSED, objection=why.strip()[:500])
    log(act, "refuse_text", about(draft))


def _must_be_second(desk: Desk) -> None:
    if not may_confirm(desk, queries.definitions_of(desk.office)):
        raise NotYours("Naskah surat disetujui pengelola atau pimpinan kantor.")


def _open(act: Act, desk: Desk, pk: int) -> TextDraft:
    draft = find(desk, pk)
    if draft.state != TextDraft.State.PROPOSED:
        raise Decided(_DECIDED)
    if not is_second(act, draft):
        raise SameAuthor("Naskah ini harus disetujui orang lain, bukan penulisnya.")
    return draft


_DECIDED = "Draf ini tidak menunggu keputusan lagi. Muat ulang halaman."


def _decide(act: Act, draft: TextDraft, **changes: object) -> None:
    decided = {"decided_by_id": act.by.person, "decided_at": act.at, **changes}
    if not operations.decide_draft(draft, TextDraft.State.PROPOSED, **decided):
        raise Decided(_DECIDED)
