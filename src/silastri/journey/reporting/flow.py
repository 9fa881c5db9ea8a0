"""The way of every report: drafted by the system, remarked on by who prepares it, checked, and then with the head."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db import transaction

from silastri.apps.audit.operations import log
from silastri.apps.signed_report import OPEN, SignedReport, State
from silastri.domain.act import Act
from silastri.domain.refusal import MovedOn, NotFit, NotYours

LONGEST, LONGEST_REASON = 4000, 500
R = TypeVar("R", bound=SignedReport)


class NotNow(MovedOn):
    """The report is in another state, or was changed since it was seen."""


class NotTheirs(NotYours):
    """Another post does this."""


@dataclass(frozen=True)
class Flow(Generic[R]):
    """What is particular to one kind of report. ``what`` names it in the log; ``find`` raises what the kind raises
    where the report is not there or not for this person, and locks it when told to."""

    what: str
    find: Callable[[Act, int, bool], R]
    name: Callable[[R], str]
    prepares: Callable[[Act, R], bool]
    checker: Callable[[R], str]
    approver: Callable[[R], str]
    count: Callable[[Act, R], dict[str, Any]]
    not_preparer: str  # the sentence for who may not prepare it

    def may_write(self, act: Act, found: R) -> bool:
        return found.state in OPEN and self.prepares(act, found)

    def may_check(self, act: Act, found: R) -> bool:
        return found.state == State.DRAFTED and self.checker(found) in act.by.posts

    def may_sign(self, act: Act, found: R) -> bool:
        return found.state == State.CHECKED and self.approver(found) in act.by.posts

    @transaction.atomic
    def write(self, act: Act, pk: int, remarks: str) -> R:
        """Keeps the remarks; a report that was sent back is repaired by them. The figures are counted again. Raises
        NotTheirs, NotNow, NotFit."""
        found = self.find(act, pk, True)
        if not self.prepares(act, found):
            raise NotTheirs(self.not_preparer)
        _must_be(found, *OPEN)
        remarks = remarks.strip()
        if len(remarks) > LONGEST:
            raise NotFit("Terlalu panjang.", {"catatan": f"Paling banyak {LONGEST} huruf."})
        if found.state == State.SENT_BACK and remarks == found.remarks and not remarks:
            raise NotFit("Tulis yang diperbaiki.", {"catatan": "Tulis yang diperbaiki."})
        found.remarks, found.state = remarks, State.DRAFTED
        found.figures = self.count(act, found)
        found.save(update_fields=["remarks", "state", "figures"])
        self._log(act, "write", found)
        return found

    @transaction.atomic
    def send_back(self, act: Act, pk: int, why: str, seen: str) -> R:
        """By who checks it, or by who would sign it. Raises NotTheirs, NotNow, NotFit."""
        found = self.find(act, pk, True)
        _must_be(found, State.DRAFTED, State.CHECKED)
        if not (self.may_check(act, found) or self.may_sign(act, found)):
            raise NotTheirs("Laporan dikembalikan jabatan yang memeriksa atau menandatanganinya.")
        _must_be_seen(found, seen)
        why = why.strip()
        if not why or len(why) > LONGEST_REASON:
            wrong = f"Tulis yang perlu diperbaiki, paling banyak {LONGEST_REASON} huruf."
            raise NotFit(wrong, {"alasan": wrong})
        found.why, found.state, found.checked_by, found.checked_at = why, State.SENT_BACK, None, None
        found.save(update_fields=["why", "state", "checked_by", "checked_at"])
        self._log(act, "send_back", found)
        return found

    @transaction.atomic
    def check(self, act: Act, pk: int, seen: str) -> R:
        """Approves it: from here on its figures and remarks stay as they are. Raises NotTheirs, NotNow."""
        found = self.find(act, pk, True)
        if self.checker(found) not in act.by.posts:
            raise NotTheirs("Laporan ini diperiksa jabatan lain.")
        _must_be(found, State.DRAFTED)
        _must_be_seen(found, seen)
        found.state, found.checked_by_id, found.checked_at, found.why = State.CHECKED, act.by.person, act.at, ""
        found.save(update_fields=["state", "checked_by", "checked_at", "why"])
        self._log(act, "check", found)
        return found

    def to_sign(self, act: Act, pk: int, seen: str, *, lock: bool = False) -> R:
        """The report, as its signer saw it. Raises NotTheirs, NotNow."""
        found = self.find(act, pk, lock)
        if self.approver(found) not in act.by.posts:
            raise NotTheirs("Laporan ini ditandatangani jabatan lain.")
        _must_be(found, State.CHECKED)
        _must_be_seen(found, seen)
        return found

    def signed(self, act: Act, found: R, sha256: str, at: datetime) -> None:
        """Notes the signature; in the transaction that holds the report."""
        found.sha256, found.state, found.signed_by_id, found.signed_at = sha256, State.SIGNED, act.by.person, at
        found.save(update_fields=["sha256", "state", "signed_by", "signed_at"])
        self._log(act, "sign", found)

    def _log(self, act: Act, did: str, found: R) -> None:
        log(act, f"{did}_{self.what}", self.name(found))


def mark(found: SignedReport) -> str:
    """Changes with whatever is read in the report: who checks or signs it does so with what he saw."""
    read = json.dumps([found.figures, found.remarks, found.state], sort_keys=True)
    return hashlib.sha256(read.encode()).hexdigest()[:16]


def _must_be(found: SignedReport, *states: str) -> None:
    if found.state not in states:
        raise NotNow(f"Laporan ini sekarang: {found.get_state_display().lower()}. Muat ulang halamannya.")


def _must_be_seen(found: SignedReport, seen: str) -> None:
    if seen != mark(found):
        raise NotNow("Laporan ini berubah sejak Anda membacanya. Baca lagi.")
