"""Random definitions that should be right, and mutants of right ones."""

import json
import random
from typing import Any

from silastri.domain.definition.standard import COMPONENTS

Texts = dict[str, str]
OFFICE = """kantor: Kantor Acak
pemerintah: Pemerintah Acak
kode: ACK
singkatan: Kantor Acak
tempat: Acak
jam_kerja: {senin: 08.00-16.00, selasa: 08.00-16.00, rabu: 08.00-16.00, kamis: 08.00-16.00, jumat: 08.00-16.00}
jabatan:
  - satu: Jabatan Satu
  - dua: Jabatan Dua
  - tiga: Jabatan Tiga
  - kepala: Kepala
buku_nomor:
  - surat: "{urut:03}/ACK/{tahun}"
"""
POSTS = ("satu", "dua", "tiga")
MIDDLE = ("periksa", "cek_data", "rekomendasi", "teruskan", "verifikasi", "survei", "paraf", "setujui")
TURNING = {"periksa", "rekomendasi", "teruskan", "verifikasi", "survei", "paraf", "setujui", "tandatangani"}


def definition(seed: int) -> Texts:
    chance = random.Random(seed)
    questions = _questions(chance)
    steps, wet = _steps(chance, questions)
    standard = _standard(chance, questions, steps, wet)
    sop = {"nama": standard["layanan"], "langkah": steps}
    letter = "Nama {{ pemohon.nama }}, " + ", ".join(f"{{{{ isian.{key} }}}}" for key in questions)
    return {
        "standar.yaml": json.dumps(standard),
        "sop.yaml": json.dumps(sop),
        "surat.md": letter,
        "lembar.md": "Untuk {{ pemohon.nama }}",
    }


def _questions(chance: random.Random) -> dict[str, dict[str, Any]]:
    kinds: list[dict[str, Any]] = [
        {"isian": "pilihan", "pilihan": [{"a": "Pilihan A"}, {"b": "Pilihan B"}]},
        {"isian": "ya_tidak"},
        {"isian": "bilangan"},
        {"isian": "tanggal"},
        {"isian": "teks"},
    ]
    chosen = chance.sample(kinds, chance.randint(1, 5))
    return {f"t{n}": {**kind, "label": f"Pertanyaan {n}"} for n, kind in enumerate(chosen)}


def _condition(chance: random.Random, questions: dict[str, dict[str, Any]]) -> str:
    key, question = chance.choice(list(questions.items()))
    name = f"isian.{key}"
    told = {
        "pilihan": f'{name} == "{chance.choice("ab")}"',
        "ya_tidak": chance.choice([name, f"!{name}"]),
        "bilangan": f"{name} {chance.choice(['>', '<=', '=='])} {chance.randint(0, 9)}",
        "tanggal": 'layanan.jenis != "sip"',
        "teks": f'{name} != "x"',
    }[question["isian"]]
    return told if chance.random() < 0.7 else f"({told}) {chance.choice(['&&', '||'])} pemohon.umur >= 17"


def _steps(chance: random.Random, questions: dict[str, dict[str, Any]]) -> tuple[list[dict[str, Any]], bool]:
    wet, pays = chance.random() < 0.3, chance.random() < 0.4
    kinds = ["ajukan", *chance.sample(MIDDLE, chance.randint(0, 5))]
    kinds += ["bayar"] if pays else []
    kinds += ["cetak", "tandatangani", "nomori"] if wet else ["nomori", "tandatangani", "cetak"]
    kinds += ["serahkan"]
    steps = []
    for n, kind in enumerate(kinds):
        step: dict[str, Any] = {"kegiatan": kind, "uraian": f"Langkah {n}", "waktu": "10 menit"}
        step["pelaksana"] = (
            "pemohon" if kind in ("ajukan", "bayar") else "kepala" if kind == "tandatangani" else chance.choice(POSTS)
        )
        if kind in TURNING and (kind == "periksa" or chance.random() < 0.6):
            back = [f"kembali ke l{chance.randrange(n)}"] if kind != "periksa" else ["kembali ke l0"]
            step["bila_tidak"] = back + (["tolak"] if chance.random() < 0.5 else [])
        if 0 < n < len(kinds) - 4 and kind not in ("bayar", "cek_data") and chance.random() < 0.3:
            step["lewati_bila"] = _condition(chance, questions)
        if kind in ("verifikasi", "setujui") and chance.random() < 0.5:
            step["formulir"] = [{"catat": {"isian": "ya_tidak", "label": "Setuju?"}}]
        if kind in ("periksa", "survei", "serahkan") and chance.random() < 0.3:
            step["jadwal"] = _slots(chance)
        if kind in ("ajukan", "bayar") and chance.random() < 0.5:
            step["dicatat_oleh"] = chance.choice(POSTS)
        steps.append({f"l{n}": step})
    return steps, wet


