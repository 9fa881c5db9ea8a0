"""Turns an error of pydantic into a sentence with a remedy, in Indonesian, for people who write definitions."""

from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from .source import Finding, Path, Source
from .words import BadItem

_EXPECTED = {
    "int_parsing": ("bukan bilangan bulat", "tulis angka saja, misalnya 10000"),
    "int_type": ("bukan bilangan bulat", "tulis angka saja, misalnya 10000"),
    "int_from_float": ("bukan bilangan bulat", "tulis angka saja, misalnya 10000"),
    "bool_parsing": ("bukan ya atau tidak", "tulis ya atau tidak"),
    "bool_type": ("bukan ya atau tidak", "tulis ya atau tidak"),
    "date_from_datetime_parsing": ("bukan tanggal", "tulis seperti 2024-03-18"),
    "date_parsing": ("bukan tanggal", "tulis seperti 2024-03-18"),
    "date_type": ("bukan tanggal", "tulis seperti 2024-03-18"),
    "string_type": ("bukan satu kalimat", "tulis satu kalimat di baris ini"),
    "string_too_short": ("kosong", "isi dengan kalimat"),
    "string_too_long": ("terlalu panjang", "pendekkan kalimatnya"),
    "tuple_type": ("bukan daftar", "tulis sebagai daftar: satu baris '- ...' untuk tiap butir"),
    "too_short": ("masih kosong", "isi paling sedikit satu butir '- ...'"),
    "model_type": ("bukan kelompok kata", "tulis 'kunci: nilai' di bawahnya"),
    "model_attributes_type": ("bukan kelompok kata", "tulis 'kunci: nilai' di bawahnya"),
    "dict_type": ("bukan kelompok kata", "tulis 'kunci: nilai' di bawahnya"),
    "string_pattern_mismatch": ("bentuk tulisannya salah", "pakai huruf kecil, angka dan garis bawah tanpa spasi"),
    "greater_than_equal": ("terlalu kecil", "periksa angkanya"),
    "less_than_equal": ("terlalu besar", "periksa angkanya"),
}


def findings(error: ValidationError, source: Source, model: type[BaseModel]) -> list[Finding]:
    return [_finding(item, source, model) for item in error.errors(include_url=False)]


def _finding(item: Any, source: Source, model: type[BaseModel]) -> Finding:
    path: Path = tuple(part for part in item["loc"] if isinstance(part, str | int))
    kind, name = item["type"], str(path[-1]) if path else ""
    where = source.spoken(path)
    if kind == "missing":
        return source.finding(path[:-1], f"'{where}' belum ada", f"tambahkan '{name}: ...'")
    if kind == "extra_forbidden":
        return source.finding(path, f"kata '{where}' tidak dikenal", _did_you_mean(name, model))
    if kind in ("literal_error", "enum"):
        allowed = item["ctx"]["expected"].replace(" or ", " atau ")
        return source.finding(path, f"'{where}' tidak dikenal: {_shown(item['input'])}", f"pilih {allowed}")
    if kind == "value_error":
        error = item["ctx"]["error"]
        what, _, remedy = str(error).partition("; ")
        path = (*path, error.index) if isinstance(error, BadItem) else path
        return source.finding(path, f"'{where}': {what}", remedy or "perbaiki nilainya")
    what, remedy = _EXPECTED.get(kind, ("nilainya salah", "lihat contoh di docs/reference"))
    return source.finding(path, f"'{where}' {what}: {_shown(item['input'])}", remedy)


def _shown(value: Any) -> str:
    text = "kosong" if value is None else str(value)
    return text if len(text) <= 40 else text[:37] + "..."


# Words that standards use and the language does not have, with the nearest that it has.
_NOT_YET = {
    "paket": "satu permohonan untuk beberapa layanan belum bisa; tulis satu layanan dengan beberapa 'produk', atau "
    "layanan lanjutan yang meminta surat pertama dengan 'isian: surat'",
    "peringkat": "penilaian dan peringkat antar-permohonan belum bisa; batasi dengan 'kuota' dan 'daftar tunggu', lalu "
    "tulis nilainya di 'formulir' langkah verifikasi",
    "batas_pengaduan": "batas waktu menurut jenis pengaduan belum bisa; tulis sebagai kalimat di 'pengaduan'",
    "otomatis": "keputusan tanpa petugas tidak bisa; tulis 'batas' dengan 'akibat', yang dijalankan petugas",
    "gabung": "permohonan beberapa orang sekaligus belum bisa; tulis anggotanya sebagai 'isian: daftar'",
}


def _did_you_mean(word: str, model: type[BaseModel]) -> str:
    if word in _NOT_YET:
        return _NOT_YET[word]
    known = _words(model, set())
    if word in known:
        return f"'{word}' tidak dipakai di sini; periksa indentasinya, pindahkan, atau hapus"
    close = get_close_matches(word, sorted(known), n=1, cutoff=0.7)
    return f"mungkin maksud Anda '{close[0]}'" if close else "hapus, atau lihat daftar kata di docs/reference"


def _words(model: type[BaseModel], seen: set[type[BaseModel]]) -> set[str]:
    """All words of the model and of the models inside it."""
    if model in seen:
        return set()
    seen.add(model)
    words: set[str] = set()
    for name, field in model.model_fields.items():
        words.add(field.alias or name)
        for part in _parts(field.annotation):
            words |= _words(part, seen)
    return words


def _parts(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [part for inner in get_args(annotation) for part in _parts(inner)]
