"""What the pages show, and what they must not."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from silastri.adapters.signing import signing
from silastri.adapters.signing.local import LocalSigner
from silastri.apps.accounts.models import Person
from silastri.apps.audit.models import LogEntry
from silastri.apps.letters.models import Letter
from silastri.domain.definition.standard import COMPONENTS
from tests import letters, tampering
from tests.builders import JOMPO, STANDARDS, Town, a_case, a_town

Browser = Callable[[Person | None], Client]


def text(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode()


def test_a_service_shows_its_fourteen_components(town: Town) -> None:
    page = text(Client(), f"/layanan/rokan-hilir/{JOMPO}/")
    for title in COMPONENTS.values():
        assert title in page
    assert "7 hari kerja" in page
    assert "layanan Rp0, meterai Rp10.000" in page


def test_the_catalogue_is_searched(town: Town) -> None:
    assert "Jompo" in text(Client(), "/layanan/?cari=jompo")
    assert "Jompo" not in text(Client(), "/layanan/?cari=sekolah")
    assert "Tidak ada layanan yang cocok" in text(Client(), "/layanan/?cari=xyzzy")


def test_tracking_shows_where_it_is_and_until_when_but_not_whose(town: Town) -> None:
    case = a_case(town, "verifikasi")
    page = text(Client(), f"/lacak/{case.ref}/")
    assert "Verifikasi" in page
    assert "Penata Perizinan Ahli Muda" in page
    assert "Janji selesai" in page
    assert "angkah 4 dari 9, di Penata Perizinan Ahli Muda" in page  # late or not: the tests' Monday is long ago
    for secret in (case.holder_name, town.citizens[0].name, town.citizens[0].nik or "?", "Anda"):
        assert secret not in page.partition("<main")[2].partition("</main>")[0]


def test_tracking_takes_the_number_as_people_type_it(town: Town) -> None:
    case = a_case(town)
    response = Client().get("/lacak/", {"nomor": case.ref.lower().replace("-", " ")})
    assert response["Location"] == f"/lacak/{case.ref}/"


def test_a_letters_qr_page_masks_its_holder(town: Town) -> None:
    case = a_case(town, "pencetakan")
    letter = Letter.objects.get(case=case)
    page = text(Client(), f"/S/{letter.code}")
    assert "terdaftar dan berlaku" in page
    assert letter.number in page
    assert letter.holder_name not in page
    assert "Ne* Min*h Con**h" in page


def test_an_unsigned_letter_has_no_public_page(town: Town) -> None:
    letter = Letter.objects.get(case=a_case(town, "penandatanganan"))
    assert Client().get(f"/S/{letter.code}").status_code == 404


def test_an_uploaded_letter_is_judged(town: Town, browser: Browser) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    case = a_case(town, None)
    letter = browser(town.citizens[0]).get(f"/permohonan/{case.ref}/surat/surat.pdf").content
    middle = len(letter) // 3
    changed = letter[:middle] + bytes([letter[middle] ^ 1]) + letter[middle + 1 :]
    for content, says in ((letter, "Surat ini asli"), (changed, "sudah diubah"), (b"halo", "bukan PDF")):
        response = Client().post("/surat/periksa/", {"surat": SimpleUploadedFile("surat.pdf", content)})
        assert says in response.content.decode()


def test_a_judged_letter_tells_what_its_signature_proves(db: None, tmp_path: Path) -> None:
    """Level, whose clock, chain, revocation, what was changed: for a letter that lasts, and one that was added to."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    authority = signing().authority.folder  # type: ignore[attr-defined]
    lasting = LocalSigner(authority=authority, signers=tmp_path, level="B-LTA")
    lasting.issue(person=1, name=letters.NAME, passphrase=letters.PASSPHRASE)
    letter = letters.sign(lasting, letters.plain_letter())

    def judged(content: bytes) -> str:
        sent = {"surat": SimpleUploadedFile("surat.pdf", content)}
        return Client().post("/surat/periksa/", sent).content.decode()

    page = judged(letter)
    for said in (
        letters.NUMBER,
        "menurut Otoritas Waktu CONTOH SILASTRI",
        "Tidak ada sejak ditandatangani",
        "Diterbitkan oleh Otoritas CONTOH SILASTRI",
        "Tidak dicabut, menurut penerbitnya",
        "B-LTA: semua bukti ikut",
        "Rincian teknis",
        "EC 256, SHA256",
        "Stempel waktu arsip 1",
        "bukan sertifikat resmi",
    ):
        assert said in page, said
    added = judged(tampering.with_page(letter))
    assert "Halaman 2 ditambahkan." in added
    assert "Tanda tangan lain" not in added, "its own timestamp is none"
    assert "Tingkat" not in added, "what was changed proves nothing"


