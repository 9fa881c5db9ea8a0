"""A breach of the code of ethics: reported, heard, decided. Only the head, the direct superior and the officer know.

For everybody else there is nothing: whoever may not know learns nothing, and the log names acts of the panel alone.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from silastri.apps.appraisals import operations, queries
from silastri.apps.appraisals.models import EthicsCase
from silastri.apps.audit.operations import log
from silastri.apps.documents import queries as documents
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.act import Act
from silastri.domain.appraisals import commitment
from silastri.domain.refusal import MovedOn, NotFit, NotThere, NotYours
from silastri.journey.case import handed_in

from . import people

LONGEST, LONGEST_PLACE = 4000, 200
State, Decision = EthicsCase.State, EthicsCase.Decision


@dataclass(frozen=True)
class Minutes:
    """What was heard: on which day, who was there, what the officer said, and the sheet as it was signed."""

    held_on: date
    present: str
    said: str
    upload: bytes = b""
    upload_name: str = ""


def lines(office: Office) -> list[str]:
    """The sentences of the code of ethics that may have been broken; empty where the office has none."""
    ethics = offices.definition(office).ethics
    return commitment.told(ethics) if ethics else []


def people_of(act: Act) -> list[tuple[int, str]]:
    """Whom a report may be about: everybody but himself and the head, who has his superior outside the office."""
    office = people.office_of(act)
    top = people.head(office)
    found = [
        (pk, f"{one.person.name}, {offices.title(office, one.post)}")
        for pk, one in people.posted(office, people.today(act, office)).items()
        if pk != act.by.person and one.post != top
    ]
    return sorted(found, key=lambda one: one[1])


@transaction.atomic
def report(act: Act, *, person: int, line: str, told: str) -> EthicsCase:
    """By any officer, who does not see it afterwards. Raises NotFit with the fields ``petugas``, ``butir``,
    ``kejadian``."""
    office = people.office_of(act)
    wrong = {}
    if person not in {pk for pk, _ in people_of(act)}:
        wrong["petugas"] = "Pilih petugas. Laporan tentang pimpinan kantor dikirim ke Inspektorat."
    if line not in lines(office):
        wrong["butir"] = "Pilih butir kode etik."
    if not told.strip() or len(told.strip()) > LONGEST:
        wrong["kejadian"] = f"Tulis apa yang terjadi dan kapan, paling banyak {LONGEST} huruf."
    if wrong:
        raise NotFit(next(iter(wrong.values())), wrong)
    posting = people.officer(office, person, people.today(act, office))
    made = operations.report(
        office=office, person_id=person, post=posting.post, line=line, told=told.strip(),
        reported_by_id=act.by.person, reported_at=act.at,
    )  # fmt: skip
    log(act, "report_breach")
    return made


def seen(act: Act) -> list[EthicsCase]:
    """Those that are this officer's to know."""
    found = [one for one in queries.ethics_cases(people.office_of(act).pk) if _knows(act, one)]
    if any(judges(act, one) for one in found):
        log(act, "list_ethics_cases")
    return found


def one(act: Act, pk: int) -> EthicsCase:
    """Raises NotThere."""
    found = queries.ethics_cases(people.office_of(act).pk).filter(pk=pk).first()
    if found is None or not _knows(act, found):
        raise NotThere("Halaman tidak ditemukan.")
    if judges(act, found):
        log(act, "read_ethics_case", f"sidang {pk}")
    return found


def judges(act: Act, found: EthicsCase) -> bool:
    """Whether he is of the panel: the head, and the direct superior; never the officer himself."""
    if found.person_id == act.by.person:
        return False
    if people.is_head(act, found.office):
        return True
    above = people.superior(found.office, found.post, found.person_id, people.today(act, found.office))
    return above is not None and above.post in act.by.posts and above.holds(act.by.person)


def decides(act: Act, found: EthicsCase) -> bool:
    return found.person_id != act.by.person and people.is_head(act, found.office)


def minutes_file(act: Act, pk: int) -> tuple[bytes, str]:
    """The signed sheet with its kind. Raises NotThere."""
    found = one(act, pk)
    if found.minutes is None:
        raise NotThere("Berita acara yang ditandatangani belum diunggah.")
    return documents.content(found.minutes.sha256), found.minutes.kind


@transaction.atomic
def dismiss(act: Act, pk: int, reason: str) -> EthicsCase:
    """Without a hearing, where the report says nothing that breaks the code. Raises NotThere, NotYours, MovedOn,
    NotFit."""
    found = _locked(act, pk, State.REPORTED)
    _must_decide(act, found)
    told = _fit(reason, "alasan", "Tulis alasannya")
    operations.change(found, state=State.DISMISSED, reason=told, decided_by_id=act.by.person, decided_at=act.at)
    log(act, "dismiss_ethics_case", f"sidang {pk}")
    return found


