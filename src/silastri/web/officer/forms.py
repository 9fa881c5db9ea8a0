"""The forms of the steps: they check only the shape of answers."""

from typing import Any

from django import forms

from silastri.apps.cases.operations import Verdict
from silastri.apps.letters.models import HandOver
from silastri.apps.payments.models import Payment, Refund
from silastri.domain.case import workflow
from silastri.domain.case.facts import Facts
from silastri.domain.case.form import asked
from silastri.domain.case.workflow import GIVE_UP, ONWARD
from silastri.domain.definition.exits import Exit, Lead
from silastri.domain.definition.field import Question
from silastri.domain.definition.sop import Sop, Step
from silastri.domain.kinds import nature
from silastri.domain.refusal import NotFit, Refusal
from silastri.journey.registers.use_reserved import Waiting
from silastri.journey.steps.number import Reserved
from silastri.journey.steps.refund import GivenBack
from silastri.web.forms import PHOTO, Form, choice, day, one_of, text, upload
from silastri.web.questions import inputs, typed


class StepForm(Form):
    """The form of every step: the turn of the control card that the officer saw, the outcome, and a note."""

    turn = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.CharField(widget=forms.HiddenInput, initial=ONWARD)
    catatan = text("Catatan", required=False, most=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(
        self, *args: Any, step: Step, turn: int, facts: Facts, ways: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"turn": turn} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.ways = ways
        if len(self.ways) > 1:
            self.fields["outcome"] = choice("Keputusan", self.ways)
            self.fields["catatan"].help_text = "Wajib diisi bila dikembalikan atau ditolak. Pemohon dapat membacanya."
            self.initial["outcome"] = None
        self.facts, self.step = facts, step
        self.button = nature(step.kind).button
        self.questions = tuple(question for question in step.form if _may_be_asked(question, step, facts))
        self.typed = typed(step.form, self.data) if self.is_bound else {}
        self.wrong: dict[str, str] = {}

    def refuse(self, refusal: Refusal) -> None:
        """Shows what is wrong with an answer at the step's own question."""
        fields = getattr(refusal, "fields", {})
        asked = set(inputs(self.questions))
        self.wrong = {name: sentence for name, sentence in fields.items() if name in asked}
        super().refuse(NotFit(str(refusal), {k: v for k, v in fields.items() if k not in asked}))


def _may_be_asked(question: Question, step: Step, facts: Facts) -> bool:
    """Whether to show the question; one that depends on other answers of this step is always shown."""
    if question.when is None or any(name.startswith(f"catatan.{step.key}.") for name in question.when.names):
        return True
    return question in asked((question,), facts)


def ways(sop: Sop, step: Step, done_again: int = 0, *, corrects: bool = False) -> list[tuple[str, str]]:
    """The outcomes of a step in words, onward first. A correction can otherwise only be given up."""
    if corrects:
        gives_up = [(GIVE_UP, "Batalkan perbaikan, surat lama tetap berlaku")] if nature(step.kind).may_turn else []
        return [(ONWARD, nature(step.kind).button), *gives_up]
    others = workflow.ways(step, done_again=done_again)
    return [(ONWARD, nature(step.kind).button), *((way.code, _way(sop, step, way)) for way in others)]


def _way(sop: Sop, step: Step, way: Exit) -> str:
    if way.goes_back:
        to = sop.step(way.to)
        return "Kembalikan kepada pemohon" if to.by_applicant else f"Kembalikan ke: {to.name}"
    referral = sop.referral(way.to)
    words = {Lead.REFUSE: "Tolak permohonan", Lead.AGAIN: f"Ulangi: {step.name}"}
    return words.get(way.lead, f"Alihkan ke: {referral.label if referral else way.to}")


class CheckForm(StepForm):
    """For each document a mark, and a reason when it is wrong."""

    def __init__(self, *args: Any, keys: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = keys
        for key in keys:
            self.fields[f"tanda-{key}"] = forms.ChoiceField(choices=[("benar", ""), ("salah", "")], required=False)
            self.fields[f"alasan-{key}"] = forms.CharField(max_length=500, required=False)

    def verdicts(self) -> list[Verdict]:
        data = self.cleaned_data
        return [
            Verdict(key, data[f"tanda-{key}"] == "benar", data[f"alasan-{key}"].strip())
            for key in self.keys
            if data.get(f"tanda-{key}")
        ]

    def place(self, name: str) -> str:
        """Where the error of a document is shown."""
        return f"tanda-{name}" if name in self.keys else name


class ReviewForm(StepForm):
    berkas = upload("Surat rekomendasi teknis", hint="PDF atau foto", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["catatan"].label = "Alasan"
        self.order_fields(["turn", "outcome", "berkas", "catatan"])


class DecideForm(StepForm):
    pass


class LookUpForm(StepForm):
    cari = forms.CharField(required=False, max_length=100)
    entri = forms.CharField(required=False, max_length=20)


PRESENT = range(1, 6)  # how many people may sign the minutes of a visit


class AppointmentForm(Form):
    """When the team comes."""

    turn = forms.IntegerField(widget=forms.HiddenInput)
    tanggal = day("Tanggal")
    jam = forms.TimeField(
        label="Jam",
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": "Isi jam.", "invalid": "Jam tidak benar. Contoh: 09.30."},
    )
    tempat = text("Tempat")
    tim = text("Tim yang datang", hint="Nama, dipisah koma")


class VisitForm(StepForm):
    """The minutes: what was found, photos, and the signatures of those who were present."""

    temuan = text("Hasil survei", most=3000, widget=forms.Textarea(attrs={"rows": 5}))
    kesimpulan = text("Kesimpulan", most=2000, widget=forms.Textarea(attrs={"rows": 3}))
    foto = upload("Foto", hint="Paling banyak 6 foto", required=False, accept=PHOTO, many=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in PRESENT:
            self.fields[f"nama-{n}"] = text("Nama", required=False, most=100)
            self.fields[f"sebagai-{n}"] = text("Sebagai", required=False, most=100)
            self.fields[f"tanda-{n}"] = forms.CharField(required=False, max_length=400_000, widget=forms.HiddenInput)

    @property
    def people(self) -> list[tuple[Any, Any, Any]]:
        return [(self[f"nama-{n}"], self[f"sebagai-{n}"], self[f"tanda-{n}"]) for n in PRESENT]


class PayForm(StepForm):
    method = choice("Cara bayar", [c for c in Payment.Method.choices if c[0] != Payment.Method.SERVICE])
    reference = text("Nomor bukti", hint="Nomor kuitansi, atau nomor rujukan transfer", most=100, autocomplete="off")
    berkas = upload("Bukti bayar", hint="Wajib untuk transfer", required=False)


class GiveBackForm(Form):
    """How the money is given back."""

    kept = forms.IntegerField(
        label="Dipotong (rupiah)",
        help_text="Isi 0 bila dikembalikan seluruhnya.",
        min_value=0,
        initial=0,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": "Isi 0 bila tidak ada potongan.", "invalid": "Isi dengan angka saja.",
                        "min_value": "Paling sedikit 0."},
    )  # fmt: skip
    reason = text("Sebab potongan", required=False, most=500)
    method = choice("Cara mengembalikan", Refund._meta.get_field("method").choices)
    reference = text("Nomor bukti", most=100, autocomplete="off")

    @property
    def given(self) -> GivenBack:
        data = self.cleaned_data
        return GivenBack(data["kept"], data["reason"], data["method"], data["reference"])


class RefundForm(GiveBackForm, StepForm):
    pass


class NumberForm(StepForm):
    pindaian = upload(
        "Pindaian surat yang sudah bernomor",
        hint="Boleh dikosongkan. Bila diisi, pindaian ini menggantikan pindaian sebelumnya.",
        required=False,
    )

    def __init__(self, *args: Any, is_wet: bool, waiting: list[Waiting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_wet = is_wet
        if not is_wet:
            del self.fields["pindaian"]
        self.letters = [one.key for one in waiting if one.numbers]
        for one in waiting:
            if one.numbers:
                offered = [(str(number.pk), number.number) for number in one.numbers]
                label = f"Nomor {one.name}" if len(waiting) > 1 else "Nomor surat"
                self.fields[f"cadangan-{one.key}"] = one_of(label, [("", "Nomor berikutnya"), *offered], required=False)
        if self.letters:
            self.fields["tanggal"] = day("Tanggal pada surat di kertas", required=False, hint="Bila bukan hari ini")

    @property
    def reserved_fields(self) -> list[Any]:
        return [self[f"cadangan-{key}"] for key in self.letters] + ([self["tanggal"]] if self.letters else [])

    @property
    def reserved(self) -> Reserved:
        """The reserved numbers that were chosen in place of new ones."""
        chosen = {key: self.cleaned_data.get(f"cadangan-{key}") for key in self.letters}
        numbers = {key: int(number) for key, number in chosen.items() if number}
        return Reserved(numbers, self.cleaned_data.get("tanggal"))


class SignForm(StepForm):
    frasa = forms.CharField(
        label="Frasa sandi tanda tangan",
        help_text="Dipakai satu kali untuk surat ini dan tidak disimpan.",
        required=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    pejabat = choice("Yang menandatangani", [], required=False)
    pindaian = upload(
        "Pindaian surat yang sudah ditandatangani dan dicap", hint="PDF atau foto yang jelas", required=False
    )

    def __init__(self, *args: Any, is_wet: bool, signers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_wet = is_wet
        del self.fields["frasa" if is_wet else "pindaian"]
        if is_wet and len(signers) > 1:
            self.fields["pejabat"].choices = signers  # type: ignore[attr-defined]
        else:
            del self.fields["pejabat"]
        self.initial["outcome"] = ONWARD  # typing the passphrase, or uploading the scan, is deliberate enough


class AskForm(StepForm):
    """The conclusion, and a reason if a party whose answer is needed did not answer in time."""

    tanpa = text("Alasan dilanjutkan", required=False, most=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, late: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        note = self.fields["catatan"]
        note.label, note.required = "Kesimpulan", True
        note.error_messages["required"] = "Tulis kesimpulan dari semua pendapat."
        note.help_text = "Pemohon dapat membacanya bila permohonan dikembalikan atau ditolak."
        if late:
            self.fields["tanpa"].help_text = "Wajib bila Anda meneruskan tanpa menunggunya."
            self.fields["tanpa"].label = f"Alasan dilanjutkan tanpa jawaban {', '.join(late)}"
        else:
            del self.fields["tanpa"]


class PrintForm(StepForm):
    pass


class HandOverForm(StepForm):
    to_name = text("Nama penerima", most=100, autocomplete="off")
    relation = choice("Yang mengambil", HandOver.Relation.choices)
    proof = choice("Bukti yang ditunjukkan", HandOver.Proof.choices)
    berkas = upload("Foto bukti", hint="Boleh dikosongkan", required=False)

    def __init__(self, *args: Any, things: tuple[tuple[str, str], ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, label in things:
            self.fields[f"kembali-{key}"] = forms.BooleanField(label=f"Dikembalikan: {label}", required=False)

    @property
    def things(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith("kembali-")]

    @property
    def returned(self) -> set[str]:
        """The keys of the things that were given back."""
        return {
            name.removeprefix("kembali-")
            for name, given in self.cleaned_data.items()
            if given and name.startswith("kembali-")
        }


class RespondForm(StepForm):
    """The applicant's answers, typed in by the counter."""

    berkas = upload("Berkas", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.step.upload:
            self.fields["berkas"].label = self.step.upload
        else:
            del self.fields["berkas"]


class WaitForm(StepForm):
    pass


FORMS: dict[str, type[StepForm]] = {
    "check": CheckForm,
    "review": ReviewForm,
    "decide": DecideForm,
    "respond": RespondForm,
    "wait": WaitForm,
    "look_up": LookUpForm,
    "visit": VisitForm,
    "ask": AskForm,
    "pay": PayForm,
    "refund": RefundForm,
    "number": NumberForm,
    "sign": SignForm,
    "print_out": PrintForm,
    "hand_over": HandOverForm,
}
