"""Checks the tariff: formulas of the right kind, complete tables, amounts that can be paid, and a step for payment."""

from collections.abc import Iterator
from typing import Any

from silastri.domain.case import fees
from silastri.domain.case.facts import Facts, condition_names, item_names, tree
from silastri.domain.definition.condition import Condition, ConditionFailed
from silastri.domain.definition.definition import Definition, Reading
from silastri.domain.definition.fee import FeeItem
from silastri.domain.definition.field import FieldKind
from silastri.domain.definition.office import Office
from silastri.domain.definition.source import Finding, Path
from silastri.domain.kinds import Kind

from .conditions import asks, unknown_at
from .sample_cases import holds, said, trials

_PATH: Path = ("biaya", "rincian")


def rules(reading: Reading, definition: Definition, office: Office) -> Iterator[Finding]:
    yield from _step(reading, definition, office)
    known = condition_names(definition)
    wrong = [found for n, item in enumerate(definition.standard.fee.items)
             for found in _item(reading, definition, n, item, known)]  # fmt: skip
    wrong += _too_early(reading, definition)
    yield from wrong
    if not wrong and all(_is_sound(item, known) for item in definition.standard.fee.items):
        yield from _payable(reading, definition)


def _step(reading: Reading, definition: Definition, office: Office) -> Iterator[Finding]:
    fee, source, steps = definition.standard.fee, reading.standard, definition.sop.steps
    pays = [step for step in steps if step.kind is Kind.PAY]
    yield from _deposit(reading, definition)
    if pays and fee.is_free:
        yield source.finding(("biaya",), "SOP punya langkah bayar tetapi biayanya nol", "isi tarif, atau hapus langkah")
    if fee.is_free:
        return
    if not pays:
        yield source.finding(("biaya",), "ada tarif tetapi SOP tidak punya langkah bayar", "tambah 'kegiatan: bayar'")
    if not fee.legal_basis:
        yield source.finding(("biaya",), "tarif tanpa dasar hukum", "tambahkan 'dasar: Peraturan Daerah ...'")
    if fee.register_key and not office.register(fee.register_key):
        what = f"buku nomor '{fee.register_key}' tidak ada di kantor.yaml"
        yield source.finding(("biaya", "buku_nomor"), what, "tambahkan di kantor.yaml atau pilih yang ada")
    if fee.payee and any(step.recorder is None for step in pays):
        what = f"dibayar kepada {fee.payee}, tetapi tidak ada jabatan yang memeriksa buktinya"
        yield source.finding(("biaya", "dibayar_kepada"), what, "tambah 'dicatat_oleh: <jabatan>' pada langkah bayar")


def _deposit(reading: Reading, definition: Definition) -> Iterator[Finding]:
    has_deposit = definition.standard.fee.has_deposit
    refunds = any(step.kind is Kind.REFUND for step in definition.sop.steps)
    if refunds and not has_deposit:
        what = "SOP mengembalikan jaminan tetapi tarif tidak punya jaminan"
        yield reading.standard.finding(("biaya",), what, "tulis 'jaminan: ya' pada barisnya, atau hapus langkah")
    if has_deposit and not refunds:
        what = "ada uang jaminan tetapi SOP tidak punya langkah yang mengembalikannya"
        yield reading.standard.finding(("biaya",), what, f"tambah 'kegiatan: {Kind.REFUND}' setelah pembayaran")


def _is_sound(item: FeeItem, known: dict[str, Any]) -> bool:
    """Whether the line's condition can be worked out; if not, the rule for conditions tells of it."""
    try:
        return item.when is None or isinstance(item.when.holds(tree(known)), bool)
    except ConditionFailed:
        return False


def _too_early(reading: Reading, definition: Definition) -> Iterator[Finding]:
    """A price must not use what is found at its payment or later."""
    steps = definition.sop.steps
    pays = next((n for n, step in enumerate(steps) if step.kind is Kind.PAY), None)
    for n, item in enumerate(definition.standard.fee.items if pays is not None else ()):
        formulas = {
            "tarif": item.amount,
            "kali": item.quantity,
            "menurut": item.by,
            "tiap": item.per,
            "bila": item.when,
        }
        for word, formula in formulas.items():
            for name in unknown_at(definition, pays or 0, formula) if formula else ():
                what = f"tarif '{item.key}' memakai '{name}', yang baru diketahui setelah pembayaran"
                remedy = "taruh langkah yang mengisinya sebelum langkah bayar, atau pakai isian pemohon"
                yield reading.standard.finding((*_PATH, n, word), what, remedy)