@transaction.atomic
def invite(act: Act, pk: int, *, on: date, hour: str, place: str) -> EthicsCase:
    """Invites the officer to the hearing; again where it is put off. Raises NotThere, MovedOn, and NotFit with the
    fields ``hari``, ``jam``, ``ruang``."""
    found = _locked(act, pk, State.REPORTED, State.INVITED)
    wrong = {}
    if on < people.today(act, found.office):
        wrong["hari"] = "Tanggal ini sudah lewat."
    if not hour:
        wrong["jam"] = "Tulis jamnya seperti 09.00."
    if not place.strip() or len(place.strip()) > LONGEST_PLACE:
        wrong["ruang"] = "Tulis tempat sidangnya."
    if wrong:
        raise NotFit(next(iter(wrong.values())), wrong)
    operations.change(found, state=State.INVITED, hearing_on=on, hearing_hour=hour, place=place.strip())
    log(act, "invite_ethics_case", f"sidang {pk}")
    return found


def record(act: Act, pk: int, minutes: Minutes) -> EthicsCase:
    """The minutes; once. Raises NotThere, MovedOn, NotAccepted, and NotFit with the fields ``hari_sidang``, ``hadir``,
    ``keterangan``."""
    one(act, pk)
    paper = handed_in.tidy(act, minutes.upload) if minutes.upload else None
    with transaction.atomic():
        found = _locked(act, pk, State.INVITED)
        if not (found.hearing_on and found.hearing_on <= minutes.held_on <= people.today(act, found.office)):
            wrong = "Tulis hari sidang: sejak hari panggilan, paling lambat hari ini."
            raise NotFit(wrong, {"hari_sidang": wrong})
        present = _fit(minutes.present, "hadir", "Tulis siapa yang hadir")
        said = _fit(minutes.said, "keterangan", "Tulis keterangan petugas")
        file = handed_in.keep(paper, name=minutes.upload_name, at=act.at) if paper else None
        operations.change(
            found, state=State.HEARD, held_on=minutes.held_on, present=present, said=said, minutes=file,
            heard_by_id=act.by.person, heard_at=act.at,
        )  # fmt: skip
        log(act, "record_hearing", f"sidang {pk}")
    return found


@transaction.atomic
def answer(act: Act, pk: int, text: str) -> EthicsCase:
    """The officer answers once, before it is decided. Raises NotThere, NotYours, MovedOn, NotFit."""
    found = _locked(act, pk, State.INVITED, State.HEARD, of_panel=False)
    if found.person_id != act.by.person:
        raise NotYours("Pembelaan ditulis petugas itu sendiri.")
    if found.answer:
        raise MovedOn("Anda sudah menulis pembelaan.")
    operations.change(found, answer=_fit(text, "pembelaan", "Tulis pembelaan Anda"), answered_at=act.at)
    return found


@transaction.atomic
def decide(act: Act, pk: int, *, decision: str, reason: str) -> EthicsCase:
    """By the head, and only after the hearing was written down. Raises NotThere, NotYours, MovedOn, NotFit."""
    found = _locked(act, pk, State.HEARD)
    _must_decide(act, found)
    if decision not in Decision.values:
        raise NotFit("Pilih keputusannya.", {"keputusan": "Pilih keputusannya."})
    told = _fit(reason, "pertimbangan", "Tulis pertimbangannya")
    operations.change(
        found, state=State.DECIDED, decision=decision, reason=told, decided_by_id=act.by.person, decided_at=act.at
    )
    log(act, "decide_ethics_case", f"sidang {pk}")
    return found


def _knows(act: Act, found: EthicsCase) -> bool:
    """The panel; the officer himself from when he is invited."""
    if found.person_id == act.by.person:
        return found.state not in (State.REPORTED, State.DISMISSED)
    return judges(act, found)


def _must_decide(act: Act, found: EthicsCase) -> None:
    if not decides(act, found):
        raise NotYours("Ini diputuskan pimpinan kantor.")


def _locked(act: Act, pk: int, *states: str, of_panel: bool = True) -> EthicsCase:
    office = people.office_of(act)
    there = queries.ethics_cases(office.pk).filter(pk=pk).first()
    if there is None or not _knows(act, there):
        raise NotThere("Halaman tidak ditemukan.")
    if of_panel and not judges(act, there):
        raise NotYours("Ini tugas majelis kode etik.")
    found = queries.locked_ethics_case(pk)
    if found.state not in states:
        raise MovedOn(f"Perkara ini sekarang: {found.get_state_display().lower()}. Muat ulang halamannya.")
    return found


def _fit(text: str, field: str, wanted: str) -> str:
    text = text.strip()
    if not text or len(text) > LONGEST:
        wrong = f"{wanted}, paling banyak {LONGEST} huruf."
        raise NotFit(wrong, {field: wrong})
    return text
