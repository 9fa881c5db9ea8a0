"""Ten queries for each service that we ship, in the words of citizens: what they mean stands first."""

from functools import cache

import pytest

from silastri.domain.definition.offer import Offer
from silastri.domain.word_index import WordIndex
from tests.builders import STANDARDS, definition

QUERIES = {
    "jompo-terlantar": [
        "lansia",
        "kakek",
        "bantuan pulang kampung orang tua",
        "nenek terlantar mau dipulangkan ke keluarganya",
        "orang tua hilang tersesat",
        "JOMPO",
        "ongkos memulangkan manula",
        "lanjut usia telantar",
        "pengiriman jompo ke panti",
        "lanzia",
    ],
    "anak-putus-sekolah": [
        "putus sekolah",
        "anak saya berhenti sekolah",
        "mau sekolah lagi",
        "drop out SMA",
        "rekomendasi pelajar",
        "murid yatim masuk asrama",
        "kembali bersekolah",
        "menyekolahkan anak di kota lain",
        "pesantren",
        "pelajr",
    ],
    "dtks": [
        "bansos",
        "kartu indonesia sehat",
        "bpjs gratis",
        "bpjs mati mau diaktifkan lagi",
        "KIP",
        "apakah saya terdaftar DTKS",
        "beasiswa",
        "pbi nonaktif",
        "berobat tidak punya uang",
        "bantuan sosal",
    ],
    "sikop": [
        "kaki palsu",
        "ortotis",
        "sikop",
        "izin kerja tenaga kesehatan",
        "perpanjangan izin praktik",
        "STR saya habis",
        "pembuat tangan palsu",
        "protesis",
        "nakes",
        "prostesiss",
    ],
    "izin-keramaian": [
        "konser",
        "pasar malam",
        "izin ramai-ramai",
        "hajatan di jalan",
        "orgen tunggal",
        "panggung musik",
        "acara lomba 17 agustus",
        "pesta",
        "keramaiam",
        "bazzar",
    ],
    "pakai-gedung": [
        "sewa gedung",
        "pinjam aula",
        "memakai lapangan bola",
        "resepsi nikah",
        "GOR",
        "booking tempat rapat",
        "gedung serba guna",
        "penyewaan lapangan",
        "pertandingan sepak bola",
        "gedugn",
    ],
}


@cache
def index() -> tuple[WordIndex, list[str]]:
    folders = sorted(path.parent for path in STANDARDS.glob("*/*/standar.yaml"))
    offers = [Offer.of(definition(path.name, path.parent.name).standard) for path in folders]
    assert all(offer.plain_name and offer.search_words and offer.events and offer.audience for offer in offers)
    return WordIndex([offer.texts for offer in offers]), [path.name for path in folders]


def test_each_service_that_we_ship_has_its_ten() -> None:
    assert set(QUERIES) == set(index()[1])
    assert {len(queries) for queries in QUERIES.values()} == {10}


@pytest.mark.parametrize(("query", "meant"), [(query, meant) for meant, all in QUERIES.items() for query in all])
def test_what_is_meant_stands_first(query: str, meant: str) -> None:
    found, names = index()
    assert [names[number] for number in found.find(query)][:1] == [meant]
