"""The file store in a store of objects elsewhere, which several machines share: sealed as in a folder, then sent."""

import tempfile
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from django.utils.module_loading import import_string

from silastri.domain.refusal import MovedOn

from .object_names import key_of, name_of
from .sealed_bytes import LONGEST_HEAD, PART, SHORTEST, Sealed, head_anew, sizes_of, unsealed

if TYPE_CHECKING:
    _File = File[bytes]
else:
    _File = File

_IN_MEMORY = 16 * PART  # what is larger waits on the disk, sealed, until it was sent


class SealedObjects(Storage):
    """``objects`` names the class that reaches the store (``adapters/files``), the rest are its options.

    With ``may_write`` off nothing there is changed: a drill or a walk looks at real files and keeps none.
    """

    def __init__(self, *, objects: str, may_write: bool = True, **options: Any) -> None:
        self.objects = import_string(objects)(**options)
        self._may_write = may_write

    def _open(self, name: str, mode: str = "rb") -> _File:
        """Raises FileNotFoundError, NotFetched, sealing.CannotOpen."""
        if mode != "rb":
            raise ValueError("objects are written whole")
        return ContentFile(unsealed(self.sealed(name), name), name=name)

    def _save(self, name: str, content: _File) -> str:
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as sealed:
            for chunk in Sealed(content, name).chunks():
                sealed.write(chunk)
            sealed.seek(0)
            if self._may_write:
                self.objects.put(key_of(name), cast(BinaryIO, sealed))
        return name

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """Each name belongs to one content: who comes second writes the same."""
        return name

    def sealed(self, name: str) -> bytes:
        """The bytes as they lie there. Raises FileNotFoundError, NotFetched."""
        found: bytes = self.objects.get(key_of(name))
        if len(found) < SHORTEST:
            raise FileNotFoundError(name)
        return found

    def put_sealed(self, name: str, sealed: bytes) -> None:
        """Keeps bytes that were sealed under that name already, in place of what may be there."""
        self.objects.put(key_of(name), BytesIO(sealed))

    def exists(self, name: str) -> bool:
        """Raises NotStored: it is asked before something is put there."""
        return (self.objects.size(key_of(name)) or 0) >= SHORTEST

    def is_whole(self, name: str, size: int) -> bool:
        """Whether a content of that size is there. Raises NotStored."""
        return self.objects.size(key_of(name)) in sizes_of(size)

    def delete(self, name: str) -> None:
        if self._may_write:
            self.objects.delete(key_of(name))

    def name_at(self, key: str) -> str | None:
        """Of the file under that object; None where it is none of ours."""
        return name_of(key)

    def beginning(self, start: str) -> list[str]:
        """The names that begin so: a whole name of a file, and what follows it."""
        found = (name_of(key) for key, _ in self.objects.listed(key_of(start)))
        return [name for name in found if name]

    def names(self, after: str = "") -> Iterator[str]:
        """Of all files, in the order of the store, those after that name."""
        for name, _ in self.sizes(after):
            yield name

    def sizes(self, after: str = "") -> Iterator[tuple[str, int]]:
        """The same names, each with the bytes that lie there. What a sender that died left empty is no file."""
        for key, size in self.objects.listed(after=key_of(after) if after else ""):
            name = name_of(key)
            if name and size >= SHORTEST:
                yield name, size

    def reseal(self, name: str) -> bool:
        """Seals the file's key with the newest data key; whether that was needed. A file that was deleted meanwhile
        stays deleted. Raises sealing.CannotOpen, NotFetched, NotStored."""
        try:
            head, tag = self.objects.beginning_of(key_of(name), LONGEST_HEAD)
            if head_anew(head, name) is None:
                return False
            stored = self.sealed(name)
        except FileNotFoundError:
            return False
        begins, head = head_anew(stored[:LONGEST_HEAD], name) or (0, b"")
        try:
            self.objects.put(key_of(name), BytesIO(head + stored[begins:]), in_place_of=tag)
        except MovedOn:
            return False
        return True

    def forget_halves(self, *, before: float) -> None:
        """There are none: the store takes an object whole or not at all."""
