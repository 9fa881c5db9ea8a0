"""Keeps files: first the content, then the record, so that no record is ever without its content."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from .models import Destruction, StoredFile
from .queries import path, preview_path, previews


def keep(content: bytes, *, kind: str, pages: int, name: str, at: datetime, sent: str = "") -> StoredFile:
    """Stores the bytes, and a record of them. ``sent`` is the SHA-256 of what they were made of, if of anything."""
    sha256 = store(content)
    return StoredFile.objects.create(
        sha256=sha256, size=len(content), kind=kind, pages=pages, name=name[:200], sent_sha256=sent, stored_at=at
    )


def keep_preview(sha256: str, picture: bytes, *, page: int, width: int) -> None:
    """Stores the picture of a page of the file with that hash; no bytes for a page that cannot be drawn."""
    if not default_storage.exists(preview_path(sha256, page=page, width=width)):
        default_storage.save(preview_path(sha256, page=page, width=width), ContentFile(picture))


def store(content: bytes) -> str:
    """Stores the bytes under their hash, which it returns. The same content is stored once; bytes without a record do
    no harm."""
    sha256 = hashlib.sha256(content).hexdigest()
    if not default_storage.exists(path(sha256)):
        default_storage.save(path(sha256), ContentFile(content))
    return sha256


def order_destruction(hashes: Iterable[str], *, why: str, at: datetime) -> None:
    """Records which bytes are to be destroyed, and why; ``destroy`` does it after the commit."""
    Destruction.objects.bulk_create([Destruction(sha256=sha256, why=why, ordered_at=at) for sha256 in sorted(hashes)])


def destroy(order: Destruction, *, at: datetime) -> None:
    """Removes the bytes and the pictures of their pages, if they are still there."""
    default_storage.delete(path(order.sha256))
    for preview in previews(order.sha256):
        default_storage.delete(preview)
    Destruction.objects.filter(pk=order.pk).update(done_at=at)


def spare(order: Destruction) -> None:
    """Takes an order back before it was carried out, because something uses the bytes now."""
    order.delete()
