"""Which passwords are too short, known to everybody, or easily guessed."""

import re
from collections.abc import Iterable

SHORTEST = 8
SHORTEST_OF_STAFF = 12
_READ, _MOST_KINDS = 40, 5
_LIKE_LETTERS = frozenset("@({[<!|$+%")  # signs that, as digits do, the checker reads as letters: p@ssw0rd
_NUMBERS = r"(0|62)8\d{7,11}|\d{16}|\d{18}"  # of telephones and cards: the family's are tried as soon as the own
_LEAST = 3  # of 4: about a hundred million guesses
# What people here think of first. The lists of the checker are English.
_HERE = (
    "silastri sandi kata rahasia petugas kantor dinas loket izin kabupaten pemda bupati kepala camat "
    "indonesia merdeka pancasila garuda bismillah alhamdulillah sayang cinta ganteng cantik bangsat anjing jakarta "
    "bandung surabaya medan riau rokan hilir pekanbaru persija persib satu dua tiga empat lima enam tujuh delapan "
    "januari februari maret april mei juni juli agustus september oktober november desember senin selasa rabu kamis "
    "jumat sabtu minggu muhammad ahmad budi siti dewi putri putra agus sri ayu rizki nur aisyah fatimah"
).split()


def why_not(typed: str, *, about: Iterable[str], is_staff: bool) -> str:
    """Why this is no good password, in a sentence that helps; empty when it is good. ``about`` is what others know of
    the person: name, NIP, number, office."""
    words = _words(about)
    if own := next((word for word in words if len(word) > 3 and word in typed.casefold()), ""):
        return _too_easy(typed, is_staff=is_staff) or (
            f"Jangan pakai nama, nomor, NIP, atau kantor Anda ({own}): itu yang pertama ditebak orang."
        )
    return why_no_longer(typed, about=about, is_staff=is_staff)


def why_no_longer(typed: str, *, about: Iterable[str], is_staff: bool) -> str:
    """Why an old password may not stay; empty when it may. One that holds a name may, where nobody guesses it."""
    if too_easy := _too_easy(typed, is_staff=is_staff):
        return too_easy
    if _guesses(typed, _words(about)) < _LEAST:
        return "Mudah ditebak. Pakai tiga kata yang tidak berhubungan, misalnya nama buah, warna, dan benda."
    return ""


def _too_easy(typed: str, *, is_staff: bool) -> str:
    shortest = SHORTEST_OF_STAFF if is_staff else SHORTEST
    if len(typed) < shortest:
        return f"Terlalu pendek. Pakai paling sedikit {shortest} huruf atau angka."
    if re.fullmatch(_NUMBERS, re.sub(r"[ .+-]", "", typed), re.ASCII):
        return "Jangan pakai nomor telepon, NIK, KK, atau NIP. Pakai beberapa kata."
    return ""


def _words(about: Iterable[str]) -> list[str]:
    return [word for one in about for word in re.findall(r"\w+", one.casefold())]


def _guesses(typed: str, words: list[str]) -> int:
    from zxcvbn import zxcvbn  # noqa: PLC0415 - its lists take 12 MB, which a process that asks for no password spares

    score: int = zxcvbn(_short_work(typed), user_inputs=[*words, *_HERE])["score"]
    return score


def _short_work(typed: str) -> str:
    """What the checker reads of it. It tries every way in which signs may stand for letters: a password of nothing but
    such signs kept it at work for half a minute. The first five kinds of them count; the others are one sign. Digits
    all count: without the ninth of them 123456789012345 was no row of numbers any more."""
    kinds = list(dict.fromkeys(sign for sign in typed[:_READ] if sign in _LIKE_LETTERS))
    return "".join("~" if sign in kinds[_MOST_KINDS:] else sign for sign in typed[:_READ])
