"""Gives a letter of a running case the reserved number with which it was signed on paper, in place of a new one."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import QuerySet

from silastri.apps.audit.operations import log
from silastri.apps.cases import queries
from silastri.apps.cases.models import Case
from silastri.apps.letters import blocks
from silastri.apps.letters import queries as letters
from silastri.apps.letters.models import Letter, ReservedNumber
from silastri.domain.act import Act
from silastri.domain.case.workflow import State
from silastri.domain.definition.letter_text import long_date
from silastri.domain.definition.office import Register
from silastri.domain.definition.standard import Product
from silastri.domain.kinds import Kind
from silastri.domain.refusal import NotFit, NotYours
from silastri.journey.case import products
from silastri.journey.case.dossier import Dossier, dossier_of
from silastri.journey.frame.step import STALE, OwnCase, StaleStep

from .registrar import keeps

_UNNUMBERED = (Letter.State.DRAFTED, Letter.State.SIGNED)  # an ink signature may come before the number


@transaction.atomic
def take(act: Act, *, ref: str, turn: int, number: int, key: str = "", on: date | None = None) -> Case:
    """Gives the case's letter that reserved number; the case stays at its step, and later steps keep the number.

    ``number`` is the id of a ReservedNumber; ``key`` names the product if the case makes several; ``on`` is the date on
    the paper, today if not given. For those who keep the registers, and those who may do the present step if it numbers
    or signs. Raises CaseNotFound, StaleStep, OwnCase, NotYours, NotThere, NotFit, AlreadyAccounted.
    """
    dossier = dossier_of(queries.lock(ref, office=act.by.office))
    must_handle(act, dossier, turn)
    letter = give(act, dossier, number=number, key=key, on=on)
    log(act, "take_reserved_number", ref, number=letter.number)
    return dossier.case


def must_handle(act: Act, dossier: Dossier, turn: int) -> None:
    """Checks that the officer may give numbers in this running case now. Raises StaleStep, OwnCase, NotYours."""
    case, step = dossier.case, dossier.step
    if case.state != State.RUNNING or case.turn != turn:
        raise StaleStep(STALE)
    if case.applicant_id == act.by.person:
        raise OwnCase("Anda tidak boleh memproses permohonan Anda sendiri.")
    his = step.kind in (Kind.NUMBER, Kind.SIGN) and bool({step.actor, step.recorder} & set(act.by.posts))
    if not (his or keeps(act)):
        raise NotYours("Nomor surat diurus petugas penomoran dan pengelola kantor.")


def give(act: Act, dossier: Dossier, *, number: int, key: str = "", on: date | None = None) -> Letter:
    """Like ``take``, within a transaction that has locked the case."""
    product = _product(dossier, key)
    letter = letters.letter(dossier.case, product.key) or products.draft(dossier, product, at=act.at)
    if letter.number:
        raise NotFit(f"Surat ini sudah bernomor {letter.number}. Batalkan dulu nomor itu.")
    if letter.state not in _UNNUMBERED:
        raise NotFit("Surat ini sedang ditandatangani. Tunggu sampai selesai.")
    assert act.by.office
    found = blocks.number(act.by.office, number)
    register = products.register_for(dossier.office, product)
    day = on or dossier.time.day(act.at)
    must_suit(found, register, day, today=dossier.time.day(act.at))
    signed = min(act.at, datetime.combine(day, time.max, tzinfo=dossier.time.zone))
    until = products.valid_until(dossier, product, signed)
    blocks.give_to(letter, found, register, on=day, valid_until=until, by=act.by.name, at=act.at)
    return letter


@dataclass(frozen=True)
class Waiting:
    """A letter of the case that has no number yet, and the reserved numbers that it may get."""

    key: str
    name: str
    numbers: list[ReservedNumber]


def waiting(dossier: Dossier, wanted: list[Product]) -> list[Waiting]:
    """The letters of these products that wait for a number."""
    numbered = {letter.key for letter in letters.products(dossier.case) if letter.number}
    return [
        Waiting(product.key, product.name, list(_numbers(dossier, product)))
        for product in wanted
        if product.is_signed and product.key not in numbered
    ]


def _numbers(dossier: Dossier, product: Product) -> QuerySet[ReservedNumber]:
    register = dossier.office.register_of(product.register_key)
    return blocks.open_numbers(dossier.case.office_id, register.key if register else "")


def _product(dossier: Dossier, key: str) -> Product:
    """The product of that key; without a key the only one without a number. Raises NotFit."""
    signed = [product for product in products.all_wanted(dossier) if product.is_signed]
    numbered = {letter.key for letter in letters.products(dossier.case) if letter.number}
    rest = [product for product in signed if product.key not in numbered] if len(signed) > 1 else signed
    found = [product for product in signed if product.key == key] if key else rest
    if len(found) > 1:
        raise NotFit("Permohonan ini membawa beberapa surat. Pilih suratnya.", {"surat": "Pilih salah satu."})
    if not found:
        raise NotFit("Permohonan ini tidak punya surat yang menunggu nomor.")
    return found[0]


def must_suit(number: ReservedNumber, register: Register, on: date, *, today: date) -> None:
    """Checks that a letter of that register and date may bear the number. Raises NotFit, AlreadyAccounted."""
    if number.state != blocks.OPEN:
        raise blocks.AlreadyAccounted(f"Nomor {number.number} sudah dipertanggungjawabkan. Muat ulang halaman.")
    if number.register.key != register.key:
        raise NotFit(f"Nomor ini dari buku nomor '{number.register.key}', surat ini memakai '{register.key}'.")
    if on.year != number.register.year:
        year = number.register.year
        raise NotFit(
            "Tanggal surat tidak sesuai.", {"tanggal": f"Nomor ini dari buku {year}: isi tanggal di tahun {year}."}
        )
    if not number.on <= on <= today:
        between = f"antara {long_date(number.on)} dan {long_date(today)}"
        raise NotFit("Tanggal surat tidak sesuai.", {"tanggal": f"Isi tanggal {between}."})
