"""Accounts for reserved numbers after an outage: which letter on paper bears each of them, or why none does."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from silastri.adapters.intake.port import NotAccepted, Paper
from silastri.apps.audit.operations import log
from silastri.apps.catalog import queries as catalog
from silastri.apps.letters import blocks
from silastri.apps.letters.models import ReservedNumber
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain import numbering
from silastri.domain.act import Act
from silastri.domain.definition.standard import Product
from silastri.domain.refusal import NotFit
from silastri.journey.case import handed_in, products

from .registrar import must_keep
from .use_reserved import must_suit


@dataclass(frozen=True)
class OnPaper:
    """A letter written and signed on paper. ``kind`` is the key of one of ``kinds``; without it ``name`` says which
    letter it is."""

    holder: str
    on: date
    signer: str
    kind: str = ""
    name: str = ""


@dataclass(frozen=True)
class PaperKind:
    """A letter that a service of the office makes."""

    key: str
    name: str
    service: int
    product: Product


def kinds(office: Office, register_key: str, on: date) -> list[PaperKind]:
    """The letters that are numbered from that register by the standards in force on that day."""
    return [
        PaperKind(f"{version.service.slug}/{product.key}", product.name, version.service_id, product)
        for version in catalog.in_force(office.pk, on)
        for product in catalog.definition(version.pk).standard.products
        if product.is_signed and _register_key(office, product) == register_key
    ]


def _register_key(office: Office, product: Product) -> str:
    found = offices.definition(office).register_of(product.register_key)
    return found.key if found else ""


def used_on_paper(
    act: Act, *, number: int, paper: OnPaper, scan: bytes = b"", scan_name: str = "pindaian.pdf"
) -> ReservedNumber:
    """Raises NotYours, NotThere, NotFit, NotAccepted, AlreadyAccounted."""
    tidy = _tidy(act, scan)
    with transaction.atomic():
        office = must_keep(act)
        found = blocks.number(office.pk, number)
        kind = _kind(office, found, paper)
        _must_be_told(paper, kind)
        definition, today = offices.definition(office), offices.today(office, act.at)
        key = found.register.key
        register = products.register_for(definition, kind.product) if kind else products.register(definition, key)
        must_suit(found, register, paper.on, today=today)
        file = handed_in.keep(tidy, name=scan_name, at=act.at) if tidy else None
        full = numbering.number(register.pattern, sequence=found.sequence, on=paper.on, words=register.words)
        blocks.account(
            found, state=ReservedNumber.State.PAPER, by=act.by.name, at=act.at, number=full, on=paper.on,
            name=(kind.name if kind else paper.name.strip())[:300], holder_name=paper.holder.strip()[:300],
            signer_name=paper.signer.strip()[:120], service_id=kind.service if kind else None, file=file,
        )  # fmt: skip
        log(act, "account_for_number", full, used="paper")
        return blocks.number(office.pk, number)


def _tidy(act: Act, scan: bytes) -> Paper | None:
    try:
        return handed_in.tidy(act, scan) if scan else None
    except NotAccepted as refused:
        raise NotAccepted(str(refused), {"pindaian": str(refused)}) from None


def _kind(office: Office, number: ReservedNumber, paper: OnPaper) -> PaperKind | None:
    if not paper.kind:
        return None
    found = next((kind for kind in kinds(office, number.register.key, paper.on) if kind.key == paper.kind), None)
    if found is None:
        raise NotFit("Jenis surat tidak dikenal.", {"jenis": "Pilih jenis surat yang ada."})
    return found


def _must_be_told(paper: OnPaper, kind: PaperKind | None) -> None:
    errors = {}
    if not kind and not paper.name.strip():
        errors["nama_surat"] = "Pilih jenis surat, atau tulis namanya."
    if not paper.holder.strip():
        errors["pemegang"] = "Isi untuk siapa surat itu."
    if not paper.signer.strip():
        errors["penanda_tangan"] = "Isi siapa yang menandatangani."
    if errors:
        raise NotFit("Keterangan surat belum lengkap.", errors)


@transaction.atomic
def void(act: Act, *, number: int, reason: str) -> ReservedNumber:
    """Records that no letter bears the number. Raises NotYours, NotThere, NotFit, AlreadyAccounted."""
    office = must_keep(act)
    return _void(act, office, blocks.number(office.pk, number), reason)


@transaction.atomic
def void_rest(act: Act, *, block: int, reason: str) -> int:
    """Voids all numbers of the block that are left, and returns how many. Raises NotYours, NotThere, NotFit,
    AlreadyAccounted."""
    office = must_keep(act)
    rest = list(blocks.block(office.pk, block).numbers.filter(state=blocks.OPEN).order_by("sequence"))
    for number in rest:
        _void(act, office, number, reason)
    return len(rest)


def _void(act: Act, office: Office, number: ReservedNumber, reason: str) -> ReservedNumber:
    if not reason.strip():
        raise NotFit("Alasan belum diisi.", {"alasan": "Tulis mengapa nomor ini tidak dipakai."})
    state = ReservedNumber.State.VOID
    blocks.account(number, state=state, by=act.by.name, at=act.at, reason=reason.strip()[:500])
    log(act, "account_for_number", number.number, used="void")
    return blocks.number(office.pk, number.pk)
