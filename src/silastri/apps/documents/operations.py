"""Keeps files: first the content, then the record, so that no record is ever without its content."""

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.db import transaction
from django.db.models import ProtectedError

from silastri.domain import file_name

from . import ahead
from .models import Destruction, PartialFile, StoredFile
from .queries import part_path, parts, path, preview_path, previews
from .sealed_files import SealedFiles


def keep(
    content: bytes,
    *,
    kind: str,
    pages: int,
    name: str,
    at: datetime,
    sent: str = "",
    doubts: Sequence[tuple[int, str]] = (),
) -> StoredFile:
    """Stores the bytes, and a record of them.

    ``name`` may be as somebody sent it. ``sent`` is the SHA-256 of what they were made of, if of anything.
    """
    return StoredFile.objects.create(
        sha256=store(content),
        size=len(content),
        kind=kind,
        pages=pages,
        name=file_name.given(name),
        sent_sha256=sent,
        doubts=[list(doubt) for doubt in doubts],
        stored_at=at,
    )


def keep_preview(sha256: str, picture: bytes, *, page: int, width: int) -> None:
    """Stores the picture of a page of the file with that hash; no bytes for a page that cannot be drawn."""
    if not default_storage.exists(preview_path(sha256, page=page, width=width)):
        default_storage.save(preview_path(sha256, page=page, width=width), ContentFile(picture))


def store(content: bytes) -> str:
    """Stores the bytes under their hash, which it returns. The same content is stored once; bytes without a record do
    no harm."""
    sha256 = hashlib.sha256(content).hexdigest()
    if not ahead.is_there(sha256) and not ahead.is_whole(path(sha256), len(content)):
        default_storage.save(path(sha256), ContentFile(content))
    return sha256


def order_destruction(hashes: Iterable[str], *, why: str, at: datetime) -> None:
    """Records which bytes are to be destroyed, and why; ``destroy`` does it after the commit."""
    Destruction.objects.bulk_create([Destruction(sha256=sha256, why=why, ordered_at=at) for sha256 in sorted(hashes)])


def drop(files: Iterable[StoredFile], *, why: str, at: datetime) -> None:
    """Removes the records of files that nothing uses any more, and orders their bytes to be destroyed."""
    gone = set()
    for file in files:
        try:
            StoredFile.objects.filter(pk=file.pk).delete()
        except ProtectedError:
            continue
        gone.add(file.sha256)
    order_destruction(gone, why=why, at=at)


def destroy(order: Destruction, *, at: datetime) -> None:
    """Removes the bytes and the pictures of their pages, if they are still there."""
    default_storage.delete(path(order.sha256))
    for preview in previews(order.sha256):
        default_storage.delete(preview)
    Destruction.objects.filter(pk=order.pk).update(done_at=at)


def spare(order: Destruction) -> None:
    """Takes an order back before it was carried out, because something uses the bytes now."""
    order.delete()


def begin_partial(
    *, person_id: int, ref: str, key: str, name: str, size: int, sha256: str, at: datetime
) -> PartialFile:
    return PartialFile.objects.create(
        token=secrets.token_urlsafe(32),
        person_id=person_id,
        ref=ref,
        key=key,
        name=file_name.given(name),
        size=size,
        sha256=sha256,
        last_at=at,
    )


def add_part(partial: PartialFile, content: bytes, *, at: datetime) -> bool:
    """Keeps the next part; False when another request has kept one meanwhile. A part that was stored and not counted,
    because the line or the power went, is counted when it comes again: it has the same bytes."""
    place = part_path(partial.token, partial.received)
    if ahead.elsewhere() or not default_storage.exists(place):
        default_storage.save(place, ContentFile(content))
    awaited = PartialFile.objects.filter(pk=partial.pk, received=partial.received)
    return bool(awaited.update(received=partial.received + len(content), last_at=at))


def drop_partials(partials: Iterable[PartialFile]) -> None:
    """Forgets files that came in parts, with what came of them."""
    for partial in partials:
        PartialFile.objects.filter(pk=partial.pk).delete()
        transaction.on_commit(lambda token=partial.token: _remove_parts(token))  # type: ignore[misc]


def forget_partials(*, before: datetime) -> None:
    """Forgets those of which no part came for long, and what a process was writing when it died."""
    drop_partials(PartialFile.objects.filter(last_at__lt=before)[:1000])
    if isinstance(store := storages["default"], SealedFiles):
        store.forget_halves(before=before.timestamp())


def _remove_parts(token: str) -> None:
    for place in (*parts(token), part_path(token)):
        default_storage.delete(place)
