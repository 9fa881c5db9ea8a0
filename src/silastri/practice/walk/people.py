"""What each kind of step asks of the person who does it, on the page in front of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from silastri.domain.case.workflow import ONWARD
from silastri.domain.definition.sop import Step
from silastri.domain.kinds import Kind
from silastri.journey.steps import look_up
from silastri.practice import sample

from .visitor import Visitor

REASON = "Contoh alasan untuk latihan."


@dataclass(frozen=True)
class Doing:
    """One step as an officer does it: on which page, with which outcome and answers."""

    visitor: Visitor
    step: Step
    outcome: str
    filled: dict[str, str]
    listed: bool  # whether the applicant is to be found in the registry
    today: date  # by the clock of the office

    @property
    def onward(self) -> bool:
        return self.outcome == ONWARD


def do(doing: Doing) -> None:
    """Fills in the step's form on the case page and sends it."""
    typed = _DOINGS[doing.step.kind](doing)
    form = doing.visitor.form(has="catatan")
    asked = {name: value for name, value in doing.filled.items() if name in form.names}
    typed["keputusan"] = doing.outcome
    if not doing.onward:
        typed["catatan"] = REASON
    doing.visitor.send(form, asked | typed)


def _nothing(doing: Doing) -> dict[str, Any]:
    return {}


def _look_up(doing: Doing) -> dict[str, Any]:
    """The page has searched for the applicant already: picks his entry, or says that he is not listed."""
    found = doing.visitor.form(has="catatan").choices("entri")
    return {"entri": found[0] if doing.listed else look_up.NOT_LISTED}


def _visit(doing: Doing) -> dict[str, Any]:
    visitor = doing.visitor
    told = {"temuan": "Sesuai dengan berkas.", "kesimpulan": "Layak diteruskan."}
    told |= {"nama-1": "Saksi Contoh", "sebagai-1": "Warga"}
    if doing.step.slots:
        return told
    day = (doing.today + timedelta(days=1)).isoformat()
    plan = {"tanggal": day, "jam": "09:30", "tempat": "Rumah pemohon", "tim": "Tim contoh"}
    visitor.send(visitor.form(has="tim"), plan)
    return told


def _respond(doing: Doing) -> dict[str, Any]:
    """What the applicant brought to the counter."""
    upload = "berkas" in doing.visitor.form(has="catatan").names
    return {"berkas": sample.scan(doing.step.upload, timezone.now())} if upload else {}


def _pay(doing: Doing) -> dict[str, Any]:
    return {"cara": "cash", "nomor_bukti": "BKM-0001"}


def _ask(doing: Doing) -> dict[str, Any]:
    return {"catatan": "Semua pendapat sudah dipertimbangkan."}


def _refund(doing: Doing) -> dict[str, Any]:
    return {"potongan": "0", "cara": "cash", "nomor_bukti": "KK-0001"}


def _check(doing: Doing) -> dict[str, Any]:
    """Marks everything right; or the first document wrong, when the case is to be returned."""
    names = sorted(name for name in doing.visitor.form(has="catatan").names if name.startswith("tanda-"))
    typed: dict[str, Any] = dict.fromkeys(names, "benar")
    if not doing.onward:
        wrong = next(name for name in names if name != "tanda-formulir")
        typed |= {wrong: "salah", wrong.replace("tanda-", "alasan-"): "Foto tidak terbaca."}
    return typed


def _review(doing: Doing) -> dict[str, Any]:
    paper = {"berkas": sample.scan("Rekomendasi Teknis", timezone.now())} if doing.onward else {}
    return {"catatan": "Memenuhi syarat menurut hasil kajian.", **paper}


def _sign(doing: Doing) -> dict[str, Any]:
    if not doing.onward:
        return {}
    if "pindaian" in doing.visitor.form(has="catatan").names:
        return {"pindaian": sample.scan("Surat yang sudah ditandatangani", timezone.now())}
    return {"frasa": sample.PASSPHRASE}


def _hand_over(doing: Doing) -> dict[str, Any]:
    names = doing.visitor.form(has="catatan").names
    things = {name: "on" for name in names if name.startswith("kembali-")}
    return things | {
        "penerima": "Penerima Contoh",
        "hubungan": "self",
        "bukti": "ktp",
        "tanpa_tanda": "Contoh: penerima menandatangani buku ekspedisi.",
    }


_DOINGS: dict[Kind, Callable[[Doing], dict[str, Any]]] = {
    Kind.LOOK_UP: _look_up,
    Kind.VISIT: _visit,
    Kind.ASK: _ask,
    Kind.PAY: _pay,
    Kind.RESPOND: _respond,
    Kind.WAIT: _nothing,
    Kind.REFUND: _refund,
    Kind.INITIAL: _nothing,
    Kind.CHECK: _check,
    Kind.REVIEW: _review,
    Kind.FORWARD: _nothing,
    Kind.VERIFY: _nothing,
    Kind.APPROVE: _nothing,
    Kind.NUMBER: _nothing,
    Kind.SIGN: _sign,
    Kind.PRINT: _nothing,
    Kind.HAND_OVER: _hand_over,
}
