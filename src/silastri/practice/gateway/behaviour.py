"""How the example gateway behaves. It is data: options give it at the start, and requests change it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from silastri.domain.refusal import NotFit

DOWN = ("", "closed", "503")
_LONGEST = 86_400.0  # seconds

# What each word means, as the page and the help of the command say it. The first are the shares of what becomes of a
# message that is given over: one message has one of these fates, so that together they are at most 1.
FATES = {
    "refuse_temporary": "bagian yang ditolak untuk sementara",
    "refuse_permanent": "bagian yang ditolak untuk selamanya",
    "error_in_200": "bagian yang ditolak, tetapi dengan HTTP 200",
    "dropped": "bagian yang tidak diterima, dan sambungannya diputus tanpa jawaban",
    "answer_lost": "bagian yang diterima, lalu sambungannya diputus tanpa jawaban",
    "hang": "bagian yang diterima, lalu tidak pernah dijawab",
}
SHARES = FATES | {
    "failed_later": "bagian yang diterima, lalu dikabarkan gagal",
    "never_delivered": "bagian yang dikabarkan terkirim, tetapi tidak pernah sampai",
    "read": "bagian yang dikabarkan dibaca",
    "skip_delivered": "bagian yang dikabarkan dibaca tanpa kabar sampai",
    "receipts_twice": "bagian kabar yang datang dua kali",
    "receipts_mixed": "bagian pesan yang kabarnya datang tidak urut",
    "without_number": "bagian orang yang hanya dikenal dengan nama penggunanya, tanpa nomor",
}
SECONDS = {
    "delay": "detik sebelum setiap jawaban",
    "between": "detik paling sedikit antara dua pesan ke penerima yang sama; lebih cepat ditolak (131056)",
    "receipt_after": "detik sampai kabar pertama, dan antara kabar",
    "approve_after": "detik sampai pola pesan disetujui",
}
COUNTS = {
    "a_second": "pesan paling banyak dalam satu detik; lebih banyak ditolak (130429); 0: tanpa batas",
    "retry_after": "isi kepala Retry-After pada penolakan sementara, dalam detik; 0: tanpa kepala itu",
    "times": "tingkah ini berlaku untuk sekian pesan, lalu biasa lagi; 0: sampai diubah",
}
CODES = {
    "temporary_codes": "kode WhatsApp untuk yang ditolak sementara",
    "permanent_codes": "kode WhatsApp untuk yang ditolak selamanya dan yang dikabarkan gagal",
}
SWITCHES = {
    "window": "kalimat bebas hanya sampai kepada orang yang menulis dalam 24 jam terakhir (131047)",
    "known_templates": "pola pesan yang tidak pernah diajukan ditolak (132001)",
}
WORDS = SHARES | SECONDS | COUNTS | CODES | SWITCHES | {
    "down": "closed: tidak menerima sambungan; 503: selalu menjawab 503; kosong: menjawab",
    "reject_templates": "nama pola pesan yang tidak disetujui",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Behaviour:
    refuse_temporary: float = 0
    refuse_permanent: float = 0
    error_in_200: float = 0
    dropped: float = 0
    answer_lost: float = 0
    hang: float = 0
    failed_later: float = 0
    never_delivered: float = 0
    read: float = 0.5
    skip_delivered: float = 0
    receipts_twice: float = 0
    receipts_mixed: float = 0
    without_number: float = 0
    delay: float = 0
    between: float = 0
    receipt_after: float = 0.2
    approve_after: float = 5
    a_second: int = 0
    retry_after: int = 0
    times: int = 0
    temporary_codes: tuple[int, ...] = (131000, 131016)
    permanent_codes: tuple[int, ...] = (131026,)
    window: bool = True
    known_templates: bool = False
    down: str = ""
    reject_templates: tuple[str, ...] = ()

    def changed(self, said: Mapping[str, object]) -> "Behaviour":
        """With what was said of some of its words. Raises NotFit."""
        read: dict[str, Any] = {name: _read(name, value) for name, value in said.items()}
        return replace(self, **read)

    def __post_init__(self) -> None:
        """Raises NotFit."""
        if sum(getattr(self, name) for name in FATES) > 1 + 1e-9:
            raise NotFit(f"Jumlah {', '.join(FATES)} paling banyak 1.")

    def told(self) -> dict[str, Any]:
        return asdict(self)


NORMAL = Behaviour()
_NAMES = {one.name for one in fields(Behaviour)}


def of_options(options: list[str]) -> dict[str, object]:
    """``name=value``, as on a command line, where the value is JSON or a plain word. Raises NotFit."""
    said: dict[str, object] = {}
    for option in options:
        name, sign, value = option.partition("=")
        if not sign:
            raise NotFit(f"Tulis tingkah sebagai nama=nilai, bukan {option!r}.")
        try:
            said[name] = json.loads(value)
        except ValueError:
            said[name] = value
        if name == "down":
            said[name] = value
    return said


def _read(name: str, value: object) -> object:
    if name in SHARES:
        return _number(name, value, 1)
    if name in SECONDS:
        return _number(name, value, _LONGEST)
    if name in COUNTS:
        return int(_number(name, value, 1_000_000))
    if name in SWITCHES:
        return _choice(name, value, (True, False))
    if name in CODES:
        return tuple(int(_number(name, one, 10_000_000)) for one in _several(name, value))
    if name == "down":
        return _choice(name, value, DOWN)
    if name == "reject_templates":
        return tuple(str(one) for one in value) if isinstance(value, list | tuple) else (str(value),)
    raise NotFit(f"Tidak ada tingkah {name!r}. Pilihannya: {', '.join(sorted(_NAMES))}.")


def _number(name: str, value: object, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
        raise NotFit(f"Isi {name} dengan angka dari 0 sampai {most:g}.")
    return float(value)


def _choice(name: str, value: object, choices: tuple[object, ...]) -> object:
    if not any(value is one or (isinstance(one, str) and value == one) for one in choices):
        raise NotFit(f"Isi {name} dengan salah satu dari: {', '.join(json.dumps(one) for one in choices)}.")
    return value


def _several(name: str, value: object) -> list[object]:
    found = list(value) if isinstance(value, list | tuple) else [value]
    if not found:
        raise NotFit(f"Isi {name} dengan paling sedikit satu kode.")
    return found
