"""Adds pages to a PDF that was begun, one by one, as it is written: none is kept in memory."""

import hashlib
import zlib
from typing import Any, BinaryIO


class AddedPages:
    """``places`` says where things are in the PDF that was begun; its pages have common resources."""

    def __init__(self, to: BinaryIO, begun: bytes, places: dict[str, Any]) -> None:
        self._to, self._places, self._at = to, places, len(begun)
        self._next: int = places["objects"]
        self._where: dict[int, int] = {}
        self._contents: list[int] = []
        self._digest = hashlib.sha256()
        to.write(begun)

    def __len__(self) -> int:
        return len(self._contents)

    def add(self, drawn: str) -> None:
        self._contents.append(self._stream(drawn))

    def end(self, numbers: list[str]) -> None:
        """Draws its own number on each page, and writes what a reader begins with."""
        root, pages, resources = (self._places[name] for name in ("root", "pages", "resources"))
        kids = []
        for content, number in zip(self._contents, numbers, strict=True):
            kids.append(self._number())
            both = f"[{content} 0 R {self._stream(number)} 0 R]"
            self._object(kids[-1], f"<< /Type /Page /Parent {pages} 0 R /Contents {both} >>".encode())
        box = f"[0 0 {self._places['width']:.3f} {self._places['height']:.3f}]"
        listed = " ".join(f"{kid} 0 R" for kid in kids)
        common = f"/Count {len(kids)} /MediaBox {box} /Resources {resources} 0 R"
        self._object(pages, f"<< /Type /Pages {common} /Kids [{listed}] >>".encode())
        at = self._at
        self._write(f"xref\n{pages} 1\n{self._entry(pages)}{self._places['objects']} {self._added()}\n".encode())
        self._write("".join(self._entry(n) for n in range(self._places["objects"], self._next)).encode())
        ids = f"<{self._places['id']}> <{self._digest.hexdigest()[:32]}>"
        known = f"/Size {self._next} /Root {root} 0 R /Info {self._places['info']} 0 R /ID [{ids}]"
        self._write(f"trailer << {known} /Prev {self._places['previous']} >>\nstartxref\n{at}\n%%EOF\n".encode())

    def _added(self) -> int:
        return self._next - int(self._places["objects"])

    def _entry(self, n: int) -> str:
        return f"{self._where[n]:010} 00000 n \n"

    def _number(self) -> int:
        self._next += 1
        return self._next - 1

    def _stream(self, drawn: str) -> int:
        packed, number = zlib.compress(drawn.encode()), self._number()
        head = f"<< /Length {len(packed)} /Filter /FlateDecode >> stream\n".encode()
        self._object(number, head + packed + b"\nendstream")
        return number

    def _object(self, number: int, content: bytes) -> None:
        self._where[number] = self._at
        self._write(b"%d 0 obj\n%b\nendobj\n" % (number, content))

    def _write(self, content: bytes) -> None:
        self._to.write(content)
        self._digest.update(content)
        self._at += len(content)
