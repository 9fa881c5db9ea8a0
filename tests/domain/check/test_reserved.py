"""Which keys an office may give: whatever the system itself uses in the same place is refused, all else passes."""

import json
from typing import Any

import pytest

from silastri.domain.case import keys
from silastri.domain.case.step_notes import StepFacts
from silastri.domain.check import check, check_office, reserved
from silastri.domain.definition.definition import read_office, read_service
from tests.language.made import OFFICE

Tree = dict[str, Any]
_office, _ = read_office(OFFICE)
STANDARD: Tree = {
    "layanan": "Izin Contoh", "jenis": "perizinan", "berlaku_sejak": "2026-01-02", "dasar_hukum": ["Kalimat"],
    "persyaratan": [{"ktp": "KTP"}], "prosedur": ["Kalimat"], "jangka_waktu": "3 hari kerja", "biaya": "0",
    "produk": [{"surat": {"surat": "Surat"}}], "sarana": ["Kalimat"], "kompetensi": ["Kalimat"],
    "pengawasan": ["Kalimat"], "pengaduan": ["Kalimat"], "jumlah_pelaksana": "3", "jaminan_pelayanan": ["Kalimat"],
    "jaminan_keamanan": ["Kalimat"], "evaluasi": ["Kalimat"], "formulir": [{"luas": {"label": "Luas"}}],
}  # fmt: skip
STEPS: list[Tree] = [
    {"pengajuan": {"pelaksana": "pemohon", "kegiatan": "ajukan"}},
    {"pemeriksaan": {"pelaksana": "satu", "kegiatan": "periksa", "bila_tidak": "kembali ke pengajuan"}},
    {"kajian": {"pelaksana": "dua", "kegiatan": "KEGIATAN", "bila_tidak": "tolak"}},
    {"penomoran": {"pelaksana": "satu", "kegiatan": "nomori"}},
    {"penandatanganan": {"pelaksana": "kepala", "kegiatan": "tandatangani"}},
    {"penyerahan": {"pelaksana": "satu", "kegiatan": "serahkan"}},
]


def findings(standard: Tree | None = None, step: Tree | None = None, kind: str = "verifikasi") -> list[str]:
    """What the checker says of the example, with other words in its standard or in the step ``kajian``."""
    steps = json.loads(json.dumps(STEPS).replace("KEGIATAN", kind))
    steps[2]["kajian"] |= step or {}
    for entry in steps:
        for words in entry.values():
            words |= {"uraian": "Dikerjakan.", "waktu": "1 jam"}
    texts = {
        "standar.yaml": json.dumps(STANDARD | (standard or {}), indent=1),
        "sop.yaml": json.dumps({"nama": "Izin Contoh", "langkah": steps}, indent=1),
        "surat.md": "Nama {{ pemohon.nama }}, luas {{ isian.luas }}",
    }
    assert _office
    return [str(finding) for finding in check(read_service(texts), _office) if not finding.mild]


def asks(key: str, **words: Any) -> Tree:
    return {"formulir": [{key: {"label": "Pertanyaan"} | words}]}


def party(key: str = "camat", **words: Any) -> Tree:
    return {"pihak": [{key: {"sebutan": "Camat", "memberi": "pertimbangan", "waktu": "5 menit"} | words}]}


def test_the_example_is_right() -> None:
    assert findings() == []
    assert findings(step=party(), kind="minta_pendapat") == []


FREE = sorted({*StepFacts.model_fields, "answers", "facts", "data", "hasil", "jadwal", "bukti", "tinta", "ulang",
               "berita_acara", "keberatan", "dikembalikan", "alamat_kirim", "isian", "kunci_rumah", "pemohon",
               "formulir", "size", "all", "map", "filter", "penolakan", "skrd", "langkah"})  # fmt: skip


@pytest.mark.parametrize("key", FREE)
def test_what_the_system_knows_apart_is_free(key: str) -> None:
    """Question, party, choice and path: none of these names is used there by the system."""
    assert findings(step=asks(key)) == []
    assert findings(step=party(key), kind="minta_pendapat") == []


ROW: Tree = {"isian": "daftar", "butir": [{"in": "Nama"}]}


