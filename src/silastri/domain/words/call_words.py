"""A call of the queue as a loudspeaker says it."""

from silastri.domain.case.fees import in_words

_DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
TRIAL = "Ini percobaan suara. Tidak ada yang dipanggil."


def call(number: str, counter: int) -> str:
    """A-007 to counter 2: Nomor antrean A, nol nol tujuh, silakan ke loket dua."""
    letter, _, digits = number.partition("-")
    said = " ".join(_DIGITS["0123456789".index(digit)] for digit in digits)
    return f"Nomor antrean {letter}, {said}, silakan ke loket {in_words(counter)}."
