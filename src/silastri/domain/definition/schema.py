"""JSON Schemas of the three files, with which editors complete words, show what they mean and mark mistakes."""

from typing import Any

from pydantic import BaseModel

from .office import Office
from .sop import Sop
from .standard import Standard

FILES: dict[str, tuple[type[BaseModel], str]] = {
    "kantor": (Office, "Kantor: kop, jam kerja, jabatan, buku nomor"),
    "standar": (Standard, "Standar pelayanan: 14 komponen, formulir, produk"),
    "sop": (Sop, "SOP: identitas dan langkah-langkah"),
}


def schema(name: str) -> dict[str, Any]:
    """The schema of ``kantor``, ``standar`` or ``sop``, with the Indonesian words that offices write."""
    model, title = FILES[name]
    found = model.model_json_schema(by_alias=True, mode="validation")
    for group in (found, *found.get("$defs", {}).values()):
        group.pop("description", None)  # our English docstring; the words have Indonesian descriptions of their own
    tidied: dict[str, Any] = _tidy(found)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | tidied | {"title": title}


def _tidy(value: Any) -> Any:
    """Removes the titles that pydantic makes from our English names."""
    if isinstance(value, dict):
        return {k: _tidy(v) for k, v in value.items() if not (k == "title" and isinstance(v, str))}
    return [_tidy(item) for item in value] if isinstance(value, list) else value
