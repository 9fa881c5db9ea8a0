"""The ways of a case through an SOP: straight, by each other way out of a step, by each kind of service that skips
steps."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from silastri.domain import identity
from silastri.domain.case.facts import Facts
from silastri.domain.case.opinion import STANCE, Stance, questions
from silastri.domain.case.person import age
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.field import Question
from silastri.domain.definition.party import Gives
from silastri.domain.definition.sop import Step
from silastri.domain.definition.standard import Signature
from silastri.domain.kinds import Kind

from .variant import STRAIGHT, Variant, passes, straight, variants

RENEWAL, DUTIES = "perpanjangan", "kewajiban"
KINDS_OF_SERVICE = ("perizinan", "nonperizinan", "sip")


@dataclass(frozen=True)
class Branch:
    name: str
    about: str
    turn_at: str = ""  # the step at which another way than onward is taken once
    outcome: str = ""
    service_kind: str = ""  # the service is practised as if of this kind
    variant: Variant = STRAIGHT
    electronic: bool = False  # practised as if the office had switched from ink to certificates
    pay_at_counter: bool = False
    waits: bool = False  # practised with one place in the quota, which somebody else has
    after: str = ""  # what is done after the hand-over: RENEWAL or DUTIES

    @property
    def ends(self) -> str:
        """The state in which the case ends."""
        return {"tolak": "refused", "alihkan": "referred"}.get(self.outcome.partition(":")[0], "done")


def branches(definition: Definition, today: date) -> list[Branch]:
    """The branches of a service; ``today`` decides the dates in answers."""
    found = [Branch("lurus", "semua lancar dari pengajuan sampai surat diserahkan")]
    for step in definition.sop.steps:
        found += [_turn(definition, step, way.code) for way in step.otherwise]
    found += [*_kinds(definition), *_ways_of_the_office(definition), *_afterwards(definition)]
    first = straight(definition, today)
    others = _variants(definition, today)
    known = [first, *(branch.variant for branch in others)]
    found = [replace(branch, variant=_coming_by(branch.turn_at, known, definition, today)) for branch in found]
    return [*found, *_dissents(definition, known, today), *others]


def _coming_by(step: str, known: list[Variant], definition: Definition, today: date) -> Variant:
    """The straight case, or if it does not reach the step that takes another way, the first case that does."""
    fit = (variant for variant in known if not step or passes(definition, variant, step, today))
    return next(fit, known[0])


def _afterwards(definition: Definition) -> list[Branch]:
    """Branches after the straight case's letter: its renewal, and its duties."""
    found, product = [], definition.standard.product
    if product.renewal:
        about = "surat terbit, hampir berakhir, diperpanjang, dan diganti surat baru"
        found.append(Branch(RENEWAL, about, after=RENEWAL))
    if product.duties:
        about = "setelah surat terbit, kewajiban diserahkan dan diterima"
        found.append(Branch(DUTIES, about, after=DUTIES))
    return found


def _variants(definition: Definition, today: date) -> list[Branch]:
    labels = {row.key: row.label for row in definition.standard.outcomes}
    return [
        Branch(v.name, labels.get(v.outcome, "") or _told(definition, v, today), variant=v)
        for v in variants(definition, today)
    ]


def _told(definition: Definition, variant: Variant, today: date) -> str:
    """What is different about this case."""
    asked = {question.key: question for question in definition.standard.form}
    parts = [_answer(asked, key, value) for key, value in variant.answers.items() if "." not in key]
    for key in dict.fromkeys(key.partition(".")[0] for key in variant.answers if "." in key):
        day, sex = variant.answers[f"{key}.tanggal_lahir"], variant.answers[f"{key}.jenis_kelamin"]
        parts.append(f"{asked[key].label} {_person(date.fromisoformat(day), sex, today)}")
    if variant.nik:
        nik = identity.nik(variant.nik, today)
        parts.append(f"pemohon {_person(nik.born, nik.sex, today)}")
    for place, typed in variant.filled.items():
        step = definition.sop.step(place.partition(".")[0])
        noted = {question.key: question for question in step.form}
        noted |= {q.key: q for party in step.parties for q in questions(party)} if "." in place else {}
        parts += [f"{_answer(noted, key, value)} (langkah {step.name})" for key, value in typed.items()]
    parts += [] if variant.listed else ["tidak terdaftar di data"]
    return "; ".join(parts) or "permohonan dengan isian lain, yang jalannya berbeda"


