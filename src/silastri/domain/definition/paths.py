"""Paths (jalur) of a service: kinds of application, each with its own requirements, steps, fee and time."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from .condition import When
from .words import Key, Keyed, Sentence, Words


def _several(value: object) -> object:
    return [value] if isinstance(value, str) else value


Keys = Annotated[
    tuple[Key, ...],
    BeforeValidator(_several),
    WithJsonSchema({"type": ["string", "array"], "items": {"type": "string"}}),
]


class OnPaths(Words):
    """Something that may apply only on some paths, or only under a condition."""

    paths: Keys = Field((), alias="jalur", description="Hanya pada jalur ini")
    when: When | None = Field(None, alias="bila", description="Hanya bila syarat ini terpenuhi")

    def applies(self, facts: Mapping[str, Any]) -> bool:
        """Whether it applies to the case. Raises ConditionFailed."""
        return self.is_on(facts) and (self.when is None or self.when.holds(facts))

    def is_on(self, facts: Mapping[str, Any]) -> bool:
        """Whether the case is on one of its paths."""
        return not self.paths or facts["jalur"]["kunci"] in self.paths


class Term(Words):
    """Who may apply, and when: a condition that must hold at handing in."""

    key: Key = Field(alias="kunci", description="Nama pendek syarat")
    sentence: Sentence = Field(alias="pesan", description="Kalimat untuk pemohon bila tidak terpenuhi")
    when: When = Field(alias="bila", description="Yang harus terpenuhi saat permohonan dikirim")
    paths: Keys = Field((), alias="jalur", description="Hanya pada jalur ini")


Terms = Annotated[tuple[Term, ...], Keyed("pesan")]
