"""Random definitions that should be right, and mutants of right ones."""

import json
import random
import re
from typing import Any

from silastri.domain.definition.standard import COMPONENTS

Texts = dict[str, str]
OFFICE = """kantor: Kantor Acak
pemerintah: Pemerintah Acak
kode: ACK
singkatan: Kantor Acak
tempat: Acak
jam_kerja: {senin: 08.00-16.00, selasa: 08.00-16.00, rabu: 08.00-16.00, kamis: 08.00-16.00, jumat: 08.00-16.00}
laporan_uang: {kantor: inspektorat}
jabatan:
  - satu: Jabatan Satu
  - dua: Jabatan Dua
  - tiga: Jabatan Tiga
  - ahli: Tenaga Ahli
  - kepala: Kepala
buku_nomor:
  - surat: "{urut:03}/ACK/{tahun}"
"""
POSTS = ("satu", "dua", "tiga")
# Words that the system uses somewhere: as the key of a question at a step each of them is as good as any other.
WORDS = ("catat", "data", "hasil", "jadwal", "bukti", "tinta", "ulang", "berita_acara", "answers", "facts", "look_up",
         "isian", "pemohon", "formulir", "penolakan", "langkah", "kunci_rumah")  # fmt: skip
# Keys that mean something to the system in one place or another.
RESERVED = (*WORDS, "kunci", "skrd", "salinan", "catatan", "giliran", "keputusan", "berkas", "nama", "pendapat",
            "dijawab", "in", "true", "null", "exists", "csrfmiddlewaretoken")  # fmt: skip
MIDDLE = (
    "periksa",
    "cek_data",
    "tanggapi",
    "tunggu",
    "minta_pendapat",
    "rekomendasi",
    "teruskan",
    "verifikasi",
    "survei_lapangan",
    "paraf",
    "setujui",
)
DECIDING = ("setujui", "tandatangani")  # whoever examines does not decide
BY_APPLICANT = ("ajukan", "tanggapi", "bayar")
TURNING = {
    "periksa",
    "minta_pendapat",
    "rekomendasi",
    "teruskan",
    "verifikasi",
    "survei_lapangan",
    "paraf",
    "setujui",
    "tandatangani",
    "tunggu",
}


def definition(seed: int) -> Texts:
    chance = random.Random(seed)
    asked = questions(chance)
    done, wet = steps(chance, asked)
    said = standard(chance, asked, done, wet)
    sop = {"nama": said["layanan"], "rujukan": [{"lain": "Kantor Lain"}], "langkah": done}
    letter = "Nama {{ pemohon.nama }}, " + ", ".join(_place(key, question) for key, question in asked.items())
    return {
        "standar.yaml": json.dumps(said),
        "sop.yaml": json.dumps(sop),
        "surat.md": letter,
        "lembar.md": "Untuk {{ pemohon.nama }}",
    }


def _place(key: str, question: dict[str, Any]) -> str:
    """What may be left out is asked for only where it was not."""
    if question["isian"] != "surat":
        return f"[{{{{ isian.{key} }}}}]"
    return f'{{{{ bila isian.{key}.nomor != "" }}}}{{{{ isian.{key}.nomor }}}}{{{{ selain itu }}}}-{{{{ selesai }}}}'


def questions(chance: random.Random) -> dict[str, dict[str, Any]]:
    kinds: list[dict[str, Any]] = [
        {"isian": "pilihan", "pilihan": [{"a": "Pilihan A"}, {"b": "Pilihan B"}]},
        {"isian": "ya_tidak"},
        {"isian": "bilangan", "desimal": str(chance.choice([0, 0, 1, 3]))},
        {"isian": "tanggal"},
        {"isian": "teks"},
        {"isian": "surat", "wajib": "tidak", "boleh_berakhir": "1 tahun"},
    ]
    chosen = chance.sample(kinds, chance.randint(1, 6))
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
        "daftar": chance.choice([f"size({name}) > 1", f'{name}.exists(x, x.macam == "a" && x.berat > 3)']),
        "surat": chance.choice([f"{name}.berlaku", f"!{name}.terdaftar", f'{name}.nomor != ""']),
    }[question["isian"]]
    return told if chance.random() < 0.7 else f"({told}) {chance.choice(['&&', '||'])} pemohon.umur >= 17"


