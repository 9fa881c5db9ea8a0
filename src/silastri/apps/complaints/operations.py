"""Enters complaints in the book of their office. Each function needs the transaction of the act that calls it."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Max

from silastri.apps.accounts.keys import index_of
from silastri.apps.documents.models import StoredFile
from silastri.apps.offices.models import Office
from silastri.apps.statements.made import insert
from silastri.domain import reference

from .models import Complaint, ComplaintFile, Handling

CODE = "ADU"  # before the code of a complaint, where that of a case has its office


def digest_of(text: str) -> str:
    """The keyed digest of a text, by which the same one is known again however it is spaced or capitalised."""
    return index_of("pengaduan " + " ".join(text.lower().split()))


def hold_book(office: Office) -> None:
    """From here to the end of the transaction nobody else enters a complaint in the office's book."""
    Office.objects.select_for_update(no_key=True).only("pk").get(pk=office.pk)


def enter(office: Office, year: int, files: Iterable[StoredFile] = (), **values: Any) -> Complaint:
    """A complaint under the next number of the office's book of that year. The book must be held: then numbers have
    neither gaps nor doubles."""
    last = Complaint.objects.filter(office=office, year=year).aggregate(last=Max("serial"))["last"] or 0
    found: Complaint = Complaint.objects.create(
        office=office,
        at_office=office,
        year=year,
        serial=last + 1,
        code=reference.registration(CODE, secrets.choice),
        digest=digest_of(values["text"]),
        **values,
    )
    attach(found, files)
    return found


def attach(found: Complaint, files: Iterable[StoredFile]) -> None:
    """What the complainant hands in with it, or later."""
    if rows := [ComplaintFile(complaint=found, file=file) for file in files]:
        insert(rows)


def say(found: Complaint, what: Handling.What, *, at: datetime, text: str = "", file: StoredFile | None = None) -> None:
    """A row of what the complainant did. It names nobody, whoever complains."""
    insert([Handling(complaint=found, what=what, at=at, by_complainant=True, text=text or None, file=file)])
