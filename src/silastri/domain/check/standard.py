"""Checks the standard's components, holder, tariff and decision table."""

from collections.abc import Iterator
from itertools import islice

from silastri.domain.definition.condition import ConditionFailed
from silastri.domain.definition.definition import Definition, Reading
from silastri.domain.definition.field import FieldKind
from silastri.domain.definition.office import Office
from silastri.domain.definition.sop import APPLICANT
from silastri.domain.definition.source import Finding
from silastri.domain.definition.standard import COMPONENTS
from silastri.domain.kinds import Kind

from .sample_cases import said, trials

_MOST_TRIED = 2000  # cases for one decision table


def rules(reading: Reading, definition: Definition, office: Office) -> Iterator[Finding]:
    standard, source = definition.standard, reading.standard
    if missing := [title for key, title in COMPONENTS.items() if key not in definition.components]:
        yield source.finding((), f"komponen '{missing[0]}' tidak ada", "14 komponen wajib ada (UU 25/2009 pasal 21)")
    people = {q.key for q in standard.form if q.kind is FieldKind.PERSON}
    if standard.holder != APPLICANT and standard.holder not in people:
        what = f"pemegang '{standard.holder}' bukan isian orang di formulir"
        yield source.finding(("pemegang",), what, f"pilih {' atau '.join(['pemohon', *sorted(people)])}")
    for key in standard.parameters:
        if standard.parameter(key, standard.effective) is None:
            what = f"parameter '{key}' belum bernilai pada {standard.effective}"
            yield source.finding(("parameter", key), what, "tambahkan nilai yang berlaku sejak standar berlaku")
    yield from _requirements(reading, definition)
    yield from _outcomes(reading, definition)


def _requirements(reading: Reading, definition: Definition) -> Iterator[Finding]:
    standard, source = definition.standard, reading.standard
    for n, requirement in enumerate(standard.requirements):
        if requirement.returned and not requirement.is_thing:
            what = f"berkas '{requirement.key}' tidak bisa dikembalikan"
            yield source.finding(("persyaratan", n), what, "tulis 'bentuk: barang', atau hapus 'dikembalikan'")
    groups = [requirement.one_of for requirement in standard.requirements if requirement.one_of]
    for n, requirement in enumerate(standard.requirements):
        if requirement.one_of and groups.count(requirement.one_of) == 1:
            what = f"kelompok '{requirement.one_of}' hanya berisi satu berkas"
            yield source.finding(("persyaratan", n), what, "tambahkan berkas penggantinya, atau hapus 'salah_satu'")


def _outcomes(reading: Reading, definition: Definition) -> Iterator[Finding]:
    looks_up = any(step.kind is Kind.LOOK_UP for step in definition.sop.steps)
    if definition.standard.outcomes and not looks_up:
        what = "ada tabel keputusan tetapi SOP tidak punya langkah cek_data"
        yield reading.standard.finding(("keputusan",), what, "tambah 'kegiatan: cek_data'")
    elif definition.standard.outcomes:
        yield from _undecided(reading, definition)


def _undecided(reading: Reading, definition: Definition) -> Iterator[Finding]:
    """Some row of the decision table must fit whatever is found, or the case stands still."""
    rows = [row.when for row in definition.standard.outcomes]
    for facts, answers in islice(trials(definition, rows), _MOST_TRIED):
        try:
            is_decided = any(row.holds(facts) for row in rows)
        except ConditionFailed:  # other rules tell of it
            continue
        if not is_decided:
            what = f"tidak ada baris tabel keputusan yang cocok bila {said(definition, answers)}"
            yield reading.standard.finding(("keputusan",), what, "tambahkan baris terakhir dengan 'bila: \"true\"'")
            return
