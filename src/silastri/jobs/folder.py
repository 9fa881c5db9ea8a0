"""Reads definitions from folders: an office's kantor.yaml and a folder for each of its services."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.module_loading import import_string

from silastri.domain import check
from silastri.domain.definition import emblem
from silastri.domain.definition.definition import Definition, read_office, read_service
from silastri.domain.definition.field import FieldKind
from silastri.domain.definition.office import Office
from silastri.domain.definition.source import Finding

OFFICE_FILE = "kantor.yaml"
SERVICE_FILES = ("standar.yaml", "sop.yaml")


@dataclass
class ServiceFolder:
    slug: str
    texts: dict[str, str]
    definition: Definition | None
    findings: list[Finding]


@dataclass
class OfficeFolder:
    slug: str
    text: str
    office: Office | None
    findings: list[Finding]
    services: list[ServiceFolder] = field(default_factory=list)

    @property
    def all_findings(self) -> list[Finding]:
        return [*self.findings, *(finding for service in self.services for finding in service.findings)]


def read(path: Path) -> Iterator[OfficeFolder]:
    """The offices at that path, which may be a folder of offices, an office, a service, or a file of one of these."""
    path = path.parent if path.is_file() else path
    if (path / OFFICE_FILE).exists():
        yield _office(path, [p for p in sorted(path.iterdir()) if _is_service(p)])
    elif _is_service(path):
        yield _office(path.parent, [path])
    else:
        for inner in sorted(path.iterdir()) if path.is_dir() else []:
            if (inner / OFFICE_FILE).exists():
                yield from read(inner)


def _is_service(path: Path) -> bool:
    return path.is_dir() and any((path / name).exists() for name in SERVICE_FILES)


def _office(path: Path, services: list[Path]) -> OfficeFolder:
    file = path / OFFICE_FILE
    text, unreadable = _text(file)
    if unreadable:
        return OfficeFolder(path.name, "", None, [unreadable])
    office, findings = read_office(text, str(file))
    if office:
        findings = check.check_office(office, findings, str(file))
        office, more = _with_emblem(office, text, file)
        findings += more
    found = OfficeFolder(path.name, text, office, findings)
    found.services = [_service(inner, office) for inner in services]
    return found


def _with_emblem(office: Office, text: str, file: Path) -> tuple[Office, list[Finding]]:
    """The office with the emblem that its kantor.yaml names, and what is wrong with that."""
    if not office.emblem_file:
        return office, []
    line = next((n for n, said in enumerate(text.splitlines(), start=1) if said.startswith("lambang:")), 1)
    try:
        drawing = emblem.read(office.emblem_file, (file.parent / office.emblem_file).read_bytes(), _png_size)
    except OSError:
        what = f"lambang '{office.emblem_file}' tidak ada"
        return office, [Finding(str(file), line, what, "taruh berkasnya di sebelah kantor.yaml, atau hapus 'lambang'")]
    except emblem.BadEmblem as error:
        return office, [Finding(str(file), line, str(error), error.remedy)]
    return office.with_emblem(drawing), []


def _png_size(content: bytes) -> tuple[int, int] | None:
    """Loads Pillow for an office that has a PNG, and for no other."""
    size: tuple[int, int] | None = import_string("silastri.adapters.intake.png.size")(content)
    return size


def _service(path: Path, office: Office | None) -> ServiceFolder:
    texts, findings = _texts(path)
    reading = read_service(texts, f"{path}/")
    beside = {p.name: p for p in path.parent.iterdir() if _is_service(p)}
    reading.slug, reading.beside = path.name, frozenset(beside)
    findings += check.check(reading, office) if office else reading.findings
    if reading.definition and any(q.kind is FieldKind.LETTER for q in reading.definition.standard.form):
        read_beside = {slug: read_service(_texts(inner)[0]).definition for slug, inner in beside.items()}
        findings += check.check_letters(reading, {slug: found for slug, found in read_beside.items() if found})
    return ServiceFolder(path.name, texts, reading.definition, findings)


def _texts(path: Path) -> tuple[dict[str, str], list[Finding]]:
    """The files of a service by name, and those that cannot be read."""
    texts: dict[str, str] = {}
    findings: list[Finding] = []
    for file in sorted(path.iterdir()):
        if file.suffix in (".yaml", ".md") and file.is_file():
            text, unreadable = _text(file)
            texts[file.name] = text
            findings += [unreadable] if unreadable else []
    return texts, findings


def _text(file: Path) -> tuple[str, Finding | None]:
    try:
        return file.read_text(encoding="utf-8"), None
    except FileNotFoundError:
        return "", Finding(str(file), 1, "berkas tidak ada", "tulis kantor.yaml di map kantor")
    except (OSError, UnicodeDecodeError):
        return "", Finding(str(file), 1, "bukan teks UTF-8", "simpan ulang sebagai UTF-8")
