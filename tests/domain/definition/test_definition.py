"""Reading definitions: what an office writes, and a line, a reason and a remedy for what it got wrong."""

import pytest
from ruamel.yaml.scanner import RoundTripScanner

from silastri.domain.check import check
from silastri.domain.definition.definition import read_office, read_service
from silastri.domain.definition.source import DEEPEST, Unreadable, read
from tests.builders import JOMPO, SCHOOL, office_definition, texts


def changed(file: str, old: str, new: str, service: str = JOMPO) -> dict[str, str]:
    """A right definition with one place changed."""
    found = dict(texts(service))
    assert old in found[file]
    return found | {file: found[file].replace(old, new, 1)}


@pytest.mark.parametrize("service", [JOMPO, SCHOOL])
def test_our_definitions_are_right(service: str) -> None:
    found = check(read_service(texts(service)), office_definition())
    assert [finding for finding in found if not finding.mild] == []
    assert all("mengutip peraturan" in finding.what for finding in found), "the sources cite laws that have gone"


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "says"),
    [
        # a component is missing
        ("standar.yaml", "biaya: 0\n", "", "layanan:", "'biaya' belum ada"),
        # a word with a slip of the pen
        ("sop.yaml", "pelaksana: tim_teknis", "pelaksan: tim_teknis", "pelaksan:", "mungkin maksud Anda 'pelaksana'"),
        # a time without a clear unit
        ("sop.yaml", "waktu: 6 hari kerja", "waktu: 6 hari", "waktu: 6 hari", "6 hari kalender"),
        # a step without a time
        ("sop.yaml", "      waktu: 6 hari kerja\n", "", "- kajian:", "tidak punya waktu"),
        # a post that the office does not have
        ("sop.yaml", "pelaksana: ahli_muda", "pelaksana: camat", "camat", "jabatan 'camat' tidak ada"),
        # a way back to nowhere
        ("sop.yaml", "kembali ke verifikasi", "kembali ke penyerahan", "kembali ke penyerahan", "tidak ada sebelumnya"),
        # a way out that is none
        ("sop.yaml", "bila_tidak: kembali ke pengajuan", "bila_tidak: balik", "balik", "bukan jalan keluar"),
        # a check that cannot give the papers back
        ("sop.yaml", "      bila_tidak: kembali ke pengajuan\n", "", "- pemeriksaan:", "tidak bisa mengembalikannya"),
        # an unknown kind of step
        ("sop.yaml", "kegiatan: cetak", "kegiatan: fotokopi", "fotokopi", "tidak dikenal"),
        # a condition with a name that is not there
        ("sop.yaml", "layanan.jenis ==", "layanan.macam ==", "layanan.macam", "nama 'layanan.macam' yang tidak ada"),
        # a condition that compares unlike things
        ("sop.yaml", 'layanan.jenis == "sip"', "layanan.jenis > 3", "lewati_bila", "tidak dapat dihitung"),
        # a condition that is no yes or no
        ("sop.yaml", 'layanan.jenis == "sip"', "layanan.jenis", "lewati_bila", "ya atau tidak"),
        # a condition that is no CEL
        ("sop.yaml", 'layanan.jenis == "sip"', "layanan.jenis ==", "lewati_bila", "salah tulis"),
        # the steps take longer than the promise
        ("sop.yaml", "waktu: 6 hari kerja", "waktu: 8 hari kerja", "langkah:", "melebihi janji 7 hari kerja"),
        # a letter that asks for what nobody answered
        ("surat.md", "isian.tujuan", "isian.alamat_tujuan", "alamat_tujuan", "isian.alamat_tujuan"),
        ("surat.md", "{{ isian.tujuan }}", "{{ isian. }}", "isian. ", "salah tulis"),
        # a holder that is no person
        ("standar.yaml", "pemegang: calon", "pemegang: tujuan", "pemegang:", "bukan isian orang"),
        # two requirements with one key
        ("standar.yaml", "- kk: Fotokopi", "- ktp: Fotokopi", "- ktp: Fotokopi Kartu Keluarga", "dipakai dua kali"),
        # a date that is not in the calendar
        ("standar.yaml", "berlaku_sejak: 2024-03-18", "berlaku_sejak: 2024-02-30", "2024-02-30", "bukan tanggal"),
        ("sop.yaml", "tanggal_pembuatan: 2024-03-18", "tanggal_pembuatan: maret", "maret", "tulis tahun"),
        # search words that find nothing, for everybody uses them
        (
            "standar.yaml",
            "  - bantuan dinas sosial",
            "  - untuk saya yang mau",
            "untuk saya",
            "tidak menemukan apa pun",
        ),
        # an event of life that is not in the list
        (
            "standar.yaml",
            "peristiwa: [lansia, bantuan]",
            "peristiwa: [jompo]",
            "peristiwa:",
            "'peristiwa.1' tidak dikenal",
        ),
        # a paper that is filled in and photographed
        ("standar.yaml", "    meterai: ya\n", "    contoh: NIK\n", "- permohonan:", "punya contoh dan juga blangko"),
        # a stamp that costs something else; a number is read as it once was written
        (
            "standar.yaml",
            "    meterai: ya\n",
            "    meterai: 6000\n",
            "meterai: 6000",
            "peringatan: meterai Rp6000 bukan",
        ),
        ("standar.yaml", "    meterai: ya\n", "    meterai: sepuluh ribu\n", "meterai: sep", "bukan ya atau tidak"),
    ],
)
def test_a_mistake_is_found_where_it_stands(file: str, old: str, new: str, place: str, says: str) -> None:
    wrong = changed(file, old, new)
    line = next(n for n, text in enumerate(wrong[file].splitlines(), start=1) if place in text)
    found = [str(finding) for finding in check(read_service(wrong), office_definition())]
    assert any(f.startswith(f"{file}:{line}: ") and says in f for f in found), found
    assert all("; " in f for f in found), "every finding tells how to mend it"


