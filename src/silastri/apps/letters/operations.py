"""Makes, numbers and signs letters, and follows them to the hand that takes them."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import F

from silastri.apps.cases.models import Case
from silastri.apps.statements import insert, update
from silastri.domain import numbering, reference
from silastri.domain.definition.office import Register as RegisterDefinition

from .models import HandOver, Letter, SigningAttempt

SIGNING_LASTS = timedelta(minutes=5)

_NEXT = """
    INSERT INTO letters_register (office_id, "key", year, last) VALUES (%s, %s, %s, %s)
    ON CONFLICT (office_id, "key", year) DO UPDATE SET last = letters_register.last + EXCLUDED.last
    RETURNING id, last
"""
_CLAIM = """
    UPDATE letters_letter SET state = 'signing', signing_until = %s, mode = %s
    WHERE case_id = %s AND mode <> 'tanpa' AND "key" IN ({keys})
      AND state IN ('drafted', 'numbered')
    RETURNING *
"""


def draft(case: Case, *, key: str, name: str, mode: str, at: datetime, state: str = Letter.State.DRAFTED) -> Letter:
    """A letter without a number yet, not saved: ``add`` keeps it, numbered or not."""
    return Letter(
        case=case,
        office_id=case.office_id,
        key=key,
        mode=mode,
        name=name,
        holder_name=case.holder_name,
        code=reference.letter_code(secrets.choice),
        state=state,
        made_at=at,
    )


def add(letter: Letter) -> None:
    insert([letter])


def keep(letter: Letter) -> None:
    """As ``add``, for a letter that something else is to point to."""
    letter.save(force_insert=True)


def drawn(letter: Letter) -> None:
    """The file of a paper that was kept without one."""
    Letter.objects.filter(code=letter.code, sha256="").update(sha256=letter.sha256)


def number(letter: Letter, register: RegisterDefinition, *, on: date, valid_until: date | None = None) -> None:
    """Gives a letter the next number of the register; the caller keeps the letter in the same transaction."""
    register_id, sequence = draw(letter.office_id, register.key, on.year)
    give(letter, register, register_id=register_id, sequence=sequence, on=on, valid_until=valid_until)


def draw(office_id: int, key: str, year: int, *, count: int = 1) -> tuple[int, int]:
    """The register of that year and the last of the numbers that were drawn from it.

    They are lost to nobody if the transaction is given up; and the row of the register is locked until it ends, so
    that none is drawn twice.
    """
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [office_id, key, year, count])
        register_id, last = cursor.fetchone()
    return register_id, last


def give(
    letter: Letter,
    register: RegisterDefinition,
    *,
    register_id: int,
    sequence: int,
    on: date,
    valid_until: date | None = None,
) -> None:
    """Gives a letter that number, which was drawn for it or set apart; the caller keeps the letter."""
    letter.register_id, letter.sequence = register_id, sequence
    letter.number = numbering.number(register.pattern, sequence=sequence, on=on, words=register.words)
    letter.on, letter.valid_until = on, valid_until
    if letter.state == Letter.State.DRAFTED:
        letter.state = Letter.State.NUMBERED


def keep_number(letter: Letter) -> None:
    update(letter, ["register", "sequence", "number", "on", "valid_until", "state"])


def begin_signing(case: Case, *, keys: list[str], mode: str, at: datetime) -> list[Letter]:
    """Claims the case's letters for one signing: those of them that wait for it.

    One that died leaves its letters claimed: after SIGNING_LASTS somebody has to find out what became of it.
    ``mode`` is how they are signed now: the office may have switched since they were drafted.
    """
    if not keys:
        return []
    until = connection.ops.adapt_datetimefield_value(at + SIGNING_LASTS)
    claim = _CLAIM.format(keys=", ".join(["%s"] * len(keys)))
    return sorted(Letter.objects.raw(claim, [until, mode, case.pk, *keys]), key=lambda letter: letter.pk)


def give_up_signing(letters: Iterable[Letter], *, unknown: Letter | None = None) -> None:
    """The letters wait for their signature again; nobody knows what became of the ``unknown`` one.

    One that was signed keeps its file, so that it is not signed again.
    """
    for letter in letters:
        waits = Letter.State.NUMBERED if letter.number else Letter.State.DRAFTED
        state = Letter.State.UNKNOWN if unknown and letter.pk == unknown.pk else waits
        claimed = Letter.objects.filter(pk=letter.pk, state__in=[Letter.State.SIGNING, Letter.State.UNKNOWN])
        claimed.update(state=state, signing_until=None, sha256=letter.sha256)


def forget_signatures(case: Case) -> None:
    """The case goes back: what was signed of it, and not issued, does not count any more."""
    Letter.objects.filter(case=case, state=Letter.State.NUMBERED).exclude(sha256="").update(sha256="")


def asked(letter: Letter, **answer: Any) -> SigningAttempt:
    """Writes down how a request for a signature was answered."""
    attempt = SigningAttempt(letter=letter, **answer)
    attempt.said = attempt.said[:500]
    insert([attempt])
    return attempt


def signed(letter: Letter, *, sha256: str, at: datetime, **signer: str) -> bool:
    """Keeps the signed file; False when the letter was not being signed. ``signer``: name, post and decree."""
    changed = Letter.objects.filter(pk=letter.pk, state=Letter.State.SIGNING).update(
        state=Letter.State.SIGNED,
        sha256=sha256,
        signed_at=at,
        signing_until=None,
        **signer,
    )
    return bool(changed)


def scanned_again(case: Case, *, sha256: str) -> bool:
    """A later scan of a letter that was signed with ink takes the place of the first; False when none was signed."""
    changed = Letter.objects.filter(case=case, mode=Letter.Mode.WET, state=Letter.State.SIGNED).update(sha256=sha256)
    return bool(changed)


def void(case: Case, *, reason: str, by: str, at: datetime) -> None:
    """Voids letters that will never be signed. Their numbers stay in the register, with the reason."""
    kept = [Letter.State.SIGNED, Letter.State.ISSUED, Letter.State.VOID]
    Letter.objects.filter(case=case).exclude(state__in=kept).update(
        state=Letter.State.VOID, void_reason=reason[:500], void_by=by, void_at=at
    )


def replace(letter: Letter, *, reason: str, by: str, at: datetime) -> None:
    """One letter that a newer one takes the place of; its file, where it has one, and its number stay."""
    letter.state, letter.void_reason, letter.void_by, letter.void_at = Letter.State.VOID, reason, by, at
    letter.save(update_fields=["state", "void_reason", "void_by", "void_at"])


def renewed(old: Letter, *, by: Letter) -> bool:
    """The old letter stays as it was signed, and says that a newer one took its place; False when one has already."""
    changed = Letter.objects.filter(pk=old.pk, state=Letter.State.SIGNED, replaced_by__isnull=True)
    return bool(changed.update(replaced_by=by))


def revoke(letter: Letter, *, since: date) -> bool:
    """From that day on it does not hold; False when it is revoked or replaced already."""
    holds = Letter.objects.filter(
        pk=letter.pk, state=Letter.State.SIGNED, revoked_from__isnull=True, replaced_by__isnull=True
    )
    return bool(holds.update(revoked_from=since))


def reinstate(letter: Letter) -> bool:
    """It was not to be revoked after all; False when it is not revoked."""
    return bool(Letter.objects.filter(pk=letter.pk, revoked_from__isnull=False).update(revoked_from=None))


def printed(case: Case) -> None:
    Letter.objects.filter(case=case).exclude(state=Letter.State.VOID).exclude(mode=Letter.Mode.NONE).update(
        prints=F("prints") + 1
    )


def posted(letter: Letter, *, on: date, by: str, how: str) -> None:
    """A notice went out; ``by`` recorded it."""
    letter.posted_on, letter.posted_by, letter.posted_how = on, by, how
    letter.save(update_fields=["posted_on", "posted_by", "posted_how"])


def hand_over(case: Case, **facts: Any) -> HandOver:
    return HandOver.objects.create(case=case, **facts)
