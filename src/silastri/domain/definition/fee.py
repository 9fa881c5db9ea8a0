"""What a service costs (``biaya``): amounts, tables and formulas in whole rupiah, surcharges, deposits."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, PlainSerializer, ValidationInfo, WithJsonSchema, model_validator

from silastri.domain import number
from silastri.domain.duration import Duration, Unit

from .condition import When
from .paths import Keys, OnPaths
from .words import Key, Keyed, Length, Rupiah, Sentence, Words, YesNo, as_remedy, is_published


class Towards(StrEnum):
    UP = "ke atas"
    DOWN = "ke bawah"
    NEAREST = "terdekat"


@dataclass(frozen=True, slots=True)
class Rounding:
    """``ke atas 1.000``: to a whole multiple of that many rupiah. When rounding to the nearest, a half goes up."""

    towards: Towards
    step: int

    def __str__(self) -> str:
        return f"{self.towards} {self.step}"


_ROUNDING = re.compile(r"(ke atas|ke bawah|terdekat)\s+(.+)")


def _rounding(value: object) -> object:
    if not isinstance(value, str):
        return value
    match = _ROUNDING.fullmatch(value.strip())
    try:
        step = number.money(match[2]) if match else 0
    except number.NotANumber:
        step = 0
    if match is None or not 1 <= step <= 1_000_000:
        raise ValueError("tulis pembulatan seperti 'ke atas 1.000', 'ke bawah 100' atau 'terdekat 500'")
    return Rounding(Towards(match[1]), step)


def _percent(value: object, info: ValidationInfo) -> object:
    """``12,5`` or ``12,5 %``; in what was published also ``12.5``, which is refused now."""
    if not isinstance(value, str):
        return value
    if is_published(info) and (found := number.with_a_point(value.rstrip(" %"))):
        return found
    try:
        return number.number(value.rstrip(" %"), number.MOST_DECIMALS)
    except number.NotANumber as error:
        raise ValueError(f"bukan persen: {value}; {as_remedy(error)}") from None


def _amount(value: object) -> object:
    """A bare amount is money, as in a table; anything else is a formula."""
    if not isinstance(value, str) or not number.is_amount(value):
        return value
    try:
        return str(number.money(value))
    except number.NotANumber as error:
        raise ValueError(f"bukan rupiah: {value}; {as_remedy(error)}") from None


Round = Annotated[
    Rounding,
    BeforeValidator(_rounding),
    PlainSerializer(str),
    WithJsonSchema({"type": "string", "examples": ["ke atas 1.000", "terdekat 100"]}),
]
Percent = Annotated[
    Decimal,
    BeforeValidator(_percent),
    Field(gt=0, le=1000, decimal_places=4),
    PlainSerializer(str),
    WithJsonSchema({"type": ["string", "number"], "examples": ["12,5"]}),
]


Amount = Annotated[When, BeforeValidator(_amount)]


class FeeItem(OnPaths):
    """A line of the tariff: an amount, a row of a table or a percentage of other lines, and how often it counts."""

    key: Key = Field(alias="kunci", description="Nama pendek baris tarif")
    label: Sentence = Field(alias="sebutan", description="Nama baris tarif di tagihan")
    amount: Amount | None = Field(None, alias="tarif", description="Rupiah, misalnya 5.000, atau rumus CEL atas isian")
    table: dict[Key, Rupiah] = Field({}, alias="tabel", description="Rupiah menurut jawaban, misalnya kelas_i: 50.000")
    by: When | None = Field(None, alias="menurut", description="Jawaban yang memilih baris tabel, misalnya isian.kelas")
    percent: Percent | None = Field(None, alias="persen", description="Persen dari baris lain, misalnya 12,5")
    of: Keys = Field((), alias="dari", description="Baris yang dihitung persennya; bila kosong semua baris sebelumnya")
    quantity: When | None = Field(None, alias="kali", description="Banyaknya, misalnya isian.luas")
    per: When | None = Field(None, alias="tiap", description="Satu baris tagihan untuk tiap isi daftar ini")
    rounding: Round | None = Field(None, alias="pembulatan", description="Misalnya ke atas 1.000")
    least: Rupiah = Field(0, alias="paling_sedikit", description="Paling sedikit sekian rupiah")
    most: Rupiah | None = Field(None, alias="paling_banyak", description="Paling banyak sekian rupiah")
    deposit: YesNo = Field(False, alias="jaminan", description="ya: uang jaminan, dikembalikan kemudian")

    @model_validator(mode="after")
    def one_way_to_reckon(self) -> Self:
        if sum((self.amount is not None, bool(self.table), self.percent is not None)) != 1:
            raise ValueError("tulis salah satu: 'tarif', 'tabel' dengan 'menurut', atau 'persen'")
        if bool(self.table) != (self.by is not None):
            raise ValueError("'tabel' dan 'menurut' ditulis bersama")
        if self.of and self.percent is None:
            raise ValueError("'dari' hanya untuk 'persen'")
        if self.most is not None and self.most < self.least:
            raise ValueError("'paling_banyak' lebih kecil dari 'paling_sedikit'")
        return self


class Fee(Words):
    """The tariff of a service. A service that costs nothing says 0 and never shows a payment."""

    flat: Rupiah = Field(0, alias="jumlah", description="Tarif tetap dalam rupiah; 0 bila gratis")
    legal_basis: str = Field("", alias="dasar", description="Peraturan yang menetapkan tarif")
    items: Annotated[tuple[FeeItem, ...], Keyed("sebutan")] = Field(
        (), alias="rincian", description="Baris tarif menurut isian"
    )
    due_in: Length = Field(
        Duration(30, Unit.DAY), alias="jatuh_tempo", description="Paling lama dibayar, misalnya 30 hari"
    )
    register_key: Key | None = Field(None, alias="buku_nomor", description="Buku nomor untuk surat ketetapan (SKRD)")
    payee: str = Field("", alias="dibayar_kepada", description="Badan lain yang menerima, misalnya Kas Negara")
    how: str = Field("", alias="cara_bayar", description="Cara membayar kepada badan itu, untuk pemohon")

    @property
    def is_free(self) -> bool:
        return not (self.flat or self.items)

    @property
    def has_deposit(self) -> bool:
        return any(item.deposit for item in self.items)
