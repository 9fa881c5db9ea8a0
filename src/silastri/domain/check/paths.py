"""Checks the paths of a service: each applicant is on exactly one, and each path leads to the end."""

from collections.abc import Iterator
from typing import Any

from silastri.domain.case import workflow
from silastri.domain.case.eligible import HISTORY
from silastri.domain.case.facts import Facts, condition_names, fitting
from silastri.domain.definition.condition import Condition
from silastri.domain.definition.definition import Definition, Reading
from silastri.domain.definition.office import Office
from silastri.domain.definition.promise import Promise
from silastri.domain.definition.source import Finding, Path, Source
from silastri.domain.definition.standard import Signature
from silastri.domain.kinds import Kind

from .conditions import asks
from .letters.several import handles
from .remedies import instead_of
from .sample_cases import holds, said, trials

_MOST_FINDINGS = 3


def rules(reading: Reading, definition: Definition, office: Office) -> Iterator[Finding]:
    yield from _known(reading, definition)
    yield from _terms(reading, definition)
    yield from _starts(reading, definition)
    if not (wrong := list(_in_the_form(reading, definition))):
        yield from _one_path(reading, definition)
        yield from _leads_to_the_end(reading, definition)
    yield from wrong


def _known(reading: Reading, definition: Definition) -> Iterator[Finding]:
    standard = definition.standard
    keys = {path.key for path in standard.paths}
    lists: list[tuple[Source, Path, tuple[Any, ...]]] = [
        (reading.standard, ("persyaratan",), standard.requirements),
        (reading.standard, ("produk",), standard.products),
        (reading.standard, ("ketentuan",), standard.terms),
        (reading.standard, ("biaya", "rincian"), standard.fee.items),
        (reading.sop, ("langkah",), definition.sop.steps),
    ]
    for source, path, items in lists:
        for n, item in enumerate(items):
            for key in item.paths:
                if key not in keys:
                    remedy = f"pilih {', '.join(sorted(keys))}" if keys else "tulis 'jalur:' di standar.yaml lebih dulu"
                    yield source.finding((*path, n, "jalur"), f"jalur '{key}' tidak ada", remedy)
    if definition.sop.steps[0].paths:
        yield reading.sop.finding(("langkah", 0, "jalur"), "pengajuan berlaku untuk semua jalur", "hapus 'jalur'")
    if len(standard.paths) == 1:
        yield reading.standard.finding(("jalur",), "hanya ada satu jalur", "tambah jalur lain, atau hapus 'jalur'")


def _in_the_form(reading: Reading, definition: Definition) -> Iterator[Finding]:
    """The answers decide the path, so a question of the form cannot depend on the path."""
    known = {n: v for n, v in condition_names(definition).items() if not n.startswith("jalur.")}
    for n, question in enumerate(definition.standard.form):
        if question.when and any(name.startswith("jalur.") for name in question.when.names):
            what = f"isian '{question.key}' bergantung pada jalur, padahal jalur ditentukan oleh isian"
            yield reading.standard.finding(("formulir", n, "bila"), what, "pakai syarat atas isian sebelumnya")
    for n, path in enumerate(definition.standard.paths):
        yield from asks(reading.standard, ("jalur", n, "bila"), path.when, known, Condition.holds)
        for name in sorted(path.when.names):
            if name.split(".")[0] in ("catatan", "data", "hasil"):
                what = f"jalur '{path.key}' memakai '{name}' yang baru diketahui kemudian"
                yield reading.standard.finding(("jalur", n, "bila"), what, "pakai jawaban pemohon")


def _terms(reading: Reading, definition: Definition) -> Iterator[Finding]:
    """A term may only use what is known when the application is handed in."""
    known = {
        n: v for n, v in condition_names(definition).items() if n.split(".")[0] not in ("catatan", "data", "hasil")
    }
    known |= {f"riwayat.{name}": value for name, value in HISTORY.items()}
    for n, term in enumerate(definition.standard.terms):
        place: Path = ("ketentuan", n, "bila")
        for name in sorted(term.when.names - set(known)):
            what = f"ketentuan memakai nama '{name}' yang tidak ada saat permohonan dikirim"
            yield reading.standard.finding(place, what, instead_of(name, known))
        if term.when.names <= set(known):
            yield from asks(reading.standard, place, term.when, known, Condition.holds)


