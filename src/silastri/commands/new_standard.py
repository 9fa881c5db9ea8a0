"""``silastri standard new``: asks a few questions and writes a first definition that passes the checker."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from silastri.domain import duration
from silastri.domain.definition.office import Office
from silastri.domain.definition.standard import COMPONENTS
from silastri.jobs import folder

Ask = Callable[[str], str]
_PATIENCE = 20  # how often one question is asked at most


class NotWritten(Exception):
    """The folder cannot be used; nothing was written."""


@dataclass(frozen=True)
class Answers:
    name: str
    promise: str
    requirements: list[str]
    checker: str
    signer: str


def write(path: Path, ask: Ask, today: date) -> list[Path]:
    """Writes standar.yaml, sop.yaml and surat.md into a new folder of an office. Raises NotWritten."""
    office = _office(path)
    if path.exists() and any(path.iterdir()):
        raise NotWritten(f"map {path} sudah berisi; pilih nama map lain")
    answers = _asked(ask, office)
    path.mkdir(parents=True, exist_ok=True)
    texts = {
        "standar.yaml": _schema(path, "standar") + _standard(answers, office, today),
        "sop.yaml": _schema(path, "sop") + _sop(answers),
        "surat.md": _LETTER,
    }
    for name, text in texts.items():
        (path / name).write_text(text, encoding="utf-8")
    return [path / name for name in texts]


def _schema(path: Path, name: str) -> str:
    """The line that names the schema, if a folder above has it, so that editors complete words."""
    for around in path.resolve().parents:
        schema = around / "docs/reference" / f"{name}.schema.json"
        if schema.is_file():
            return f"# yaml-language-server: $schema={os.path.relpath(schema, path.resolve())}\n"
    return ""


def _office(path: Path) -> Office:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", path.name):
        raise NotWritten(f"nama map '{path.name}' hanya huruf kecil, angka, dan tanda hubung")
    found = next(iter(folder.read(path.parent)), None) if (path.parent / folder.OFFICE_FILE).is_file() else None
    if found is None or found.office is None:
        raise NotWritten(f"{path.parent} belum punya kantor.yaml yang benar; tulis itu dulu")
    return found.office


def _asked(ask: Ask, office: Office) -> Answers:
    posts = [post.key for post in office.posts]
    name = _until(ask, "Nama layanan", lambda text: text if len(text) > 3 else None)
    promise = _until(ask, 'Janji selesai, misalnya "5 hari kerja"', _promise)
    papers = _until(ask, "Persyaratan, pisahkan dengan titik koma", lambda text: text if text.strip(" ;") else None)
    checker = _until(ask, f"Jabatan yang memeriksa berkas ({', '.join(posts)})", _one_of(posts))
    others = [post for post in posts if post != checker]
    signer = _until(ask, f"Jabatan yang menandatangani ({', '.join(others)})", _one_of(others))
    return Answers(name, promise, [p.strip() for p in papers.split(";") if p.strip()], checker, signer)


def _until(ask: Ask, question: str, read: Callable[[str], str | None]) -> str:
    """Asks again until the answer can be used, but not endlessly. Raises NotWritten."""
    for _ in range(_PATIENCE):
        answer = read(" ".join(ask(question).split()))
        if answer is not None:
            return answer
    raise NotWritten("tidak ada jawaban yang bisa dipakai; tidak ada yang ditulis")


def _promise(text: str) -> str | None:
    try:
        found = duration.parse(text)
    except duration.NotADuration:
        return None
    return text if found.unit is duration.Unit.WORKDAY and found.amount >= 2 else None


def _one_of(known: list[str]) -> Callable[[str], str | None]:
    return lambda text: text if text in known else None


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _standard(answers: Answers, office: Office, today: date) -> str:
    papers = "\n".join(f"  - berkas_{n}: {_quoted(paper)}" for n, paper in enumerate(answers.requirements, start=1))
    register = f"\n  buku_nomor: {office.registers[0].key}" if office.registers else ""
    known = {
        "persyaratan": papers,
        "jangka_waktu": f" {answers.promise}",
        "biaya": " 0",
        "produk": f"\n  surat: {_quoted(_letter_name(answers.name))}\n  penanda_tangan: {answers.signer}{register}",
        "jumlah_pelaksana": " 3",
    }
    parts = [
        f"layanan: {_quoted(answers.name)}\njenis: nonperizinan\nberlaku_sejak: {today.isoformat()}\n",
        *(_component(key, title, known) for key, title in COMPONENTS.items()),
        "formulir:\n  - keperluan: {label: Keperluan}\n",
    ]
    return "\n".join(parts)


def _letter_name(service: str) -> str:
    return service if service.lower().startswith("surat") else f"Surat {service}"


def _component(key: str, title: str, known: dict[str, str]) -> str:
    if key in known:
        between = "\n" if key == "persyaratan" else ""
        return f"{key}:{between}{known[key]}\n"
    return f'{key}:\n  - "{title}: lengkapi di sini"\n'


def _sop(answers: Answers) -> str:
    return f"""nama: {_quoted(answers.name)}
langkah:
  - pengajuan:
      pelaksana: pemohon
      kegiatan: ajukan
      uraian: Mengisi formulir dan mengunggah persyaratan.
      waktu: 15 menit
  - pemeriksaan:
      pelaksana: {answers.checker}
      kegiatan: periksa
      uraian: Memeriksa kelengkapan berkas.
      waktu: 30 menit
      bila_tidak: kembali ke pengajuan
  - penomoran:
      pelaksana: {answers.checker}
      kegiatan: nomori
      uraian: Memberi nomor surat.
      waktu: 15 menit
  - penandatanganan:
      sebutan: Tanda tangan
      pelaksana: {answers.signer}
      kegiatan: tandatangani
      uraian: Menandatangani surat.
      waktu: 1 hari kerja
      bila_tidak: [kembali ke pemeriksaan, tolak]
  - penyerahan:
      pelaksana: {answers.checker}
      kegiatan: serahkan
      uraian: Menyerahkan surat kepada pemohon.
      waktu: 15 menit
      skm: dianjurkan
"""


_LETTER = """Dengan ini diterangkan bahwa permohonan berikut telah diperiksa dan disetujui:

| Nama | {{ pemohon.nama }} |
| NIK | {{ pemohon.nik }} |
| Keperluan | {{ isian.keperluan }} |

Demikian surat ini dibuat untuk dipergunakan sebagaimana mestinya.
"""
