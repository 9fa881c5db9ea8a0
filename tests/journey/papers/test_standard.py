"""The papers of a service: the official table, the SOP with its matrix, and the pledge."""

import io
import re
from datetime import UTC, datetime
from itertools import pairwise

import pikepdf
import pytest

from silastri.domain.definition.definition import Definition, read_office, read_service
from silastri.domain.definition.office import Office
from silastri.domain.definition.standard import COMPONENTS
from silastri.journey.papers import sop, standard
from tests.builders import JOMPO, STANDARDS, definition, office_definition, texts
from tests.pekanbaru import words as text

AT = datetime(2026, 11, 20, 3, tzinfo=UTC)
OFFICES = ["contoh", "kampar", "pekanbaru-dinsos", "pekanbaru-dpmptsp", "rokan-hilir"]


def flat(pdf: bytes) -> str:
    return re.sub(r"\s+", " ", text(pdf))


def changed(file: str = "standar.yaml", **words: str) -> Definition:
    """The service for the elderly with other words under those keys."""
    files = dict(texts(JOMPO))
    for key, said in words.items():
        kept = re.sub(rf"(?m)^{key}:.*\n(?: +.*\n)*", "", files[file])
        files[file] = f"{kept}\n{key}: {said}\n"
    reading = read_service(files)
    assert reading.definition, reading.findings
    return reading.definition


def many(lanes: int, steps: int, words: str = "Memeriksa berkas.") -> tuple[Definition, Office]:
    """An SOP with that many lanes and steps, every third of which may go back to where it began."""
    posts = "".join(f"  - pos{n}: Petugas Penerbitan {n}\n" for n in range(1, lanes))
    written = ["langkah:", f"  - s0: {{pelaksana: pemohon, kegiatan: ajukan, uraian: {words}, waktu: 5 menit}}"]
    for n in range(1, steps):
        back = ", bila_tidak: [kembali ke s0, tolak]" if n % 3 == 0 and n < steps - 1 else ""
        post = f"pos{1 + n % (lanes - 1)}"
        written.append(f"  - s{n}: {{pelaksana: {post}, kegiatan: verifikasi, uraian: {words}, waktu: 5 menit{back}}}")
    kantor = (STANDARDS / "rokan-hilir/kantor.yaml").read_text().replace("buku_nomor:", f"{posts}buku_nomor:")
    office, findings = read_office(kantor)
    reading = read_service(texts(JOMPO) | {"sop.yaml": "\n".join(written)})
    assert office, findings
    assert reading.definition, reading.findings
    return reading.definition, office


@pytest.mark.parametrize("office", OFFICES)
def test_each_service_has_its_papers_with_all_that_must_be_there(office: str) -> None:
    for folder in (path for path in (STANDARDS / office).iterdir() if path.is_dir()):
        found, where = definition(folder.name, office), office_definition(office)
        table = flat(standard.pdf(found, where, at=AT))
        assert all(title in table for title in COMPONENTS.values())
        flow = flat(sop.pdf(found, where, at=AT))
        for part in ("Nomor SOP", "Disahkan oleh", "Kualifikasi pelaksana", "Keterkaitan", "Peringatan", "Mutu baku"):
            assert part in flow, part
        words = re.sub(r"\W", "", flow)
        assert all(re.sub(r"\W", "", step.text) in words for step in found.sop.steps)


def test_components_stand_as_the_office_wrote_them_or_in_two_parts() -> None:
    table = flat(standard.pdf(definition(JOMPO), office_definition(), at=AT))
    assert "A. Proses" not in table
    places = [table.index(COMPONENTS[key]) for key in definition(JOMPO).components]
    assert places == sorted(places)
    two = flat(standard.pdf(changed(dua_bagian="ya", biaya="0"), office_definition(), at=AT))
    assert two.index("A. Proses") < two.index("Persyaratan") < two.index("B. Proses") < two.index("Dasar hukum")


def test_conditions_stamp_duty_and_what_is_not_required_stand_beside_a_requirement() -> None:
    asked = """
  - surat: Surat permohonan
    meterai: 10000
  - lama: Surat lama
    bila: layanan.jenis == "sip"
  - kartu: Kartu lain
    wajib: tidak
  - aneh: Surat aneh
    bila: tambah_bulan(hari_ini, 6) > hari_ini
"""
    table = flat(standard.pdf(changed(persyaratan=asked), office_definition(), at=AT))
    assert "Surat permohonan (bermeterai Rp10.000)" in table
    assert "Surat lama (jika jenis layanan adalah Surat Izin Praktik (SIP))" in table
    assert "Kartu lain (bila ada)" in table
    assert "Surat aneh (jika berlaku)" in table