def _item(reading: Reading, definition: Definition, n: int, item: FeeItem, known: dict[str, Any]) -> Iterator[Finding]:
    source, place = reading.standard, (*_PATH, n)
    names = known | item_names(definition, item.per)
    formulas = {"tarif": item.amount, "kali": item.quantity, "menurut": item.by, "tiap": item.per}
    for word, formula in formulas.items():
        if formula is not None:
            judge = _list if word == "tiap" else _text if word == "menurut" else _amount
            yield from asks(source, (*place, word), formula, names, judge)
    keys = [before.key for before in definition.standard.fee.items[:n]]
    for key in item.of:
        if key not in keys:
            what = f"persen dari '{key}' yang tidak ada sebelumnya"
            yield source.finding((*place, "dari"), what, f"pilih {', '.join(keys) or 'baris sebelumnya'}")
    yield from _table(reading, definition, n, item)


def _table(reading: Reading, definition: Definition, n: int, item: FeeItem) -> Iterator[Finding]:
    """A table over the answers to a choice must have a row for each of them."""
    questions = {f"isian.{q.key}": q for q in definition.standard.form}
    question = questions.get(item.by.text.strip()) if item.by else None
    if question is not None and question.kind is FieldKind.CHOICE:
        offered = {choice.key for choice in question.choices}
        for key in sorted(offered - set(item.table)):
            what = f"tabel tarif '{item.key}' tidak punya baris untuk jawaban '{key}'"
            yield reading.standard.finding((*_PATH, n, "tabel"), what, "tambahkan barisnya; boleh 0")
        for key in sorted(set(item.table) - offered):
            what = f"tabel tarif '{item.key}' punya baris '{key}' yang bukan jawaban"
            yield reading.standard.finding((*_PATH, n, "tabel"), what, f"pilih {', '.join(sorted(offered))}")


def _amount(condition: Condition, known: dict[str, Any]) -> None:
    value = condition.value(known)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ConditionFailed(f'Rumus "{condition.text}" tidak menghasilkan bilangan.')


def _text(condition: Condition, known: dict[str, Any]) -> None:
    if not isinstance(condition.value(known), str):
        raise ConditionFailed(f'"{condition.text}" bukan jawaban pilihan.')


def _list(condition: Condition, known: dict[str, Any]) -> None:
    if not isinstance(condition.value(known), list):
        raise ConditionFailed(f'"{condition.text}" bukan daftar.')


def _payable(reading: Reading, definition: Definition) -> Iterator[Finding]:
    """No allowed answer may lead to a fraction, a negative amount or a formula that cannot be worked out."""
    fee, told = definition.standard.fee, set[str]()
    asked = [c for item in fee.items for c in (item.amount, item.quantity, item.by, item.per, item.when) if c]
    pays = [step.skip_when for step in definition.sop.steps if step.kind is Kind.PAY and step.skip_when]
    for facts, answers in trials(definition, asked + pays) if asked else ():
        if not _is_asked(definition, facts):
            continue
        try:
            fees.assess(fee, facts)
        except (fees.FeeFailed, ConditionFailed) as failed:
            sentence = str(failed).rstrip(".")
            if len(told) < 3 and sentence not in told:
                told.add(sentence)
                remedy = "beri batas pada isiannya ('paling_sedikit'), 'pembulatan', atau perbaiki rumusnya"
                yield reading.standard.finding(_PATH, f"{sentence} (bila {said(definition, answers)})", remedy)


def _is_asked(definition: Definition, facts: Facts) -> bool:
    """Whether this case comes by its payment."""
    pays = [step for step in definition.sop.steps if step.kind is Kind.PAY]
    return not pays or any(not holds(step.is_passed_over, facts) for step in pays)
