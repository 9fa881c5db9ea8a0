"""Reads stored files."""

import hashlib

from django.core.files.storage import default_storage

from silastri.domain import sealing
from silastri.domain.definition.letter_text import long_date
from silastri.domain.refusal import NotThere
from silastri.domain.worktime import national_day

from .models import PART, Destruction, PartialFile


class Destroyed(NotThere):
    """The bytes were destroyed when their retention was over."""


class Damaged(Exception):
    """The bytes in the store are not those that were stored."""


class Missing(Damaged):
    """The bytes are gone without an order to destroy them."""


def path(sha256: str) -> str:
    """The place of the bytes with that hash in the file store."""
    return f"{sha256[:2]}/{sha256}"


def preview_path(sha256: str, *, page: int, width: int) -> str:
    """The place of the picture of a page, beside its file."""
    return f"{path(sha256)}-{page}-{width}.webp"


def preview(sha256: str, *, page: int, width: int) -> bytes | None:
    """The picture of a page as it was kept: None where there is none, no bytes where the page cannot be drawn."""
    try:
        with default_storage.open(preview_path(sha256, page=page, width=width), "rb") as stored:
            found: bytes = stored.read()
            return found
    except (OSError, sealing.CannotOpen):
        return None


def previews(sha256: str) -> list[str]:
    """The places of all pictures of its pages."""
    return list(default_storage.beginning(f"{path(sha256)}-"))  # type: ignore[attr-defined]


def content(sha256: str) -> bytes:
    """The bytes as they were stored. Raises Destroyed, Missing, Damaged."""
    try:
        with default_storage.open(path(sha256), "rb") as stored:
            found: bytes = stored.read()
    except OSError:
        if gone := Destruction.objects.filter(sha256=sha256, done_at__isnull=False).order_by("pk").last():
            day = long_date(national_day(gone.ordered_at))
            raise Destroyed(f"Berkas ini sudah dimusnahkan pada {day} menurut {gone.why}.") from None
        raise Missing(f"file {sha256} is missing") from None
    except sealing.CannotOpen as error:
        raise Damaged(f"file {sha256}: {error}") from error
    if hashlib.sha256(found).hexdigest() != sha256:
        raise Damaged(f"file {sha256} has changed")
    return found


def part_path(token: str, start: int | None = None) -> str:
    """The place of the part that begins at that byte, or the folder of all parts."""
    folder = f"bagian/{token}"
    return folder if start is None else f"{folder}/{start}"


def parts(token: str) -> list[str]:
    """The places of all parts that came."""
    return list(default_storage.beginning(f"{part_path(token)}/"))  # type: ignore[attr-defined]


def partials(person_id: int, *, ref: str = "", key: str = "") -> list[PartialFile]:
    """The files of a person that are coming in, those first of which nothing came for longest."""
    found = PartialFile.objects.filter(person_id=person_id)
    if ref:
        found = found.filter(ref=ref)
    if key:
        found = found.filter(key=key)
    return list(found.order_by("last_at", "pk"))


def partial_content(partial: PartialFile) -> bytes:
    """All the bytes that came. Raises Missing, Damaged."""
    whole = b"".join(_part(partial.token, start) for start in range(0, partial.received, PART))
    if len(whole) != partial.received or (partial.sha256 and hashlib.sha256(whole).hexdigest() != partial.sha256):
        raise Damaged(f"the parts of {partial.token[:6]} are not the file")
    return whole


def _part(token: str, start: int) -> bytes:
    try:
        with default_storage.open(part_path(token, start), "rb") as stored:
            found: bytes = stored.read()
            return found
    except (OSError, sealing.CannotOpen):
        raise Missing(f"the part at {start} of {token[:6]} is missing") from None


def to_destroy() -> list[Destruction]:
    return list(Destruction.objects.filter(done_at__isnull=True).order_by("pk")[:1000])
