"""Puts the service's verdict about a signed file into the words of the port."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from silastri.adapters.signing.port import REASON, Finding, Level, Stamp, Verdict


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature that the service found. ``at`` is None if the service does not give the time zone."""

    signer: str
    at: datetime | None
    stamp: Stamp | None
    reason: str
    is_intact: bool
    format: str = ""
    is_lasting: bool = False  # LTV: proof of the certificates is in the file


def of(found: list[Signature], *, is_valid: bool, description: str) -> Verdict:
    """The verdict, by the first signature, since our letters have one; but every signature must be valid."""
    if not found:
        return Verdict(Finding.UNKNOWN, "Menurut BSrE berkas ini tidak bertanda tangan elektronik.")
    first = found[0]
    return Verdict(
        _finding(found, is_valid=is_valid),
        f"Menurut BSrE: {description.rstrip('.') or 'tanpa penjelasan'}.{_form(first)}",
        signer=first.signer,
        signed_at=first.stamp.at if first.stamp else first.at,
        stamp=first.stamp,
        level=_LEVELS.get(first.format),
        number=number(first.reason),
    )


_LEVELS = {f"PAdES-BASELINE-{level.removeprefix('B-')}": level for level in Level}


def _finding(found: list[Signature], *, is_valid: bool) -> Finding:
    if not all(one.is_intact for one in found):
        return Finding.CHANGED
    return Finding.GENUINE if is_valid else Finding.UNKNOWN


def _form(one: Signature) -> str:
    if not one.format:
        return ""
    return f" Bentuk tanda tangan {one.format}{', dengan LTV' if one.is_lasting else ', tanpa LTV'}."


def number(reason: str) -> str:
    """The letter's number, where the reason of a signature is ours."""
    return reason.removeprefix(REASON) if reason.startswith(REASON) else ""


def moment(said: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(said or ""))
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else None


def objects(said: object) -> list[dict[str, Any]]:
    return [one for one in said if isinstance(one, dict)] if isinstance(said, list) else []


def inner(one: dict[str, Any], name: str) -> dict[str, Any]:
    found = one.get(name)
    return found if isinstance(found, dict) else {}
