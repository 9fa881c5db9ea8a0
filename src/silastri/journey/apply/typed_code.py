"""The digits that somebody typed are looked at. A wrong try is counted before anything is refused."""

from django.db import transaction

from silastri.apps.accounts import codes
from silastri.apps.accounts.codes import Typed
from silastri.apps.accounts.models import Person
from silastri.domain.act import Act
from silastri.domain.refusal import MovedOn, NotFit


class WrongCode(NotFit):
    """Other digits were sent."""


class CodeEnded(MovedOn):
    """The digits were used, are too old, or were guessed at too often."""


def right(act: Act, key: str, typed: str) -> Person | None:
    """The person for whom the digits were made, if they were made for one. Raises WrongCode, CodeEnded."""
    with transaction.atomic():
        found, person = codes.use(key, typed, at=act.at)
    if found is Typed.WRONG:
        sentence = "Kode salah. Periksa lagi pesan yang terakhir."
        raise WrongCode(sentence, {"kode": sentence})
    if found is Typed.ENDED:
        raise CodeEnded("Kode ini tidak berlaku lagi. Minta kode baru.")
    return person
