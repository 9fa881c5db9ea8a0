"""A whole definition in words, for people who do not read YAML."""

from collections.abc import Iterator
from functools import partial

from silastri.domain.case.opinion import title
from silastri.domain.definition.condition import Condition
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.exits import Exit, Lead
from silastri.domain.definition.field import FieldKind, Question
from silastri.domain.definition.office import Office
from silastri.domain.definition.party import Gives, Party
from silastri.domain.definition.requirement import Requirement
from silastri.domain.definition.sop import Step
from silastri.domain.definition.standard import Product
from silastri.domain.kinds import Kind

from . import afterwards, booking_words, flow, for_citizens, spoken_fee
from .spoken import Speech, since

_SIGNED = {"elektronik": "tanda tangan elektronik", "basah": "tanda tangan basah", "tanpa": "tanpa tanda tangan"}


def _when(speech: Speech, condition: Condition | None, before: str = ", bila ") -> str:
    """The condition in words, or as it is written where there are no plain words for it."""
    return f"{before}{speech.condition(condition) or condition.text}" if condition else ""


def told(definition: Definition, office: Office) -> list[str]:
    """The definition line by line: promise, form, requirements, steps, letters."""
    parts = (
        _head(definition, office),
        _paths(definition),
        _form(definition),
        _papers(definition),
        _steps(definition, office),
        _outcomes(definition),
        _products(definition, office),
    )
    return [line for part in parts for line in part]


def _head(definition: Definition, office: Office) -> Iterator[str]:
    standard = definition.standard
    yield f"{standard.name}, {office.short}"
    promise = standard.promise
    told = f"{promise.length} {since(promise, definition.sop)}" if promise.length.is_said else "belum ditetapkan"
    yield f"Janji: {told}. Biaya: {_fee(definition)}."
    yield from booking_words.standard(definition, office)
    yield from for_citizens.found_by(standard)


def _fee(definition: Definition) -> str:
    fee = definition.standard.fee
    if fee.is_free:
        return "gratis"
    parts = spoken_fee.lines(fee, Speech(definition))
    return "; ".join(parts)


def _paths(definition: Definition) -> Iterator[str]:
    """Which paths there are and who is on each, and who may apply at all."""
    standard, speech = definition.standard, Speech(definition)
    if standard.paths:
        yield "Jalur:"
    for path in standard.paths:
        own = standard.promise_on(path.key)
        is_own = path.promise and own.length.is_said
        promise = f", janji {own.length} {since(own, definition.sop)}" if is_own else ""
        yield f"  - {path.label}{_when(speech, path.when)}{promise}"
    if standard.terms:
        yield "Ketentuan:"
    for term in standard.terms:
        yield f"  - {term.sentence} ({_on(speech, term.paths)}{_when(speech, term.when, 'harus: ')})"


def _on(speech: Speech, paths: tuple[str, ...]) -> str:
    return f"{speech.on_paths(paths)}, " if paths else ""


def _form(definition: Definition) -> Iterator[str]:
    if definition.standard.form:
        yield "Formulir:"
        yield from (f"  - {_question(question, Speech(definition))}" for question in definition.standard.form)


def _question(question: Question, speech: Speech) -> str:
    kind = "" if question.kind is FieldKind.TEXT else f" ({question.kind.value.replace('_', ' ')})"
    choices = f": {', '.join(choice.label for choice in question.choices)}" if question.choices else ""
    optional = "" if question.required else ", boleh kosong"
    choices += f": {', '.join(item.label for item in question.items)}" if question.items else ""
    when = _when(speech, question.when)
    return f"{question.label}{kind}{choices}{_letters(question)}{optional}{when}"


def _letters(question: Question) -> str:
    """Which letters may be picked as the answer to a question."""
    if question.kind is not FieldKind.LETTER:
        return ""
    of = f": dari {', '.join(question.services)}" if question.services else ": dari layanan ini"
    ended = f", boleh sudah berakhir paling lama {question.may_be_ended}" if question.may_be_ended else ""
    return f"{of}{ended}{', atau surat kertas lama' if question.may_be_paper else ''}"


def _papers(definition: Definition) -> Iterator[str]:
    yield "Berkas:"
    yield from (
        f"  - {_requirement(requirement, Speech(definition))}" for requirement in definition.standard.requirements
    )


def _requirement(requirement: Requirement, speech: Speech) -> str:
    when = f"{', ' if requirement.paths else ''}{speech.on_paths(requirement.paths)}{_when(speech, requirement.when)}"
    return f"{for_citizens.paper(requirement)}{when}"


def _steps(definition: Definition, office: Office) -> Iterator[str]:
    yield "Langkah:"
    for number, step in enumerate(definition.sop.steps, start=1):
        time = f", {step.time}" if step.time and step.time.is_said else ""
        yield f"  {number}. {step.name}: {flow.lane_title(office, step.actor)} {_doing(step)}{time}"
        yield from (f"     {line}" for line in _more(definition, office, step))


def _doing(step: Step) -> str:
    if step.kind is Kind.VISIT and step.slots:
        return "bertemu pemohon menurut jadwal dan menulis berita acara"
    return _DOES[step.kind]


