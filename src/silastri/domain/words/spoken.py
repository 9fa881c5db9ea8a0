"""Conditions and tariffs in words for people: ``isian.jenis == "baru"`` is "jenis permohonan adalah Baru"."""

import re
from collections.abc import Callable

from silastri.domain.case.labels import lowered
from silastri.domain.case.opinion import questions
from silastri.domain.definition.condition import Condition
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.field import LETTER_PARTS, PERSON_PARTS, FieldKind, Question
from silastri.domain.definition.promise import COMPLETE, PAID, SUBMITTED, Promise
from silastri.domain.definition.sop import Sop
from silastri.domain.number import is_digits

from .wording import rupiah

_TOKEN = re.compile(
    r"\s*(?:(?P<text>'[^'\\]*'|\"[^\"\\]*\")|(?P<number>\d+(?:\.\d+)?)|(?P<name>[a-z_]\w*(?:\.[a-z_]\w*)*)"
    r"|(?P<sign>&&|\|\||[=!<>]=|[!<>()?:*,\[\]]))"
)
_SIGNS = {
    "==": "adalah",
    "!=": "bukan",
    ">": "lebih dari",
    ">=": "paling sedikit",
    "<": "kurang dari",
    "<=": "paling banyak",
}
_OPPOSITE = {"==": "!=", "!=": "==", ">": "<=", "<=": ">", "<": ">=", ">=": "<"}
_KINDS = {"perizinan": "perizinan", "nonperizinan": "nonperizinan", "sip": "Surat Izin Praktik (SIP)"}
_OF_LETTER = {"berlaku_sampai": "tanggal berakhir", "sebutan": "jenis"}
_LETTER_IS = {
    ("berlaku", True): "masih berlaku",
    ("berlaku", False): "tidak berlaku",
    ("terdaftar", True): "terdaftar di sistem ini",
    ("terdaftar", False): "tidak terdaftar di sistem ini",
}
_NAMES = {
    "layanan.jenis": "jenis layanan",
    "layanan.nama": "nama layanan",
    "hasil.kunci": "hasilnya",
    "jalur.kunci": "jalur",
}
_YES = {"data.terdaftar": "terdaftar", "hasil.bersurat": "hasilnya berupa surat"}
Token = tuple[str, str]


class _Unsayable(Exception):
    """The formula uses something for which this module has no words."""


class Speech:
    """Puts the conditions of one definition into words, with the labels of its own forms."""

    def __init__(self, definition: Definition) -> None:
        standard = definition.standard
        self._asked = {f"isian.{question.key}": question for question in standard.form}
        for step in definition.sop.steps:
            self._asked |= {f"catatan.{step.key}.{question.key}": question for question in step.form}
            for party in step.parties:
                self._asked |= {
                    f"catatan.{step.key}.{party.key}.{question.key}": question for question in questions(party)
                }
        self._values = {
            "layanan.jenis": _KINDS,
            "hasil.kunci": {row.key: row.label for row in standard.outcomes},
            "jalur.kunci": {path.key: path.label for path in standard.paths},
        } | {name: {c.key: c.label for c in asked.choices} for name, asked in self._asked.items() if asked.choices}

    def condition(self, condition: Condition, *, holds: bool = True) -> str:
        """The condition, or its opposite, without "jika"; empty when there are no plain words for it."""
        return self.said(condition, lambda reader: reader.whole(holds))

    def on_paths(self, keys: tuple[str, ...]) -> str:
        """Paths in words: "jalur Baru atau Hilang"; empty for what applies on every path."""
        return f"jalur {' atau '.join(self.value('jalur.kunci', key) for key in keys)}" if keys else ""

    def said(self, condition: Condition, read: "Callable[[_Reader], str]") -> str:
        if "&&" in condition.text and "||" in condition.text:
            return ""  # words have no brackets, so "a and b or c" could be read in two ways
        try:
            return read(_Reader(condition.text, self))
        except _Unsayable:
            return ""

    def name(self, name: str) -> str:
        """The words for a name. Raises _Unsayable."""
        if name in _NAMES:
            return _NAMES[name]
        if name in self._asked:
            return lowered(self._asked[name].label.rstrip("?"))
        root, _, part = name.rpartition(".")
        asked = self._asked.get(root)
        if asked and asked.kind is FieldKind.LETTER and part in LETTER_PARTS:
            return f"{_OF_LETTER.get(part, part)} {lowered(asked.label)}"
        label = (PERSON_PARTS | {"umur": "umur"}).get(part)
        if label is None or not (root == "pemohon" or (asked and asked.kind is FieldKind.PERSON)):
            raise _Unsayable
        return f"{lowered(label)} {lowered(asked.label) if asked else root}"

    def letter(self, name: str, holds: bool) -> str:
        """The words that a letter is, or is not, in force or known; empty for any other name."""
        root, _, part = name.rpartition(".")
        asked, said = self._asked.get(root), _LETTER_IS.get((part, holds))
        return f"{lowered(asked.label)} {said}" if asked and asked.kind is FieldKind.LETTER and said else ""

    def question(self, name: str) -> Question | None:
        return self._asked.get(name)

    def value(self, name: str, key: str) -> str:
        return self._values.get(name, {}).get(key, key)