def steps(chance: random.Random, questions: dict[str, dict[str, Any]]) -> tuple[list[dict[str, Any]], bool]:
    wet, pays = chance.random() < 0.3, chance.random() < 0.4
    kinds = ["ajukan", *chance.sample(MIDDLE, chance.randint(0, 5))]
    kinds += ["bayar"] if pays else []
    kinds += ["cetak", "tandatangani", "nomori"] if wet else ["nomori", "tandatangani", "cetak"]
    kinds += ["serahkan"]
    found, known = [], ""
    for n, kind in enumerate(kinds):
        is_middle = 0 < n < len(kinds) - 4
        step: dict[str, Any] = {"kegiatan": kind, "uraian": f"Langkah {n}", "waktu": "10 menit"}
        step["pelaksana"] = (
            "pemohon" if kind in BY_APPLICANT else "kepala" if kind in DECIDING else chance.choice(POSTS)
        )
        if kind in TURNING and (kind == "periksa" or chance.random() < 0.6):
            step["bila_tidak"] = _ways(chance, kind, [m for m, before in enumerate(kinds[:n]) if before != "bayar"])
        if is_middle and kind not in ("bayar", "cek_data") and chance.random() < 0.3:
            step["lewati_bila"] = _condition(chance, questions)
        if kind == "minta_pendapat":
            known = _asks(chance, questions, step, n)
        elif known and is_middle and kind in ("verifikasi", "teruskan", "paraf"):
            step["lewati_bila"] = chance.choice([f"!{known}", f"{known} || pemohon.umur >= 17"])
        _dress(chance, step, kind)
        found.append({f"l{n}": step})
    _at_the_counter(found)
    return found, wet


def _at_the_counter(steps: list[dict[str, Any]]) -> None:
    """Who may come there with his application does the rest there too."""
    if "dicatat_oleh" in steps[0]["l0"]:
        for step in (step for kept in steps for step in kept.values() if step["kegiatan"] in BY_APPLICANT):
            step["dicatat_oleh"] = "satu"


def _ways(chance: random.Random, kind: str, earlier: list[int]) -> list[str]:
    found = [f"kembali ke l{chance.choice(earlier)}"] if kind != "periksa" else ["kembali ke l0"]
    found += ["tolak"] if chance.random() < 0.5 else []
    if kind in ("survei_lapangan", "verifikasi", "rekomendasi", "teruskan") and chance.random() < 0.4:
        found.append(chance.choice(["ulangi paling banyak 2 kali", "alihkan ke lain"]))
    return found


def _dress(chance: random.Random, step: dict[str, Any], kind: str) -> None:
    """Words that any step, or a step of that kind, may have."""
    if kind in ("verifikasi", "setujui", "tanggapi") and chance.random() < 0.5:
        step["formulir"] = [{chance.choice(WORDS): {"isian": "ya_tidak", "label": "Setuju?"}}]
    if kind == "verifikasi" and chance.random() < 0.3:
        step["sistem"] = "SIMLAIN"
    if kind in ("periksa", "survei_lapangan", "serahkan") and chance.random() < 0.3:
        step["jadwal"] = _slots(chance)
    if kind in BY_APPLICANT and chance.random() < 0.5:
        step["dicatat_oleh"] = chance.choice(POSTS)
    if kind in ("verifikasi", "teruskan", "tanggapi") and chance.random() < 0.3:
        then = chance.choice(["gugur", "tolak", "kembali ke l0", *(["lanjut"] if kind != "tanggapi" else [])])
        step["batas"] = {"waktu": "14 hari kalender", "akibat": then, "oleh": chance.choice(POSTS)}
    if kind not in BY_APPLICANT and chance.random() < 0.2:
        step["jam_berhenti"] = "ya"
    if kind == "tunggu" and chance.random() < 0.5:
        step["pengumuman"] = "lembar.md"


def _asks(chance: random.Random, questions: dict[str, dict[str, Any]], step: dict[str, Any], n: int) -> str:
    """Makes a step ask; the name of something that conditions know from then on."""
    step["pihak"] = _parties(chance, questions, decides="bila_tidak" in step)
    known = f"catatan.l{n}.{next(iter(step['pihak'][0]))}.dijawab"
    step["formulir"] = [{"akhir": {"label": "Kesimpulan", "bila": known, "wajib": "tidak"}}]
    return known


def _parties(chance: random.Random, questions: dict[str, dict[str, Any]], *, decides: bool) -> list[dict[str, Any]]:
    """One to four, of every sort; who may say no only where there is another way."""
    found = []
    for n in range(chance.randint(1, 4)):
        gives = chance.choice(["fakta", "pertimbangan", *(["keputusan"] if decides else [])])
        party: dict[str, Any] = {"memberi": gives, "waktu": "5 menit"}
        if chance.random() < 0.5:
            party["jabatan"] = "ahli"  # who advises decides nothing
        else:
            party |= {"sebutan": f"Pihak {n}", "boleh_melihat": ["ktp", "pemohon"]}
        if chance.random() < 0.4:
            party["bila"] = _condition(chance, questions)
        if gives == "fakta" or chance.random() < 0.3:
            party["formulir"] = [
                {"nilai": {"isian": "bilangan", "label": "Nilai", "desimal": str(chance.choice([0, 2]))}}
            ]
        found.append({f"p{n}": party})
    return found