def test_a_letter_signed_before_it_is_numbered_is_refused() -> None:
    wrong = changed("sop.yaml", "kegiatan: nomori", "kegiatan: teruskan")
    assert any("sebelum bernomor" in str(f) for f in check(read_service(wrong), office_definition()))


def test_all_mistakes_are_told_at_once() -> None:
    wrong = changed("standar.yaml", "biaya: 0\n", "")
    wrong["standar.yaml"] = wrong["standar.yaml"].replace("7 hari kerja", "seminggu")
    assert len(read_service(wrong).findings) == 2


def test_missing_files_are_named() -> None:
    assert [str(f)[:12] for f in read_service({}).findings] == ["standar.yaml", "sop.yaml:1: "]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: 1\na: 2", "ditulis dua kali"),  # PyYAML would take the last
        ("a: &x 1\nb: *x", "jangkar"),  # anchors can be made to explode
        ("a: [1, 2", "susunan YAML salah"),
        ("- a\n- b", "tidak berisi"),
        ("", "tidak berisi"),
        ("a: \x00", "YAML"),
        ("? [a, b]\n: c", "kunci bukan kata"),
        ("a: " + "[" * (DEEPEST + 5) + "]" * (DEEPEST + 5), "bersarang"),
        ("a: " + "[" * 600 + "]" * 600, "bersarang"),  # deeper than Python's own stack
        ("a: b\n" * 20_001, "baris"),
    ],
)
def test_yaml_that_is_not_taken(text: str, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        read(text, "x.yaml")


def test_lists_in_lists_are_not_followed_further_than_they_may_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each bracket takes the library as long as all around it: three thousand took eleven seconds."""
    followed = []
    begin = RoundTripScanner.fetch_flow_collection_start
    monkeypatch.setattr(
        RoundTripScanner, "fetch_flow_collection_start", lambda self, *of: (followed.append(1), begin(self, *of))
    )
    with pytest.raises(Unreadable, match="bersarang"):
        read("a: " + "[" * 3000, "x.yaml")
    assert len(followed) <= DEEPEST + 1


def test_scalars_stay_text_so_that_yaml_guesses_nothing() -> None:
    value = read("a: no\nb: 0812\nc: 12:30\nd: 2024-03-18\ne:\nf: '0123'\ng: 1e3", "x.yaml").value
    assert value == {"a": "no", "b": "0812", "c": "12:30", "d": "2024-03-18", "e": None, "f": "0123", "g": "1e3"}


def test_the_same_text_read_again_gives_values_of_its_own() -> None:
    first, second = read("a: {b: 1}", "x.yaml"), read("a: {b: 1}", "y.yaml")
    first.value["a"]["b"] = "2"
    assert (second.file, second.value) == ("y.yaml", {"a": {"b": "1"}})


def test_components_keep_the_order_in_which_the_office_wrote_them() -> None:
    moved = changed("standar.yaml", "biaya: 0\n", "")
    moved["standar.yaml"] = moved["standar.yaml"].replace("dasar_hukum:", "biaya: 0\ndasar_hukum:", 1)
    read_definition = read_service(moved).definition
    assert read_definition
    assert read_definition.components[:2] == ("biaya", "dasar_hukum")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("07.30-12.00, 13.00-16.00", "07.30-12.00, 11.00-16.00", "tumpang tindih"),
        ("07.30-12.00, 13.00-16.00", "pagi", "tulis jam buka"),
        ("kode: RHL", "kode: rohil", "bentuk tulisannya salah"),
        ("/{tahun}", "", "tahun"),
        ("- loket: Petugas Loket", "- back_office: Petugas Loket", "dipakai dua kali"),
    ],
)
def test_an_office_with_a_mistake(old: str, new: str, says: str) -> None:
    from tests.builders import STANDARDS

    text = (STANDARDS / "rokan-hilir/kantor.yaml").read_text()
    assert old in text
    office, found = read_office(text.replace(old, new, 1))
    assert office is None
    assert says in str(found[0])


def test_the_sum_of_the_source_is_six_days_and_two_hours() -> None:
    """SOP SPO-16-7-2: 30+15+(6 days)+10+10+10+10+15+15+5 minutes."""
    from silastri.domain.duration import Unit
    from tests.builders import definition

    times = [step.time for step in definition(SCHOOL).sop.steps if step.time]
    assert sum(t.amount for t in times if t.unit is Unit.WORKDAY) == 6
    # The source prints ten rows; handing over stands in the tenth, the sum is the same.
    assert sum(t.minutes for t in times if t.in_office_time) == 30 + 15 + 10 + 10 + 10 + 10 + 15 + 15 + 5
