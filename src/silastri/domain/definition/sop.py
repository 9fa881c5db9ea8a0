"""The SOP AP (PermenPANRB 35/2012): identity block and steps, which are the workflow that runs (``sop.yaml``)."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from silastri.domain.kinds import Kind

from .booking import Slots
from .condition import When
from .exits import Exits, Limit, Referral, Referrals
from .field import Form
from .paths import Keys
from .words import Key, Keyed, Length, Lines, Sentence, SomeDate, Words, YesNo

APPLICANT = "pemohon"


class Uncollected(Words):
    """What happens when a letter that is ready is not collected: a notice letter to the applicant's home."""

    after: Length = Field(alias="setelah")
    text_file: str = Field("pemberitahuan.md", alias="naskah", pattern=r"^[a-z0-9_-]+\.md$")
    by: Key = Field(alias="oleh")
    register_key: Key | None = Field(None, alias="buku_nomor")
    address: When | None = Field(
        None, alias="alamat", description="Ke mana dikirim, misalnya isian.alamat; bila kosong alamat akun pemohon"
    )


class Step(Words):
    key: Key = Field(alias="kunci")
    title: str = Field("", alias="sebutan", description="Judul pendek; bila kosong dibuat dari kunci")
    actor: Key = Field(alias="pelaksana", description="'pemohon' atau jabatan dari kantor.yaml")
    kind: Kind = Field(alias="kegiatan")
    text: Sentence = Field(alias="uraian")
    time: Length | None = Field(None, alias="waktu")
    needs: str = Field("", alias="kelengkapan")
    output: str = Field("", alias="output")
    remark: str = Field("", alias="keterangan")
    otherwise: Exits = Field((), alias="bila_tidak")
    paths: Keys = Field((), alias="jalur", description="Hanya pada jalur ini")
    skip_when: When | None = Field(None, alias="lewati_bila")
    stops: YesNo = Field(False, alias="jam_berhenti", description="ya: janji tidak dihitung selama langkah ini")
    limit: Limit | None = Field(None, alias="batas", description="Batas waktu pemohon atau pihak lain, dan akibatnya")
    form: Form = Field((), alias="formulir", description="Yang diisi petugas pada langkah ini")
    survey: Literal["wajib", "dianjurkan"] | None = Field(None, alias="skm")
    recorder: Key | None = Field(
        None, alias="dicatat_oleh", description="Jabatan yang mencatatkan bagi pelaksananya, misalnya di loket"
    )
    online: YesNo = Field(True, alias="daring", description="tidak: pengajuan hanya di loket")
    paper: str = Field("", alias="naskah", pattern=r"^([a-z0-9_-]+\.md)?$", description="Surat yang dibuat langkah ini")
    register_key: Key | None = Field(None, alias="buku_nomor")
    uncollected: Uncollected | None = Field(None, alias="bila_tidak_diambil")
    slots: Slots | None = Field(None, alias="jadwal", description="Jam kedatangan yang dipilih sendiri oleh pemohon")

    @property
    def name(self) -> str:
        return self.title or self.key.replace("_", " ").capitalize()

    @property
    def by_applicant(self) -> bool:
        return self.actor == APPLICANT

    @property
    def stands_still(self) -> bool:
        """Whether the promise's clock stands still at this step."""
        return self.by_applicant or self.stops

    def is_passed_over(self, facts: Mapping[str, Any]) -> bool:
        """Raises ConditionFailed."""
        off = bool(self.paths) and facts["jalur"]["kunci"] not in self.paths
        return off or (self.skip_when is not None and self.skip_when.holds(facts))


Steps = Annotated[tuple[Step, ...], Field(min_length=2), Keyed("uraian")]


class Sop(Words):
    number: str = Field("", alias="nomor")
    name: str = Field("", alias="nama")
    made: SomeDate | None = Field(None, alias="tanggal_pembuatan")
    revised: SomeDate | None = Field(None, alias="tanggal_revisi")
    effective: SomeDate | None = Field(None, alias="tanggal_efektif")
    approved_by: str = Field("", alias="disahkan_oleh")
    legal_basis: Lines | None = Field(None, alias="dasar_hukum")
    qualifications: Lines | None = Field(None, alias="kualifikasi_pelaksana")
    related: Lines | None = Field(None, alias="keterkaitan")
    equipment: Lines | None = Field(None, alias="peralatan")
    warnings: Lines | None = Field(None, alias="peringatan")
    records: Lines | None = Field(None, alias="pencatatan")
    lanes: tuple[Key, ...] = Field((), alias="urutan_pelaksana")
    referrals: Referrals = Field((), alias="rujukan", description="Kantor atau layanan lain, tujuan pengalihan")
    steps: Steps = Field(alias="langkah")

    def step(self, key: str) -> Step:
        """Raises KeyError when the SOP has no such step."""
        return self.steps[self.position(key)]

    def referral(self, key: str) -> Referral | None:
        return next((one for one in self.referrals if one.key == key), None)

    def position(self, key: str) -> int:
        for n, step in enumerate(self.steps):
            if step.key == key:
                return n
        raise KeyError(key)