def _slots(chance: random.Random) -> dict[str, Any]:
    days = chance.sample(["senin", "selasa", "rabu", "kamis", "jumat"], chance.randint(1, 3))
    slots = {"hari": days, "jam": ["09.00", "13.30"][: chance.randint(1, 2)], "kuota": str(chance.randint(1, 9))}
    return slots | chance.choice([{}, {"dari": "2 hari kerja", "sampai": "1 bulan"}, {"sampai": "14 hari kalender"}])


def _places(chance: random.Random, questions: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Now and then a quota, and a booking where there is a date for it."""
    found: dict[str, Any] = {}
    by_kind = {q["isian"]: f"isian.{key}" for key, q in questions.items() if q.get("desimal", "0") == "0"}
    by = next((by_kind[kind] for kind in ("pilihan", "ya_tidak", "bilangan") if kind in by_kind), "")
    if chance.random() < 0.3:
        quota = {"jumlah": str(chance.randint(1, 9)), "per": chance.choice(["hari", "bulan", "tahun"])}
        quota |= {"menurut": by} if by and chance.random() < 0.5 else {}
        quota |= chance.choice([{}, {"bila_penuh": "tunggu", "oleh": chance.choice(POSTS)}])
        found["kuota"] = quota
    if "tanggal" in by_kind and chance.random() < 0.5:
        found["pesan_waktu"] = {"dari": by_kind["tanggal"]} | ({"benda": by} if by and chance.random() < 0.5 else {})
    return found


def standard(
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
    standard["produk"][0]["surat"] |= _afterwards(chance, questions)
    if "bayar" in kinds:
        item = {
            "sebutan": "Retribusi",
            "tarif": chance.choice(["{}000", "{}.000", "Rp{}.000"]).format(chance.randint(1, 9)),
            "bila": _condition(chance, questions),
        }
        standard["biaya"] = {
            "dasar": "Perda Nomor 1 Tahun 2024",
            "rincian": [{"satu": item}, *_items(chance, questions)],
        }
    if "cek_data" in kinds:
        standard["keputusan"] = [
            {"ya": {"sebutan": "Terdaftar", "bila": "data.terdaftar"}},
            {"tidak": {"sebutan": "Tidak", "bila": "true"}},
        ]
        standard["produk"].append({"lembar": {"surat": "Lembar", "tanda_tangan": "tanpa", "naskah": "lembar.md"}})
    return standard


def _afterwards(chance: random.Random, questions: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """What follows the issue of the letter: an end, its renewal, duties."""
    found: dict[str, Any] = {"masa_berlaku": f"{chance.randint(13, 60)} bulan"} if chance.random() < 0.7 else {}
    asked = [key for key, question in questions.items() if question["isian"] == "surat"]
    if found and asked:
        found["perpanjangan"] = {"paling_cepat": "3 bulan", "paling_lambat": "1 minggu", "surat": asked[0]}
    if chance.random() < 0.5:
        when = chance.choice([{"tiap": "6 bulan"}, {"setelah": "20 hari kerja"}])
        who = chance.choice([{"diperiksa": "satu"}, {"oleh": "dua", "bentuk": "kunjungan"}])
        found["kewajiban"] = [{"satu": {"sebutan": "Kewajiban", **when, **who}}]
    return found


def _items(chance: random.Random, questions: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """A line for each item of a list, where there is one, and a surcharge."""
    found: list[dict[str, Any]] = []
    for key, question in questions.items():
        if question["isian"] == "daftar":
            by_table = {"tabel": {"a": "1.000", "b": "2.500"}, "menurut": "butir.macam"}
            by_formula = {"tarif": "double(butir.berat) * 12.5", "pembulatan": "ke atas 100", "paling_sedikit": "500"}
            line = chance.choice([by_table, by_formula, {"tarif": "2000", "kali": "butir.berat"}])
            found.append({"tiap_butir": {"sebutan": "Tiap butir", "tiap": f"isian.{key}", **line}})
    return [*found, {"tambahan": {"sebutan": "Tambahan", "persen": "12,5", "pembulatan": "terdekat 50"}}]


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


def renamed(texts: Texts, seed: int) -> Texts:
    """The texts with one key, wherever they name it, called by a word that the system uses itself."""
    chance = random.Random(seed)
    file = chance.choice(["standar.yaml", "sop.yaml"])
    own = re.findall(r"^\s*- ([a-z][a-z0-9_]*):(?=\s*(?:[{>]|$))", texts[file], re.MULTILINE)
    own += re.findall(r"^  - ([a-z][a-z0-9_]*):", texts[file], re.MULTILINE)
    if not own:
        return texts
    old, new = chance.choice(own), chance.choice(RESERVED)
    return {name: re.sub(rf"\b{old}\b", new, text) for name, text in texts.items()}


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
