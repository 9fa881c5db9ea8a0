"""What the editor's folder holds now, with its mistakes, and whether it has changed since it was read."""

from dataclasses import dataclass, replace
from pathlib import Path

from silastri.domain.definition import source
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.office import Office
from silastri.domain.definition.source import Finding
from silastri.jobs import folder

Marks = tuple[tuple[str, int, int], ...]
_AROUND = 2  # lines shown before and after a mistake


class NoService(Exception):
    """The folder does not hold exactly one service; the message says what to do."""


@dataclass(frozen=True)
class Line:
    number: int
    text: str
    is_wrong: bool


@dataclass(frozen=True)
class Mistake:
    """A finding with the lines around it, as the editor wrote them."""

    finding: Finding
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Reading:
    """The folder at one moment. ``office`` and ``definition`` are there if they could be read."""

    office_slug: str
    slug: str
    office_text: str
    texts: dict[str, str]
    office: Office | None
    definition: Definition | None
    mistakes: tuple[Mistake, ...]
    emblem: bytes = b""  # the file of the office's emblem

    @property
    def grave(self) -> tuple[Mistake, ...]:
        return tuple(mistake for mistake in self.mistakes if not mistake.finding.mild)

    @property
    def may_run(self) -> bool:
        return self.office is not None and self.definition is not None and not self.grave

    @property
    def name(self) -> str:
        """The name as written, even if the rest cannot be read."""
        try:
            written = source.read(self.texts.get("standar.yaml", ""), "").value.get("layanan")
        except source.Unreadable:
            written = None
        return written if isinstance(written, str) and written else self.slug

    def write(self, target: Path) -> Path:
        """Copies the texts to a folder of their own, so that the preview runs exactly what was read."""
        service = target / self.office_slug / self.slug
        service.mkdir(parents=True, exist_ok=True)
        for old in service.iterdir():
            old.unlink()
        (service.parent / folder.OFFICE_FILE).write_text(self.office_text, encoding="utf-8")
        if self.office and self.office.emblem_file and self.emblem:
            (service.parent / self.office.emblem_file).write_bytes(self.emblem)
        for name, text in self.texts.items():
            (service / name).write_text(text, encoding="utf-8")
        return service


def service_folder(path: Path) -> Path:
    """The folder of the one service at that path. Raises NoService."""
    path = (path.parent if path.is_file() else path).resolve()
    found = [(office, service) for office in folder.read(path) for service in office.services]
    if len(found) > 1:
        raise NoService("ada beberapa layanan di sini; tunjuk satu map layanan: " + ", ".join(s.slug for _, s in found))
    if not found:
        raise NoService("tidak ada definisi di sini; tunjuk map layanan")
    office, service = found[0]
    inside = {path.name: path, path.parent.name: path.parent}.get(office.slug, path / office.slug)
    return inside / service.slug if inside.name == office.slug else path


def read(path: Path) -> Reading | None:
    """What the folder holds; None when it is gone."""
    for office in folder.read(path):
        for service in office.services:
            texts = {str(path / name): text for name, text in service.texts.items()}
            texts[str(path.parent / folder.OFFICE_FILE)] = office.text
            return Reading(
                office.slug,
                service.slug,
                office.text,
                service.texts,
                office.office,
                service.definition,
                tuple(_mistake(finding, texts) for finding in office.all_findings),
                _emblem(office.office, path.parent),
            )
    return None


def _emblem(office: Office | None, home: Path) -> bytes:
    file = home / office.emblem_file if office and office.emblem_file else None
    return file.read_bytes() if file and file.is_file() else b""


def _mistake(finding: Finding, texts: dict[str, str]) -> Mistake:
    """A mistake; its file is named relative to the working folder, if it is inside."""
    file, here = Path(finding.file), Path.cwd()
    shown = str(file.relative_to(here)) if file.is_relative_to(here) else str(file)
    return Mistake(replace(finding, file=shown), _lines(finding, texts))


def _lines(finding: Finding, texts: dict[str, str]) -> tuple[Line, ...]:
    written = texts.get(finding.file, "").splitlines()
    first, last = max(finding.line - _AROUND, 1), min(finding.line + _AROUND, len(written))
    return tuple(Line(n, written[n - 1], n == finding.line) for n in range(first, last + 1))


def marks(path: Path) -> Marks:
    """A value that changes whenever a file of the definition is saved."""
    files = [path.parent / folder.OFFICE_FILE, *path.parent.glob("*.svg"), *path.parent.glob("*.png")]
    try:
        files += sorted(file for file in path.iterdir() if file.suffix in (".yaml", ".md"))
    except OSError:  # the folder is being moved, or is gone
        return ()
    found = []
    for file in files:
        try:
            stat = file.stat()
        except OSError:  # an editor replaces a file by removing it first
            continue
        found.append((file.name, stat.st_mtime_ns, stat.st_size))
    return tuple(found)
