"""Blocks of numbers reserved for an outage: reserved together, and accounted for one by one."""

from datetime import date, datetime
from typing import Any

from django.db.models import Case, Count, Q, QuerySet, When

from silastri.apps.statements.made import Figures, counted
from silastri.domain import numbering
from silastri.domain.definition.office import Register as RegisterDefinition
from silastri.domain.refusal import MovedOn, NotThere

from .models import Block, Letter, ReservedNumber
from .operations import draw, give

OPEN = ReservedNumber.State.OPEN


class AlreadyAccounted(MovedOn):
    """It was recorded before what became of the number."""


def reserve(
    office_id: int, register: RegisterDefinition, *, count: int, on: date, reason: str, by: int, at: datetime
) -> Block:
    """Reserves the next ``count`` numbers of the register."""
    register_id, last = draw(office_id, register.key, on.year, count=count)
    block = Block.objects.create(
        office_id=office_id, register_id=register_id, first=last - count + 1, last=last, reason=reason, by_id=by, at=at
    )
    ReservedNumber.objects.bulk_create(
        ReservedNumber(
            block=block,
            register_id=register_id,
            sequence=sequence,
            number=numbering.outline(register.pattern, sequence=sequence, year=on.year, words=register.words),
            on=on,
        )
        for sequence in range(block.first, block.last + 1)
    )
    return block


def account(reserved: ReservedNumber, *, state: str, by: str, at: datetime, **facts: Any) -> None:
    """Records what became of a number. Raises AlreadyAccounted; when two do it at once, one of them is refused."""
    told = {"state": state, "accounted_by": by, "accounted_at": at} | facts
    if not ReservedNumber.objects.filter(pk=reserved.pk, state=OPEN).update(**told):
        raise AlreadyAccounted(f"Nomor {reserved.number} sudah dipertanggungjawabkan. Muat ulang halaman.")


def give_to(
    letter: Letter,
    number: ReservedNumber,
    register: RegisterDefinition,
    *,
    on: date,
    valid_until: date | None,
    by: str,
    at: datetime,
) -> None:
    """Gives a letter without a number the reserved one. Raises AlreadyAccounted."""
    give(letter, register, register_id=number.register_id, sequence=number.sequence, on=on, valid_until=valid_until)
    letter.save()
    account(number, state=ReservedNumber.State.TAKEN, by=by, at=at, letter=letter, number=letter.number, on=on)


def of_office(office_id: int) -> QuerySet[Block]:
    """The blocks of the office: first those not fully accounted for, then the others, the newest first."""
    still = Count("numbers", filter=Q(numbers__state=OPEN))
    closed = Case(When(still_open=0, then=1), default=0)
    found = Block.objects.filter(office_id=office_id).select_related("register", "by").annotate(still_open=still)
    return found.order_by(closed, "-at", "-pk")


def open_count(office_id: int) -> int:
    """How many reserved numbers of the office are not accounted for."""
    return int(_open_count(office_id)[0])


_open_count = Figures(lambda office: counted(ReservedNumber.objects.filter(block__office_id=office, state=OPEN)))


def block(office_id: int, pk: int) -> Block:
    """Raises NotThere."""
    found = of_office(office_id).filter(pk=pk).first()
    if found is None:
        raise NotThere("Nomor cadangan ini tidak ada.")
    return found


def numbers(block: Block) -> QuerySet[ReservedNumber]:
    """The numbers of the block in their order, with the letters that bear them."""
    found = ReservedNumber.objects.filter(block=block).select_related("letter__case", "file").order_by("sequence")
    return found.defer("letter__case__answers", "letter__case__notes")


def number(office_id: int, pk: int) -> ReservedNumber:
    """Raises NotThere."""
    found = ReservedNumber.objects.filter(block__office_id=office_id, pk=pk)
    one = found.select_related("block", "register", "file").first()
    if one is None:
        raise NotThere("Nomor cadangan ini tidak ada.")
    return one


def open_numbers(office_id: int, register_key: str) -> QuerySet[ReservedNumber]:
    """The numbers of a register that may still be used, the oldest first."""
    found = ReservedNumber.objects.filter(block__office_id=office_id, register__key=register_key, state=OPEN)
    return found.order_by("register__year", "sequence")
