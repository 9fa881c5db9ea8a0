"""A second person publishes an office's own text of a message, or refuses it.

Messages that were queued before keep the text that they have.
"""

from django.db import transaction

from silastri.apps.audit.operations import log
from silastri.apps.catalog import queries as catalog
from silastri.apps.offices.queries import Desk
from silastri.apps.wordings import operations, queries
from silastri.apps.wordings.models import Wording
from silastri.domain.act import Act
from silastri.domain.refusal import MovedOn, NotFit, NotThere, NotYours
from silastri.domain.words.messages import check

from .confirm_posting import may_confirm
from .message_text import State, about, faults

_DECIDED = "Teks ini tidak menunggu keputusan lagi. Muat ulang halaman."


class WordingDecided(MovedOn):
    """The text was decided or taken back before."""


class SameWriter(NotYours):
    """Who wrote a text may not publish it."""


def waiting(desk: Desk) -> list[Wording]:
    """The texts that wait for a second person in the office. Raises NotYours."""
    _must_be_second(desk)
    return list(queries.of_office(desk.office.pk).filter(state=State.PROPOSED))


def find(desk: Desk, pk: int) -> Wording:
    """Raises NotYours, NotThere."""
    _must_be_second(desk)
    found = queries.of_office(desk.office.pk).filter(pk=pk).first()
    if found is None:
        raise NotThere("Teks pesan ini tidak ada.")
    return found


def is_second(act: Act, draft: Wording) -> bool:
    return act.by.person != draft.drafted_by_id


@transaction.atomic
def publish(act: Act, *, desk: Desk, pk: int) -> int:
    """From now on messages are queued with this text; the number of its version.

    Raises NotYours, NotThere, SameWriter, WordingDecided, NotFit.
    """
    draft = _open(act, desk, pk)
    if found := check.grave(faults(draft)):
        raise NotFit(f"Teks belum dipakai. {found[0].what}")
    assert act.by.person
    version = operations.publish(draft, by=act.by.person, at=act.at)
    if version is None:
        raise WordingDecided(_DECIDED)
    log(act, "publish_message_text", about(draft), version=version)
    return version


@transaction.atomic
def refuse(act: Act, *, desk: Desk, pk: int, why: str) -> None:
    """Nothing changes. Raises NotYours, NotThere, SameWriter, WordingDecided, NotFit."""
    if not why.strip():
        raise NotFit("Tulis alasannya.", {"alasan": "Tulis alasannya."})
    draft = _open(act, desk, pk)
    decided = {"decided_by_id": act.by.person, "decided_at": act.at, "objection": why.strip()[:500]}
    if not operations.decide(draft, State.PROPOSED, state=State.REFUSED, **decided):
        raise WordingDecided(_DECIDED)
    log(act, "refuse_message_text", about(draft))


def _must_be_second(desk: Desk) -> None:
    if not may_confirm(desk, catalog.definitions_of(desk.office)):
        raise NotYours("Teks pesan disetujui pengelola atau pimpinan kantor.")


def _open(act: Act, desk: Desk, pk: int) -> Wording:
    draft = find(desk, pk)
    if draft.state != State.PROPOSED:
        raise WordingDecided(_DECIDED)
    if not is_second(act, draft):
        raise SameWriter("Teks ini harus disetujui orang lain, bukan penulisnya.")
    return draft
