"""Draws papers with typst, from the templates beside this file. Data are passed as JSON, so they cannot be markup."""

import json
import logging
import subprocess
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from .joined import joined
from .port import CannotPrint
from .ready import ready

_log = logging.getLogger("silastri.papers")
_APART = 120  # seconds for a part of a book
_HERE = Path(__file__).parent
# PDF/A-3a and PDF/UA-1: a letter must be readable in ten years, and for people who cannot see it.
_STANDARDS: Any = ["a-3a", "ua-1"]


class Typst:
    """Keeps one compiler per template: the second letter takes a third of the time of the first."""

    def __init__(self) -> None:
        self._fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(_HERE / "fonts")])
        self._compilers: dict[str, typst.Compiler] = {}
        self._lock = Lock()

    def draw(self, template: str, data: Mapping[str, Any], *, at: datetime) -> bytes:
        inputs = {"data": json.dumps(ready(data), ensure_ascii=False, default=str)}
        with self._lock:
            try:
                drawn = self._compiler(template).compile(
                    sys_inputs=inputs, pdf_standards=_STANDARDS, timestamp=at.astimezone(UTC).replace(microsecond=0)
                )
            except typst.TypstError as error:
                _log.error("%s: %s", template, error.message)
                raise CannotPrint(template) from error
        if not isinstance(drawn, bytes):
            raise CannotPrint(template)
        return drawn

    def draw_apart(self, template: str, data: Mapping[str, Any], *, at: datetime) -> bytes:
        given = json.dumps(data, ensure_ascii=False, default=str).encode()
        command = [sys.executable, "-m", "silastri.adapters.pdf.apart", template, str(int(at.timestamp()))]
        try:
            done = subprocess.run(command, input=given, capture_output=True, check=True, timeout=_APART)  # noqa: S603
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            _log.error("%s, apart: %s", template, (error.stderr or b"").decode(errors="replace")[-2000:])
            raise CannotPrint(template) from error
        return done.stdout

    def joined(self, files: Iterable[bytes]) -> bytes:
        return joined(files)

    def picture(self, template: str, data: Mapping[str, Any]) -> bytes:
        inputs = {"data": json.dumps(ready(data), ensure_ascii=False, default=str)}
        with self._lock:
            try:
                drawn = self._compiler(template).compile(sys_inputs=inputs, format="svg")
            except typst.TypstError as error:
                _log.error("%s: %s", template, error.message)
                raise CannotPrint(template) from error
        return drawn[0] if isinstance(drawn, list) else bytes(drawn or b"")

    def _compiler(self, template: str) -> typst.Compiler:
        if template not in self._compilers:
            source = _HERE / "templates" / f"{template}.typ"
            self._compilers[template] = typst.Compiler(str(source), root=str(source.parent), font_paths=self._fonts)
        return self._compilers[template]
