"""The numbers that the letters of a case would get now: shown before they are drawn, and not kept for the case."""

from collections.abc import Iterable
from datetime import datetime

from silastri.apps.letters import queries as letters
from silastri.apps.letters.models import Letter
from silastri.domain import numbering
from silastri.domain.refusal import NotFit
from silastri.journey.case import products
from silastri.journey.case.dossier import Dossier


def expected(dossier: Dossier, known: Iterable[Letter], *, at: datetime) -> list[tuple[str, str]]:
    """Each letter without a number: its name and the number. A letter whose register is not in order is left out.

    ``known`` are the letters of the case so far.
    """
    on = dossier.time.day(at)
    numbered = {letter.key for letter in known if letter.number}
    waiting = [product for product in products.to_sign(dossier) if product.key not in numbered]
    last = letters.last_numbers(dossier.case.office_id, on.year) if waiting else {}
    found = []
    for product in waiting:
        try:
            register = products.register_for(dossier.office, product)
        except NotFit:
            continue
        last[register.key] = last.get(register.key, 0) + 1
        number = numbering.number(register.pattern, sequence=last[register.key], on=on, words=register.words)
        found.append((product.name, number))
    return found
