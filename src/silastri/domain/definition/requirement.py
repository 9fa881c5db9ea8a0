"""What an applicant hands in (``persyaratan``): whose paper it is, where one gets it, and what it looks like."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from silastri.domain import number

from .paths import OnPaths
from .words import ONE_OR_MORE, Key, Keyed, Length, Sentence, YesNo, one_or_more

Sentences = Annotated[tuple[Sentence, ...], BeforeValidator(one_or_more), WithJsonSchema(ONE_OR_MORE)]


def _stamped(value: object) -> object:
    """Once the rupiah of the stamp were written: that there are any says that one is needed."""
    try:
        return number.money(value) > 0 if isinstance(value, str) else value
    except number.NotANumber:
        return value


Stamped = Annotated[YesNo, BeforeValidator(_stamped)]


class Requirement(OnPaths):
    key: Key = Field(alias="kunci", description="Nama pendek berkas, dipakai di syarat")
    label: Sentence = Field(alias="sebutan", description="Nama berkas yang dibaca warga")
    hint: str = Field("", alias="petunjuk", description="Petunjuk kecil di bawah nama berkas")
    owner: str = Field("", alias="milik", description="Berkas siapa, misalnya orang tua atau wali")
    obtained_from: str = Field("", alias="didapat_dari", description="Di mana warga mendapatkannya, bila lain")
    sample: Sentences = Field(
        (), alias="contoh", description="Yang harus terbaca pada berkas; dibuatkan lembar contoh untuk diunduh"
    )
    blank: Sentences = Field(
        (), alias="blangko", description="Yang diisi pemohon; dibuatkan blangko untuk dicetak, diisi, ditandatangani"
    )
    shape: Literal["berkas", "foto", "barang"] = Field(
        "berkas",
        alias="bentuk",
        description="foto: tidak boleh PDF; barang: diserahkan di kantor, misalnya contoh uji atau kunci",
    )
    returned: YesNo = Field(False, alias="dikembalikan", description="ya: barang dikembalikan saat penyerahan")
    stamp: Stamped = Field(False, alias="meterai", description="ya: berkas ini bermeterai")
    required: YesNo = Field(True, alias="wajib", description="tidak: boleh tidak dilampirkan")
    issuer: str = Field("", alias="penerbit", description="Siapa yang mengeluarkan, misalnya pengadilan negeri")
    oldest: Length | None = Field(
        None, alias="umur_paling_lama", description="Setua apa berkas boleh, misalnya 3 bulan"
    )
    one_of: str = Field(
        "", alias="salah_satu", pattern=r"^([a-z][a-z0-9_]*)?$", description="Nama kelompok: satu berkas darinya cukup"
    )

    @property
    def is_thing(self) -> bool:
        """Whether it is a thing and not a document: it is brought to the office and cannot be uploaded."""
        return self.shape == "barang"

    @property
    def has_sheet(self) -> bool:
        """Whether there is a sample or a blank of it to download."""
        return bool(self.sample or self.blank)

    @property
    def note(self) -> str:
        """Who issues the document, how old it may be, and whether another document may replace it."""
        parts = ["dibawa ke kantor" + (", dikembalikan kemudian" if self.returned else "")] if self.is_thing else []
        parts += [f"dari {self.issuer}"] if self.issuer else []
        parts += [f"paling lama {self.oldest}"] if self.oldest else []
        parts += ["salah satu cukup"] if self.one_of else []
        return ", ".join(parts)


Requirements = Annotated[tuple[Requirement, ...], Keyed("sebutan")]