class _Reader:
    """Reads the part of CEL for which there are plain words."""

    def __init__(self, text: str, speech: Speech) -> None:
        self._tokens = _tokens(text)
        self._speech = speech

    def whole(self, holds: bool) -> str:
        said = self._either(holds)
        if self._tokens:
            raise _Unsayable
        return said

    def amount(self) -> str:
        """The words for rupiah, a number that was asked, their product, or one of two under a condition."""
        cut = next((n for n, token in enumerate(self._tokens) if token == ("sign", "?")), None)
        if cut is None:
            return self._product(end=True)
        rest, self._tokens = self._tokens[cut + 1 :], self._tokens[:cut]
        when = self.whole(True)
        self._tokens = rest
        then = self._product()
        self._take(":")
        return f"{then} jika {when}, selain itu {self._product(end=True)}"

    def _product(self, *, end: bool = False) -> str:
        parts = [self._factor()]
        while self._is_next("*"):
            self._take("*")
            parts.append(self._factor())
        if end and self._tokens:
            raise _Unsayable
        return " x ".join(parts)

    def _factor(self) -> str:
        kind, text = self._next()
        if kind == "number" and is_digits(text):
            return rupiah(int(text))
        if kind == "name":
            return self._speech.name(text)
        raise _Unsayable

    def _either(self, holds: bool) -> str:
        parts = [self._all(holds)]
        while self._is_next("||"):
            self._take("||")
            parts.append(self._all(holds))
        return (" atau " if holds else " dan ").join(parts)

    def _all(self, holds: bool) -> str:
        parts = [self._one(holds)]
        while self._is_next("&&"):
            self._take("&&")
            parts.append(self._one(holds))
        return (" dan " if holds else " atau ").join(parts)

    def _one(self, holds: bool) -> str:
        kind, text = self._next()
        if (kind, text) == ("sign", "!"):
            return self._one(not holds)
        if (kind, text) == ("sign", "("):
            inner = self._either(holds)
            self._take(")")
            return inner
        if kind != "name":
            raise _Unsayable
        if self._tokens and self._tokens[0][1] in _SIGNS:
            return self._compared(text, holds)
        return self._true(text, holds)

    def _true(self, name: str, holds: bool) -> str:
        if said := self._speech.letter(name, holds):
            return said
        asked = self._speech.question(name)
        if name not in _YES and not (asked and asked.kind is FieldKind.YES_NO):
            raise _Unsayable
        return f"{'' if holds else 'tidak '}{_YES.get(name) or self._speech.name(name)}"

    def _compared(self, name: str, holds: bool) -> str:
        _, sign = self._next()
        kind, text = self._next()
        if (kind, text) in (("name", "true"), ("name", "false")):
            return self._true(name, holds == ((sign == "==") == (text == "true")))
        if kind not in ("text", "number"):
            raise _Unsayable
        sign = sign if holds else _OPPOSITE[sign]
        if kind == "text" and text == "":
            return f"{self._speech.name(name)} {'tidak diisi' if sign == '==' else 'diisi'}"
        asked = self._speech.question(name)
        is_money = asked is not None and asked.kind is FieldKind.MONEY
        if is_money and is_digits(text):
            return f"{self._speech.name(name)} {_SIGNS[sign]} {rupiah(int(text))}"
        value = text.replace(".", ",") if kind == "number" else self._speech.value(name, text)
        return f"{self._speech.name(name)} {_SIGNS[sign]} {value}"

    def _is_next(self, sign: str) -> bool:
        return bool(self._tokens) and self._tokens[0] == ("sign", sign)

    def _take(self, sign: str) -> None:
        if self._next() != ("sign", sign):
            raise _Unsayable

    def _next(self) -> Token:
        if not self._tokens:
            raise _Unsayable
        return self._tokens.pop(0)


def _tokens(text: str) -> list[Token]:
    found: list[Token] = []
    place, text = 0, text.strip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise _Unsayable
        kind = str(match.lastgroup)
        found.append((kind, match[kind].strip("'\"") if kind == "text" else match[kind]))
        place = match.end()
    return found


_SINCE = {SUBMITTED: "pengajuan", COMPLETE: "persyaratan lengkap", PAID: "biaya dibayar"}


def since(promise: Promise, sop: Sop) -> str:
    """The words for the moment from which a promise counts."""
    if promise.start in _SINCE:
        return f"sejak {_SINCE[promise.start]}"
    return f"sejak langkah {sop.step(promise.start).name} selesai"
