"""A preview as an editor has it: a real process, opened by HTTP, while he saves his files."""

import hashlib
import os
import re
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from silastri.practice.preview import home, reading, serving
from silastri.practice.preview.workshop import State
from silastri.practice.walk.page import Page, WebForm
from tests.builders import STANDARDS
from tests.commands import nursery
from tests.commands.test_commands import silastri

SAYS = "Pratinjau: belum diterbitkan. Semua yang dilakukan di sini akan dihapus."


class Editor:
    """Somebody with a text editor and a browser."""

    def __init__(self, folder: Path, temporary: Path, **environment: str) -> None:
        self.folder, self.temporary = folder, temporary
        temporary.mkdir(exist_ok=True)
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("SILASTRI", "DJANGO"))}
        environment = clean | {"TMPDIR": str(temporary)} | environment
        self.process = nursery.Command("standard", "preview", str(folder), "--port", "0", env=environment)
        self.said: list[str] = []
        for line in self.process.stdout:
            self.said.append(line.rstrip())
            if found := re.match(r"Pratinjau: http://localhost:(\d+)/pratinjau/", line):
                self.address = f"http://127.0.0.1:{found[1]}"
                break
        else:
            raise AssertionError("\n".join(self.said))
        self.browser = build_opener(HTTPCookieProcessor(CookieJar()))
        self.at = ""

    def open(self, path: str, sent: dict[str, str] | None = None) -> Page:
        data = urlencode(sent).encode() if sent is not None else None
        try:
            response = self.browser.open(self.address + path, data, timeout=20)
        except HTTPError as error:
            response = error
        with response:
            self.at, self.status, self.content = urlsplit(response.url).path, response.status, response.read()
            is_html = response.headers["Content-Type"].startswith("text/html")
        return Page(self.content.decode() if is_html else "")

    def press(self, action: str, **sent: str) -> Page:
        """Presses a button of the form with that address on the overview."""
        form: WebForm = next(form for form in self.open("/pratinjau/").forms if form.action == action)
        return self.open(action, form.values | sent)

    def save(self, name: str, *changes: tuple[str, str]) -> None:
        file = self.folder / name
        text = file.read_text()
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        file.write_text(text)

    def sees(self, words: str, path: str = "/pratinjau/keadaan/", within: float = 30.0) -> None:
        """Waits until the page says so."""
        began = time.monotonic()
        while time.monotonic() - began < within:
            if words in self.open(path).text:
                return
            time.sleep(0.05)
        raise AssertionError(f"'{words}' not on {path}: {self.open(path).text}")

    def left(self) -> list[Path]:
        return sorted(self.temporary.glob(f"{home.PREFIX}*"))

    def stop(self, number: int = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(number)
        code = self.process.wait(timeout=20)
        if not self.process.stdout.closed:
            with self.process.stdout as said:
                self.said += said.read().splitlines()
        return code


@pytest.fixture
def standards(tmp_path: Path) -> Path:
    one_service = shutil.ignore_patterns("izin-keramaian")
    shutil.copytree(STANDARDS / "contoh", tmp_path / "standards/contoh", ignore=one_service)
    return tmp_path / "standards/contoh/pakai-gedung"


@pytest.fixture
def preview(standards: Path, tmp_path: Path) -> Iterator[Callable[..., Editor]]:
    running: list[Editor] = []

    def begin(folder: Path = standards, **environment: str) -> Editor:
        running.append(Editor(folder, tmp_path / "tmp", **environment))
        return running[-1]

    yield begin
    for editor in running:
        editor.stop(signal.SIGKILL)


def prints(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_an_editor_looks_practises_and_leaves_no_trace(preview: Callable[..., Editor], tmp_path: Path) -> None:
    real = tmp_path / "asli"
    assert silastri("migrate", home=real).returncode == 0
    before = prints(real)
    nowhere = "postgresql://nobody@127.0.0.1:1/nothing"
    editor = preview(SILASTRI_HOME=str(real), SILASTRI_DATABASE=nowhere, SILASTRI_KEYS=str(real / "keys"))
    _looks(editor)
    _practises(editor)
    assert len(editor.left()) == 1
    assert editor.stop() == 0
    assert "Pratinjau berhenti. Tidak ada yang tersisa." in editor.said
    assert editor.left() == []
    assert prints(real) == before


def _looks(editor: Editor) -> None:
    overview = editor.open("/pratinjau/")
    assert SAYS in overview.text
    assert "Janji: 3 hari kerja sejak pengajuan." in overview.text
    assert "frasa contoh" in overview.text
    papers = [link.href for link in overview.links if link.href.startswith("/pratinjau/") and ".pdf" in link.href]
    assert {"/pratinjau/surat/produk-surat.pdf", "/pratinjau/surat/skrd.pdf", "/pratinjau/sop.pdf"} <= set(papers)
    for paper in papers:
        editor.open(paper)
        assert (editor.status, editor.content[:5]) == (200, b"%PDF-"), paper
    editor.open("/pratinjau/surat/tanda-terima.webp")
    assert editor.content[8:12] == b"WEBP"
    editor.open("/static/preview.css")
    assert editor.status == 200
    for path in ("/", "/layanan/contoh/pakai-gedung/", "/layanan/contoh/pakai-gedung/sop/", "/lacak/"):
        assert SAYS in editor.open(path).text, path


def _practises(editor: Editor) -> None:
    """One click, no password: the same case as its officer and as its applicant sees it."""
    desk = editor.press("/pratinjau/sampai/", langkah="verifikasi")
    assert editor.at.startswith("/petugas/permohonan/CTH-")
    assert "Ketersediaan tempat" in desk.text
    ref = editor.at.split("/")[-2]
    roles = next(form for form in desk.forms if form.action == "/pratinjau/peran/")
    assert roles.buttons == ["Pemohon", "Petugas Loket", "Bendahara Penerimaan", "Kepala Seksi Aset", "Kepala Dinas"]
    editor.open("/pratinjau/peran/", roles.values | {"peran": "pemohon"})
    assert (editor.at, editor.status) == (f"/permohonan/{ref}/", 200)
    assert editor.open("/petugas/") and editor.status == 403
    editor.press("/pratinjau/peran/", peran="kepala_dinas")
    assert (editor.at, editor.status) == ("/petugas/", 200)
    editor.press("/pratinjau/peran/", peran="gubernur")
    assert editor.at == "/pratinjau/"

    form = editor.press("/pratinjau/mulai/")
    assert editor.at.endswith("/formulir/tempat/")
    assert "Keperluan" in form.text
    editor.press("/pratinjau/hapus/")
    assert "CTH-" not in editor.open("/pratinjau/").text
    editor.press("/pratinjau/sampai/", langkah="penyerahan")
    assert editor.at.startswith("/petugas/permohonan/CTH-"), "signed after all was wiped"


def test_what_is_saved_runs_at_once_and_a_mistake_is_told(preview: Callable[..., Editor]) -> None:
    editor = preview()
    editor.press("/pratinjau/sampai/", langkah="pemeriksaan")
    old = editor.at

    editor.save("sop.yaml", ("kegiatan: nomori", "kegiatan: nomor"))
    editor.sees("Versi 1 tetap berjalan")
    assert "Janji: 3 hari kerja" in editor.open("/pratinjau/").text, "what runs is told while the new cannot be"
    for path in ("/layanan/", old, "/pratinjau/"):
        page = editor.open(path).text
        assert re.search(r"sop\.yaml( , baris |:)45\b", page), path
        assert "'langkah.penomoran.kegiatan' tidak dikenal: nomor" in page, path
        assert "ilih 'ajukan', 'tanggapi'" in page, "the remedy"
    assert "kegiatan: nomor" in page, "the line itself"
    editor.press("/pratinjau/sampai/", langkah="penomoran")
    assert editor.at.startswith("/petugas/permohonan/"), "the last good text goes on running"

    # Another text; its own step is come to by who answers otherwise than in the sample.
    skipped = ("kegiatan: verifikasi\n", 'kegiatan: verifikasi\n      lewati_bila: isian.tempat == "gedung"\n')
    editor.save("sop.yaml", ("kegiatan: nomor\n", "kegiatan: nomori\n"), skipped)
    editor.sees("Versi 2 berjalan")
    editor.save("standar.yaml", ("label: Berapa hari", "label: Berapa malam"), ("2025-01-02", "2031-01-02"))
    editor.sees("Versi 3 berjalan")
    assert "seolah-olah sudah berlaku" in editor.open("/pratinjau/").text
    editor.press("/pratinjau/mulai/")
    assert "Berapa malam" in editor.open(editor.at.replace("/tempat/", "/mulai/")).text
    editor.press("/pratinjau/peran/", peran="loket")
    assert "Berapa hari" in editor.open(old).text, "a case stays under the version that it began with"
    desk = editor.press("/pratinjau/sampai/", langkah="verifikasi")
    assert "Lapangan" in desk.text
    assert "Ketersediaan tempat" in desk.text

    office = editor.folder.parent / "kantor.yaml"
    office.write_text(office.read_text().replace("  - kepala_dinas:", "  - arsiparis: Arsiparis\n  - kepala_dinas:"))
    editor.sees("Arsiparis", "/pratinjau/")
    editor.press("/pratinjau/peran/", peran="arsiparis")
    assert (editor.at, editor.status) == ("/petugas/", 200)
    editor.press("/pratinjau/hapus/")
    editor.press("/pratinjau/sampai/", langkah="penandatanganan")
    assert editor.at.startswith("/petugas/permohonan/"), "what ran last runs again after wiping"
    assert editor.stop(signal.SIGINT) == 0
    assert editor.left() == []


def test_a_broken_definition_is_shown_as_far_as_it_can_be(preview: Callable[..., Editor], standards: Path) -> None:
    sop, whole = standards / "sop.yaml", (standards / "sop.yaml").read_text()
    sop.write_text(whole.replace("pelaksana: kepala_seksi", "pelaksana: camat"))
    editor = preview()
    assert any("sop.yaml:" in line for line in editor.said)
    page = editor.open("/pratinjau/").text
    assert SAYS in page
    assert "Belum ada yang bisa dijalankan" in page
    assert "Janji: 3 hari kerja" in page, "what could be read is told"
    editor.open("/pratinjau/standar.pdf")
    assert editor.content.startswith(b"%PDF-")
    editor.open("/pratinjau/surat/skrd.pdf")
    assert editor.status == 404
    sop.write_text("langkah: [")
    editor.sees("susunan YAML salah")
    assert "belum bisa diceritakan" in editor.open("/pratinjau/").text
    editor.open("/pratinjau/sop.svg")
    assert editor.status == 404
    sop.unlink()
    editor.sees("berkas tidak ada")
    sop.write_text(whole)
    editor.sees("Versi 1 berjalan")
    editor.press("/pratinjau/sampai/", langkah="pembayaran")
    assert editor.at.startswith("/permohonan/CTH-"), "the applicant pays"


def test_what_is_saved_while_it_starts_is_read_too(standards: Path) -> None:
    """The folder was read, and the watch over it has not begun yet."""
    stop, read, seen = threading.Event(), [], reading.marks(standards)
    (standards / "sop.yaml").write_text("langkah: [")

    class Opened:
        def marks(self) -> reading.Marks:
            return reading.marks(standards)

        def read(self, at: datetime) -> State:
            read.append((standards / "sop.yaml").read_text())
            stop.set()
            return State(reading.Reading("contoh", "pakai-gedung", "", {}, None, None, ()), at, 0)

    watching = threading.Thread(target=serving.watch, args=(Opened(), stop, seen), daemon=True)
    watching.start()
    watching.join(timeout=30)
    assert read == ["langkah: ["]


def test_what_a_crash_left_is_removed_by_the_next_one(preview: Callable[..., Editor]) -> None:
    crashed = preview()
    crashed.stop(signal.SIGKILL)
    (left,) = crashed.left()
    first = preview()
    (mine,) = first.left()
    assert mine != left
    second = preview()
    assert mine in second.left(), "a preview that lives is left alone"
    assert len(second.left()) == 2


def test_a_service_at_the_counter_alone_begins_there(preview: Callable[..., Editor]) -> None:
    editor = preview(STANDARDS / "pekanbaru-dinsos/dtks")
    editor.press("/pratinjau/mulai/")
    assert (editor.at, editor.status) == ("/petugas/loket/", 200)


def test_a_folder_without_one_service_and_a_port_in_use(standards: Path, tmp_path: Path) -> None:
    nothing = silastri("standard", "preview", str(tmp_path / "kosong"), home=tmp_path / "home")
    assert (nothing.returncode, "tidak ada definisi" in nothing.stdout) == (1, True)
    shutil.copytree(standards, standards.parent / "lain")
    several = silastri("standard", "preview", str(standards.parent), home=tmp_path / "home")
    assert (several.returncode, "ada beberapa layanan" in several.stdout) == (1, True)
    assert not (tmp_path / "home").exists()


def test_a_service_is_found_from_where_the_editor_stands(standards: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for stands, says in ((standards, "."), (standards.parent, "pakai-gedung"), (standards.parent.parent, "contoh"),
                         (standards, "sop.yaml")):  # fmt: skip
        monkeypatch.chdir(stands)
        assert reading.service_folder(Path(says)) == standards
    (standards / "surat.md").write_text("{{ isian.tidak_ada }}")
    monkeypatch.chdir(standards.parent)
    found = reading.read(standards)
    assert found
    (mistake,) = found.grave
    assert mistake.finding.file == "pakai-gedung/surat.md"
    assert [(line.number, line.is_wrong) for line in mistake.lines] == [(1, True)]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["", "keadaan/", "standar.pdf", "surat/produk-surat.pdf", "peran/", "hapus/"])
def test_an_ordinary_installation_knows_no_preview(path: str) -> None:
    client = Client()
    assert client.get(f"/pratinjau/{path}").status_code == 404
    assert client.post(f"/pratinjau/{path}").status_code == 404
    assert "Pratinjau" not in client.get("/").content.decode()


def test_its_settings_work_in_its_own_home_alone() -> None:
    with pytest.raises(ImproperlyConfigured, match="tidak dibuat untuk pratinjau"):
        import silastri.config.preview  # noqa: F401


def test_every_address_of_a_preview_has_a_guard_and_a_name() -> None:
    from silastri.config import preview_urls, urls

    own = [route for route in preview_urls.urlpatterns if route not in urls.urlpatterns]
    assert len(own) > 8
    for route in own:
        assert route.callback.audience == "public"
        assert route.name
