"""Who signs in: wrong guesses are counted by the person they are about and by the address they come from."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from silastri.apps.accounts import attempts, queries
from silastri.apps.accounts.models import Person
from silastri.domain.act import Act
from silastri.domain.patience import Patience, in_words
from silastri.domain.refusal import TooOften
from silastri.journey.accounts.notice import tell_of_guesses
from silastri.journey.accounts.second_proof import is_staff

# Ten wrong guesses cost the owner half a minute, ten thousand cost an attacker months.
_OF_PERSON = Patience(free=5, longest=timedelta(minutes=15), forgets_after=timedelta(days=1))
# A village office or a mobile network has one address for many people.
_OF_ADDRESS = Patience(free=30, longest=timedelta(minutes=1), forgets_after=timedelta(minutes=10))


@dataclass(frozen=True, slots=True)
class From:
    """Where a try comes from. ``device`` names a browser in which ``device_of`` signed in before: its guesses are
    counted apart, so that nobody else's can keep that person out."""

    address: str
    device: str = ""
    device_of: str = ""


def known(act: Act, *, typed: str, password: str, where: From) -> Person | None:
    """The person with that number or NIK and that password. Raises TooOften.

    It says the same, and takes as long, whether there is such a person or not.
    """
    person = queries.by_sign_in_name(typed)
    keys = _keys(person, typed, where)
    _take(act, keys)
    if person is None:
        make_password(password)  # as slow as a true check
        return None
    if not (person.check_password(password) and person.activated_at):
        _was_wrong(act, person, keys)
        return None
    _was_right(act, person, keys)
    return person


def forgive(person: Person) -> None:
    """Whoever has proved the number anew need not wait."""
    attempts.forgive(_of(person))


def _keys(person: Person | None, typed: str, where: From) -> dict[str, Patience]:
    if person and where.device and where.device_of == str(person.pk):
        return {attempts.key_of("sign-in/device", where.device): _OF_PERSON}
    keys = {attempts.key_of("sign-in/address", where.address): _OF_ADDRESS}
    if person:
        return {_of(person): _OF_PERSON} | keys
    # A number that nobody has slows down as one that somebody has, in whatever way it is spelled.
    name = queries.sign_in_name(typed)
    return ({attempts.key_of("sign-in/nobody", name): _OF_PERSON} if name else {}) | keys


def _of(person: Person) -> str:
    return f"sign-in/{person.pk}"


@transaction.atomic
def _take(act: Act, keys: dict[str, Patience]) -> None:
    """Counts the try under all keys, or under none. Raises TooOften."""
    for key, patience in keys.items():
        if wait := attempts.take(key, patience, at=act.at):
            raise TooOften(f"Terlalu banyak percobaan. Tunggu {in_words(wait)}, lalu coba lagi.")


@transaction.atomic
def _was_wrong(act: Act, person: Person, keys: dict[str, Patience]) -> None:
    """An officer hears of guesses at the account, once they are more than a slip."""
    of_person = [key for key, patience in keys.items() if patience is _OF_PERSON]
    many = any(attempts.has_tried(key, most=_OF_PERSON.free + 1, at=act.at) for key in of_person)
    if many and is_staff(person, act.at):
        tell_of_guesses(act, person, "ada yang berkali-kali salah mengetik kata sandinya")


@transaction.atomic
def _was_right(act: Act, person: Person, keys: dict[str, Patience]) -> None:
    for key, patience in keys.items():
        if patience is _OF_ADDRESS:
            attempts.give_back(key, at=act.at)
        else:
            attempts.forgive(key)
