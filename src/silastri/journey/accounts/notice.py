"""The owner is told whenever something changes that opens the account: it may not have been the owner."""

from datetime import timedelta

from silastri.apps.accounts import attempts
from silastri.apps.accounts.models import Person
from silastri.apps.messages import operations as messages
from silastri.domain.act import Act
from silastri.domain.words.messages.account import AccountChanged
from silastri.journey.case import tell
from silastri.journey.case.links import absolute


def tell_owner(act: Act, person: Person, what: str) -> None:
    """Queues it. Needs a transaction."""
    if person.phone:
        about = f"akun/{person.pk}/{act.at.timestamp():.6f}"
        words = AccountChanged(what=what, link=absolute("my_account"))
        messages.queue([tell.made(act, words, about=about, person=person)])


def tell_of_guesses(act: Act, person: Person, what: str) -> None:
    """Once a day, so that nobody can send the owner messages by guessing. Needs a transaction."""
    if not attempts.too_often(f"guessed/{person.pk}", most=1, window=timedelta(days=1), at=act.at):
        tell_owner(act, person, what)
