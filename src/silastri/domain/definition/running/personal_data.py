"""Who sees to rights over personal data (``data_pribadi``)."""

from pydantic import Field

from silastri.domain.definition.words import Key, Whole, Words, YesNo


class PersonalData(Words):
    officer: Key | None = Field(
        None,
        alias="petugas",
        description="Jabatan pejabat pelindungan data pribadi (PPDP) yang menjawab warga; bila kosong, pengelola",
    )
    contact: str = Field(
        "", alias="kontak", description="Pos-el atau telepon untuk urusan data pribadi", max_length=120
    )
    shows_names: YesNo = Field(
        False,
        alias="nama_petugas_tampil",
        description="ya: warga melihat nama petugas yang membuka datanya; tidak: hanya jabatannya",
    )
    draft_months: Whole | None = Field(
        None,
        alias="draf_bulan",
        description="Permohonan yang tidak dikirim disimpan berapa bulan; kosong: 12",
        ge=1,
        le=120,
    )
    message_months: Whole | None = Field(
        None, alias="pesan_bulan", description="Isi pesan disimpan berapa bulan; bila kosong 24", ge=1, le=120
    )
