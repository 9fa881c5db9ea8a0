"""What a store of objects does, and how it can fail."""

from collections.abc import Iterator
from typing import BinaryIO, Protocol

from silastri.domain.refusal import Away, MovedOn

_LATER = "Coba lagi beberapa menit lagi."


class NotStored(Away):
    """The store did not take it, or nobody knows whether it did."""

    def __init__(self) -> None:
        super().__init__(f"Berkas sedang tidak dapat disimpan, jadi belum ada yang berubah. {_LATER}")


class NotFetched(Away):
    """The store did not say what it has."""

    def __init__(self) -> None:
        super().__init__(f"Berkas ini sedang tidak dapat diambil, tetapi tidak hilang. {_LATER}")


class Changed(MovedOn):
    """What stands under that name is not what was read before: it was changed, or deleted."""


class Objects(Protocol):
    """What was taken is whole. But of a put whose sender died some stores keep an empty object under that name."""

    def put(self, key: str, content: BinaryIO, *, in_place_of: str = "") -> None:
        """Keeps the content, whole or not at all; only over the object with that tag if one is named.

        Raises NotStored, and Changed where another object or none stands there.
        """
        ...

    def get(self, key: str) -> bytes:
        """Raises FileNotFoundError, NotFetched."""
        ...

    def beginning_of(self, key: str, size: int) -> tuple[bytes, str]:
        """The first bytes, and the tag of the object. Raises FileNotFoundError, NotFetched."""
        ...

    def size(self, key: str) -> int | None:
        """None where there is none. Asked before something is put there. Raises NotStored."""
        ...

    def delete(self, key: str) -> None:
        """Also where it is gone already. Raises NotStored."""
        ...

    def listed(self, start: str = "", after: str = "") -> Iterator[tuple[str, int]]:
        """Names and sizes of those that begin so and come after that name, in order. Raises NotFetched."""
        ...

    def keeps_versions(self) -> bool | None:
        """Whether what is deleted or written over can be brought back; None where the store does not say."""
        ...

    @property
    def address(self) -> str:
        """For the operator."""
        ...
