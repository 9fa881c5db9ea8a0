"""Voids the number of an unsigned letter and gives it another, after a slip or when a letter on paper used it first."""

from datetime import date

from django.db import transaction

from silastri.apps.audit.operations import log
from silastri.apps.cases import queries
from silastri.apps.cases.models import Case
from silastri.apps.letters import operations as letters
from silastri.apps.letters import queries as letter_queries
from silastri.apps.letters.models import Letter
from silastri.domain.act import Act
from silastri.domain.refusal import MovedOn, NotFit, NotThere
from silastri.journey.case import products
from silastri.journey.case.dossier import dossier_of

from . import use_reserved


class AlreadySigned(MovedOn):
    """A letter that is signed, or being signed, keeps its number; it can only be revoked."""


@transaction.atomic
def renumber(
    act: Act, *, ref: str, turn: int, key: str, reason: str, reserved: int | None = None, on: date | None = None
) -> Case:
    """Gives the letter the reserved number, or the next one. The old number stays in the register with the reason.

    Raises CaseNotFound, StaleStep, OwnCase, NotYours, NotThere, NotFit, AlreadySigned, AlreadyAccounted.
    """
    dossier = dossier_of(queries.lock(ref, office=act.by.office))
    use_reserved.must_handle(act, dossier, turn)
    old = letter_queries.letter(dossier.case, key)
    if old is None or not old.number or old.mode == Letter.Mode.NONE:
        raise NotThere("Surat bernomor ini tidak ada pada permohonan ini.")
    if old.state != Letter.State.NUMBERED:
        raise AlreadySigned("Surat ini sudah atau sedang ditandatangani, jadi nomornya tetap.")
    if not reason.strip():
        raise NotFit("Alasan belum diisi.", {"alasan": "Tulis mengapa nomor ini dibatalkan."})
    letters.replace(old, reason=reason.strip()[:500], by=act.by.name, at=act.at)
    if reserved is not None:
        use_reserved.give(act, dossier, number=reserved, key=key, on=on)
    else:
        products.number_one(dossier, key, at=act.at)
    log(act, "void_number", old.number, case=ref)
    return dossier.case
