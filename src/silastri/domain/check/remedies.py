"""How to mend a condition or a formula: which name was meant, which values do not go together."""

import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from silastri.domain.case.facts import tree
from silastri.domain.definition.condition import Condition, ConditionFailed, compile_condition

Judge = Callable[[Condition, dict[str, Any]], object]
ALIKE = "bandingkan nilai yang sejenis, misalnya teks dengan teks"
_WHOLE = re.compile(r"(?<![\w.\"'])\d+(?![\w.\"'])")
_ONLY_THERE = {
    "butir": "'butir' hanya ada pada baris dengan 'tiap'; pakai isian di luar daftar",
    "riwayat": "'riwayat' hanya ada pada 'ketentuan'",
    "hasil": "pakai hasil.kunci",
    "jalur": "tulis 'jalur' di standar.yaml, atau pakai isian",
    "catatan": "beri 'formulir' pada langkah itu, lalu tulis catatan.<langkah>.<kunci isian>",
    "isian": "tambahkan isian itu di 'formulir'",
}


def instead_of(name: str, known: Iterable[str]) -> str:
    """What to write in place of a name that is not there."""
    known, (root, _, leaf) = sorted(known), name.partition(".")
    same = [one for one in known if one.startswith(f"{root}.")]
    of_leaf = {one.partition(".")[2]: one for one in same}
    if close := get_close_matches(leaf, of_leaf, n=1, cutoff=0.75):
        return f"mungkin maksudnya '{of_leaf[close[0]]}'"
    if same:
        return f"yang ada: {', '.join(same[:8])}"
    if close := get_close_matches(name, known, n=1, cutoff=0.8):
        return f"mungkin maksudnya '{close[0]}'"
    roots = ", ".join(sorted({one.partition(".")[0] for one in known}))
    return _ONLY_THERE.get(root, f"mulai dengan salah satu dari: {roots}")


def of_kinds(condition: Condition, known: Mapping[str, Any], judge: Judge) -> str:
    """How the values of a condition that cannot be worked out are made to go together."""
    mine = {name: known[name] for name in condition.names if name in known}
    whole = sorted(name for name, value in mine.items() if type(value) is int)
    if whole and _works(condition, {**known, **{name: mine[name] * 1.0 for name in whole}}, judge):
        return f"bilangan bulat dan pecahan tidak dapat dicampur; tulis {', '.join(f'double({n})' for n in whole)}"
    text = _WHOLE.sub(lambda number: f"{number[0]}.0", condition.text)
    if text != condition.text and (mended := _compiled(text)):
        if _works(mended, known, judge):
            return f"bilangan bulat dan pecahan tidak dapat dicampur; tulis {text}"
        if whole and _works(mended, {**known, **{name: mine[name] * 1.0 for name in whole}}, judge):
            names = ", ".join(f"double({name})" for name in whole)
            return f"bilangan bulat dan pecahan tidak dapat dicampur; tulis angkanya dengan .0, dan {names}"
    for name in sorted(name for name, value in mine.items() if value == ""):
        if any(_works(condition, {**known, name: number}, judge) for number in (1, 1.5)):
            return f"'{name}' berisi teks, bukan bilangan; jadikan 'isian: bilangan', atau bandingkan dengan teks"
    return ALIKE


def _works(condition: Condition, known: Mapping[str, Any], judge: Judge) -> bool:
    try:
        judge(condition, tree(known))
    except ConditionFailed:
        return False
    return True


def _compiled(text: str) -> Condition | None:
    try:
        return compile_condition(text)
    except ValueError:
        return None
