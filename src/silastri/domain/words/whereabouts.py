"""Where a case is, in one sentence, and what its reader can do now.

The applicant is spoken to ("Anda"). The page that anybody with the number may see speaks of the applicant ("pemohon"),
and tells neither sums nor appointments.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from silastri.domain.case.lateness import passed
from silastri.domain.case.workflow import State
from silastri.domain.kinds import Kind
from silastri.domain.worktime import OfficeTime

from . import wording


class Tone(StrEnum):
    """How the sentence looks."""

    CALM = "calm"
    ACT = "act"  # the applicant has to do something
    LATE = "late"
    DONE = "done"
    ENDED = "ended"  # without the letter


@dataclass(frozen=True, kw_only=True)
class Where:
    """All that the sentence may tell of a case."""

    state: State
    now: datetime
    time: OfficeTime
    since: datetime | None = None  # at this step; of an ended case, when it ended
    due: datetime | None = None  # the promise, while its clock runs and the letter is not ready
    limit: datetime | None = None  # the last moment for the applicant or somebody else to act
    kind: Kind | None = None
    number: int = 0  # of the step among those of this case
    steps: int = 0
    who: str = ""  # the post that has it, or that sent it back
    by_applicant: bool = False  # the step is the applicant's
    office: str = ""
    stopped: str = ""  # why an officer stopped the clock
    waits_for: str = ""  # whose opinion is awaited
    owed: str = ""
    has_proof: bool = False  # the applicant handed in proof of payment
    must_choose: bool = False  # the hour of an appointment
    comes_at: datetime | None = None  # the applicant, by appointment
    visit_at: datetime | None = None
    place: int = 0  # in the waiting list
    has_letter: bool = False
    referred_to: str = ""


@dataclass(frozen=True)
class Said:
    """The sentence, and what comes of it."""

    sentence: str
    then: str
    tone: Tone


def said(where: Where, *, public: bool = False) -> Said:
    """The sentence; ``public``: for whoever has the number."""
    if where.state == State.RUNNING:
        return _running(where, public)
    sentence, then, tone = _still(where, public)
    return Said(sentence, then, tone)


def needs_applicant(where: Where) -> bool:
    """Whether the case goes on only when its applicant does something."""
    if where.state in (State.DRAFT, State.RETURNED):
        return True
    mine = (where.by_applicant and not where.has_proof) or where.must_choose or where.kind is Kind.HAND_OVER
    return where.state == State.RUNNING and mine


def _running(where: Where, public: bool) -> Said:
    step = f"langkah {where.number} dari {where.steps}, {_place(where, public)}"
    if where.since and not _names_moment(where, public):
        step += f" sejak {_since(where)}"
    if passed(where.due, where.now) and where.due:
        late = f"Terlambat dari janji {wording.near_due(where.due, where.now, where.time)}: {step}."
        return Said(late, _sorry(public), Tone.LATE)
    until = _until(where)
    sentence = f"{step[:1].upper()}{step[1:]}{until}."
    return Said(sentence, _then(where, public), Tone.ACT if needs_applicant(where) else Tone.CALM)


def _place(where: Where, public: bool) -> str:
    """With whom it stands, or what it waits for."""
    if waits := _waits_for_applicant(where, public):
        return waits
    if where.kind is Kind.PAY and where.has_proof:
        return "bukti bayar sedang diperiksa"
    if where.kind is Kind.HAND_OVER:
        return f"surat siap diambil di {where.office or 'kantor'}"
    if where.kind is Kind.VISIT and where.visit_at and not public:
        return f"tim kami berkunjung {_moment(where, where.visit_at)}"
    if where.kind is Kind.ASK and where.waits_for:
        return f"menunggu pendapat {where.waits_for}"
    return "dalam masa tunggu" if where.kind is Kind.WAIT else f"di {where.who or where.office or 'kantor'}"


def _waits_for_applicant(where: Where, public: bool) -> str:
    """What the applicant has still to do; empty where the office has the case."""
    if where.must_choose:
        return f"menunggu {_you(public)} memilih jadwal kedatangan"
    if where.comes_at:
        return "menunggu kedatangan pemohon" if public else f"Anda ditunggu {_moment(where, where.comes_at)}"
    if where.kind is Kind.PAY:
        owed = f" {where.owed}" if where.owed and not public else ""
        return "" if where.has_proof else f"menunggu pembayaran{owed}"
    return f"menunggu jawaban {_you(public)}" if where.by_applicant else ""


def _names_moment(where: Where, public: bool) -> bool:
    """Whether the place already says a moment, beside which "sejak" would be read wrongly."""
    visit = where.kind is Kind.VISIT and where.visit_at is not None
    return not public and (where.comes_at is not None or visit)


def _since(where: Where) -> str:
    assert where.since is not None
    day = wording.near_day(where.since, where.now, where.time)
    in_hours = where.due is not None and not wording.is_whole_day(where.due, where.time)
    return f"pukul {where.time.local(where.since):%H.%M}" if in_hours and day == "hari ini" else day


def _until(where: Where) -> str:
    if where.limit:
        return f", paling lambat {wording.near_due(where.limit, where.now, where.time)}"
    return f", selesai paling lambat {wording.near_due(where.due, where.now, where.time)}" if where.due else ""


def _moment(where: Where, moment: datetime) -> str:
    return f"{wording.near_day(moment, where.now, where.time)} pukul {where.time.local(moment):%H.%M %Z}"


def _then(where: Where, public: bool) -> str:
    if where.stopped:
        return f"Waktu layanan berhenti dulu: {where.stopped}."
    if where.kind is Kind.HAND_OVER:
        return "Surat diserahkan dengan KTP atau tanda terima." if public else "Bawa KTP atau tanda terima."
    if needs_applicant(where):
        mine = "setelah pemohon menyelesaikan bagiannya" if public else "setelah Anda menyelesaikan bagian Anda"
        return f"Waktu layanan berhenti dulu, dan berjalan lagi {mine}." if where.due is None else ""
    if public or where.comes_at or where.visit_at:
        return ""
    return "Anda tidak perlu berbuat apa-apa. Kami mengabari Anda bila ada kemajuan."


def _sorry(public: bool) -> str:
    calls = "Pemohon" if public else "Anda"
    return f"Mohon maaf. Permohonan tetap kami proses. {calls} boleh bertanya kepada kami dengan menyebut nomornya."


def _still(where: Where, public: bool) -> tuple[str, str, Tone]:
    """The sentence of a case on which nobody works: not yet, or no more."""
    you = _you(public)
    day = wording.near_day(where.since, where.now, where.time) if where.since else ""
    since, on = (f" sejak {day}", f" {_on(day)}") if day else ("", "")
    again = "" if public else "Anda dapat mengajukan lagi kapan saja."
    match where.state:
        case State.DRAFT:
            return f"Belum dikirim, mulai diisi{on}.", "" if public else "Lengkapi, lalu kirim.", Tone.ACT
        case State.WAITING:
            turn = f", urutan ke-{where.place}" if where.place else ""
            then = (
                f"Kuota sedang penuh. {_capital(you)} dikabari bila ada tempat; waktu layanan berjalan sejak saat itu."
            )
            return f"Dalam daftar tunggu{turn}{since}.", then, Tone.CALM
        case State.RETURNED:
            by = f" {where.who}" if where.who else ""
            then = f"Waktu layanan berhenti sampai {you} mengirim perbaikan."
            return f"Dikembalikan{by} kepada {you}{on} untuk diperbaiki{_until(where)}.", then, Tone.ACT
        case State.DONE:
            return f"Selesai{on}.", "Surat sudah berlaku." if where.has_letter else "", Tone.DONE
        case State.REFUSED:
            then = "" if public else "Yang dapat Anda lakukan sekarang ada di bawah."
            return f"Ditolak{on}.", then, Tone.ENDED
        case State.REFERRED:
            to = f" ke {where.referred_to}" if where.referred_to else ""
            return f"Dialihkan{to}{on}.", "", Tone.ENDED
    return f"Dibatalkan{on}.", again, Tone.ENDED


def _on(day: str) -> str:
    """The day as something happened on it: a bare weekday is said with "hari"."""
    return day if " " in day or day in ("besok", "kemarin") else f"hari {day}"


def _you(public: bool) -> str:
    return "pemohon" if public else "Anda"


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
