"""What the yearly measurement of a service looks at, made from its standard as published (UU 25/2009 art. 21).

Each facility, guarantee, law and so on is an item of its own: who adds a facility to the standard adds an item.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from silastri.domain.definition.definition import Definition
from silastri.domain.definition.standard import COMPONENTS, Standard
from silastri.domain.definition.words import Line
from silastri.domain.words import spoken_fee
from silastri.domain.words.spoken import Speech

QUESTIONS = {
    "dasar_hukum": "Apakah peraturan ini masih berlaku dan masih menjadi dasar layanan?",
    "persyaratan": "Apakah syarat ini memang perlu, dan dijelaskan kepada pemohon?",
    "prosedur": "Apakah memang dijalankan seperti ini?",
    "jangka_waktu": "Apakah janji waktu ini ditepati?",
    "biaya": "Apakah yang dipungut sama dengan ini, dan diumumkan?",
    "produk": "Apakah pemohon menerima ini seperti yang dijanjikan?",
    "sarana": "Apakah ada, cukup, dan layak dipakai?",
    "kompetensi": "Apakah petugas yang melayani memilikinya?",
    "pengawasan": "Apakah pengawasan ini dijalankan? Tulis buktinya.",
    "pengaduan": "Sudah dicoba: apakah ini berjalan dan dijawab?",
    "jumlah_pelaksana": "Apakah jumlah petugas yang melayani sesuai?",
    "jaminan_pelayanan": "Apakah jaminan ini ditepati?",
    "jaminan_keamanan": "Apakah jaminan ini nyata di lapangan?",
    "evaluasi": "Apakah evaluasi ini dijalankan? Tulis kapan terakhir.",
}


@dataclass(frozen=True)
class Item:
    """One thing to look at. The key follows from component and text, so that next year knows it again."""

    key: str
    component: str
    text: str

    @property
    def question(self) -> str:
        return QUESTIONS[self.component]


def checklist(definition: Definition) -> list[Item]:
    """The items in the order of the fourteen components; what stands twice in one component is looked at once."""
    found: dict[str, Item] = {}
    for component in COMPONENTS:
        for text in _texts(definition, component):
            made = Item(_key(component, text), component, text)
            found.setdefault(made.key, made)
    return list(found.values())


def _key(component: str, text: str) -> str:
    said = " ".join(text.casefold().split())
    return f"{component}-{hashlib.sha256(said.encode()).hexdigest()[:12]}"


def _texts(definition: Definition, component: str) -> list[str]:
    standard = definition.standard
    if component == "biaya":
        return _fee(definition)
    if component == "jangka_waktu":
        return _promises(standard)
    return list(_SAYS[component](standard))


def _fee(definition: Definition) -> list[str]:
    fee = definition.standard.fee
    return ["Rp0 (nol rupiah), tidak dipungut biaya"] if fee.is_free else spoken_fee.lines(fee, Speech(definition))


def _promises(standard: Standard) -> list[str]:
    said = [str(standard.promise.length) if standard.promise.length.is_said else "Belum ditetapkan"]
    return said + [f"{path.label}: {path.promise.length}" for path in standard.paths if path.promise]


def _staff(standard: Standard) -> Iterator[str]:
    yield f"{standard.staff.count} orang"
    yield from _leaves(standard.staff.detail or ())


def _leaves(lines: tuple[Line, ...], above: str = "") -> Iterator[str]:
    """The sentences that have none below them, each after those above it."""
    for line in lines:
        text = f"{above.rstrip(':')}: {line.text}" if above else line.text
        if line.under:
            yield from _leaves(line.under, text)
        else:
            yield text


_SAYS: dict[str, Callable[[Standard], Iterator[str]]] = {
    "dasar_hukum": lambda s: _leaves(s.legal_basis),
    "persyaratan": lambda s: (one.label for one in s.requirements),
    "prosedur": lambda s: _leaves(s.procedure),
    "produk": lambda s: (one.name for one in s.products),
    "sarana": lambda s: _leaves(s.facilities),
    "kompetensi": lambda s: _leaves(s.competence),
    "pengawasan": lambda s: _leaves(s.oversight),
    "pengaduan": lambda s: _leaves(s.complaints),
    "jumlah_pelaksana": _staff,
    "jaminan_pelayanan": lambda s: _leaves(s.service_guarantee),
    "jaminan_keamanan": lambda s: _leaves(s.safety_guarantee),
    "evaluasi": lambda s: _leaves(s.evaluation),
}
