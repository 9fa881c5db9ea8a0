"""Who reads the reports that money was asked for (``laporan_uang``)."""

from typing import Self

from pydantic import Field, model_validator

from silastri.domain.definition.words import Key, Words


class BribeReaders(Words):
    """Who reads the reports that somebody asked for money: posts of the office's own internal audit team, or another
    office whose posts read for it. The office that is reported never does."""

    posts: tuple[Key, ...] = Field(
        (), alias="jabatan", description="Jabatan pengawas intern di kantor ini yang membaca laporan", max_length=12
    )
    office: str = Field(
        "",
        alias="kantor",
        description="Nama map kantor lain yang membaca laporan tentang kantor ini, misalnya inspektorat",
        pattern=r"^([a-z0-9]+(-[a-z0-9]+)*)?$",
    )

    @model_validator(mode="after")
    def _is_one_of_both(self) -> Self:
        if self.posts and self.office:
            raise ValueError("isi jabatan atau kantor, jangan dua-duanya")
        return self
