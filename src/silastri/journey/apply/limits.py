"""How many messages an account's doors send to one number."""

from datetime import timedelta

from silastri.apps.accounts import attempts
from silastri.domain.act import Act
from silastri.domain.refusal import TooOften

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


def a_message_to(act: Act, phone: str, what: str) -> None:
    """Counts a message to that number, known or not: three in an hour, six in a day. Raises TooOften."""
    key = attempts.key_of(what, phone)
    if attempts.too_often(f"{key}/h", most=3, window=_HOUR, at=act.at):
        raise TooOften("Pesan ke nomor ini sudah dikirim beberapa kali. Tunggu satu jam, lalu coba lagi.")
    if attempts.too_often(f"{key}/d", most=6, window=_DAY, at=act.at):
        raise TooOften("Pesan ke nomor ini sudah dikirim beberapa kali. Coba lagi besok.")