def test_a_tariff_is_told_line_by_line_and_nothing_is_told_as_nothing() -> None:
    table = flat(standard.pdf(definition("pakai-gedung", "contoh"), office_definition("contoh"), at=AT))
    assert "Kebersihan: Rp100.000; hanya jika keperluan bukan Kegiatan sosial" in table
    assert "Dasar: Peraturan Daerah Kabupaten Contoh Nomor 1 Tahun 2024" in table
    assert "Rp0 (nol rupiah)" in flat(standard.pdf(definition(JOMPO), office_definition(), at=AT))
    assert "Rp50.000" in flat(standard.pdf(changed(biaya="50000"), office_definition(), at=AT))


def test_who_enacted_it_stands_at_the_end_where_that_is_known() -> None:
    assert "Ditetapkan di Bagansiapiapi" in flat(standard.pdf(definition(JOMPO), office_definition(), at=AT))
    unknown = flat(standard.pdf(definition("dtks", "pekanbaru-dinsos"), office_definition("pekanbaru-dinsos"), at=AT))
    assert "Ditetapkan di" not in unknown


def test_symbols_say_themselves_to_who_cannot_see_them() -> None:
    found, office = many(4, 5)
    pdf = sop.pdf(found, office, at=AT)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        spoken = [str(item.Alt) for item in document.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item]
    assert sorted(spoken) == [
        "Kegiatan. Petugas Penerbitan 2.",
        "Kegiatan. Petugas Penerbitan 3.",
        "Keputusan. Ya: ke langkah 5. Tidak: kembali ke langkah 1 atau ditolak. Petugas Penerbitan 1.",
        "Mulai. Pemohon.",
        "Selesai. Petugas Penerbitan 2.",
    ]


def test_each_page_repeats_the_header_and_crossings_bear_one_letter_on_both_pages() -> None:
    found, office = many(5, 24)
    with pikepdf.open(io.BytesIO(sop.pdf(found, office, at=AT))) as document:
        pages = [flat(_one(document, n)) for n in range(1, len(document.pages))]
    assert len(pages) >= 3
    for before, after in pairwise(pages):
        assert "Uraian prosedur" in after
        assert _letters(before) & _letters(after), (before, after)
    # The way back to the first step is one letter on every page from which it leaves.
    assert set.intersection(*map(_letters, pages))


def _one(document: pikepdf.Pdf, page: int) -> bytes:
    one, out = pikepdf.new(), io.BytesIO()
    one.pages.append(document.pages[page])
    one.save(out)
    return out.getvalue()


def _letters(page: str) -> set[str]:
    return set(re.findall(r"(?<= )[A-Z](?= |$)", page))


@pytest.mark.parametrize(("lanes", "steps"), [(2, 2), (2, 40), (12, 40), (12, 3)])
def test_few_and_many_lanes_and_steps_can_be_drawn(lanes: int, steps: int) -> None:
    found, office = many(lanes, steps)
    words = flat(sop.pdf(found, office, at=AT))
    assert words.count("Memeriksa berkas.") == steps


def test_a_text_as_long_as_may_be_stays_on_its_page() -> None:
    found, office = many(12, 4, " ".join(["Kalimat panjang."] * 230))
    with pikepdf.open(io.BytesIO(sop.pdf(found, office, at=AT))) as document:
        pages = [flat(_one(document, n)) for n in range(1, len(document.pages))]
    assert [page.count("Kalimat panjang.") for page in pages] == [230] * 4


def test_an_sop_that_may_end_in_a_decision_has_an_end() -> None:
    files = texts(JOMPO) | {
        "sop.yaml": "langkah:\n"
        "  - a: {pelaksana: pemohon, kegiatan: ajukan, uraian: Minta, waktu: 5 menit}\n"
        "  - b: {pelaksana: loket, kegiatan: verifikasi, uraian: Jawab, waktu: 5 menit, bila_tidak: kembali ke a}\n"
    }
    found = read_service(files).definition
    assert found
    assert "Selesai" in flat(sop.pdf(found, office_definition(), at=AT))


def test_a_date_of_which_only_the_year_is_known_is_printed_so() -> None:
    words = flat(sop.pdf(definition("anak-putus-sekolah"), office_definition(), at=AT))
    assert "Tanggal pembuatan : 18 Maret 2024" in words
    assert "Tanggal revisi : 2024" in words


def test_the_pledge_is_one_sheet_in_the_offices_words_or_the_usual_ones() -> None:
    usual = standard.pledge(office_definition(), at=AT)
    with pikepdf.open(io.BytesIO(usual)) as document:
        assert len(document.pages) == 1
    assert "DENGAN INI, KAMI MENYATAKAN SANGGUP" in flat(usual)
    assert "KEPALA DINAS PENANAMAN MODAL" in flat(usual)
    own = office_definition().model_copy(update={"pledge": "Kami melayani dengan hati."})
    assert "KAMI MELAYANI DENGAN HATI." in flat(standard.pledge(own, at=AT))
    assert "DENGAN INI" not in flat(standard.pledge(own, at=AT))
