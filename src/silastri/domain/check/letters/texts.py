"""Checks the texts of letters: every name exists, conditions answer yes or no, repetitions go through lists."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from silastri.domain.case.facts import letter_names, tree
from silastri.domain.check.remedies import of_kinds
from silastri.domain.definition.condition import Condition, ConditionFailed
from silastri.domain.definition.definition import Definition, Reading
from silastri.domain.definition.letter_text import ROW, Around, Asked, Each, LetterText, Place, When, list_name
from silastri.domain.definition.office import Office
from silastri.domain.definition.source import Finding

from .gaps import gaps

Known = dict[str, Any]


def rules(reading: Reading, definition: Definition, office: Office) -> Iterator[Finding]:
    known = letter_names(definition)
    facts = tree(known)
    for text in definition.letters.values():
        found = [finding for asked in text.asked for finding in _judged(text, asked, known, facts)]
        yield from found or gaps(definition, text)


def _judged(text: LetterText, asked: Asked, known: Known, facts: Known) -> Iterator[Finding]:
    here = known | rows(asked.around, known)
    condition, line = asked.part.condition, asked.part.line
    unknown = sorted(condition.names - set(here))
    for name in unknown:
        yield Finding(text.file, line, f"surat memakai nama '{name}' yang tidak ada", _near(name, here))
    if unknown:
        return
    try:
        value = condition.value(facts | tree(rows(asked.around, known)))
    except ConditionFailed as error:
        remedy = of_kinds(condition, here, Condition.value)
        yield Finding(text.file, line, str(error).rstrip("."), remedy)
        return
    yield from _of_kind(text, asked.part, value)


def _of_kind(text: LetterText, part: Place | When | Each, value: Any) -> Iterator[Finding]:
    asked = part.condition.text
    if isinstance(part, When) and not isinstance(value, bool):
        remedy = f'bandingkan dengan sesuatu, misalnya {{{{ bila {asked} != "" }}}}'
        yield Finding(text.file, part.line, f"'bila {asked}' tidak menghasilkan ya atau tidak", remedy)
    if isinstance(part, Each):
        if not isinstance(value, list):
            remedy = "tulis isian daftar, misalnya {{ untuk alat dari isian.alat }}"
            yield Finding(text.file, part.line, f"'{asked}' bukan daftar", remedy)
        if part.name in _ROOTS:
            what = f"nama '{part.name}' sudah berarti lain di surat"
            yield Finding(text.file, part.line, what, "pilih nama lain, misalnya {{ untuk satu dari " + asked + " }}")


def rows(around: Around, known: Known) -> Known:
    """The names that the repetitions around a place give to their rows, with a sample value for each part of a row."""
    found: Known = {}
    for part in around:
        if isinstance(part, Each):
            items = (known | found).get(list_name(part.condition))
            row = items[0] if isinstance(items, list) and items else {}
            parts = {f"{part.name}.{key}": value for key, value in row.items()} if isinstance(row, Mapping) else {}
            found |= {part.name: row, ROW: 1} | parts
    return found


def _near(name: str, known: Known) -> str:
    close = get_close_matches(name, sorted(known), n=1, cutoff=0.75)
    if close:
        return f"mungkin maksudnya {{{{ {close[0]} }}}}"
    root = name.partition(".")[0]
    same = sorted(one for one in known if one.startswith(f"{root}."))[:8]
    return f"yang ada: {', '.join(same)}" if same else "pakai isian, pemohon, pemegang, surat, kantor atau permohonan"


_ROOTS = frozenset(
    "isian pemohon pemegang catatan data hasil jalur kantor layanan parameter permohonan surat butir hari_ini".split()
) | {ROW}
