"""The small words of a definition: keys, yes and no, rupiah, dates, lengths of time, lists of sentences."""

import re
from collections.abc import Callable
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
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from silastri.domain import duration, number

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Sentence = Annotated[str, Field(min_length=1, max_length=4000)]
Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9./ -]{0,40}$")]  # a part of a letter's number


class Words(BaseModel):
    """A group of words in a definition: unknown ones are refused, so that a slip of the pen cannot pass unseen."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, arbitrary_types_allowed=True)


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
    """A list of one may be written as the one."""
    return [value] if isinstance(value, str) else value


ONE_OR_MORE = {"type": ["array", "string"], "items": {"type": "string"}}


Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,59}$")]
Slugs = Annotated[
    tuple[Slug, ...],
    BeforeValidator(one_or_more),
    WithJsonSchema({"type": ["array", "string"], "examples": [["izin-induk"]]}),
]


class PartialDate(str):
    """A date of which only the year, or year and month, may be known: "2024", "2024-03", "2024-03-18"."""

    __slots__ = ()

    @property
    def parts(self) -> list[int]:
        return [int(part) for part in self.split("-")]


def _partial_date(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"\d{4}(-\d{2}){0,2}", value):
        year, month, day = [*map(int, value.split("-")), 1, 1][:3]
        date(year, month, day)  # raises ValueError for a day that is not in the calendar
        return PartialDate(value)
    raise ValueError("tulis tahun, tahun-bulan, atau tahun-bulan-hari")


SomeDate = Annotated[
    PartialDate, BeforeValidator(_partial_date), WithJsonSchema({"type": "string", "examples": ["2024", "2024-03-18"]})
]


class Line(Words):
    """One sentence of a component, with the sentences under it."""

    text: str
    under: tuple["Line", ...] = ()


def _lines(value: object) -> object:
    """``- E-mail: a@b`` is one sentence; ``- Kompetensi: [..]`` is a sentence with sentences under it."""
    if isinstance(value, str):
        value = [value]
    return [_line(item) for item in value] if isinstance(value, list | tuple) else value


def _line(item: object) -> object:
    if isinstance(item, str):
        return {"text": item}
    if isinstance(item, dict) and len(item) == 1 and "text" not in item:
        ((head, rest),) = item.items()
        return {"text": f"{head}: {rest}"} if isinstance(rest, str) else {"text": f"{head}:", "under": _lines(rest)}
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

    ``- sktm: Surat Keterangan Tidak Mampu`` gives ``label`` the sentence; ``- calon: {isian: orang}`` takes the words
    in it; further words may stand beside the key in either way of writing. No key may be used twice.
    """

    label: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        inner = core_schema.no_info_before_validator_function(self._unfold_all, handler(source))
        return core_schema.no_info_after_validator_function(check_unique, inner)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """What an editor completes: any key of the office's own, with the words of the item in or beside it."""
        item = handler.resolve_ref_schema(handler(schema)["items"])
        words = {name: word for name, word in item["properties"].items() if name != "kunci"}
        inside = {"type": "object", "properties": words, "additionalProperties": False}
        sentence = {"type": "string", "description": words.get(self.label, {}).get("description", "")}
        own_key = {"anyOf": [sentence, inside]}
        entry = {"type": "object", "minProperties": 1, "properties": words, "additionalProperties": own_key}
        return {"type": "array", "items": entry}

    def _unfold_all(self, value: Any) -> Any:
        return [_unfold(item, self.label) for item in value] if isinstance(value, list) else value


def _unfold(item: Any, label: str) -> Any:
    if not isinstance(item, dict) or not item or "kunci" in item:
        return item
    (key, first), *rest = item.items()
    return {"kunci": key, **(first if isinstance(first, dict) else {label: first}), **dict(rest)}


class UsedTwice(ValueError):
    """Two items of a keyed list have the same key; ``index`` is the second of them."""

    def __init__(self, key: str, index: int) -> None:
        super().__init__(f"kunci '{key}' dipakai dua kali; beri kunci lain")
        self.index = index


def check_unique(items: tuple[Any, ...]) -> tuple[Any, ...]:
    """Raises UsedTwice."""
    seen: set[str] = set()
    for index, item in enumerate(items):
        if item.key in seen:
            raise UsedTwice(item.key, index)
        seen.add(item.key)
    return items