def test_niks_are_masked_and_a_look_at_them_is_kept(town: Town, browser: Browser) -> None:
    case = a_case(town, "verifikasi")
    nik = town.citizens[0].nik or "?"
    client = browser(town.officer("ahli_muda"))
    page = text(client, f"/petugas/permohonan/{case.ref}/")
    assert nik not in page
    assert f"{nik[:4]}********{nik[-4:]}" in page
    shown = client.post(f"/petugas/permohonan/{case.ref}/identitas/").content.decode()
    assert nik in shown
    entry = LogEntry.objects.get(what="reveal_identity")
    assert (entry.person_id, entry.about) == (town.officer("ahli_muda").pk, case.ref)


def test_late_work_stands_first_in_the_inbox(town: Town, browser: Browser) -> None:
    from datetime import timedelta

    from silastri.apps.cases.models import Case

    fresh, late = a_case(town), a_case(town)
    Case.objects.filter(pk=late.pk).update(due_at=fresh.due_at - timedelta(days=3))
    page = text(browser(town.officer("back_office")), "/petugas/")
    assert page.index(late.ref) < page.index(fresh.ref)
    assert "terlambat" in page


def test_the_register_finds_by_number_holder_and_state(town: Town, browser: Browser) -> None:
    case, done = a_case(town), a_case(town, None)
    client = browser(town.officer("loket"))
    assert case.ref in text(client, f"/petugas/permohonan/?cari={case.ref}")
    assert case.ref in text(client, "/petugas/permohonan/?cari=minah")
    page = text(client, "/petugas/permohonan/?keadaan=done")
    assert done.ref in page
    assert case.ref not in page


@pytest.mark.parametrize("path", ["/petugas/", "/petugas/permohonan/", "/petugas/surat/", "/petugas/pesan/"])
def test_lists_cost_the_same_however_long_they_are(town: Town, browser: Browser, path: str) -> None:
    client = browser(town.officer("back_office"))
    counts = []
    for more in (1, 3):
        for _ in range(more):
            a_case(town, "penomoran")
            a_case(town, "pencetakan")
        client.get(path)
        with CaptureQueriesContext(connection) as counted:
            client.get(path)
        counts.append(len(counted))
    assert counts[0] == counts[1] <= 10, counts


def test_a_case_page_costs_the_same_however_old_it_is(town: Town, browser: Browser) -> None:
    counts = []
    for step in ("verifikasi", "pencetakan"):
        case = a_case(town, step)
        client = browser(town.officer("ahli_muda" if step == "verifikasi" else "back_office"))
        client.get(f"/petugas/permohonan/{case.ref}/")
        with CaptureQueriesContext(connection) as counted:
            client.get(f"/petugas/permohonan/{case.ref}/")
        counts.append(len(counted))
    assert max(counts) <= 20 + 2, counts  # two write down who looked: whom the case concerns, and the line


def test_names_cannot_carry_markup(town: Town, browser: Browser) -> None:
    Person.objects.filter(pk=town.citizens[0].pk).update(name="<b>Rani</b>")
    case = a_case(town)
    page = text(browser(town.officer("back_office")), f"/petugas/permohonan/{case.ref}/")
    assert "<b>Rani</b>" not in page
    assert "&lt;b&gt;Rani" in page


@pytest.mark.parametrize(
    ("office", "post", "shown", "hidden"),
    [
        ("pekanbaru-dpmptsp", "back_office", "Belum diambil", "Tagihan"),
        ("pekanbaru-dpmptsp", "kasi", "Tugas saya", "Belum diambil"),
        ("contoh", "bendahara", "Tagihan", "Jadwal survei"),
        ("kampar", "tim_teknis", "Jadwal survei", "Daftar tunggu"),
    ],
)
def test_the_menu_shows_what_the_office_and_the_post_have_use_for(
    client: Client, db: None, office: str, post: str, shown: str, hidden: str
) -> None:
    town = a_town(STANDARDS / office)
    client.force_login(town.officer(post))
    menu = client.get("/petugas/").content.decode().partition("Menu petugas")[2].partition("</nav>")[0]
    assert shown in menu
    assert hidden not in menu
