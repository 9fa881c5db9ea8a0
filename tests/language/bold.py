"""Random definitions with words that only seem right: the checker must refuse them, or they come to their end."""

import json
import random
from typing import Any

from tests.language import made


def definition(seed: int) -> made.Texts:
    """A definition with words that only seem right: the checker must refuse it, or it must come to its end."""
    chance = random.Random(f"bold {seed}")
    sure, left = made.questions(chance), _left_open(chance)
    steps, wet = made.steps(chance, sure)
    _one_more_turn(chance, steps)
    _other_hands(chance, steps)
    standard = made.standard(chance, sure, steps, wet)
    standard["formulir"] += [{key: question} for key, question in left.items()]
    questions, noted = sure | left, _noted(steps)
    for dare in chance.sample((_late_price, _late_letter, _half_a_table, _dates, _papers), chance.randint(1, 3)):
        dare(chance, standard, steps, [*noted, *(f"isian.{key}" for key in questions)])
    printed = "".join(_perhaps_empty(chance, name) for name in _printable(questions) + noted if chance.random() < 0.3)
    return {
        "standar.yaml": json.dumps(standard),
        "sop.yaml": json.dumps({"nama": standard["layanan"], "rujukan": [{"lain": "Kantor Lain"}], "langkah": steps}),
        "surat.md": "Nama {{ pemohon.nama }} " + printed,
        "lembar.md": "Untuk {{ pemohon.nama }}",
    }


def _printable(questions: dict[str, dict[str, Any]]) -> list[str]:
    return [f"isian.{key}" for key, question in questions.items() if question["isian"] not in ("surat", "orang")]


def _perhaps_empty(chance: random.Random, name: str) -> str:
    """A place for an answer that may be missing: with a guard, more often than not."""
    place, guard = f"[{{{{ {name} }}}}]", f'{name} != ""'
    if name.split(".")[0] == "catatan" and name.count(".") == 3:
        guard = f"{name.rpartition('.')[0]}.dijawab"
    if chance.random() < 0.2:
        return place
    return f"{{{{ bila {guard} }}}}{place}{{{{ selesai }}}}"


def _left_open(chance: random.Random) -> dict[str, dict[str, Any]]:
    """Questions of every kind that need no answer, or are asked of some."""
    kinds: list[dict[str, Any]] = [
        {"isian": "pilihan", "pilihan": [{"a": "Pilihan A"}, {"b": "Pilihan B"}]},
        {"isian": "bilangan", "paling_sedikit": "1"},
        {"isian": "uang"},
        {"isian": "tanggal"},
        {"isian": "orang"},
        {"isian": "paragraf"},
    ]
    found = {f"u{n}": {**kind, "label": f"Boleh kosong {n}", "wajib": "tidak"} for n, kind in enumerate(kinds)}
    for _key, question in list(found.items())[1:]:
        if chance.random() < 0.3:
            question |= {"wajib": "ya", "bila": 'isian.u0 == "a"'}
    return found


