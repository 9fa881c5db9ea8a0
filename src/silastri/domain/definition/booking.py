"""Appointments of a step, a quota of a service, and things that are booked for a period."""

import re
from datetime import date, time
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from silastri.domain.duration import Duration, Unit

from .condition import When
from .words import Key, Length, Whole, Words

Weekday = Literal["senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu"]
_TIME = re.compile(r"([01]?\d|2[0-3])[.:]([0-5]\d)")
_MOST = 100_000


def _listed(value: object) -> object:
    """Lets a list of one be written without brackets."""
    return value if isinstance(value, list | tuple) or value is None else [value]


def _time(value: object) -> object:
    if isinstance(value, str):
        match = _TIME.fullmatch(value.strip())
        if not match:
            raise ValueError(f"'{value}' bukan jam; tulis seperti \"09.00\"")
        return time(int(match[1]), int(match[2]))
    return value


def _different(values: tuple[Any, ...]) -> tuple[Any, ...]:
    if len(set(values)) < len(values):
        raise ValueError("ada yang ditulis dua kali; sisakan satu")
    return values


Clock = Annotated[time, BeforeValidator(_time), WithJsonSchema({"type": "string", "examples": ["09.00"]})]
Many = Annotated[Whole, Field(ge=1, le=_MOST)]
_ONE_OR_MORE = (BeforeValidator(_listed), AfterValidator(_different), Field(min_length=1))


class Slots(Words):
    """The appointments of a step; the applicant chooses one."""

    days: Annotated[tuple[Weekday, ...], *_ONE_OR_MORE] = Field(alias="hari", description="Hari yang dibuka")
    times: Annotated[tuple[Clock, ...], *_ONE_OR_MORE] = Field(alias="jam", description="Jam mulai, di dalam jam kerja")
    count: Many = Field(1, alias="kuota", description="Berapa orang untuk tiap jam")
    since: Length = Field(Duration(1, Unit.WORKDAY), alias="dari", description="Paling cepat berapa lama dari sekarang")
    until: Length = Field(Duration(30, Unit.DAY), alias="sampai", description="Paling lama berapa lama dari sekarang")
    place: str = Field("", alias="tempat", max_length=200, description="Di mana bertemu; bila kosong, di kantor")


class Batch(Words):
    """A dated period in which applications are taken."""

    since: date = Field(alias="dari", description="Tanggal mulai, misalnya 2026-07-01")
    until: date = Field(alias="sampai", description="Tanggal selesai, ikut dihitung")


class Quota(Words):
    """How many applications are taken in each period, and what happens to those that come when it is full."""

    count: Many = Field(alias="jumlah", description="Berapa permohonan yang diterima tiap masa")
    per: Literal["hari", "bulan", "tahun", "periode"] = Field(
        alias="per", description="Masa yang dihitung; 'periode' memakai tanggal sendiri"
    )
    by: When | None = Field(
        None, alias="menurut", description="Kuota sendiri untuk tiap nilai, misalnya isian.lokasi (isian pilihan)"
    )
    when_full: Literal["tutup", "tunggu"] = Field(
        "tutup", alias="bila_penuh", description="tutup: ditolak sampai masa berikutnya; tunggu: masuk daftar tunggu"
    )
    batches: Annotated[tuple[Batch, ...], BeforeValidator(_listed)] = Field(
        (), alias="tanggal", description="Hanya untuk 'per: periode': tanggal mulai dan selesai tiap periode"
    )
    post: Key | None = Field(None, alias="oleh", description="Hanya untuk 'tunggu': jabatan yang menerima berikutnya")

    @property
    def waits(self) -> bool:
        return self.when_full == "tunggu"


_Answer = Annotated[str, Field(pattern=r"^isian\.[a-z][a-z0-9_]*$")]


class Reservation(Words):
    """A hall, a field, a machine that is booked for a period."""

    since: _Answer = Field(alias="dari", description="Isian tanggal mulai, misalnya isian.mulai")
    until: _Answer | None = Field(None, alias="sampai", description="Isian tanggal selesai; bila kosong, satu hari")
    length: _Answer | None = Field(
        None, alias="lama", description="Isian berapa hari, sebagai ganti 'sampai', misalnya isian.hari"
    )
    held_for: Length = Field(
        Duration(60, Unit.CLOCK_MINUTE),
        alias="ditahan",
        description="Berapa lama tanggal ditahan sejak dipilih sampai permohonan dikirim",
    )
    thing: When | None = Field(None, alias="benda", description="Yang dipesan, misalnya isian.ruang (isian pilihan)")
    count: Many = Field(1, alias="banyak", description="Berapa buah yang tersedia dari tiap benda")

    @property
    def first(self) -> str:
        """The key of the question that asks for the first day."""
        return self.since.removeprefix("isian.")

    @property
    def last(self) -> str:
        """The key of the question that asks for the last day; of the first where it is a single day."""
        return (self.until or self.since).removeprefix("isian.")

    @property
    def many(self) -> str:
        """The key of the question that asks for how many days; empty where the last day is asked for."""
        return (self.length or "").removeprefix("isian.")

    @property
    def questions(self) -> set[str]:
        """The keys of all questions that ask for the period."""
        return {key for key in (self.first, self.last, self.many) if key}

    @model_validator(mode="after")
    def ends_in_one_way(self) -> Self:
        if self.until and self.length:
            raise ValueError("'sampai' dan 'lama' tidak bisa bersama; hapus salah satu")
        if not self.held_for.is_said:
            raise ValueError("'ditahan' pada pesan_waktu tidak disebut; tulis misalnya 60 menit kalender")
        return self
