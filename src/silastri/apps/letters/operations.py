"""Makes, numbers and signs letters, and records who takes them."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import F

from silastri.apps.cases.models import Case
from silastri.apps.statements.made import insert, update
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
    """A letter without a number, not saved yet: ``add`` saves it, numbered or not."""
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
    """Like ``add``, for a letter to which another row is to point."""
    letter.save(force_insert=True)


def drawn(letter: Letter) -> None:
    """The file of a paper that was kept without one."""
    Letter.objects.filter(code=letter.code, sha256="").update(sha256=letter.sha256)


def number(letter: Letter, register: RegisterDefinition, *, on: date, valid_until: date | None = None) -> None:
    """Gives a letter the next number of the register; the caller saves the letter in the same transaction."""
    register_id, sequence = draw(letter.office_id, register.key, on.year)
    give(letter, register, register_id=register_id, sequence=sequence, on=on, valid_until=valid_until)


def draw(office_id: int, key: str, year: int, *, count: int = 1) -> tuple[int, int]:
    """The register of that year and the last of the numbers drawn from it.

    If the transaction is rolled back, the numbers are not used up. The register's row is locked until it ends, so that
    no number is drawn twice.
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
    """Gives a letter a number that was drawn or reserved for it; the caller saves the letter."""
    letter.register_id, letter.sequence = register_id, sequence
    letter.number = numbering.number(register.pattern, sequence=sequence, on=on, words=register.words)
    letter.on, letter.valid_until = on, valid_until
    if letter.state == Letter.State.DRAFTED:
        letter.state = Letter.State.NUMBERED


def keep_number(letter: Letter) -> None:
    update(letter, ["register", "sequence", "number", "on", "valid_until", "state"])


def begin_signing(case: Case, *, keys: list[str], mode: str, at: datetime) -> list[Letter]:
    """Claims the letters of the case that wait for a signature, for one signing.

    If the signing dies, they stay claimed: after SIGNING_LASTS somebody has to find out what became of it. ``mode`` is
    how they are signed now: the office may have switched since they were drafted.
    """
    if not keys:
        return []
    until = connection.ops.adapt_datetimefield_value(at + SIGNING_LASTS)
    claim = _CLAIM.format(keys=", ".join(["%s"] * len(keys)))
    return sorted(Letter.objects.raw(claim, [until, mode, case.pk, *keys]), key=lambda letter: letter.pk)


def give_up_signing(letters: Iterable[Letter], *, unknown: Letter | None = None) -> None:
    """The letters wait for a signature again, except the ``unknown`` one, which may be signed.

    A letter that was signed keeps its file, so that it is not signed again.
    """
    for letter in letters:
        waits = Letter.State.NUMBERED if letter.number else Letter.State.DRAFTED
        state = Letter.State.UNKNOWN if unknown and letter.pk == unknown.pk else waits
        claimed = Letter.objects.filter(pk=letter.pk, state__in=[Letter.State.SIGNING, Letter.State.UNKNOWN])
        claimed.update(state=state, signing_until=None, sha256=letter.sha256)


def forget_signatures(case: Case) -> None:
    """The case goes back, so signed letters that were not issued count as unsigned."""
    Letter.objects.filter(case=case, state=Letter.State.NUMBERED).exclude(sha256="").update(sha256="")


def asked(letter: Letter, **answer: Any) -> SigningAttempt:
    """Records the answer to a request for a signature."""
    attempt = SigningAttempt(letter=letter, **answer)
    attempt.said = attempt.said[:500]
    insert([attempt])
    return attempt


def signed(letter: Letter, *, sha256: str, at: datetime, **signer: str) -> bool:
    """Stores the signed file; False when the letter was not being signed. ``signer``: name, post and decree."""
    changed = Letter.objects.filter(pk=letter.pk, state=Letter.State.SIGNING).update(
        state=Letter.State.SIGNED,
        sha256=sha256,
        signed_at=at,
        signing_until=None,
        **signer,
    )
    return bool(changed)


def scanned_again(case: Case, *, sha256: str) -> bool:
    """Replaces the scan of a letter signed with ink by a later one; False when the letter was not signed."""
    changed = Letter.objects.filter(case=case, mode=Letter.Mode.WET, state=Letter.State.SIGNED).update(sha256=sha256)
    return bool(changed)


def void(case: Case, *, reason: str, by: str, at: datetime) -> None:
    """Voids letters that will never be signed. Their numbers stay in the register, with the reason."""
    kept = [Letter.State.SIGNED, Letter.State.ISSUED, Letter.State.VOID]
    Letter.objects.filter(case=case).exclude(state__in=kept).update(
        state=Letter.State.VOID, void_reason=reason[:500], void_by=by, void_at=at
    )


def replace(letter: Letter, *, reason: str, by: str, at: datetime) -> None:
    """Marks a letter as replaced by a newer one. It keeps its file, if it has one, and its number."""
    letter.state, letter.void_reason, letter.void_by, letter.void_at = Letter.State.VOID, reason, by, at
    letter.save(update_fields=["state", "void_reason", "void_by", "void_at"])


def renewed(old: Letter, *, by: Letter) -> bool:
    """Records that a newer letter took its place; False when one did before. The old letter stays as it was signed."""
    changed = Letter.objects.filter(pk=old.pk, state=Letter.State.SIGNED, replaced_by__isnull=True)
    return bool(changed.update(replaced_by=by))


def revoke(letter: Letter, *, since: date) -> bool:
    """The letter is not in force from that day on; False when it was revoked or replaced before."""
    holds = Letter.objects.filter(
        pk=letter.pk, state=Letter.State.SIGNED, revoked_from__isnull=True, replaced_by__isnull=True
    )
    return bool(holds.update(revoked_from=since))


def reinstate(letter: Letter) -> bool:
    """Takes the revocation back; False when the letter is not revoked."""
    return bool(Letter.objects.filter(pk=letter.pk, revoked_from__isnull=False).update(revoked_from=None))


def printed(case: Case) -> None:
    Letter.objects.filter(case=case).exclude(state=Letter.State.VOID).exclude(mode=Letter.Mode.NONE).update(
        prints=F("prints") + 1
    )


def hand_over(case: Case, **facts: Any) -> HandOver:
    return HandOver.objects.create(case=case, **facts)