_DOES = {
    Kind.SUBMIT: "mengajukan",
    Kind.RESPOND: "menanggapi",
    Kind.WAIT: "menunggu sampai waktunya lewat",
    Kind.CHECK: "memeriksa berkas satu per satu",
    Kind.LOOK_UP: "mencari di data dan menetapkan hasil",
    Kind.REVIEW: "menulis rekomendasi dengan lampiran",
    Kind.FORWARD: "meneruskan",
    Kind.VERIFY: "memverifikasi",
    Kind.VISIT: "menjadwalkan kunjungan dan menulis berita acara",
    Kind.ASK: "meminta pendapat dan menyimpulkannya",
    Kind.PAY: "membayar",
    Kind.REFUND: "mengembalikan uang jaminan",
    Kind.INITIAL: "memaraf",
    Kind.APPROVE: "menyetujui",
    Kind.NUMBER: "memberi nomor",
    Kind.SIGN: "menandatangani",
    Kind.PRINT: "mencetak",
    Kind.HAND_OVER: "menyerahkan surat",
}


def _more(definition: Definition, office: Office, step: Step) -> Iterator[str]:
    speech = Speech(definition)
    if step.recorder:
        where = "di loket" if step.online else "hanya di loket"
        yield f"dicatat {where} oleh {flow.lane_title(office, step.recorder)}"
    yield from _whether(step, speech)
    for way in step.otherwise:
        yield f"boleh {_way(definition, way)}"
    if step.limit:
        yield f"batas {step.limit.time}; bila lewat: {_way(definition, step.limit.then)}"
    yield from (f"mengisi: {_question(question, speech)}" for question in step.form)
    for party in step.parties:
        yield from _party(party, office, speech)
    yield from _brings(step)


def _way(definition: Definition, way: Exit) -> str:
    if way.goes_back:
        return f"mengembalikan ke: {definition.sop.step(way.to).name}"
    referral = definition.sop.referral(way.to)
    return {
        Lead.REFUSE: "menolak",
        Lead.AGAIN: f"mengulang paling banyak {way.times} kali",
        Lead.REFER: f"mengalihkan ke: {referral.label if referral else way.to}",
        Lead.LAPSE: "permohonan gugur",
        Lead.ONWARD: "diteruskan",
    }[way.lead]


def _whether(step: Step, speech: Speech) -> Iterator[str]:
    if step.paths:
        yield f"hanya pada {speech.on_paths(step.paths)}"
    if step.skip_when:
        yield _when(speech, step.skip_when, "dilewati bila ")
    if step.slots:
        yield booking_words.slots(step.slots)
    if step.stops:
        yield "waktu layanan berhenti selama langkah ini"


def _brings(step: Step) -> Iterator[str]:
    if step.letters:
        yield f"surat: {', '.join(step.letters)}"
    if step.upload:
        yield f"mengunggah: {step.upload}"
    if step.system:
        yield f"mencatat nomor dan tanggal dari {step.system}"
    if step.notice:
        yield f"diumumkan dengan {step.notice}; siapa pun boleh mengirim keberatan"
    if step.letter_text:
        yield f"membuat surat dari {step.letter_text}"
    if step.survey:
        yield f"survei kepuasan {step.survey}"
    if step.uncollected:
        yield f"tidak diambil {step.uncollected.after}: surat pemberitahuan ke rumah"


def _party(party: Party, office: Office, speech: Speech) -> Iterator[str]:
    how = "lewat tautan" if party.is_outside else "di sistem"
    time = f", {party.time}" if party.time else ""
    when = _when(speech, party.when)
    yield f"meminta {_ASKED[party.gives]} {title(party, office)} {how}{time}{when}"
    yield from (f"  yang diisinya: {_question(question, speech)}" for question in party.form)
    if party.sees:
        yield f"  yang dilihatnya: {', '.join(party.sees)}"


_ASKED = {Gives.FACT: "keterangan", Gives.ADVICE: "pertimbangan", Gives.DECISION: "keputusan"}


def _outcomes(definition: Definition) -> Iterator[str]:
    if definition.standard.outcomes:
        yield "Tabel keputusan, baris pertama yang cocok berlaku:"
        yield from (f"  - {row.label}{_when(Speech(definition), row.when)}" for row in definition.standard.outcomes)


def _products(definition: Definition, office: Office) -> Iterator[str]:
    yield "Hasil:"
    for product in definition.standard.products:
        yield f"  - {_product(product, office, Speech(definition))}"
        after = afterwards.of_product(definition.standard, product, partial(flow.lane_title, office))
        yield from (f"     {line}" for line in after)
        if product.renewal and product.renewal.reminders:
            yield f"     Pemegang diingatkan {', '.join(map(str, product.renewal.reminders))} sebelum berakhir"


def _product(product: Product, office: Office, speech: Speech) -> str:
    signer = f", oleh {flow.lane_title(office, product.signer)}" if product.signer else ""
    when = f"{', ' if product.paths else ''}{speech.on_paths(product.paths)}{_when(speech, product.when)}"
    return f"{product.name} ({_SIGNED[product.signature.value]}{signer}{when})"
