"""Carries out an approved list: first its berita acara, then, for a destruction, the bytes of its files are removed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from silastri.apps.archive import operations
from silastri.apps.archive import queries as archive
from silastri.apps.archive.models import Disposal, Record
from silastri.apps.audit.operations import log
from silastri.apps.documents import operations as documents
from silastri.domain.act import Act
from silastri.domain.refusal import NotFit
from silastri.journey.papers import disposal as papers

from . import minutes
from .access import about, as_archivist
from .keep import shred
from .propose import ChangedSince

LEAST_WITNESSES = 2  # from the units for law and for oversight (PP 28/2012)
Witness = tuple[str, str]  # name and post


def carry_out(act: Act, *, pk: int, witnesses: Sequence[Witness] = (), receiver: str = "") -> Disposal:
    """Carries the list out. Files that something else uses stay; so do records, hashes and the berita acara, for good.

    Raises NotYours, NotFit, ChangedSince.
    """
    with transaction.atomic():
        sheet = _ready(act, pk, witnesses, receiver).sheet
    drawn = papers.draw(sheet, at=act.at)  # nothing is locked meanwhile
    with transaction.atomic():
        ready = _ready(act, pk, witnesses, receiver)
        if ready.sheet != sheet:
            raise ChangedSince(minutes.CHANGED)
        disposal = ready.disposal
        minutes.keep(act, disposal, drawn)
        if disposal.kind == Disposal.Kind.DESTROY:
            _order(act, disposal, ready.records)
        log(act, "archive_carry_out", about(disposal), arsip=len(ready.records), nomor=disposal.number)
    shred(act.at)
    return disposal


@dataclass(frozen=True)
class _Ready:
    disposal: Disposal
    records: Sequence[Record]
    sheet: dict[str, Any]  # what its berita acara says


def _ready(act: Act, pk: int, witnesses: Sequence[Witness], receiver: str) -> _Ready:
    """The list as it can be carried out now, locked until the transaction ends. Raises what ``carry_out`` raises."""
    office = as_archivist(act)
    disposal = archive.disposal(pk, office=office.pk, lock=True)
    if disposal.state != Disposal.State.APPROVED:
        raise ChangedSince("Daftar ini belum disetujui, atau sudah selesai.")
    records = archive.records_of(disposal, lock=True)
    if not records:
        raise NotFit("Tidak ada arsip tersisa di daftar ini. Batalkan usulannya.")
    if any(record.schedule != office.definition_hash and not record.appraised for record in records):
        raise ChangedSince("Definisi kantor baru saja diubah, dan retensinya dihitung ulang. Coba lagi sebentar.")
    seen = [[name.strip(), post.strip()] for name, post in witnesses if name.strip()]
    if disposal.kind == Disposal.Kind.HAND_OVER:
        _whole(disposal, receiver)
    elif len(seen) < LEAST_WITNESSES:
        sentence = f"Tulis paling sedikit {LEAST_WITNESSES} saksi."
        raise NotFit(sentence, {f"saksi_{len(seen) + 1}": sentence})
    disposal.witnesses, disposal.receiver = seen, receiver.strip()[:300]
    return _Ready(disposal, records, minutes.numbered(act, office, disposal))


def _whole(disposal: Disposal, receiver: str) -> None:
    if not receiver.strip():
        sentence = "Tulis lembaga yang menerima arsip."
        raise NotFit(sentence, {"penerima": sentence})
    bad = [file.name for file in archive.files_of(disposal) if file.finding]
    if bad:
        raise NotFit(f"Ada berkas yang rusak atau hilang: {bad[0]}. Pulihkan dulu, baru serahkan.")


def _order(act: Act, disposal: Disposal, records: Sequence[Record]) -> None:
    hashes = operations.forget(records, at=act.at)
    why = f"berita acara {disposal.number}" if disposal.number else f"berita acara pemusnahan {disposal.pk}"
    gone = [sha256 for sha256 in hashes if not archive.is_needed(sha256)]
    documents.order_destruction(gone, why=why, at=act.at)
