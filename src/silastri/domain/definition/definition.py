"""One service as its office wrote it: standard, procedure and letters together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import ValidationError

from . import explain, letter_text
from .letter_text import BadPlace, LetterText
from .office import Office
from .sop import Sop
from .source import Finding, Source, Unreadable, read
from .standard import COMPONENTS, Standard
from .words import PUBLISHED, Words

W = TypeVar("W", bound=Words)


@dataclass(frozen=True)
class Definition:
    standard: Standard
    sop: Sop
    letters: Mapping[str, LetterText]
    components: tuple[str, ...]  # all fourteen, in the order in which the office wrote them


@dataclass
class Reading:
    """The result of reading a service: the definition, if it could be read, and what is wrong with it."""

    standard: Source = field(default_factory=lambda: Source("standar.yaml"))
    sop: Source = field(default_factory=lambda: Source("sop.yaml"))
    definition: Definition | None = None
    slug: str = ""  # the service's address, and those of all services of its office, where they are known
    beside: frozenset[str] = frozenset()
    findings: list[Finding] = field(default_factory=list)


def read_office(text: str, file: str = "kantor.yaml") -> tuple[Office | None, list[Finding]]:
    _, office, findings = _model(text, file, Office)
    return office, findings


def read_service(texts: Mapping[str, str], folder: str = "", *, published: bool = False) -> Reading:
    """Reads a service's files by name; ``folder`` is put before the file names in findings. What was ``published``
    stays readable although the language has become stricter."""
    reading = Reading()
    missing = [name for name in ("standar.yaml", "sop.yaml") if name not in texts]
    if missing:
        reading.findings = [
            Finding(folder + name, 1, "berkas tidak ada", "tulis berkas ini di map layanan") for name in missing
        ]
        return reading
    reading.standard, standard, found = _model(texts["standar.yaml"], f"{folder}standar.yaml", Standard, published)
    reading.sop, sop, more = _model(texts["sop.yaml"], f"{folder}sop.yaml", Sop, published)
    letters, wrong = _letters(texts, folder, published)
    reading.findings = found + more + wrong
    if standard and sop:
        order = tuple(key for key in reading.standard.value if key in COMPONENTS)
        reading.definition = Definition(standard, sop, letters, order)
    return reading


def _letters(texts: Mapping[str, str], folder: str, published: bool) -> tuple[dict[str, LetterText], list[Finding]]:
    letters, findings = {}, []
    for name, text in texts.items():
        if name.endswith(".md"):
            try:
                letters[name] = letter_text.read(text, folder + name, published=published)
            except BadPlace as error:
                letters[name] = LetterText(folder + name, ())  # the file exists, but cannot be read
                findings.append(Finding(folder + name, error.line, str(error), error.remedy))
    return letters, findings


def _model(text: str, file: str, model: type[W], published: bool = False) -> tuple[Source, W | None, list[Finding]]:
    try:
        source = read(text, file)
    except Unreadable as error:
        return Source(file), None, [error.finding]
    try:
        return source, model.model_validate(source.value, context=PUBLISHED if published else None), []
    except ValidationError as error:
        return source, None, explain.findings(error, source, model)
