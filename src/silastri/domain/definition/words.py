"""The small parts of a definition: keys, yes and no, rupiah, dates, lengths of time, lists of sentences."""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainSerializer,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from silastri.domain import duration, number

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Sentence = Annotated[str, Field(min_length=1, max_length=4000)]
Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9./ -]{0,40}$")]  # part of a letter's number


class Words(BaseModel):
    """A group of words in a definition. Unknown words are refused, so that a misspelt one is noticed."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, arbitrary_types_allowed=True)


PUBLISHED = {"published": True}  # the context in which a definition is read that people already apply by


def is_published(info: ValidationInfo) -> bool:
    """Whether a definition is read that was published: what the language refuses since then still holds in it."""
    return bool(info.context and info.context.get("published"))


def _yes_no(value: object) -> object:
    return {"ya": True, "tidak": False}.get(str(value).lower(), value) if isinstance(value, str) else value


def _rupiah(value: object) -> object:
    return _read(number.money, value) if isinstance(value, str) else value


def _whole(value: object) -> object:
    return _read(number.whole, value) if isinstance(value, str) else value


def _read(reader: Callable[[str], object], text: str) -> object:
    try:
        return reader(text)
    except number.NotANumber as error:
        raise ValueError(f"bukan bilangan bulat: {text}; {as_remedy(error)}") from None


def as_remedy(error: number.NotANumber) -> str:
    """How to write it, as the end of a finding."""
    sentence = str(error)
    return sentence[0].lower() + sentence[1:].rstrip(".")


def _length(value: object) -> object:
    return duration.parse(value) if isinstance(value, str) else value


YesNo = Annotated[bool, BeforeValidator(_yes_no), WithJsonSchema({"enum": ["ya", "tidak"]})]
Rupiah = Annotated[int, BeforeValidator(_rupiah), Field(ge=0, le=10**14)]
Whole = Annotated[int, BeforeValidator(_whole)]
Length = Annotated[
    duration.Duration,
    BeforeValidator(_length),
    PlainSerializer(str),
    WithJsonSchema({"type": "string", "examples": ["15 menit", "7 hari kerja"]}),
]


def one_or_more(value: object) -> object:
    """Lets a list of one be written as just its item."""
    return [value] if isinstance(value, str) else value


ONE_OR_MORE = {"type": ["array", "string"], "items": {"type": "string"}}


Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,59}$")]
Slugs = Annotated[
    tuple[Slug, ...],
    BeforeValidator(one_or_more),
    WithJsonSchema({"type": ["array", "string"], "examples": [["izin-induk"]]}),
]


class PartialDate(str):
    """A date of which perhaps only the year, or the year and month, is known: "2024", "2024-03", "2024-03-18"."""

    __slots__ = ()

    @property
    def parts(self) -> list[int]:
        return [int(part) for part in self.split("-")]


def _partial_date(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"\d{4}(-\d{2}){0,2}", value):
        year, month, day = [*map(int, value.split("-")), 1, 1][:3]
        with suppress(ValueError):  # a day that is not in the calendar
            date(year, month, day)
            return PartialDate(value)
        raise ValueError(f"tanggal {value} tidak ada di kalender; periksa bulan dan harinya")
    raise ValueError("tulis tahun, tahun-bulan, atau tahun-bulan-hari")


SomeDate = Annotated[
    PartialDate, BeforeValidator(_partial_date), WithJsonSchema({"type": "string", "examples": ["2024", "2024-03-18"]})
]


class Line(Words):
    """One sentence of a component, with the sentences below it."""

    text: str
    under: tuple["Line", ...] = ()


def _lines(value: object) -> object:
    """``- E-mail: a@b`` is one sentence; ``- Kompetensi: [..]`` is a sentence with sentences below it."""
    if isinstance(value, str):
        value = [value]
    return [_line(item, n) for n, item in enumerate(value)] if isinstance(value, list | tuple) else value


def _line(item: object, index: int) -> object:
    if isinstance(item, str):
        return {"text": item}
    if isinstance(item, dict) and len(item) == 1 and "text" not in item:
        ((head, rest),) = item.items()
        return {"text": f"{head}: {rest}"} if isinstance(rest, str) else {"text": f"{head}:", "under": _lines(rest)}
    if isinstance(item, dict) and "text" not in item:
        raise BadItem("bukan satu kalimat; tulis satu kalimat, dan periksa indentasi baris ini", index)
    return item


Line.model_rebuild()
_LINE_SCHEMA = {"type": ["string", "object"], "description": "Satu kalimat, atau kalimat dengan rincian di bawahnya"}
Lines = Annotated[
    tuple[Line, ...],
    BeforeValidator(_lines),
    Field(min_length=1),
    WithJsonSchema({"type": ["array", "string"], "items": _LINE_SCHEMA}),
]


@dataclass(frozen=True)
class Keyed:
    """Marks a list whose items begin with their own key.

    ``- sktm: Surat Keterangan Tidak Mampu`` puts the sentence into ``label``; ``- calon: {isian: orang}`` reads the
    words in the braces. Both may have further words beside the key. No key may be used twice.
    """

    label: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        inner = core_schema.no_info_before_validator_function(self._unfold_all, handler(source))
        return core_schema.no_info_after_validator_function(check_unique, inner)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """What an editor completes: any key that the office chooses, with the words of the item inside or beside it."""
        item = handler.resolve_ref_schema(handler(schema)["items"])
        words = {name: word for name, word in item["properties"].items() if name != "kunci"}
        inside = {"type": "object", "properties": words, "additionalProperties": False}
        sentence = {"type": "string", "description": words.get(self.label, {}).get("description", "")}
        own_key = {"anyOf": [sentence, inside]}
        entry = {"type": "object", "minProperties": 1, "properties": words, "additionalProperties": own_key}
        return {"type": "array", "items": entry}

    def _unfold_all(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        return [_unfold(item, self.label, index) for index, item in enumerate(value)]


def _unfold(item: Any, label: str, index: int) -> Any:
    if not isinstance(item, dict) or not item:
        return item
    (key, first), *rest = item.items()
    if key == "kunci" and (isinstance(first, dict) or label not in item):
        raise BadItem("kunci 'kunci' sudah dipakai sistem; beri kunci lain", index)
    if isinstance(first, dict) and "kunci" in first:
        raise BadItem(f"kunci '{key}' ditulis lagi sebagai '{first['kunci']}'; hapus kata 'kunci'", index)
    if "kunci" in item:
        return item
    return {"kunci": key, **(first if isinstance(first, dict) else {label: first}), **dict(rest)}


class BadItem(ValueError):
    """What is wrong with the key of one item of a keyed list."""

    def __init__(self, what: str, index: int) -> None:
        super().__init__(what)
        self.index = index


def check_unique(items: tuple[Any, ...]) -> tuple[Any, ...]:
    """Raises BadItem for the second of two items with the same key."""
    seen: set[str] = set()
    for index, item in enumerate(items):
        if item.key in seen:
            raise BadItem(f"kunci '{item.key}' dipakai dua kali; beri kunci lain", index)
        seen.add(item.key)
    return items
