"""The writer of a report follows it by its code, and adds to it. Nobody has to say who he is."""

import re

from django.db import transaction

from silastri.apps.bribes import operations, queries
from silastri.apps.bribes.models import BribeReport
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act
from silastri.domain.reference import ALPHABET
from silastri.domain.refusal import NotFit, NotThere

from .send import LONGEST, tell_readers

_LOOKALIKE = str.maketrans("ILO", "110")


class NoSuchCode(NotThere):
    """No report has this code."""


def report_of(typed: str) -> BribeReport:
    """Raises NoSuchCode."""
    code = re.sub(r"[\s-]", "", typed[:60]).upper().translate(_LOOKALIKE)
    found = queries.by_code(code) if len(code) == 16 and not set(code) - set(ALPHABET) else None
    if found is None:
        raise NoSuchCode("Kode ini tidak ditemukan. Periksa lagi huruf dan angkanya.")
    return found


@transaction.atomic
def add(act: Act, *, typed: str, text: str) -> BribeReport:
    """Adds what the writer has to say; what he sent a moment ago, and sends again, is there already. Raises NoSuchCode
    and NotFit."""
    report = operations.held(report_of(typed).pk)
    text = text.strip()
    if not text or len(text) > LONGEST:
        wrong = f"Tulis yang ingin Anda tambahkan, paling banyak {LONGEST} huruf."
        raise NotFit(wrong, {"pesan": wrong})
    said = queries.notes(report, for_writer=False)
    if not (said and said[-1].by_id is None and said[-1].text == text):
        operations.say(report, text, on=offices.today(report.about, act.at))
        tell_readers(report.reader, act.at)
    return report
