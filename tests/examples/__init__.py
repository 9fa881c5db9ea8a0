"""Example definitions, one for each thing that real standards need to say (numbered by row of that table).

An example is one YAML file: the words of standar.yaml, ``langkah`` of sop.yaml, and letters by file name. What it does
not say comes from ``dasar.yaml``. ``tambahan`` puts steps behind the step named by ``setelah``.
"""

import io
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from silastri.domain.check import check
from silastri.domain.definition.definition import Reading, read_office, read_service
from silastri.domain.definition.office import Office

HERE = Path(__file__).parent
OFFICE = "contoh"
NAMES = sorted(path.stem for path in HERE.glob("[0-9]*.yaml"))
_OF_SOP = ("langkah", "rujukan", "urutan_pelaksana")


@cache
def office() -> Office:
    found, findings = read_office((HERE / "kantor.yaml").read_text())
    assert found, findings
    return found


def texts(name: str, **other: Any) -> dict[str, str]:
    """The files of the service. ``other`` are words said otherwise: values, or YAML."""
    said = _yaml((HERE / "dasar.yaml").read_text()) | (_yaml((HERE / f"{name}.yaml").read_text()) if name else {})
    said |= {word: _yaml(f"x: {text}")["x"] if isinstance(text, str) else text for word, text in other.items()}
    steps = list(said.pop("langkah"))
    for more in said.pop("tambahan", []):
        after = [next(iter(step)) for step in steps].index(more.pop("setelah")) + 1
        steps.insert(after, more)
    letters = {key: str(said.pop(key)) for key in [*said] if key.endswith(".md")}
    sop = {"langkah": steps} | {key: said.pop(key) for key in _OF_SOP if key in said}
    return {"standar.yaml": _text(said), "sop.yaml": _text(sop), **letters}


def reading(name: str, **other: str) -> Reading:
    return read_service(texts(name, **other))


def findings(name: str, **other: str) -> list[str]:
    """What the checker refuses in it."""
    return told(texts(name, **other))


def told(files: dict[str, str]) -> list[str]:
    return [str(finding) for finding in check(read_service(files), office()) if not finding.mild]


def folder(name: str, into: Path, **other: str) -> Path:
    """The office's folder with that service alone, ready to be published."""
    home = into / OFFICE
    service = home / slug(name)
    service.mkdir(parents=True)
    (home / "kantor.yaml").write_text((HERE / "kantor.yaml").read_text())
    for file, text in texts(name, **other).items():
        (service / file).write_text(text)
    return home


def slug(name: str) -> str:
    return name.partition("_")[2].replace("_", "-") or "surat"


def _yaml(text: str) -> dict[str, Any]:
    """Everything stays text, as the reader of definitions keeps it. What is asked for may be changed."""
    return deepcopy(_read(text))


@cache
def _read(text: str) -> dict[str, Any]:
    found: dict[str, Any] = YAML(typ="rt").load(text)
    return found


def _text(value: dict[str, Any]) -> str:
    out = io.StringIO()
    YAML(typ="rt").dump(value, out)
    return out.getvalue()
