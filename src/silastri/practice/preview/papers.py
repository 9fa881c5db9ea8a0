"""Every paper of a service, drawn with sample data, even one that the sample case would not make."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from silastri.apps.accounts.models import Person
from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.apps.catalog.models import Service
from silastri.apps.documents import queries as documents
from silastri.apps.letters import operations as letters
from silastri.apps.payments import queries as payments
from silastri.domain.act import Act, Actor
from silastri.domain.case import step_notes
from silastri.domain.case.step_notes import LookUp, StepFacts
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.sop import Step
from silastri.domain.definition.standard import Product, Signature
from silastri.domain.kinds import Kind
from silastri.domain.refusal import Refusal
from silastri.journey.case import products
from silastri.journey.case.dossier import Dossier, dossier_of
from silastri.journey.frame import effects
from silastri.journey.letters import uncollected
from silastri.journey.papers import bill, control_card, letter, minutes, receipt
from silastri.practice.runner import Runner

_REASON = "Contoh alasan: syarat pada peraturan tidak terpenuhi."
_REPORT = minutes.Report(
    "Contoh temuan: sesuai dengan keterangan pada berkas.",
    "Contoh kesimpulan: permohonan sesuai dengan keadaan di lapangan.",
    [minutes.Present("Tim Contoh", "Tim survei"), minutes.Present("Rani Contoh", "Pemohon")],
)


@dataclass(frozen=True)
class Paper:
    key: str
    title: str
    about: str
    content: bytes = b""
    problem: str = ""  # why it could not be drawn


class NotComeTo(Refusal):
    """The sample case does not reach this paper."""


@dataclass(frozen=True)
class Sample:
    """The sample case, as far as it came, and a way to begin another."""

    case: Case
    begin: Callable[[], Runner]
    at: datetime

    @property
    def dossier(self) -> Dossier:
        return dossier_of(self.case)

    def at_step(self, key: str) -> Dossier:
        return replace(self.dossier, step=self.dossier.definition.sop.step(key))

    @property
    def act(self) -> Act:
        return Act(Actor(None, "Pratinjau", self.case.office_id, {}), self.at, "web")


_Draw = Callable[[Sample], bytes]


def plan(definition: Definition) -> list[Paper]:
    return [paper for paper, _ in _plan(definition)]


def draw_all(service: Service, applicant: Person, at: datetime) -> list[Paper]:
    """Takes a sample case to its end, draws the papers, and undoes everything."""
    with transaction.atomic():
        sample = _sample(service, applicant, at)
        drawn = [_drawn(paper, draw, sample) for paper, draw in _plan(sample.dossier.definition)]
        transaction.set_rollback(True)
    return drawn


def _sample(service: Service, applicant: Person, at: datetime) -> Sample:
    def begin() -> Runner:
        return Runner(service, applicant, at, 0)

    runner = begin()
    case = runner.drafted()
    try:
        case = runner.submitted()
        while case.step:
            case = runner.onward(case)
    except Refusal:  # the papers are drawn from as far as the case came
        case.refresh_from_db()
    return Sample(case, begin, at)


def _drawn(paper: Paper, draw: _Draw, sample: Sample) -> Paper:
    """Draws each paper; one that cannot be drawn gets the reason, and the others are still drawn."""
    try:
        with transaction.atomic():
            return replace(paper, content=draw(sample))
    except Refusal as refusal:
        return replace(paper, problem=str(refusal))
    except Exception as error:  # whatever is wrong with one paper is shown to the editor on the page
        return replace(paper, problem=f"Belum bisa digambar ({type(error).__name__}).")


def _plan(definition: Definition) -> Iterator[tuple[Paper, _Draw]]:
    standard, steps = definition.standard, definition.sop.steps
    for product in standard.products:
        about = "lembar tanpa tanda tangan" if product.signature is Signature.NONE else "hasil layanan"
        yield Paper(f"produk-{product.key}", product.name, about), _of_product(product)
    for step in steps:
        if step.letter_text:
            yield (
                Paper(f"langkah-{step.key}", step.output or step.name, f"dibuat langkah {step.name}"),
                _of_step(step),
            )
        if step.kind is Kind.VISIT:
            yield Paper(f"berita-acara-{step.key}", "Berita acara survei", f"langkah {step.name}"), _minutes(step)
        if step.uncollected:
            yield Paper(f"pemberitahuan-{step.key}", uncollected.NAME, "bila surat tidak diambil"), _notice(step)
    if standard.refusal:
        yield Paper("penolakan", "Surat penolakan", "bila permohonan ditolak"), _refusal
    yield from _receipts(definition)
    yield Paper("kartu-kendali", "Kartu kendali", "perjalanan berkas di kantor"), _card


def _receipts(definition: Definition) -> Iterator[tuple[Paper, _Draw]]:
    steps = definition.sop.steps
    if steps[0].recorder:
        yield Paper("bukti-pendaftaran", "Bukti pendaftaran", "dari loket, saat mendaftar"), _slip
    yield Paper("tanda-terima", "Tanda terima", "setelah berkas lengkap"), _receipt
    if any(step.kind is Kind.CHECK and step.otherwise for step in steps):
        yield Paper("kekurangan", "Daftar kekurangan", "bila berkas dikembalikan"), _lacking
    if any(step.kind is Kind.PAY for step in steps):
        yield Paper("skrd", "SKRD", "tagihan retribusi"), _bill
        yield Paper("bukti-bayar", "Bukti pembayaran", "setelah retribusi dibayar"), _proof


def _of_product(product: Product) -> _Draw:
    def draw(sample: Sample) -> bytes:
        dossier = _decided(sample.dossier, product)
        if not product.is_signed:
            return letter.guidance(dossier, product, at=sample.at)
        made = products.draft(dossier, product, at=sample.at)
        register = products.register_for(dossier.office, product)
        letters.number(made, register, on=dossier.time.day(sample.at))
        draw = letter.blank if products.mode(product, dossier.office) is Signature.WET else letter.preview
        return draw(dossier, made, product, at=sample.at)

    return draw


def _decided(dossier: Dossier, product: Product) -> Dossier:
    """The facts of a case for which the decision table has chosen this product."""
    looks = [step.key for step in dossier.definition.sop.steps if step.kind is Kind.LOOK_UP]
    for row in dossier.definition.standard.outcomes if looks else ():
        outcome = {"kunci": row.key, "sebutan": row.label, "bersurat": product.is_signed}
        if product.applies(dossier.work_out_facts() | {"hasil": outcome}):
            before = step_notes.facts(dossier.case.notes, looks[-1]).look_up
            looked = LookUp(data=before.data if before else {}, outcome=outcome)
            dossier.case.notes = step_notes.with_facts(dossier.case.notes, looks[-1], StepFacts(look_up=looked))
            break
    return dossier


def _of_step(step: Step) -> _Draw:
    def draw(sample: Sample) -> bytes:
        dossier, name = sample.at_step(step.key), step.output or step.name
        made = effects.issue(sample.act, dossier, key=f"contoh:{step.key}", name=name, text_file=step.letter_text,
                            post=step.actor, register_key=step.register_key, addressee=step.addressee)  # fmt: skip
        return documents.content(made.sha256)

    return draw


def _notice(step: Step) -> _Draw:
    def draw(sample: Sample) -> bytes:
        rule, person = step.uncollected, sample.case.applicant
        assert rule
        made = effects.issue(sample.act, sample.at_step(step.key), key="contoh:pemberitahuan", name=uncollected.NAME,
                            text_file=rule.text_file, post=rule.by, register_key=rule.register_key,
                            addressee=f"{person.name}\n{sample.case.address or 'Jalan Contoh Nomor 2'}")  # fmt: skip
        return documents.content(made.sha256)

    return draw


def _refusal(sample: Sample) -> bytes:
    dossier = sample.dossier
    refusal = dossier.definition.standard.refusal
    assert refusal
    dossier.case.ending, person = _REASON, sample.case.applicant
    made = effects.issue(sample.act, dossier, key="contoh:penolakan", name="Surat Pemberitahuan Penolakan",
                        text_file=refusal.text_file, post=refusal.signer,
                        register_key=refusal.register_key,
                        addressee=f"{person.name}\n{sample.case.address or 'di tempat'}")  # fmt: skip
    return documents.content(made.sha256)


def _minutes(step: Step) -> _Draw:
    return lambda sample: minutes.draw(sample.at_step(step.key), _REPORT, at=sample.at)


def _receipt(sample: Sample) -> bytes:
    if not receipt.has_receipt(sample.dossier.definition, cases.runs(sample.case)):
        raise NotComeTo("Permohonan contoh tidak sampai ke pemeriksaan berkas.")
    return receipt.receipt(sample.case, at=sample.at)


def _slip(sample: Sample) -> bytes:
    return receipt.slip(sample.case, at=sample.at)


def _lacking(sample: Sample) -> bytes:
    returned = sample.begin().returned()
    if returned is None:
        raise NotComeTo("Permohonan contoh tidak sampai ke pemeriksaan berkas.")
    return receipt.lacking(returned, at=sample.at)


def _bill(sample: Sample) -> bytes:
    issued = payments.of_case(sample.case)
    if issued is None:
        raise NotComeTo("Dengan isian contoh tidak ada yang harus dibayar.")
    return bill.bill(sample.dossier, issued, at=sample.at)


def _proof(sample: Sample) -> bytes:
    issued = payments.of_case(sample.case)
    if issued is None or not payments.is_paid(sample.case):
        raise NotComeTo("Dengan isian contoh tidak ada yang harus dibayar.")
    return bill.proof(sample.dossier, issued, at=sample.at)


def _card(sample: Sample) -> bytes:
    return control_card.draw(sample.case, at=sample.at)
