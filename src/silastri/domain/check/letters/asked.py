"""Checks questions that ask for a letter: somebody must be able to answer them."""

from collections.abc import Iterator

from silastri.domain.case.held_letter import in_days
from silastri.domain.definition.definition import Definition, Reading
from silastri.domain.definition.field import FieldKind, Question
from silastri.domain.definition.office import Office
from silastri.domain.definition.source import Finding, Path
from silastri.domain.kinds import Kind

_LOOKS = (Kind.CHECK, Kind.VERIFY, Kind.REVIEW)


def rules(reading: Reading, definition: Definition, office: Office) -> Iterator[Finding]:
    for n, question in enumerate(definition.standard.form):
        if question.kind is FieldKind.LETTER:
            yield from _question(reading, definition, question, ("formulir", n))
    for n, step in enumerate(definition.sop.steps):
        of_parties = ((("langkah", n, "pihak", p), party.form) for p, party in enumerate(step.parties))
        for path, asked in ((("langkah", n), step.form), *of_parties):
            for m, question in enumerate(asked):
                if question.kind is FieldKind.LETTER:
                    what = f"isian surat '{question.key}' ada di langkah petugas"
                    remedy = "pindahkan ke 'formulir' di standar.yaml; suratnya milik pemohon"
                    yield reading.sop.finding((*path, "formulir", m), what, remedy)


def _question(reading: Reading, definition: Definition, question: Question, path: Path) -> Iterator[Finding]:
    source = reading.standard
    for slug in question.services:
        if reading.beside and slug not in reading.beside:
            what = f"layanan '{slug}' tidak ada di kantor ini"
            yield source.finding((*path, "dari"), what, f"pilih {', '.join(sorted(reading.beside))}")
    if question.may_be_ended and not in_days(question.may_be_ended):
        what = f"'{question.may_be_ended}' tidak dapat dihitung mundur dari hari ini"
        yield source.finding((*path, "boleh_berakhir"), what, "pakai hari kalender, bulan atau tahun")
    if question.may_be_paper and not any(step.kind in _LOOKS for step in definition.sop.steps):
        what = f"surat kertas pada '{question.key}' tidak diperiksa siapa pun"
        yield source.finding((*path, "boleh_kertas"), what, "tambah langkah 'kegiatan: periksa', atau hapus")
    own_only = not question.services or set(question.services) == {reading.slug}
    if own_only and question.required and question.when is None and not question.may_be_paper:
        what = f"isian surat '{question.key}' wajib, tetapi surat pertama dari layanan ini tidak akan pernah ada"
        yield source.finding(path, what, "tambahkan 'bila', 'wajib: tidak', atau 'boleh_kertas: ya'")
