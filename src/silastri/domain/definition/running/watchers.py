"""Who watches over the office (``pengawasan``)."""

from typing import Annotated

from pydantic import Field

from silastri.domain.definition.words import Key, Words


class Watchers(Words):
    """They read everything of the office and change nothing."""

    posts: Annotated[tuple[Key, ...], Field(max_length=12)] = Field(
        (), alias="jabatan", description="Jabatan tim audit internal di kantor ini"
    )
    office: str = Field(
        "",
        alias="kantor",
        description="Nama map kantor pengawas, misalnya inspektorat",
        pattern=r"^([a-z0-9]+(-[a-z0-9]+)*)?$",
    )
