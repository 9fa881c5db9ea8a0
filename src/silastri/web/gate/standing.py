"""What a session has proved, when, and whether anybody is still there."""

from datetime import UTC, datetime
from hmac import compare_digest
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, load_backend

from silastri.apps.accounts import queries
from silastri.apps.accounts.models import Person
from silastri.domain.accounts import presence
from silastri.journey.accounts.second_proof import How

_PROOF = "proof"  # how, since when, and when it was last used to sign; moments in seconds
_SEEN = "seen"  # when an officer was last at the page
_HALFWAY = "halfway"  # who said the password and owes a second proof, by what, since when, and of which password
_PASSWORD = "password"  # whose password, said in this session, must make room for a better one


def came_in(request: Any, how: How, at: datetime, *, is_staff: bool) -> None:
    now = at.timestamp()
    request.session[_PROOF] = [str(how), now, now]
    request.session.pop(_HALFWAY, None)
    if is_staff:
        request.session[_SEEN] = now


def by_open_door(request: Any) -> bool:
    """Whether the door itself counts as proof: the demo's button."""
    path = request.session.get(BACKEND_SESSION_KEY, "")
    return bool(path) and request.user.is_authenticated and getattr(load_backend(path), "is_proven", False)


def is_proven(request: Any) -> bool:
    """Whether more than a password was proved."""
    how = request.session.get(_PROOF, ("",))[0]
    return how in (How.APP, How.PAPER, How.PASSKEY, How.SSO) or by_open_door(request)


def is_fresh(request: Any, at: datetime) -> bool:
    """Whether it was proved a moment ago, or is being used to sign."""
    _, since, used = request.session.get(_PROOF) or ("", 0.0, 0.0)
    return presence.is_fresh(_moment(since), _moment(used), at) or by_open_door(request)


def used_to_sign(request: Any, at: datetime) -> None:
    if proof := request.session.get(_PROOF):
        request.session[_PROOF] = [proof[0], proof[1], at.timestamp()]


def is_idle(request: Any, at: datetime) -> bool:
    seen = request.session.get(_SEEN)
    return seen is not None and presence.is_idle(_moment(seen), at)


def watch(request: Any, at: datetime) -> None:
    """At the desk every session ends that nobody uses, also of who was given a post while signed in."""
    if _SEEN not in request.session and not by_open_door(request):
        request.session[_SEEN] = at.timestamp()


def idle_seconds(request: Any) -> int:
    """After how long nobody may be at the page; 0 where that is nothing to the session."""
    is_in = hasattr(request, "session") and hasattr(request, "user") and request.user.is_authenticated
    return presence.IDLE.seconds if is_in and _SEEN in request.session else 0


def note(request: Any, at: datetime) -> None:
    """Somebody is there: once a minute, and not for what a page asks by itself."""
    seen = request.session.get(_SEEN)
    asks_by_itself = request.method == "GET" and request.htmx
    if seen is not None and not asks_by_itself and at - _moment(seen) > presence.NOTED:
        request.session[_SEEN] = at.timestamp()


def halfway_in(request: Any, person: Person, how: How, at: datetime) -> None:
    """The password was right; nothing is open yet."""
    request.session.cycle_key()
    request.session[_HALFWAY] = [person.pk, str(how), at.timestamp(), person.get_session_auth_hash()]


def halfway(request: Any, at: datetime) -> Person | None:
    """Who said the password a moment ago and owes the rest: until the password is another, as in a whole session."""
    pk, _, since, *said = request.session.get(_HALFWAY) or (0, "", 0.0)
    if not pk or at - _moment(since) > presence.HALFWAY:
        return None
    person = queries.person(pk)
    return person if person and compare_digest("".join(said), person.get_session_auth_hash()) else None


def owe_password(request: Any, person: Person, *, owes: bool) -> None:
    """Notes it before the second proof is given; the new one is asked for after it, as a stolen password would be
    changed by the thief otherwise."""
    if owes:
        request.session[_PASSWORD] = person.pk
    else:
        request.session.pop(_PASSWORD, None)


def owes_password(request: Any) -> bool:
    return bool(request.user.is_authenticated and request.session.get(_PASSWORD) == request.user.pk)


def by_rescue(request: Any) -> bool:
    """Whether whoever is halfway in gave a code of colleagues: then a new proof is set up, and not asked for."""
    return bool((request.session.get(_HALFWAY) or (0, ""))[1] == How.RESCUE)


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
