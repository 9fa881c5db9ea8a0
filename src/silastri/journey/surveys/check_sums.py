"""Once a night the sums of answers are compared with the answers themselves, and a day that differs is told.

The index is read from the sums alone, so a wrong one would be published until somebody notices.
"""

import logging
from datetime import date, datetime, timedelta

from django.db import transaction

from silastri.apps.audit.operations import log
from silastri.apps.beats import operations as beats
from silastri.apps.beats import queries as beat_queries
from silastri.apps.catalog import queries as catalog
from silastri.apps.surveys import operations, queries
from silastri.domain.act import Act
from silastri.domain.definition.letter_text import long_date
from silastri.domain.worktime import national_day

_log = logging.getLogger("silastri.surveys")
_AFTER = timedelta(hours=1)  # past midnight in the capital


def check_nightly(act: Act) -> int:
    """Compares where it was not done since one o'clock; how many days differ."""
    last = beat_queries.beats().get(queries.SUMS_CHECK)
    return 0 if last and _night(last.at) >= _night(act.at) else check(act)


def _night(at: datetime) -> date:
    return national_day(at - _AFTER)


def check(act: Act) -> int:
    """Compares all sums with all answers, and notes what was found; how many days differ."""
    found = list(queries.differing_days())
    beats.beat(queries.SUMS_CHECK, act.at)
    if found:
        told = _told(found)
        _log.error("the sums of survey answers differ: %s", told)
        beats.stumble(queries.SUMS_CHECK, act.at, told)
    return len(found)


def _told(found: list[tuple[int, date]]) -> str:
    service, on = found[0]
    name = catalog.by_id(service).slug
    return f"jumlah jawaban {len(found)} hari tidak cocok, mulai {name} pada {long_date(on)}."


def mend(act: Act) -> int:
    """Counts anew from the answers every day that differs, in the office of the act or in all; how many there were."""
    found = list(queries.differing_days(act.by.office))
    for service, on in found:
        with transaction.atomic():
            operations.recount(office_id=catalog.by_id(service).office_id, service_id=service, on=on)
            log(act, "recount_answers", f"{catalog.by_id(service).slug} {on}")
    check(act)
    return len(found)
