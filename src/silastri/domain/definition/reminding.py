"""When an office reminds its officers of a step, and when it tells their superiors (``kantor.yaml``)."""

from typing import Annotated

from pydantic import AfterValidator, Field

from silastri.domain.duration import Duration, Unit

from .words import Length, Whole, Words, YesNo


def _of_work(length: Duration) -> Duration:
    if length.unit not in (Unit.MINUTE, Unit.HOUR, Unit.WORKDAY):
        raise ValueError('tulis waktu kerja, misalnya "30 menit", "2 jam" atau "1 hari kerja"')
    return length


def _of_minutes(length: Duration) -> Duration:
    if not length.in_office_time:
        raise ValueError('tulis menit atau jam, misalnya "15 menit"')
    return length


class Reminding(Words):
    """``ahead`` is for steps of days. A step of hours is reminded of in the last ``share`` of its time."""

    is_on: YesNo = Field(True, alias="aktif", description="tidak: petugas tidak diingatkan dan atasan tidak dikabari")
    ahead: Annotated[Length, AfterValidator(_of_work)] = Field(
        Duration(1, Unit.WORKDAY), alias="sebelum", description="Berapa lama sebelum batas waktu petugas diingatkan"
    )
    share: Annotated[Whole, Field(ge=5, le=50)] = Field(
        25, alias="bagian_akhir", description="Untuk langkah pendek: berapa persen terakhir dari waktunya"
    )
    least: Annotated[Length, AfterValidator(_of_minutes)] = Field(
        Duration(15, Unit.MINUTE), alias="paling_dekat", description="Paling sedikit sekian waktu kerja sebelumnya"
    )
    each: Annotated[Length, AfterValidator(_of_work)] = Field(
        Duration(1, Unit.WORKDAY),
        alias="naik_tiap",
        description="Berapa lama atasan punya waktu sebelum atasan di atasnya dikabari",
    )
