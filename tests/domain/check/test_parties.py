"""What the checker says of those whom a step asks."""

import pytest

from silastri.domain.case import facts, form, step_notes
from silastri.domain.check import check
from silastri.domain.definition.definition import read_service
from silastri.domain.words import telling
from silastri.domain.words.spoken import Speech
from tests import consulted
from tests.builders import MONDAY

ASKS = consulted.ASKS


def findings(service: str, old: str = "", new: str = "") -> list[str]:
    ask = ASKS[service]
    assert old in ask
    found = check(read_service(consulted.texts(service, ask.replace(old, new, 1))), consulted.office())
    return [f"{'~' if finding.mild else ''}{finding}" for finding in found]


@pytest.mark.parametrize("service", ASKS)
def test_the_examples_are_right(service: str) -> None:
    assert findings(service) == []


@pytest.mark.parametrize(
    ("service", "old", "new", "says"),
    [
        # nobody of that post is here
        ("bangunan", "jabatan: ahli_hukum", "jabatan: camat", "jabatan 'camat' tidak ada"),
        # who decides at another step does not advise at this one
        ("bangunan", "jabatan: ahli_hukum", "jabatan: kepala", "memutuskan permohonan yang sama"),
        # the same key twice
        ("bangunan", "- hukum:", "- ruang:", "dipakai dua kali"),
        # a key that the step's own form uses too
        ("keramaian", "- desa:", "- syarat:", "dipakai pihak dan isian formulir"),
        # a fact without a question
        ("kesehatan", "memberi: keputusan", "memberi: fakta", "memberi fakta tetapi tidak ada yang diisinya"),
        # a word that says what is asked for is needed
        ("kesehatan", "            memberi: keputusan\n", "", "memberi' belum ada"),
        ("kesehatan", "memberi: keputusan", "memberi: izin", "tidak dikenal: izin"),
        # a no that leads nowhere
        ("kesehatan", "      bila_tidak: [tolak, kembali ke pemeriksaan]\n", "", "tidak ada jalan lain"),
        # papers that nobody hands in
        ("kesehatan", "[denah, alamat_usaha", "[peta, alamat_usaha", "boleh melihat 'peta' yang tidak ada"),
        # somebody of the office needs no link
        ("bangunan", "jabatan: ahli_hukum", "jabatan: ahli_hukum\n            kontak: a@b.id", "kantor sendiri"),
        # nobody can be reached there
        ("kesehatan", "kontak: 0812 0000 0444", "kontak: di seberang jalan", "bukan nomor WhatsApp atau pos-el"),
        ("kesehatan", "kontak: 0812 0000 0444", "kontak: 0761 12345", "bukan nomor WhatsApp atau pos-el"),
        # what one party says is not known to another, who is asked at the same time
        ("keramaian", 'isian.skala == "besar"', 'catatan.kajian_bersama.desa.dijawab', "sebelum diketahui"),
        ("kesehatan", '"!catatan.kajian_bersama.puskesmas.air_layak"', 'catatan.kajian_bersama.balai.dijawab',
         "sebelum diketahui"),
        # a name that the party has not
        ("kesehatan", "lewati_bila: catatan.kajian_bersama.puskesmas.air_layak",
         "lewati_bila: catatan.kajian_bersama.puskesmas.air", "'catatan.kajian_bersama.puskesmas.air' yang tidak ada"),
        # who gives a fact has no stance
        ("kesehatan", "lewati_bila: catatan.kajian_bersama.puskesmas.air_layak",
         'lewati_bila: catatan.kajian_bersama.puskesmas.pendapat == "setuju"', "puskesmas.pendapat' yang tidak ada"),
        # words of ours
        ("bangunan", "{luas:", "{pendapat:", "sudah dipakai sistem"),
        # a step that asks nobody
        ("bangunan", ASKS["bangunan"][ASKS["bangunan"].index("      pihak:") : ASKS["bangunan"].index("      bila")],
         "", "tidak ada pihaknya"),
        # parties where nobody asks
        ("bangunan", "kegiatan: minta_pendapat", "kegiatan: verifikasi", "'pihak' hanya untuk"),
    ],
)  # fmt: skip
def test_one_mistake_one_finding(service: str, old: str, new: str, says: str) -> None:
    grave = [finding for finding in findings(service, old, new) if not finding.startswith("~")]
    assert any(says in finding and finding.startswith("sop.yaml:") for finding in grave), grave


