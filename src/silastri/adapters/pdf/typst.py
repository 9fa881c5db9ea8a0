"""Draws papers with typst, from the templates beside this file. Data are passed as JSON, so they cannot be markup."""

import json
import logging
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, BinaryIO

from . import long_table
from .joined import joined
from .port import CannotPrint, Cell
from .ready import ready

if TYPE_CHECKING:
    import typst

_log = logging.getLogger("silastri.papers")
_APART = 120  # seconds for the frame of a long paper
_KEPT = 16  # papers that were drawn last: whoever looks at a draft asks for it, and for a picture of each of its pages
_HERE = Path(__file__).parent
# PDF/A-3a and PDF/UA-1: a letter must be readable in ten years, and for people who cannot see it.
_STANDARDS: Any = ["a-3a", "ua-1"]


class Typst:
    """Keeps one compiler, and with it what papers have in common: the second letter takes a third of the time of the
    first."""

    def __init__(self) -> None:
        self._compiler: typst.Compiler | None = None
        self._lock = Lock()
        self._drawn_lately = lru_cache(_KEPT)(self._drawn)

    def draw(self, template: str, data: Mapping[str, Any], *, at: datetime) -> bytes:
        return self._drawn_lately(template, _told(data), at.astimezone(UTC).replace(microsecond=0))

    def _drawn(self, template: str, told: str, moment: datetime) -> bytes:
        drawn = self._compiled(template, told, pdf_standards=_STANDARDS, timestamp=moment)
        if not isinstance(drawn, bytes):
            raise CannotPrint(template)
        return drawn

    def draw_long(
        self, to: BinaryIO, template: str, data: Mapping[str, Any], rows: Iterable[Sequence[Cell]], *, at: datetime
    ) -> int:
        measures, begun = _begun_apart(template, {**data, "is_frame": True}, at=at)
        return long_table.write(begun, measures, rows, to)

    def joined(self, files: Iterable[bytes]) -> bytes:
        return joined(files)

    def picture(self, template: str, data: Mapping[str, Any]) -> bytes:
        drawn = self._compiled(template, _told(data), format="svg")
        return drawn[0] if isinstance(drawn, list) else bytes(drawn or b"")

    def _compiled(self, template: str, told: str, **options: Any) -> Any:
        import typst  # noqa: PLC0415 - 10 MB that a process which draws no paper does not need

        with self._lock:
            if self._compiler is None:
                fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(_HERE / "fonts")])
                self._compiler = typst.Compiler(root=str(_HERE / "templates"), font_paths=fonts)
            try:
                return self._compiler.compile(_main(template, told), **options)
            except typst.TypstError as error:
                _log.error("%s: %s", template, error.message)
                raise CannotPrint(template) from error


def _told(data: Mapping[str, Any]) -> str:
    """In plain ASCII, so that two signs are all that a string of typst must escape."""
    return json.dumps(ready(data), default=str)


def _main(template: str, told: str) -> bytes:
    """The document. Were the data an input of typst, nothing of the last paper could be used for the next one."""
    escaped = told.replace("\\", "\\\\").replace('"', '\\"')
    return f'#import "/{template}.typ": draw\n#draw(json(bytes("{escaped}")))'.encode()


def _begun_apart(template: str, data: Mapping[str, Any], *, at: datetime) -> tuple[dict[str, Any], bytes]:
    """The frame of a long paper: its measures, and the PDF that was begun. Raises CannotPrint."""
    given = json.dumps(data, ensure_ascii=False, default=str).encode()
    command = [sys.executable, "-m", "silastri.adapters.pdf.apart", template, str(int(at.timestamp()))]
    try:
        done = subprocess.run(command, input=given, capture_output=True, check=True, timeout=_APART)  # noqa: S603
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        _log.error("%s, apart: %s", template, (error.stderr or b"").decode(errors="replace")[-2000:])
        raise CannotPrint(template) from error
    told, _, begun = done.stdout.partition(b"\n")
    return json.loads(told), begun