@pytest.mark.parametrize(
    ("standard", "step", "kind", "says"),
    [
        # the form is marked as one paper among the others: a second one would break every check of papers
        ({"persyaratan": [{"formulir": "Formulir"}]}, {}, "verifikasi", "kunci berkas 'formulir'"),
        # to a party, and as the holder of a letter, this is the person who applies
        ({"persyaratan": [{"pemohon": "KTP pemohon"}]}, {}, "verifikasi", "kunci berkas 'pemohon'"),
        (asks("pemohon"), {}, "verifikasi", "kunci isian 'pemohon'"),
        # letters that nobody ordered lie among those of the case
        *(
            ({"produk": [{key: {"surat": "Surat"}}]}, {}, "verifikasi", f"kunci surat '{key}'")
            for key in sorted(keys.OF_SYSTEM)
        ),
        # CEL reads these words in its own way
        (asks("in"), {}, "verifikasi", "kunci isian 'in'"),
        (asks("alat", **ROW), {}, "verifikasi", "kunci butir 'in'"),
        ({"parameter": {"true": {"2026-01-01": "1"}}}, {}, "verifikasi", "kunci parameter 'true'"),
        ({}, asks("exists"), "verifikasi", "kunci isian 'exists'"),
        ({}, party("null"), "minta_pendapat", "kunci pihak 'null'"),
        # the page of the step has a field of that name
        ({}, asks("catatan"), "verifikasi", "kunci isian 'catatan'"),
        ({}, asks("keputusan"), "periksa", "kunci isian 'keputusan'"),
        ({}, asks("kesimpulan"), "survei_lapangan", "kunci isian 'kesimpulan'"),
        ({}, asks("berkas"), "rekomendasi", "kunci isian 'berkas'"),
        ({}, asks("csrfmiddlewaretoken"), "verifikasi", "kunci isian 'csrfmiddlewaretoken'"),
        # and so has the page on which a party answers
        ({}, party(**asks("pendapat")), "minta_pendapat", "kunci isian 'pendapat'"),
        ({}, party(**asks("nama")), "minta_pendapat", "kunci isian 'nama'"),
        # what a party may see is one thing
        ({"persyaratan": [{"luas": "Surat ukur"}]}, party(boleh_melihat=["luas"]), "minta_pendapat",
         "boleh melihat 'luas', yang berarti berkas dan juga isian"),
        # the word that tells a key
        ({"persyaratan": [{"kunci": {"sebutan": "Kunci rumah"}}]}, {}, "verifikasi", "kunci 'kunci' sudah dipakai"),
        ({"persyaratan": [{"kunci": "Kunci rumah"}]}, {}, "verifikasi", "kunci 'kunci' sudah dipakai"),
        ({}, {"formulir": [{"kunci": {"label": "Kunci?"}}]}, "verifikasi", "kunci 'kunci' sudah dipakai"),
        ({"persyaratan": [{"a": {"kunci": "b", "sebutan": "A"}}]}, {}, "verifikasi", "kunci 'a' ditulis lagi"),
    ],
)  # fmt: skip
def test_one_key_one_finding(standard: Tree, step: Tree, kind: str, says: str) -> None:
    found = findings(standard, step, kind)
    about = [finding for finding in found if says in finding]
    assert len(about) == 1, found
    file, line, _ = about[0].split(":", 2)
    assert int(line) > 1, "it names the line"
    assert (file == "standar.yaml") == bool(standard) or says.startswith("boleh melihat")


def test_a_step_may_not_be_called_by_the_word_that_tells_a_key() -> None:
    steps = [{"kunci": words} if key == "kajian" else {key: words} for step in STEPS for key, words in step.items()]
    sop = json.dumps({"langkah": steps}, indent=1)
    reading = read_service({"standar.yaml": json.dumps(STANDARD), "sop.yaml": sop, "surat.md": ""})
    found = [finding for finding in reading.findings if "kunci 'kunci'" in finding.what]
    assert [sop.splitlines()[finding.line].strip() for finding in found] == ['"kunci": {'], "the item of the list"


@pytest.mark.parametrize("key", sorted(reserved.IN_CONDITIONS))
def test_a_step_is_named_in_conditions(key: str) -> None:
    steps = [
        {key if own == "kajian" else own: words | {"uraian": "A"}} for step in STEPS for own, words in step.items()
    ]
    sop = json.dumps({"langkah": steps}).replace("KEGIATAN", "verifikasi")
    reading = read_service({"standar.yaml": json.dumps(STANDARD), "sop.yaml": sop, "surat.md": ""})
    assert _office
    assert [f"kunci langkah '{key}'" in str(one) for one in check(reading, _office)].count(True) == 1


def test_no_post_is_called_like_the_applicant() -> None:
    text = OFFICE.replace("- tiga:", "- pemohon:")
    office, found = read_office(text)
    assert office
    said = [str(finding) for finding in check_office(office, found, "kantor.yaml")]
    assert said == ["kantor.yaml:1: kunci jabatan 'pemohon' sudah dipakai sistem; beri kunci lain"]
