"""The page of the signing session: what waits, what was read of it, and one letter to read."""

from collections.abc import Sequence
from typing import Any, Protocol

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from silastri.apps.cases import concerned as concerned_by
from silastri.apps.letters import queries as letters
from silastri.apps.offices import queries as offices
from silastri.domain.refusal import Refusal
from silastri.journey.signing import ready
from silastri.journey.signing.reading import reading
from silastri.journey.signing.ready import Ready
from silastri.web.guard import DeskRequest

from . import turn_back
from .turn_back import TurnBackForm

_READ = "surat_dibaca"  # the session's key for the letters that its signer has read, with the turn of each


class Result(Protocol):
    """What became of one letter."""

    @property
    def refusal(self) -> Refusal | None: ...

    @property
    def status(self) -> int: ...


def page(
    request: DeskRequest,
    chosen: str = "",
    *,
    begins: bool = False,
    form: TurnBackForm | None = None,
    results: Sequence[Result] = (),
    left: int = 0,
) -> HttpResponse:
    """Either one letter to read, with its one button below (a desk has the list beside it), or the list of what waits
    with one passphrase and one button for all that were read. A session that ``begins`` opens the first that is not
    read."""
    waiting = ready.ready(request.act)
    office, read = request.desk.office, read_of(request, waiting)
    unread = [one for one in waiting if one.can_be_picked and mark_of(one) not in read]
    chosen = chosen or (unread[0].case.ref if begins and unread else "")
    context: dict[str, Any] = {
        "waiting": [(one, mark_of(one), mark_of(one) in read) for one in waiting],
        "read": len(read),
        "unread": len(unread),
        "most": ready.MOST,
        "results": results,
        "refused": any(result.refusal for result in results),
        "left": left,
        "away_since": letters.signer_away_since(office.pk, request.act.at),
        "when_away": offices.definition(office).when_away,
        "one": reverse("sign_one"),
        "now": request.act.at,
        **_shown(request, waiting, chosen, unread, form),
    }
    status = results[-1].status if results else 422 if form and form.errors else 200
    return render(request, "officer/letters/signing.html", context, status=status)


def _shown(
    request: DeskRequest, waiting: list[Ready], chosen: str, unread: list[Ready], form: TurnBackForm | None
) -> dict[str, Any]:
    """The letter that is read."""
    shown = next((one for one in waiting if one.case.ref == chosen), None)
    if shown is None:
        return {"shown": None}
    request.concerned = concerned_by.by_ref(shown.case.ref, office=request.desk.office.pk)  # type: ignore[attr-defined]
    at = waiting.index(shown)
    others = [one for one in unread if one is not shown]
    return {
        "shown": shown,
        "shown_mark": mark_of(shown),
        "is_unread": shown in unread,
        "place": at + 1,
        "reading": reading(request.act, shown),
        "form": form or turn_back.form_of(shown.dossier),
        "others": len(others),
        "odd": sum(bool(one.doubts) for one in others),
        "skip": following(waiting, at, others),
    }


def following(waiting: list[Ready], at: int, among: list[Ready]) -> Ready | None:
    """The next of these in the order of the list, which begins anew at its end."""
    return next((one for one in (*waiting[at + 1 :], *waiting[:at]) if one in among), None)


def mark_of(one: Ready) -> str:
    """What was read: a case that came back has another turn, and is read again."""
    return f"{one.case.ref}:{one.case.turn}"


def read_of(request: DeskRequest, waiting: list[Ready]) -> set[str]:
    """What was read in this session and still waits."""
    return {mark_of(one) for one in waiting if one.can_be_picked} & set(request.session.get(_READ, []))


def was_read(request: DeskRequest, mark: str) -> bool:
    return mark in request.session.get(_READ, [])


def mark_read(request: DeskRequest, mark: str, *, is_read: bool = True) -> None:
    """Keeps what was read until it is signed, however often the passphrase or the line fails."""
    kept = [one for one in request.session.get(_READ, []) if one != mark]
    request.session[_READ] = [*kept, *([mark] if is_read else [])][-2 * ready.MOST :]