def test_what_a_party_says_is_not_known_before_it_is_asked() -> None:
    early = ASKS["kesehatan"].replace(
        "  - kajian_bersama:\n",
        "  - awal: {pelaksana: back_office, kegiatan: verifikasi, uraian: Awal., waktu: 1 jam,"
        " lewati_bila: catatan.kajian_bersama.puskesmas.air_layak}\n  - kajian_bersama:\n",
        1,
    )
    found = check(read_service(consulted.texts("kesehatan", early)), consulted.office())
    assert ["sebelum diketahui" in str(finding) for finding in found] == [True]


def test_a_party_that_may_take_longer_than_its_step_is_a_warning() -> None:
    found = findings("bangunan", "waktu: 2 hari kerja", "waktu: 3 minggu")
    assert len(found) == 1
    assert found[0].startswith("~")
    assert "lebih panjang dari waktu langkahnya" in found[0]


def test_a_party_outside_without_a_contact_is_fine() -> None:
    assert findings("kesehatan", "            kontak: 0812 0000 0444\n", "") == []


def known(service: str, notes: step_notes.Notes) -> facts.Facts:
    found = consulted.definition(service)
    return facts.case_facts(found, filed=MONDAY.date(), answers={}, applicant={}, notes=notes)


def test_who_has_not_answered_is_known_as_such() -> None:
    asked = known("kesehatan", {})["catatan"]["kajian_bersama"]
    assert asked["puskesmas"] == {"air_layak": False, "kuman": 0, "dijawab": False}
    assert asked["balai"] == {"pendapat": "", "dijawab": False}


def test_who_has_answered_is_known_with_what_he_said() -> None:
    said = {"puskesmas": {"air_layak": True, "dijawab": True}, "balai": {"pendapat": "tidak", "dijawab": True}}
    asked = known("kesehatan", step_notes.with_answers({}, "kajian_bersama", said))["catatan"]["kajian_bersama"]
    assert asked["puskesmas"] == {"air_layak": True, "kuman": 0, "dijawab": True}
    assert asked["balai"]["pendapat"] == "tidak"


def test_a_partys_question_may_hang_on_its_own_answer_before() -> None:
    party = consulted.definition("kesehatan").sop.step("kajian_bersama").parties[0]

    def read(raw: dict[str, str]) -> form.Answers:
        about = {"step": "kajian_bersama", "party": "puskesmas"}
        return form.read(party.form, raw, MONDAY.date(), known("kesehatan", {}), **about)

    assert read({"air_layak": "ya"}).values == {"air_layak": True}
    assert read({"air_layak": "tidak"}).errors == {"kuman": "Isi jumlah kuman."}
    assert read({"air_layak": "tidak", "kuman": "40"}).values == {"air_layak": False, "kuman": 40}


def test_it_is_told_in_words() -> None:
    told = "\n".join(telling.told(consulted.definition("keramaian"), consulted.office()))
    assert "meminta pertimbangan Kantor Camat Contoh lewat tautan, bila skala usaha adalah Besar" in told
    assert "meminta keputusan Ahli Muda di sistem, 3 hari kerja" in told
    speech = Speech(consulted.definition("keramaian"))
    asked = consulted.definition("keramaian").sop.step("kajian_bersama").form[0].when
    assert asked
    assert speech.condition(asked) == "pendapat Kantor Desa Contoh bukan setuju"
