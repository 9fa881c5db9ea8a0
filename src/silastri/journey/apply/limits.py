"""How many messages an account's doors send to one number, and how many one account may have sent to others."""

from datetime import timedelta

from silastri.apps.accounts import attempts
from silastri.apps.accounts.models import Person
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


def a_file_of(act: Act, person_id: int) -> None:
    """Counts a file that somebody hands in over the internet, each as large as a file may be: 150 in a day, else one
    account could fill the disk of all. Raises TooOften."""
    if act.via != "counter" and attempts.too_often(f"files/{person_id}", most=150, window=_DAY, at=act.at):
        raise TooOften("Hari ini Anda sudah mengirim sangat banyak berkas. Lanjutkan besok, atau datang ke loket.")


def asked_by(act: Act, person: Person) -> None:
    """Counts a message that somebody who is signed in has sent to another number or address: five in an hour, ten in a
    day, whatever the numbers. Else an account could write to all the world, and each new number would bring a new code
    to guess. What the counter sends, it sends for whoever stands there. Raises TooOften."""
    if act.via == "counter":
        return
    key = f"asked-by/{person.pk}"
    if attempts.too_often(f"{key}/h", most=5, window=_HOUR, at=act.at):
        raise TooOften("Anda sudah beberapa kali mencoba nomor atau alamat lain. Tunggu satu jam, lalu coba lagi.")
    if attempts.too_often(f"{key}/d", most=10, window=_DAY, at=act.at):
        raise TooOften("Anda sudah beberapa kali mencoba nomor atau alamat lain. Coba lagi besok.")
