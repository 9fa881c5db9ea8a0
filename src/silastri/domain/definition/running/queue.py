"""The queue of the office's hall (``antrean``)."""

from typing import Annotated

from pydantic import Field

from silastri.domain.definition.words import Key, Words, YesNo


class Queue(Words):
    used: YesNo = Field(False, alias="dipakai", description="ya: kantor memakai antrean bernomor")
    keepers: Annotated[tuple[Key, ...], Field(max_length=12)] = Field(
        (), alias="petugas", description="Jabatan yang memanggil antrean; bila kosong, petugas loket"
    )
    priority_one_in: int = Field(
        3, alias="prioritas_satu_dari", ge=2, le=10,
        description="Dari berapa panggilan satu untuk antrean prioritas, selama ada yang menunggu",
    )  # fmt: skip
    cut_off: int = Field(
        30, alias="tutup_sebelum_menit", ge=0, le=240,
        description="Nomor tidak diberikan lagi sekian menit sebelum jam layanan berakhir",
    )  # fmt: skip
