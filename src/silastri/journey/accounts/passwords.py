"""A new password is none that everybody knows, and none that is guessed from what is known of its owner."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from silastri.apps.accounts.models import Person, Registration
from silastri.apps.offices import queries as offices
from silastri.domain.accounts import password
from silastri.domain.refusal import NotFit


class WeakPassword(NotFit):
    """Too short, leaked, or easily guessed."""


def must_be_good(person: Person, typed: str, *, field: str, at: datetime) -> None:
    """Raises WeakPassword."""
    desks = offices.desks(person.pk, at)
    _must_be_good(typed, _about(person, desks), is_staff=bool(desks), field=field)


def must_be_good_for(registration: Registration, typed: str, *, field: str) -> None:
    """Raises WeakPassword."""
    _must_be_good(typed, (registration.name, registration.phone, registration.nik or ""), is_staff=False, field=field)


def must_go(person: Person, typed: str, at: datetime) -> bool:
    """Whether an officer just said a password that the rules for new ones forbid: it is from before they held."""
    desks = offices.desks(person.pk, at)
    about = _about(person, desks)
    return bool(desks) and bool(password.why_no_longer(typed, about=about, is_staff=True) or _leaked(typed))


def _about(person: Person, desks: list[offices.Desk]) -> tuple[str, ...]:
    """What others know of the person."""
    return (person.name, person.phone or "", person.nik or "", person.nip, *(desk.office.name for desk in desks))


def _must_be_good(typed: str, about: tuple[str, ...], *, is_staff: bool, field: str) -> None:
    if why := password.why_not(typed, about=about, is_staff=is_staff) or _leaked(typed):
        raise WeakPassword(why, {field: why})


def _leaked(typed: str) -> str:
    try:
        validate_password(typed)
    except ValidationError:
        return "Kata sandi ini ada di daftar kata sandi yang bocor. Pilih yang lain."
    return ""
