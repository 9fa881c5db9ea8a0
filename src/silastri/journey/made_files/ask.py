"""Asks for a file that is made in the background."""

from typing import Any

from django.db import transaction

from silastri.apps.audit.operations import log
from silastri.apps.made_files import operations, queries
from silastri.apps.made_files.models import MadeFile
from silastri.domain.act import Act
from silastri.domain.refusal import NotFit

MOST = 5  # that one officer may wait for


class TooMany(NotFit):
    """The officer waits for enough files already."""


@transaction.atomic
def ask(act: Act, what: str, *, title: str, name: str, asked: dict[str, Any], total: int = 0) -> MadeFile:
    """One that is asked for again while it is awaited is the same. Raises TooMany."""
    assert act.by.person
    assert act.by.office
    awaited = queries.of_person(act.by.office, act.by.person).filter(state__in=queries.AWAITED)
    for one in awaited.filter(what=what, name=name).defer(None):
        if one.asked == asked:
            return one
    if len(awaited) >= MOST:
        raise TooMany(f"Anda masih menunggu {MOST} berkas. Tunggu sampai ada yang selesai, lalu minta lagi.")
    given = {"what": what, "title": title[:200], "name": name[:120], "asked": asked, "total": total}
    made = operations.add(office_id=act.by.office, by_id=act.by.person, at=act.at, **given)
    log(act, "ask_made_file", name, rows=total)
    return made