def _answer(asked: Mapping[str, Question], key: str, value: str) -> str:
    question = asked.get(key)
    labels = {choice.key: choice.label for choice in question.choices} if question else {}
    return f"{question.label if question else key}: {labels.get(value, value)}"


def _person(born: date, sex: str, today: date) -> str:
    return f"{age(born, today)} tahun, {'perempuan' if sex == 'P' else 'laki-laki'}"


def _ways_of_the_office(definition: Definition) -> list[Branch]:
    found = []
    if any(product.signature is Signature.WET for product in definition.standard.products):
        about = "seolah-olah kantor sudah beralih dari tinta ke tanda tangan elektronik"
        found.append(Branch("elektronik", about, electronic=True))
    quota = definition.standard.quota
    if quota and quota.waits:
        about = "kuota penuh: masuk daftar tunggu, diterima petugas setelah ada tempat, lalu selesai"
        found.append(Branch("daftar-tunggu", about, waits=True))
    pays_online = definition.sop.steps[0].online
    if pays_online and any(step.kind is Kind.PAY and step.recorder for step in definition.sop.steps):
        found.append(Branch("bayar-di-loket", "pemohon membayar di loket", pay_at_counter=True))
    return found


def _dissents(definition: Definition, known: list[Variant], today: date) -> list[Branch]:
    """Branches in which a party that only advises disagrees, and the case goes on all the same."""
    found = []
    for step in definition.sop.steps:
        for party in step.parties:
            if party.gives is Gives.ADVICE and party.when is None:
                base = _coming_by(step.key, known, definition, today)
                said = base.filled | {f"{step.key}.{party.key}": {STANCE: Stance.AGAINST}}
                about = f"{party.label or party.key} tidak setuju pada langkah {step.name}, lalu tetap dilanjutkan"
                name = f"tidak-setuju-{step.key}-{party.key}"
                found.append(Branch(name, about, variant=replace(base, filled=said)))
    return found


def _turn(definition: Definition, step: Step, outcome: str) -> Branch:
    lead, _, to_key = outcome.partition(":")
    if lead == "ulang":
        return Branch(f"ulang-{step.key}", f"diulang pada langkah {step.name}, lalu selesai", step.key, outcome)
    if lead == "alihkan":
        return Branch(f"alihkan-{step.key}-{to_key}", f"dialihkan pada langkah {step.name}", step.key, outcome)
    if outcome == "tolak":
        return Branch(f"tolak-{step.key}", f"ditolak pada langkah {step.name}", step.key, outcome)
    to = definition.sop.step(to_key)
    if to.by_applicant and step.kind is Kind.CHECK:
        about = f"dikembalikan pada langkah {step.name}, diperbaiki pemohon, lalu selesai"
        return Branch("perbaikan", about, step.key, outcome)
    about = f"dikembalikan dari {step.name} ke {to.name}, lalu selesai"
    return Branch(f"kembali-{step.key}-{to.key}", about, step.key, outcome)


def _kinds(definition: Definition) -> list[Branch]:
    """A kind of service under which other steps are skipped."""
    own = _skipped(definition, definition.standard.kind)
    return [
        Branch(kind, f"seolah-olah layanan ini berjenis {kind}: langkah yang dilewati berbeda", service_kind=kind)
        for kind in KINDS_OF_SERVICE
        if _skipped(definition, kind) != own
    ]


def _skipped(definition: Definition, kind: str) -> set[str]:
    facts: Facts = {"layanan": {"jenis": kind, "nama": definition.standard.name}}
    return {
        step.key
        for step in definition.sop.steps
        if step.skip_when and step.skip_when.names <= {"layanan.jenis", "layanan.nama"} and step.skip_when.holds(facts)
    }