def _fields(steps: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    return [(key, step) for kept in steps for key, step in kept.items()]


def _one_more_turn(chance: random.Random, steps: list[dict[str, Any]]) -> None:
    """A step somewhere, even behind the payment, the signature or the end, from which a case may go back anywhere."""
    place = chance.randint(2, len(steps))
    kind = chance.choice(["verifikasi", "tunggu", "setujui", "survei_lapangan"])
    to = next(iter(steps[chance.randrange(place)]))
    asked = {"d": {"isian": "tanggal", "label": "Tanggal", "wajib": chance.choice(["ya", "tidak"])}}
    more = {"kegiatan": kind, "uraian": "Sekali lagi", "waktu": "10 menit", "pelaksana": chance.choice(made.POSTS)}
    more |= {
        "formulir": [asked, {"pilih": {"isian": "pilihan", "label": "Kelas", "pilihan": [{"a": "A"}, {"b": "B"}]}}]
    }
    more |= chance.choice([{"bila_tidak": f"kembali ke {to}"}, {}, {}])
    if kind != "tunggu" and chance.random() < 0.4:
        then = chance.choice([f"kembali ke {to}", "lanjut", "gugur"])
        more["batas"] = {"waktu": "14 hari kalender", "akibat": then, "oleh": "satu"}
    if kind in ("tunggu", "survei_lapangan"):
        del more["formulir"]
    steps.insert(place, {"lagi": more})


def _other_hands(chance: random.Random, steps: list[dict[str, Any]]) -> None:
    """Now and then whoever signs does another step too."""
    for _, step in _fields(steps):
        if step["pelaksana"] in made.POSTS and chance.random() < 0.04:
            step["pelaksana"] = "kepala"


def _noted(steps: list[dict[str, Any]]) -> list[str]:
    """The names of what is filled in at steps, those of parties first."""
    parties, own = [], []
    for key, step in _fields(steps):
        own += [f"catatan.{key}.{next(iter(question))}" for question in step.get("formulir", ())]
        for kept in step.get("pihak", ()):
            for party, asked in kept.items():
                parties += [f"catatan.{key}.{party}.{next(iter(q))}" for q in asked.get("formulir", ())]
    return [*parties, *own]


def _late_price(chance: random.Random, standard: dict[str, Any], steps: list[dict[str, Any]], names: list[str]) -> None:
    """A price by what somebody finds out, perhaps after it was paid, or not at all."""
    if not isinstance(standard["biaya"], dict):
        return
    choices = ["isian.u0", *(name for name in names if name.endswith(".pilih"))]
    by = {"tabel": {"a": "1000", "b": "2000"}, "menurut": chance.choice(choices)}
    share = {"tarif": f"60000 / {chance.choice([name for name in names if name.startswith('isian.')])}"}
    line = chance.choice([by, share, {"tarif": "1000", "kali": chance.choice(names)}])
    standard["biaya"]["rincian"].insert(0, {"nanti": {"sebutan": "Nanti", **line}})
    if chance.random() < 0.5:
        deposit = {"sebutan": "Jaminan", "tarif": "5000", "jaminan": "ya"}
        standard["biaya"]["rincian"].insert(1, {"jaminan": deposit})
        back = {"kegiatan": "kembalikan_jaminan", "uraian": "Jaminan", "waktu": "1 jam", "pelaksana": "satu"}
        steps.insert(chance.randint(len(steps) - 2, len(steps)), {"jaminan": back})


def _late_letter(
    chance: random.Random, standard: dict[str, Any], steps: list[dict[str, Any]], names: list[str]
) -> None:
    """A letter for some cases only; whether this is one may be known too late."""
    name = chance.choice(names)
    when = f'{name} == "a"' if name.endswith((".pilih", ".u0")) else f'{name} != ""'
    standard["produk"][0]["surat"]["bila"] = when


def _half_a_table(
    chance: random.Random, standard: dict[str, Any], steps: list[dict[str, Any]], names: list[str]
) -> None:
    """A decision table without the row for whoever is not listed."""
    if "keputusan" in standard:
        standard["keputusan"].pop()


def _dates(chance: random.Random, standard: dict[str, Any], steps: list[dict[str, Any]], names: list[str]) -> None:
    """A step that is skipped by a date which may be missing."""
    dates = ["isian.u3", "isian.u4.tanggal_lahir", *(name for name in names if name.endswith(".d"))]
    name, (_, step) = chance.choice(dates), chance.choice(_fields(steps)[1:])
    guard = chance.choice(["", f'{name} != "" && '])
    step["lewati_bila"] = guard + chance.choice([f"{name} > hari_ini", f"tambah_bulan({name}, 3) < hari_ini"])


def _papers(chance: random.Random, standard: dict[str, Any], steps: list[dict[str, Any]], names: list[str]) -> None:
    """A letter of a step that may make another one by itself, or has nobody to sign it."""
    _, step = chance.choice(_fields(steps))
    step["naskah"] = "lembar.md"
