"""Letters as they lie on the sheet: shapes, pages, and whatever a case may hold."""

import io
from datetime import UTC, datetime
from typing import Any

import pikepdf
import pypdfium2
import pytest

from silastri.adapters.pdf import qr
from silastri.adapters.pdf.markdown import blocks, parted, sections
from silastri.adapters.pdf.typst import Typst
from silastri.domain import printable
from silastri.domain.definition import letter_text
from silastri.journey.papers.sheet import balanced
from tests.builders import STANDARDS

AT = datetime(2026, 11, 20, 3, tzinfo=UTC)
EMBLEM = (STANDARDS / "contoh" / "lambang.svg").read_text()
LAST = "Demikian surat ini dibuat untuk dipergunakan sebagaimana mestinya, dan kepada yang berkepentingan agar maklum."
PRINTER = Typst()


def data(text: str, shape: str = "keterangan", **more: Any) -> dict[str, Any]:
    found = blocks(text)
    first, tail = parted(found)
    said = {"blocks": first, "sections": [], "tail": tail}
    if shape == "keputusan":
        parts = sections(found)
        said = {"blocks": [], "sections": parts[:-1], "tail": parts[-1:]}
    office = {
        "government": "Pemerintah Kabupaten Contoh",
        "name": ["Dinas Penanaman Modal dan", "Pelayanan Terpadu Satu Pintu"],
        "short": "DPMPTSP",
        "emblem": EMBLEM,
        "contact": [["Jalan Contoh Nomor 1", "Kode Pos 28911"], ["Telepon 0767 00000", "Pos-el a@contoh.example"]],
    }
    signer = {"title": ["Plt. KEPALA DINAS,"], "name": "Dra. Ayu Contoh, M.Si.", "rank": "Pembina", "nip": "1975"}
    head = {
        "shape": shape,
        "name": ["Surat Contoh"],
        "number": "1/X/2026",
        "addressee": "",
        "subject": "",
        "copies": [],
    }
    rest = {"title": "Surat 1", "office": office, "mark": "", "foot": "Kaki surat.", "dots": "...", "is_signed": True,
            "is_wet": False, "initials": [], "place": "Kota Contoh", "date": "20 November 2026", "signer": signer,
            "urgency": "Biasa", "enclosures": "-", "qr": qr.svg("HTTPS://X/S/A"), "signed_note": "Pindai."}  # fmt: skip
    return head | rest | said | more


def pages(text: str, shape: str = "keterangan", **more: Any) -> list[str]:
    """What can be read on each page."""
    drawn = PRINTER.draw("letter", data(text, shape, **more), at=AT)
    with pikepdf.open(io.BytesIO(drawn)) as document:
        assert b"pdfaid:part" in bytes(document.Root.Metadata.read_bytes())
    read = pypdfium2.PdfDocument(drawn)
    return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in read]


@pytest.mark.parametrize("paragraphs", range(8, 24))
def test_the_signature_never_stands_alone_on_a_page(paragraphs: int) -> None:
    """Whatever the length: words of the letter stand on its page too. The head stands on the first page alone."""
    body = "Kalimat yang cukup panjang sehingga memerlukan lebih dari satu baris pada kertas surat, dan sedikit lagi."
    read = pages("\n\n".join([body] * paragraphs + [LAST]), copies=["Bupati Contoh"])
    (signed,) = (page for page in read if "Ayu Contoh" in page)
    assert "Demikian surat ini" in signed
    assert ["PEMERINTAH" in page for page in read] == [True] + [False] * (len(read) - 1)
    assert [f"– {n} –" in page for n, page in enumerate(read, start=1)] == [False] + [True] * (len(read) - 1)


def test_a_letter_that_ends_with_a_list_or_a_short_line_keeps_words_with_its_signature() -> None:
    for end in ("1. satu\n2. dua\n3. tiga", "Sebelum itu sebuah kalimat.\n\nSekian."):
        for paragraphs in range(14, 22):
            read = pages("\n\n".join(["Kalimat yang cukup panjang sekali pada kertas. " * 3] * paragraphs + [end]))
            (signed,) = (page for page in read if "Ayu Contoh" in page)
            assert "tiga" in signed or ("Sebelum itu" in signed and "Sekian." in signed)


def test_an_addressed_letter_has_its_head_and_copies() -> None:
    more = {"addressee": "Kepala Dinas Kesehatan\ndi Kota Contoh", "subject": "Rekomendasi", "urgency": "Segera"}
    (read,) = pages(LAST, "surat", enclosures="1 (satu) berkas", copies=["Bupati Contoh", "Arsip"], **more)
    said = " ".join(read.split())
    assert "Kota Contoh, 20 November 2026 Nomor : 1/X/2026 Sifat : Segera Lampiran : 1 (satu) berkas" in said
    assert "Hal : Rekomendasi Yth. Kepala Dinas Kesehatan di Kota Contoh" in said
    assert (
        said.index("Plt. KEPALA DINAS,")
        < said.index("Dra. Ayu")
        < said.index("NIP. 1975")
        < said.index("Tembusan: 1. B")
    )