def _starts(reading: Reading, definition: Definition) -> Iterator[Finding]:
    """The promised time must start, and must start before the last step."""
    standard, sop = definition.standard, definition.sop
    promises: list[tuple[Path, Promise]] = [(("jangka_waktu", "mulai"), standard.promise)]
    promises += [
        (("jalur", n, "jangka_waktu"), standard.promise_on(p.key)) for n, p in enumerate(standard.paths) if p.promise
    ]
    for place, promise in promises:
        start = workflow.counts_after(sop, promise)
        if start is None:
            what = f"janji dihitung sejak '{promise.start}' yang tidak ada di SOP; waktunya tidak pernah mulai"
            yield reading.standard.finding(place, what, "tulis pengajuan, lengkap, lunas, atau kunci sebuah langkah")
        elif start == len(sop.steps) - 1:
            what = f"janji dihitung sejak '{promise.start}', langkah terakhir; waktunya tidak pernah mulai"
            yield reading.standard.finding(place, what, "pilih langkah yang lebih awal")


def _one_path(reading: Reading, definition: Definition) -> Iterator[Finding]:
    if len(definition.standard.paths) < 2:
        return
    told: set[str] = set()
    for facts, answers in trials(definition, []):
        fit = [path.label for path in fitting(definition.standard, facts)]
        if len(fit) != 1 and len(told) < _MOST_FINDINGS:
            case = said(definition, answers)
            what = f"dua jalur cocok ({' dan '.join(fit)})" if fit else "tidak ada jalur yang cocok"
            if what not in told:
                told.add(what)
                yield reading.standard.finding(
                    ("jalur",), f"{what} bila {case}", "perbaiki 'bila' jalurnya, supaya selalu tepat satu yang cocok"
                )


def _leads_to_the_end(reading: Reading, definition: Definition) -> Iterator[Finding]:
    """In every case, a letter must be signed and numbered before it is handed over."""
    told: set[str] = set()
    for facts, answers in trials(definition, _of_route(definition)):
        lack = _lack(definition, facts)
        if lack and lack not in told and len(told) < _MOST_FINDINGS:
            told.add(lack)
            yield reading.sop.finding(
                ("langkah",),
                f"{lack} bila {said(definition, answers)}",
                "samakan syarat langkah dengan syarat suratnya",
            )


def _of_route(definition: Definition) -> list[Condition]:
    found = [step.skip_when for step in definition.sop.steps if step.skip_when]
    if not found and not any(step.paths for step in definition.sop.steps):
        return []
    return found + [product.when for product in definition.standard.products if product.when]


def _lack(definition: Definition, facts: Facts) -> str:
    """What the case would never get, as a sentence. Other rules find steps that the SOP does not have at all."""
    steps = definition.sop.steps
    written = {step.kind for step in steps}
    kinds = [step.kind for step in steps if not holds(step.is_passed_over, facts)]
    letters = [p for p in definition.standard.products if p.is_signed and holds(p.applies, facts)]
    if Kind.HAND_OVER not in kinds or not letters:
        return ""
    signs = [step for step in steps if step.kind is Kind.SIGN and not holds(step.is_passed_over, facts)]
    unsigned = [letter for letter in letters if not any(handles(step, letter.key) for step in signs)]
    if unsigned and Kind.SIGN in written:
        return f"surat '{unsigned[0].name}' tidak pernah ditandatangani"
    is_wet = any(product.signature is Signature.WET for product in letters)
    is_lost = is_wet and Kind.NUMBER not in kinds and Kind.NUMBER in written
    return f"surat '{letters[0].name}' tidak pernah bernomor" if is_lost else ""
