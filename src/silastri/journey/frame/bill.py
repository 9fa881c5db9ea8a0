"""The bill of a case that reaches a payment: assessed by the tariff, numbered, with its last day, drawn as SKRD."""

from dataclasses import asdict
from datetime import datetime
from functools import partial

from silastri.apps.letters import operations as letters
from silastri.apps.letters import queries as letter_queries
from silastri.apps.letters.models import Letter
from silastri.apps.payments import operations as payments
from silastri.apps.payments import queries
from silastri.apps.payments.models import Bill
from silastri.domain import worktime
from silastri.domain.act import Act
from silastri.domain.case import fees, keys
from silastri.journey.case import products
from silastri.journey.case.dossier import Dossier
from silastri.journey.papers import bill as papers
from silastri.journey.papers.drawn_after import draw_after


def issue(act: Act, dossier: Dossier) -> Bill:
    """The bill of the case. An open or paid one for the same amount is kept; for another amount it is replaced.

    Raises FeeFailed, ConditionFailed, NotFit when the office has no register for it.
    """
    fee = dossier.definition.standard.fee
    lines = fees.assess(fee, dossier.work_out_facts())
    before = queries.of_case(dossier.case)
    if before is not None:
        if before.amount == fees.total(lines):
            return before
        payments.void(dossier.case)
        if letter := letter_queries.letter(dossier.case, keys.BILL):
            letters.replace(letter, reason="Diganti ketetapan baru.", by=act.by.name, at=act.at)
    letter = _letter(dossier, act.at)
    issued = payments.issue(
        dossier.case,
        amount=fees.total(lines),
        lines=[asdict(line) for line in lines],
        legal_basis=fee.legal_basis,
        number=letter.number,
        due_on=dossier.time.day(worktime.due(dossier.time, act.at, fee.due_in).at),
        at=act.at,
    )
    letters.add(letter)
    draw_after(letter, partial(papers.bill, dossier, issued, at=act.at))
    return issued


def _letter(dossier: Dossier, at: datetime) -> Letter:
    """The SKRD among the letters of the case, numbered where the office has a register for it."""
    name = "Surat Ketetapan Retribusi Daerah"
    letter = letters.draft(dossier.case, key=keys.BILL, name=name, mode="tanpa", at=at, state=Letter.State.ISSUED)
    if key := dossier.definition.standard.fee.register_key:
        letters.number(letter, products.register(dossier.office, key), on=dossier.time.day(at))
    return letter
