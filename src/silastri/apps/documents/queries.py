"""Reads stored files."""

import hashlib

from django.core.files.storage import default_storage


class Damaged(Exception):
    """The stored bytes are gone or are not what was stored."""


def path(sha256: str) -> str:
    """Where bytes of that hash lie in the file store."""
    return f"{sha256[:2]}/{sha256}"


def content(sha256: str) -> bytes:
    """The bytes as they were stored. Raises Damaged."""
    try:
        with default_storage.open(path(sha256), "rb") as stored:
            found: bytes = stored.read()
    except OSError:
        raise Damaged(f"file {sha256} is missing") from None
    if hashlib.sha256(found).hexdigest() != sha256:
        raise Damaged(f"file {sha256} has changed")
    return found
