"""Reserves numbers for an outage: letters are then written on paper with numbers that no other letter gets."""

from django.db import transaction

from silastri.apps.audit.operations import log
from silastri.apps.letters import blocks
from silastri.apps.letters.models import Block
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act
from silastri.domain.refusal import NotFit

from .registrar import must_keep

MOST = 100  # numbers at once; an office that needs more reserves again


@transaction.atomic
def reserve_numbers(act: Act, *, register: str, count: int, reason: str) -> Block:
    """Reserves the next ``count`` numbers of the register in the office's present year. Raises NotYours, NotFit."""
    office = must_keep(act)
    found = offices.definition(office).register(register)
    if found is None:
        raise NotFit("Buku nomor ini tidak ada.", {"buku": "Pilih buku nomor yang ada."})
    if not 1 <= count <= MOST:
        raise NotFit("Jumlah nomor tidak benar.", {"jumlah": f"Isi antara 1 dan {MOST}."})
    if not reason.strip():
        raise NotFit("Alasan belum diisi.", {"alasan": "Tulis mengapa nomor dicadangkan."})
    on = offices.today(office, act.at)
    assert act.by.person
    block = blocks.reserve(
        office.pk, found, count=count, on=on, reason=reason.strip()[:500], by=act.by.person, at=act.at
    )
    log(act, "reserve_numbers", f"{register}/{on.year}/{block.first}-{block.last}")
    return block
