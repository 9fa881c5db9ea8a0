"""Who handles the complaints of an office, and who answers for those that weigh more."""

from typing import Annotated

from pydantic import Field

from silastri.domain.definition.words import Key, Words

_USUAL = "Bupati atau Wali Kota cq. Asisten atau Sekretaris Daerah"


class Complaints(Words):
    """What is left empty has a usual value (``domain/complaints/posts``)."""

    handler: Key | None = Field(
        None,
        alias="penangan",
        description="Jabatan yang menerima, memilah, dan menjawab pengaduan ringan; bila kosong, petugas loket",
    )
    medium: Annotated[tuple[Key, ...], Field(max_length=5)] = Field(
        (),
        alias="sedang",
        description="Jabatan yang ikut menentukan jawaban pengaduan sedang, menurut urutan; bila kosong, para atasan",
    )
    heavy: Key | None = Field(
        None, alias="berat", description="Jabatan yang memutuskan pengaduan berat; bila kosong, jabatan tanpa atasan"
    )
    heavy_with: Annotated[str, Field(max_length=120)] = Field(
        _USUAL, alias="berat_bersama", description="Dengan siapa pengaduan berat dikoordinasikan"
    )
    report_checker: Key | None = Field(
        None,
        alias="pemeriksa_laporan",
        description="Jabatan yang memeriksa laporan bulanan; bila kosong, jabatan di bawah pimpinan",
    )
    report_approver: Key | None = Field(
        None,
        alias="penyetuju_laporan",
        description="Jabatan yang menandatangani laporan bulanan; bila kosong, jabatan tanpa atasan",
    )

    @property
    def named(self) -> tuple[tuple[str, str], ...]:
        """Each post that is named, with the word under which it is."""
        ones = (
            ("penangan", self.handler),
            ("berat", self.heavy),
            ("pemeriksa_laporan", self.report_checker),
            ("penyetuju_laporan", self.report_approver),
        )
        return (*((word, post) for word, post in ones if post), *(("sedang", post) for post in self.medium))
