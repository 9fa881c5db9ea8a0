"""Letters of a published service with invented answers, for writers of letter texts. No case or number is used."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.apps.catalog import queries as catalog
from silastri.apps.catalog.models import Version
from silastri.apps.letters.models import Letter
from silastri.apps.offices import queries as offices
from silastri.domain import numbering
from silastri.domain.case import keys, sample
from silastri.domain.case.sample import Filling
from silastri.domain.case.workflow import State
from silastri.domain.definition.condition import Condition
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.office import Register
from silastri.domain.definition.sop import Step
from silastri.domain.definition.standard import Product
from silastri.domain.kinds import Kind
from silastri.domain.refusal import NotThere
from silastri.journey.case import products
from silastri.journey.case.dossier import Dossier
from silastri.journey.papers import letter as papers

from . import uncollected

MARK = "CONTOH ISI"
_REASON = "syarat pada peraturan tidak terpenuhi (contoh alasan)"
_CODE = "CONTOH"
_Draw = Callable[[Dossier, datetime], bytes]


@dataclass(frozen=True)
class Sample:
    """A letter that a service can make, in which cases, and how it is drawn."""

    key: str
    name: str
    about: str
    file: str  # of its text
    draw: _Draw
    conditions: tuple[Condition, ...] = ()


def samples(definition: Definition) -> list[Sample]:
    """Every letter with a text of its own."""
    return list(_samples(definition))


def draw(
    version: Version, key: str, *, filling: Filling, path: str = "", at: datetime, changed: Definition | None = None
) -> bytes:
    """Draws one, as published or as it would be in a ``changed`` definition. Raises NotThere for a letter that the
    service does not have, and what drawing raises."""
    definition = changed or catalog.definition(version.pk)
    found = next((one for one in samples(definition) if one.key == key), None)
    if found is None or (path and definition.standard.path(path) is None):
        raise NotThere("Surat ini tidak ada pada layanan ini.")
    return found.draw(_opened(version, definition, found, filling, path, at), at)


def _samples(definition: Definition) -> Iterator[Sample]:
    for product in definition.standard.products:
        about = "hasil layanan" if product.is_signed else "lembar tanpa tanda tangan"
        conditions = (product.when,) if product.when and product.per is None else ()
        yield Sample(product.key, product.name, about, product.text_file, _of_product(product), conditions)
    for step in definition.sop.steps:
        if step.letter_text:
            name = step.output or step.name
            about = f"dibuat langkah {step.name}"
            yield Sample(keys.of_step(step.key), name, about, step.letter_text, _of_step(step, name))
        if step.uncollected:
            file = step.uncollected.text_file
            yield Sample("pemberitahuan", uncollected.NAME, "bila tidak diambil", file, _of_notice(step))
    if refusal := definition.standard.refusal:
        about = "bila permohonan ditolak"
        yield Sample(keys.REFUSAL, "Surat Pemberitahuan Penolakan", about, refusal.text_file, _refusal)


def _opened(
    version: Version, definition: Definition, chosen: Sample, filling: Filling, path: str, at: datetime
) -> Dossier:
    """A case that is not saved, at the step that signs."""
    office = version.service.office
    time = offices.working_time(office)
    answers, notes = sample.case(definition, chosen.conditions, filling, time.day(at), path)
    person = Person(name=sample.APPLICANT["nama"], nik=sample.APPLICANT["nik"])
    case = Case(
        office=office, service=version.service, version=version, ref=f"{office.code}-CONTOH", applicant=person,
        address=sample.APPLICANT["alamat"], holder_name=person.name, answers={"values": answers}, notes=notes,
        state=State.RUNNING, created_at=at, submitted_at=at, arrived_at=at, ending=_REASON,
    )  # fmt: skip
    steps = definition.sop.steps
    step = next((step for step in steps if step.kind is Kind.SIGN), steps[-1])
    return Dossier(case, step, definition, offices.definition(office), time)


def _of_product(product: Product) -> _Draw:
    def draw(dossier: Dossier, at: datetime) -> bytes:
        if not product.is_signed:
            return papers.guidance(dossier, product, at=at, mark=MARK)
        key = f"{product.key}:1" if product.per else product.key
        made = _letter(dossier, key, product.name, _register(dossier, product), at)
        made.mode = products.mode(product, dossier.office)
        return papers.preview(dossier, made, product, at=at, mark=MARK)

    return draw


def _of_step(step: Step, name: str) -> _Draw:
    def draw(dossier: Dossier, at: datetime) -> bytes:
        made = _letter(dossier, keys.of_step(step.key), name, _register(dossier, step.register_key), at)
        return _by_hand(dossier, made, step.letter_text, step.actor, step.addressee, at)

    return draw


def _of_notice(step: Step) -> _Draw:
    rule = step.uncollected
    assert rule

    def draw(dossier: Dossier, at: datetime) -> bytes:
        made = _letter(dossier, "pemberitahuan", uncollected.NAME, _register(dossier, rule.register_key), at)
        return _by_hand(dossier, made, rule.text_file, rule.by, _applicant(dossier), at)

    return draw


def _refusal(dossier: Dossier, at: datetime) -> bytes:
    rule = dossier.definition.standard.refusal
    assert rule
    made = _letter(dossier, keys.REFUSAL, "Surat Pemberitahuan Penolakan", _register(dossier, rule.register_key), at)
    return _by_hand(dossier, made, rule.text_file, rule.signer, _applicant(dossier), at)


def _by_hand(dossier: Dossier, made: Letter, text_file: str, post: str, addressee: str, at: datetime) -> bytes:
    who = papers.signs_now(dossier, post, at)
    return papers.of_step(dossier, made, text_file, who, at=at, addressee=addressee, mark=MARK)


def _applicant(dossier: Dossier) -> str:
    return f"{dossier.case.applicant.name}\n{dossier.case.address}"


def _register(dossier: Dossier, of: Product | str | None) -> Register | None:
    """The register of a product, or of that key; None where the office leaves it open."""
    key = of.register_key if isinstance(of, Product) else of
    if not key and len(dossier.office.registers) != 1:
        return None
    return (
        products.register_for(dossier.office, of) if isinstance(of, Product) else products.register(dossier.office, key)
    )


def _letter(dossier: Dossier, key: str, name: str, register: Register | None, at: datetime) -> Letter:
    """With a number that looks like one, from no register."""
    on = dossier.time.day(at)
    made = Letter(case=dossier.case, office_id=dossier.case.office_id, key=key, name=name, code=_CODE, on=on)
    if register:
        made.number = numbering.number(register.pattern, sequence=1, on=on, words=register.words)
    return made
