"""A signature container as a tree that tests can change: each part is its tag with its content or its parts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from silastri.adapters.signing.asn1 import wrap

SIGNED, SIGNERS, STAMPED = (1, 0), (1, 0, -1), (1, 0, -1, 0, 6, 0, 1, 0)


@dataclass
class Part:
    tag: int
    content: bytes
    parts: "list[Part] | None" = None
    write: Callable[[int, bytes], bytes] = wrap

    def __getitem__(self, path: tuple[int, ...]) -> "Part":
        found = self
        for place in path:
            assert found.parts is not None
            found = found.parts[place]
        return found

    def put(self, *parts: "Part", place: int | None = None) -> None:
        assert self.parts is not None
        self.parts[slice(place, place) if place is not None else slice(len(self.parts), None)] = parts

    def dump(self) -> bytes:
        return self.write(self.tag, self.content if self.parts is None else b"".join(one.dump() for one in self.parts))


def read(der: bytes) -> Part:
    [found] = _parts(der)
    return found


def _parts(der: bytes) -> Iterator[Part]:
    while der:
        size, begins = der[1], 2
        if size >= 0x80:
            begins += size - 0x80
            size = int.from_bytes(der[2:begins], "big")
        content, tag = der[begins : begins + size], der[0]
        yield Part(tag, content, list(_parts(content)) if tag & 0x20 else None)
        der = der[begins + size :]


def with_long_length(tag: int, content: bytes) -> bytes:
    """BER: the length in more bytes than it needs."""
    return bytes((tag, 0x84)) + len(content).to_bytes(4, "big") + content


def with_no_length(tag: int, content: bytes) -> bytes:
    """BER: the content until its end."""
    return bytes((tag, 0x80)) + content + bytes(2)
