"""Who prepares, checks and signs the reports that the office hands in, and by when (``laporan``)."""

from enum import StrEnum

from pydantic import Field

from silastri.domain.definition.words import Key, Words


class SurveyEvery(StrEnum):
    """How often the office reports its satisfaction survey."""

    QUARTER = "triwulan"
    HALF = "semester"
    YEAR = "tahun"


class Reports(Words):
    preparer: Key | None = Field(
        None, alias="penyusun", description="Jabatan yang menyusun laporan; bila kosong, pengelola kantor"
    )
    checker: Key | None = Field(
        None, alias="pemeriksa", description="Jabatan yang memeriksa laporan; bila kosong, pemeriksa laporan pengaduan"
    )
    approver: Key | None = Field(
        None,
        alias="penyetuju",
        description="Jabatan yang menandatangani laporan; bila kosong, penanda tangan laporan pengaduan",
    )
    within: int = Field(
        10, alias="batas_hari_kerja", ge=1, le=60,
        description="Laporan ditandatangani paling lambat sekian hari kerja sesudah masanya berakhir",
    )  # fmt: skip
    survey_every: SurveyEvery = Field(
        SurveyEvery.YEAR,
        alias="laporan_skm_tiap",
        description="triwulan, semester atau tahun: seberapa sering SKM dilaporkan",
    )

    @property
    def named(self) -> tuple[tuple[str, str], ...]:
        """Each post that is named, with the word under which it is."""
        ones = (("penyusun", self.preparer), ("pemeriksa", self.checker), ("penyetuju", self.approver))
        return tuple((word, post) for word, post in ones if post)
