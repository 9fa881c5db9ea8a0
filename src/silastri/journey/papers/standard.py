"""Draws the standard of a service as the official table, and the office's pledge (UU 25/2009 art. 21 and 22)."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from silastri.adapters.pdf import printer
from silastri.domain import stamp_duty
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.letter_text import long_date
from silastri.domain.definition.office import Office
from silastri.domain.definition.promise import SUBMITTED, Promise
from silastri.domain.definition.requirement import Requirement
from silastri.domain.definition.sop import Sop
from silastri.domain.definition.standard import COMPONENTS, DELIVERY, Product, Standard
from silastri.domain.words import afterwards, spoken_fee, wording
from silastri.domain.words.spoken import Speech, since
from silastri.domain.worktime import national_day

from .sheet import example_mark, letterhead
from .sop import lines

PLEDGE = (
    "Dengan ini, kami menyatakan sanggup menyelenggarakan pelayanan sesuai standar pelayanan yang telah ditetapkan, "
    "dan apabila tidak menepati janji ini, kami siap menerima sanksi sesuai peraturan perundang-undangan yang berlaku."
)
_Lines = list[dict[str, Any]]


def pdf(definition: Definition, office: Office, *, at: datetime) -> bytes:
    standard = definition.standard
    enacted, today = standard.enacted, national_day(at)
    data = {
        "title": f"Standar pelayanan {standard.name}",
        "office": letterhead(office),
        "mark": example_mark(),
        "name": standard.name,
        "parts": [
            {"title": title, "components": [_component(definition, no, key, today) for no, key in numbered]}
            for title, numbered in parts(definition)
        ],
        "enacted": {"place": enacted.place, "on": long_date(enacted.on), "by": enacted.by} if enacted else {},
    }
    return printer().draw("standard", data, at=at)


def pledge(office: Office, *, at: datetime) -> bytes:
    """The maklumat pelayanan on one sheet, to be dated and signed by hand."""
    head = next((post for post in office.posts if post.superior is None), office.posts[0])
    data = {
        "title": f"Maklumat pelayanan {office.short}",
        "office": letterhead(office),
        "mark": example_mark(),
        "pledge": office.pledge or PLEDGE,
        "motto": office.motto,
        "place": office.place,
        "head": head.formal or head.title,
    }
    return printer().draw("pledge", data, at=at)


def parts(definition: Definition) -> list[tuple[str, list[tuple[int, str]]]]:
    """The components with their numbers: in one table, or six of service delivery and eight of management."""
    keys = definition.components
    if not definition.standard.grouped:
        return [("", list(enumerate(keys, start=1)))]
    ordered = [key for key in keys if key in DELIVERY] + [key for key in keys if key not in DELIVERY]
    numbered = list(enumerate(ordered, start=1))
    return [
        ("A. Proses penyampaian pelayanan (service delivery)", [c for c in numbered if c[1] in DELIVERY]),
        ("B. Proses pengelolaan pelayanan (manufacturing)", [c for c in numbered if c[1] not in DELIVERY]),
    ]


def _component(definition: Definition, no: int, key: str, on: date) -> dict[str, Any]:
    return {"no": no, "name": COMPONENTS[key], "lines": component(definition, key, on)}


def component(definition: Definition, key: str, on: date) -> _Lines:
    """What the standard says under one of its fourteen components; stamps cost what they cost on that day."""
    if key in _TELLS:
        return _TELLS[key](definition)
    if key == "persyaratan":
        return [_line(text) for text in _requirements(definition, on)]
    if key == "biaya":
        return [_line(text) for text in _fee(definition.standard, Speech(definition))]
    return _SAYS[key](definition.standard)


def _requirements(definition: Definition, on: date) -> list[str]:
    speech = Speech(definition)
    return [f"{r.label}{_in_brackets(notes_beside(r, speech, on))}" for r in definition.standard.requirements]


def notes_beside(requirement: Requirement, speech: Speech, on: date) -> list[str]:
    """The notes beside a requirement: when it is needed, who issues it, stamp duty."""
    notes = [when_needed(requirement, speech), requirement.note]
    if requirement.stamp and "meterai" not in requirement.label.lower():
        notes.append(f"bermeterai {wording.rupiah(stamp_duty.rate(on))}")
    if not requirement.required:
        notes.append("bila ada")
    return [note for note in notes if note]


def products(standard: Standard, speech: Speech) -> tuple[str, list[str]]:
    """The condition that all products share, or ""; then each product, with its own condition if they differ."""
    notes = [when_needed(product, speech) for product in standard.products]
    shared = notes[0] if len(notes) > 1 and len(set(notes)) == 1 else ""
    own = ["" if shared else note for note in notes]
    return shared, [f"{p.name}{_in_brackets([note])}" for p, note in zip(standard.products, own, strict=True)]


def _products(definition: Definition) -> _Lines:
    shared, each = products(definition.standard, Speech(definition))
    standard = definition.standard
    listed = [
        {"text": text, "under": [_line(told) for told in afterwards.of_product(standard, product)]}
        for text, product in zip(each, standard.products, strict=True)
    ]
    return [{"text": f"{shared.capitalize()}:", "under": listed}] if shared else listed


def when_needed(item: Requirement | Product, speech: Speech) -> str:
    """The condition in words ("jika ..."); where there are no words for it, that there is one."""
    return ", ".join(filter(None, (speech.on_paths(item.paths), _if(item, speech))))


def _if(item: Requirement | Product, speech: Speech) -> str:
    if item.when is None:
        return ""
    if item.when.names <= {"hasil.kunci"}:
        return "menurut hasilnya"  # the outcome and the letter have much the same name
    words = speech.condition(item.when)
    return f"jika {words}" if words else "jika berlaku"


def _in_brackets(notes: list[str]) -> str:
    return f" ({'; '.join(notes)})" if any(notes) else ""


def _fee(standard: Standard, speech: Speech) -> list[str]:
    if standard.fee.is_free:
        return ["Rp0 (nol rupiah), tidak dipungut biaya"]
    basis = [f"Dasar: {standard.fee.legal_basis}"] if standard.fee.legal_basis else []
    return [*spoken_fee.lines(standard.fee, speech), *basis]


def _promise(definition: Definition) -> _Lines:
    """The promised time, and that of each path with a time of its own."""
    standard, sop = definition.standard, definition.sop
    said = [_said(standard.promise, sop)]
    said += [f"{path.label}: {_said(standard.promise_on(path.key), sop)}" for path in standard.paths if path.promise]
    return [_line(text) for text in said]


def _said(promise: Promise, sop: Sop) -> str:
    if not promise.length.is_said:
        return "Belum ditetapkan"
    return f"{promise.length}{'' if promise.start == SUBMITTED else f', {since(promise, sop)}'}"


def _staff(standard: Standard) -> _Lines:
    return [{"text": f"{standard.staff.count} orang", "under": lines(standard.staff.detail or ())}]


def _line(text: str) -> dict[str, Any]:
    return {"text": text, "under": []}


_TELLS: dict[str, Callable[[Definition], _Lines]] = {"produk": _products, "jangka_waktu": _promise}
_SAYS: dict[str, Callable[[Standard], _Lines]] = {
    "dasar_hukum": lambda s: lines(s.legal_basis),
    "prosedur": lambda s: lines(s.procedure),
    "sarana": lambda s: lines(s.facilities),
    "kompetensi": lambda s: lines(s.competence),
    "pengawasan": lambda s: lines(s.oversight),
    "pengaduan": lambda s: lines(s.complaints),
    "jumlah_pelaksana": _staff,
    "jaminan_pelayanan": lambda s: lines(s.service_guarantee),
    "jaminan_keamanan": lambda s: lines(s.safety_guarantee),
    "evaluasi": lambda s: lines(s.evaluation),
}
