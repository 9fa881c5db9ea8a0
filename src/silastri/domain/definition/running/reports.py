"""Who checks and signs the reports that the office hands in (``laporan``)."""

from pydantic import Field

from silastri.domain.definition.words import Key, Words


class Reports(Words):
    checker: Key | None = Field(
        None, alias="pemeriksa", description="Jabatan yang memeriksa laporan; bila kosong, jabatan di bawah pimpinan"
    )
    approver: Key | None = Field(
        None, alias="penyetuju", description="Jabatan yang menandatangani laporan; bila kosong, jabatan tanpa atasan"
    )
