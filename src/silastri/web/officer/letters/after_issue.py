"""Acts on a letter after its issue: revoke, reinstate, correct, copy, and renew at the counter."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.after_issue.models import Copy, Revocation
from silastri.apps.audit.operations import log
from silastri.domain.definition.field import PERSON_PARTS, FieldKind, Question
from silastri.domain.refusal import Refusal
from silastri.journey.apply import renew
from silastri.journey.letters import certify, correct, issued_letter, revoke
from silastri.journey.letters.issued_letter import IssuedLetter
from silastri.web.forms import Form, choice, count, day, sent_file, text, tried, upload
from silastri.web.guard import DeskRequest, officer
from silastri.web.questions import inputs, typed
from silastri.web.regions import regions


def _paragraph(label: str, hint: str) -> forms.CharField:
    return text(label, hint=hint, widget=forms.Textarea(attrs={"rows": 4}), most=2000)


class RevokeForm(Form):
    mulai = day("Berlaku mulai")
    alasan = choice("Alasan, terlihat oleh umum", Revocation.Ground.choices)
    uraian = _paragraph("Alasan lengkap", "Hanya dibaca pemegang surat dan kantor")
    dasar = text("Dasar hukum", hint="Peraturan dan pasalnya", most=500)
    keputusan = text("Nomor keputusan pencabutan", required=False, most=120)
    berkas = upload("Keputusan yang sudah ditandatangani", hint="Boleh dikosongkan", required=False)

    def __init__(self, *args: Any, numbered_here: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if numbered_here:
            del self.fields["keputusan"]


class LiftForm(Form):
    uraian = _paragraph("Alasan pencabutan dibatalkan", "Dibaca pemegang surat dan kantor")


class CopyForm(Form):
    sometimes = frozenset({"laporan"})
    jenis = choice("Jenis", Copy.Kind.choices)
    peminta = text("Diminta oleh", most=100, autocomplete="off")
    keperluan = text("Keperluan", most=300)
    rangkap = count("Berapa rangkap", initial=1)
    laporan = text(
        "Surat keterangan hilang",
        hint="Hanya untuk duplikat: nomor dan tanggal surat dari kepolisian",
        required=False,
        most=200,
    )


class CorrectForm(Form):
    alasan = _paragraph("Apa yang salah", "Sebutkan juga bukti yang benar, misalnya KTP")

    def __init__(self, *args: Any, questions: tuple[Question, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = set(inputs(questions))
        self.wrong: dict[str, str] = {}

    def refuse(self, refusal: Refusal) -> None:
        """What is wrong with an answer of the letter is shown there too."""
        fields = getattr(refusal, "fields", {})
        self.wrong = {name: sentence for name, sentence in fields.items() if name in self.asked}
        super().refuse(refusal)


@officer
def revoke_letter(request: DeskRequest, code: str) -> HttpResponse:
    found = issued_letter.find(request.act, code)
    issued_letter.as_whom(request.act, found, found.dossier.office.revocation)
    numbered = bool(found.dossier.office.revocation.register_key)
    first = {"mulai": request.today}
    form = RevokeForm(request.POST or None, request.FILES or None, initial=first, numbered_here=numbered)

    def done(data: dict[str, Any]) -> str:
        said = revoke.Grounds(data["alasan"], data["uraian"], data["dasar"], data["mulai"], data.get("keputusan") or "")
        revoke.revoke(request.act, code=code, said=said, **sent_file(request))
        return "Pencabutan sudah dicatat. Pemegang surat sudah diberi tahu."

    return _act(request, found, form, done, "Cabut surat", "Cabut surat ini")


@officer
def lift_revocation(request: DeskRequest, code: str) -> HttpResponse:
    found = issued_letter.find(request.act, code)
    issued_letter.as_whom(request.act, found, found.dossier.office.revocation)

    def done(data: dict[str, Any]) -> str:
        revoke.lift(request.act, code=code, reason=data["uraian"])
        return "Pencabutan dibatalkan. Surat berlaku lagi."

    return _act(request, found, LiftForm(request.POST or None), done, "Batalkan pencabutan", "Batalkan pencabutan")


@officer
def certify_copy(request: DeskRequest, code: str) -> HttpResponse:
    found = issued_letter.find(request.act, code)
    issued_letter.as_whom(request.act, found, found.dossier.office.copies)
    form = CopyForm(request.POST or None, initial={"jenis": Copy.Kind.CERTIFIED})

    def done(data: dict[str, Any]) -> str:
        wanted = certify.CopyRequest(
            data["jenis"], data["peminta"], data["keperluan"], data["rangkap"], data["laporan"]
        )
        made = certify.certify(request.act, code=code, wanted=wanted)
        return f"{made.get_kind_display()} sudah dibuat. Buka di riwayat, cetak, lalu tanda tangani."

    return _act(request, found, form, done, "Salinan sah atau duplikat", "Buat salinan")


@officer
def correct_letter(request: DeskRequest, code: str) -> HttpResponse:
    """The form has the old answers. The log keeps who sees a whole NIK there (UU 27/2022)."""
    found = issued_letter.find(request.act, code)
    correct.must_be_open(request.act, found)
    questions = tuple(correct.may_be_corrected(found))
    if any(question.kind is FieldKind.PERSON for question in questions):
        case = found.dossier.case
        log(request.act, "reveal_identity", case.ref, whose=case.applicant_id)
    raw = found.dossier.case.answers.get("raw", {}) | typed(questions, request.POST)

    def done(data: dict[str, Any]) -> str:
        case = correct.correct(request.act, code=code, typed=typed(questions, request.POST), reason=data["alasan"])
        return f"Perbaikan dimulai dengan nomor {case.ref}. Surat lama berlaku sampai penggantinya terbit."

    more = {"questions": questions, "raw": raw, "parts": PERSON_PARTS, "regions": regions(), "facts": {}}
    form = CorrectForm(request.POST or None, questions=questions)
    return _act(request, found, form, done, "Perbaiki salah tulis", "Mulai perbaikan", **more)


def _act(
    request: DeskRequest,
    found: IssuedLetter,
    form: Form,
    done: Callable[[dict[str, Any]], str],
    title: str,
    button: str,
    **more: Any,
) -> HttpResponse:
    """The form of an act; ``done`` carries it out and says what to tell."""
    told = tried(form, lambda: done(form.cleaned_data))
    if told is not None:
        messages.success(request, told)
        return redirect("desk_letter_page", found.letter.code)
    wrong = form.wrong if isinstance(form, CorrectForm) else {}
    page = {"letter": found.letter, "form": form, "title": title, "button": button, "errors": wrong, **more}
    return render(request, "officer/letters/act.html", page, status=422 if form.is_bound else 200)


@officer
def renew_letter(request: DeskRequest, code: str) -> HttpResponse:
    """The counter begins the renewal for the holder."""
    found = issued_letter.find(request.act, code)
    if request.method != "POST":
        return redirect("desk_letter_page", code)
    act = replace(request.act, via="counter")
    try:
        case = renew.renew(act, ref=found.dossier.case.ref, key=found.letter.key)
    except renew.NotInTime as refusal:
        messages.error(request, str(refusal))
        return redirect("desk_letter_page", code)
    if case.state != "draft":
        return redirect("desk_case", case.ref)
    if case.via != "counter":
        messages.error(request, "Pemegang surat sudah memulai perpanjangan dari HP-nya sendiri.")
        return redirect("desk_letter_page", code)
    messages.success(request, "Isian dari surat lama sudah disalin. Periksa, lalu pindai berkas yang baru.")
    return redirect("counter_case", case.ref)
