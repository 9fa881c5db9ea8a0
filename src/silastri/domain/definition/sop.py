"""The SOP AP (PermenPANRB 35/2012): its identity and its steps, which are the workflow (``sop.yaml``)."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from silastri.domain.kinds import Kind

from .booking import Slots
from .condition import ConditionFailed, When
from .exits import Exits, Limit, Referral, Referrals
from .field import Form
from .party import Parties
from .paths import Keys
from .words import Key, Keyed, Length, Lines, Sentence, SomeDate, Words, YesNo

APPLICANT = "pemohon"


class Uncollected(Words):
    """The notice letter to the applicant's home when a finished letter is not collected."""

    after: Length = Field(alias="setelah", description="Berapa lama surat menunggu diambil, misalnya 7 hari kerja")
    text_file: str = Field(
        "pemberitahuan.md",
        alias="naskah",
        description="Berkas naskah surat pemberitahuan",
        pattern=r"^[a-z0-9_-]+\.md$",
    )
    by: Key = Field(alias="oleh", description="Jabatan yang mengirim surat pemberitahuan")
    register_key: Key | None = Field(None, alias="buku_nomor", description="Buku nomor untuk surat pemberitahuan")
    address: When | None = Field(
        None, alias="alamat", description="Ke mana dikirim, misalnya isian.alamat; bila kosong alamat akun pemohon"
    )


class Step(Words):
    key: Key = Field(alias="kunci", description="Nama pendek langkah, dipakai di syarat dan di 'kembali ke'")
    title: str = Field("", alias="sebutan", description="Judul pendek; bila kosong dibuat dari kunci")
    actor: Key = Field(alias="pelaksana", description="'pemohon' atau jabatan dari kantor.yaml")
    kind: Kind = Field(alias="kegiatan", description="Apa yang dikerjakan pada langkah ini")
    text: Sentence = Field(alias="uraian", description="Uraian kegiatan seperti di tabel SOP")
    time: Length | None = Field(None, alias="waktu", description="Lama langkah, misalnya 15 menit")
    counts_from: When | None = Field(
        None, alias="dihitung_sejak", description="Hari sejak kapan waktunya dihitung, misalnya isian.tanggal_acara"
    )
    needs: str = Field("", alias="kelengkapan", description="Kelengkapan di tabel SOP: apa yang dibutuhkan")
    output: str = Field("", alias="output", description="Output di tabel SOP: apa yang dihasilkan")
    remark: str = Field("", alias="keterangan", description="Keterangan di tabel SOP")
    otherwise: Exits = Field((), alias="bila_tidak", description="Jalan lain: 'kembali ke ...' atau 'tolak'")
    paths: Keys = Field((), alias="jalur", description="Hanya pada jalur ini")
    skip_when: When | None = Field(None, alias="lewati_bila", description="Kapan langkah ini dilewati")
    stops: YesNo = Field(False, alias="jam_berhenti", description="ya: janji tidak dihitung selama langkah ini")
    limit: Limit | None = Field(None, alias="batas", description="Batas waktu pemohon atau pihak lain, dan akibatnya")
    form: Form = Field((), alias="formulir", description="Yang diisi pada langkah ini")
    upload: str = Field("", alias="unggah", description="Berkas yang diunggah pemohon pada langkah tanggapi")
    system: str = Field("", alias="sistem", description="Sistem lain tempat hal ini dicatat juga, misalnya SIMBG")
    notice: str = Field(
        "", alias="pengumuman", pattern=r"^([a-z0-9_-]+\.md)?$", description="Naskah yang diumumkan selama menunggu"
    )
    survey: Literal["wajib", "dianjurkan"] | None = Field(None, alias="skm", description="Survei kepuasan")
    recorder: Key | None = Field(
        None, alias="dicatat_oleh", description="Jabatan yang mencatatkan bagi pelaksananya, misalnya di loket"
    )
    online: YesNo = Field(True, alias="daring", description="tidak: pengajuan hanya di loket")
    letters: Keys = Field((), alias="surat", description="Surat yang ditangani langkah ini; bila kosong semuanya")
    letter_text: str = Field(
        "", alias="naskah", pattern=r"^([a-z0-9_-]+\.md)?$", description="Surat yang dibuat langkah ini"
    )
    register_key: Key | None = Field(None, alias="buku_nomor", description="Buku nomor surat langkah ini")
    addressee: str = Field("", alias="kepada", description="Kepada siapa surat langkah ini: Yth. ...")
    uncollected: Uncollected | None = Field(None, alias="bila_tidak_diambil", description="Surat bila tidak diambil")
    parties: Parties = Field((), alias="pihak", description="Yang dimintai pendapat, bersamaan")
    slots: Slots | None = Field(None, alias="jadwal", description="Jam kedatangan yang dipilih sendiri oleh pemohon")

    @model_validator(mode="before")
    @classmethod
    def mirrored(cls, value: Any) -> Any:
        """A step that is recorded in another system asks for the number and the date that it got there."""
        system = value.get("sistem") if isinstance(value, dict) else None
        if not isinstance(system, str) or not system:
            return value
        asked = [
            {"kunci": "nomor", "label": f"Nomor di {system}"},
            {"kunci": "tanggal", "isian": "tanggal", "label": f"Tanggal di {system}"},
        ]
        form = value.get("formulir") or []
        return {**value, "formulir": [*form, *asked]} if isinstance(form, list) else value

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

    def day_from(self, facts: Mapping[str, Any]) -> date | None:
        """The day from which the step's time counts, where the SOP names one. Raises ConditionFailed."""
        if self.counts_from is None:
            return None
        try:
            return date.fromisoformat(str(self.counts_from.value(facts))[:10])  # conditions know a day as its midnight
        except ValueError:
            raise ConditionFailed(f'"{self.counts_from.text}" tidak menghasilkan tanggal') from None

    def is_passed_over(self, facts: Mapping[str, Any]) -> bool:
        """Whether this case skips the step. Raises ConditionFailed."""
        off = bool(self.paths) and facts["jalur"]["kunci"] not in self.paths
        return off or (self.skip_when is not None and self.skip_when.holds(facts))