def _slots(chance: random.Random) -> dict[str, Any]:
    days = chance.sample(["senin", "selasa", "rabu", "kamis", "jumat"], chance.randint(1, 3))
    slots = {"hari": days, "jam": ["09.00", "13.30"][: chance.randint(1, 2)], "kuota": str(chance.randint(1, 9))}
    return slots | chance.choice([{}, {"dari": "2 hari kerja", "sampai": "1 bulan"}, {"sampai": "14 hari kalender"}])


def _places(chance: random.Random, questions: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Now and then a quota, and a booking where there is a date for it."""
    found: dict[str, Any] = {}
    by_kind = {question["isian"]: f"isian.{key}" for key, question in questions.items()}
    by = next((by_kind[kind] for kind in ("pilihan", "ya_tidak", "bilangan") if kind in by_kind), "")
    if chance.random() < 0.3:
        quota = {"jumlah": str(chance.randint(1, 9)), "per": chance.choice(["hari", "bulan", "tahun"])}
        quota |= {"menurut": by} if by and chance.random() < 0.5 else {}
        quota |= chance.choice([{}, {"bila_penuh": "tunggu", "oleh": chance.choice(POSTS)}])
        found["kuota"] = quota
    if "tanggal" in by_kind and chance.random() < 0.5:
        found["pesan_waktu"] = {"dari": by_kind["tanggal"]} | ({"benda": by} if by and chance.random() < 0.5 else {})
    return found


def _standard(
    chance: random.Random, questions: dict[str, dict[str, Any]], steps: list[dict[str, Any]], wet: bool
) -> dict[str, Any]:
    kinds = {next(iter(step.values()))["kegiatan"] for step in steps}
    standard: dict[str, Any] = {key: ["Kalimat"] for key in COMPONENTS}
    standard |= {
        "layanan": f"Layanan {chance.randint(1, 999)}",
        "jenis": chance.choice(["perizinan", "nonperizinan", "sip"]),
        "berlaku_sejak": "2026-01-02",
        "persyaratan": [
            {"ktp": "Fotokopi KTP"},
            {"lain": {"sebutan": "Berkas lain", "bila": _condition(chance, questions)}},
        ],
        "jangka_waktu": f"{chance.randint(2, 20)} hari kerja",
        "biaya": "0",
        "produk": [{"surat": {"surat": "Surat", "tanda_tangan": "basah" if wet else "elektronik"}}],
        "jumlah_pelaksana": "3",
        "formulir": [{key: question} for key, question in questions.items()],
    }
    standard |= _places(chance, questions)
    if "bayar" in kinds:
        item = {
            "sebutan": "Retribusi",
            "tarif": str(chance.randint(1, 9) * 1000),
            "bila": _condition(chance, questions),
        }
        standard["biaya"] = {"dasar": "Perda Nomor 1 Tahun 2024", "rincian": [{"satu": item}]}
    if "cek_data" in kinds:
        standard["keputusan"] = [
            {"ya": {"sebutan": "Terdaftar", "bila": "data.terdaftar"}},
            {"tidak": {"sebutan": "Tidak", "bila": "true"}},
        ]
        standard["produk"].append({"lembar": {"surat": "Lembar", "tanda_tangan": "tanpa", "naskah": "lembar.md"}})
    return standard


def mutant(texts: Texts, seed: int) -> Texts:
    """The texts with one to three slips: lines lost, doubled, moved, words and signs changed."""
    chance = random.Random(seed)
    name = chance.choice(sorted(texts))
    lines = texts[name].splitlines()
    for _ in range(chance.randint(1, 3)):
        if not lines:
            break
        n = chance.randrange(len(lines))
        _SLIPS[chance.randrange(len(_SLIPS))](chance, lines, n)
    return texts | {name: "\n".join(lines) + "\n"}


def _word(chance: random.Random, lines: list[str], n: int) -> None:
    words = lines[n].split(" ")
    other = lines[chance.randrange(len(lines))].split()
    words[chance.randrange(len(words))] = chance.choice(other) if other else ""
    lines[n] = " ".join(words)


def _letter(chance: random.Random, lines: list[str], n: int) -> None:
    if lines[n]:
        place = chance.randrange(len(lines[n]))
        lines[n] = lines[n][:place] + chance.choice("abz019:-[]{}\"'#&*!|>%@ .,()") + lines[n][place + 1 :]


def _lose(chance: random.Random, lines: list[str], n: int) -> None:
    lines.pop(n)


def _double(chance: random.Random, lines: list[str], n: int) -> None:
    lines.insert(n, lines[n])


def _move(chance: random.Random, lines: list[str], n: int) -> None:
    lines.insert(chance.randrange(len(lines)), lines.pop(n))


def _shift(chance: random.Random, lines: list[str], n: int) -> None:
    lines[n] = lines[n][2:] if chance.random() < 0.5 else f"  {lines[n]}"


_SLIPS = (_lose, _double, _move, _shift, _word, _letter)