def test_a_permit_and_a_decree_are_laid_down_at_a_place_on_a_day() -> None:
    (permit,) = pages(LAST, "izin", subject="Pemakaian Gedung")
    said = " ".join(permit.split())
    assert "SURAT CONTOH NOMOR 1/X/2026 TENTANG PEMAKAIAN GEDUNG" in said
    assert "Ditetapkan di : Kota Contoh pada tanggal : 20 November 2026 Plt. KEPALA DINAS," in said
    text = "## Menimbang\n\na. bahwa satu;\nb. bahwa dua;\n\n## Memutuskan\n\n## Kesatu\n\nMemberi izin."
    (decree,) = pages(text, "keputusan", subject="Pemakaian Gedung")
    said = " ".join(decree.split())
    assert "Menimbang : a. bahwa satu; b. bahwa dua; MEMUTUSKAN: Kesatu : Memberi izin." in said


def test_tables_and_lists_in_lists() -> None:
    text = "1. satu\n   1. anak\n   2. anak lagi\n      a. cucu\n2. dua\n\nDari enam:\n\n6. enam\n7. tujuh\n\n"
    text += "| No | Nama |\n|--:|---|\n| 1 | Kursi |\n| 2 | Meja \\| lain |\n\n" + LAST
    (read,) = pages(text)
    said = " ".join(read.split())
    assert "1. satu a. anak b. anak lagi 1) cucu 2. dua" in said
    assert "6. enam 7. tujuh No Nama 1 Kursi 2 Meja | lain" in said


def test_a_table_with_an_empty_header_is_facts() -> None:
    assert [block["kind"] for block in blocks("| | |\n|---|---|\n| Nama | x |")] == ["facts"]


HOSTILE = (
    "# Judul\n## Lagi", "#[x] $a^2$ #include(\"/etc/passwd\") @ref <label> \\u{41}", "**tebal** _miring_ `kode` ~~x~~",
    "| a | b |\n|---|---|\n| c | d |", "</text><script>alert(1)</script>", "1. a\n2. b", "===\n---\n***", "\\",
    "[a](http://x)", "{{ pemohon.nik }}", "a\u202eb\u200fc\x00d\x07e\x1bf", "&amp; &#65;", "a\u2028b\u2029c\x0bd\x0ce",
    "=" * 20, "x" * 5000, "kata " * 1000, "https://contoh.example/" + "a/" * 300, "e\u0301 ñ Ж ω", "\u00a0\u00ad\u200b",
)  # fmt: skip


@pytest.mark.parametrize("answer", HOSTILE)
@pytest.mark.parametrize(
    "text", ["{{ n }}", "| Nama | {{ n }} |", "| A | B |\n|---|---|\n| x | {{ n }} |", "1. {{ n }}", "Kalimat\n{{ n }}"]
)
def test_what_a_case_holds_is_text_and_stays_on_the_sheet(text: str, answer: str) -> None:
    filled = letter_text.read(f"{text}\n\n{LAST}", "surat.md").fill({"n": answer})
    kinds = [block["kind"] for block in blocks(filled)]
    assert kinds == [block["kind"] for block in blocks(f"{text}\n\n{LAST}".replace("{{ n }}", "isi"))]
    shown = "".join("".join(printable.tidy(answer).split()).replace("\u200b", "").replace("\u00ad", ""))[:200]
    drawn = PRINTER.draw("letter", data(filled), at=AT)
    document = pypdfium2.PdfDocument(drawn)
    read = "".join("".join(page.get_textpage().get_text_bounded().split()) for page in document)
    assert shown in read.replace("\u200b", "").replace("\u00ad", "").replace("\ufffe", ""), read[:400]
    for page in document:
        words = page.get_textpage()
        rights = [words.get_rect(n)[2] for n in range(words.count_rects())]
        assert max(rights) <= page.get_width() - 30


def test_what_the_fonts_lack_is_a_mark_that_can_be_seen() -> None:
    (read,) = pages(LAST, name=["Surat 😀"])
    assert "SURAT \ufffd" in read
    assert printable.strange("Budi 😀") == "😀"
    assert printable.strange("Dra. Ayu, “M.Si.” – Ñusa 100 m² € Ж") == ""


def test_every_letter_that_may_be_printed_can_be() -> None:
    everything = "".join(c for n in range(0x20, 0x3000) if (c := chr(n)).isprintable() and not printable.strange(c))
    everything = printable.tidy(everything)
    assert len(everything) > 1500
    PRINTER.draw("sample", {"title": "x", "office": {"short": "x"}, "name": "x", "lines": [everything]}, at=AT)


@pytest.mark.parametrize(
    ("text", "most", "lines"),
    [
        ("Dinas Sosial", 38, ["Dinas Sosial"]),
        (
            "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
            38,
            ["Dinas Penanaman Modal dan", "Pelayanan Terpadu Satu Pintu"],
        ),
        ("", 38, []),
        ("A" * 50, 38, ["A" * 50]),
    ],
)
def test_a_name_is_broken_into_lines_of_about_one_length(text: str, most: int, lines: list[str]) -> None:
    assert balanced(text, most) == lines