Steps = Annotated[tuple[Step, ...], Field(min_length=2), Keyed("uraian")]


class Sop(Words):
    number: str = Field("", alias="nomor", description="Nomor SOP")
    name: str = Field("", alias="nama", description="Nama SOP; bila kosong dipakai nama layanan")
    made: SomeDate | None = Field(None, alias="tanggal_pembuatan", description="Tanggal pembuatan; boleh tahun saja")
    revised: SomeDate | None = Field(None, alias="tanggal_revisi", description="Tanggal revisi; boleh tahun saja")
    effective: SomeDate | None = Field(None, alias="tanggal_efektif", description="Tanggal efektif; boleh tahun saja")
    approved_by: str = Field("", alias="disahkan_oleh", description="Jabatan yang mengesahkan SOP")
    legal_basis: Lines | None = Field(None, alias="dasar_hukum", description="Satu peraturan tiap baris")
    qualifications: Lines | None = Field(None, alias="kualifikasi_pelaksana", description="Satu kalimat tiap baris")
    related: Lines | None = Field(None, alias="keterkaitan", description="SOP lain yang terkait")
    equipment: Lines | None = Field(None, alias="peralatan", description="Peralatan dan perlengkapan")
    warnings: Lines | None = Field(None, alias="peringatan", description="Peringatan: akibat bila SOP tidak dijalankan")
    records: Lines | None = Field(None, alias="pencatatan", description="Pencatatan dan pendataan")
    lanes: tuple[Key, ...] = Field((), alias="urutan_pelaksana", description="Urutan kolom pelaksana di bagan SOP")
    referrals: Referrals = Field((), alias="rujukan", description="Kantor atau layanan lain, tujuan pengalihan")
    steps: Steps = Field(alias="langkah", description="Langkah-langkah dari pengajuan sampai penyerahan, berurutan")

    def step(self, key: str) -> Step:
        """Raises KeyError when the SOP has no such step."""
        return self.steps[self.position(key)]

    def referral(self, key: str) -> Referral | None:
        return next((one for one in self.referrals if one.key == key), None)

    def position(self, key: str) -> int:
        """Raises KeyError when the SOP has no such step."""
        return self.positions[key]

    @cached_property
    def positions(self) -> dict[str, int]:
        return {step.key: place for place, step in reversed([*enumerate(self.steps)])}

    @cached_property
    def asking(self) -> tuple[Step, ...]:
        """The steps at which somebody answers something."""
        return tuple(step for step in self.steps if step.form or step.parties)
