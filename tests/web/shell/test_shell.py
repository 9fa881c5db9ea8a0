"""The shell of every page: the office in the bar, the menu of a desk, and how much waits."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.builders import STANDARDS, Town, a_case, a_town


def test_a_single_office_gives_its_emblem_and_name(town: Town) -> None:
    page = Client().get("/").content.decode()
    assert '<img src="/kantor/rokan-hilir/lambang.svg"' in page
    assert "DPMPTSP Kabupaten Rokan Hilir" in page
    drawing = Client().get("/kantor/rokan-hilir/lambang.svg")
    assert drawing["Content-Type"] == "image/svg+xml"
    assert "script-src" not in drawing["Content-Security-Policy"]
    assert "default-src 'none'" in drawing["Content-Security-Policy"]
    assert Client().get("/kantor/tidak-ada/lambang.svg").status_code == 404


def test_several_offices_share_the_name_of_the_system(town: Town) -> None:
    a_town(STANDARDS / "kampar")
    assert "<span>SILASTRI</span>" in Client().get("/").content.decode()


def test_the_menu_of_a_desk_has_its_counts_and_no_public_links(town: Town, browser) -> None:  # type: ignore[no-untyped-def]
    a_case(town, "verifikasi")
    page = browser(town.officer("ahli_muda")).get("/petugas/").content.decode()
    menu = page[page.index('<nav class="rail"') : page.index("</nav>")]
    assert 'aria-current="page"' in menu
    assert re.search(r'class="rail__count">1<', menu)
    assert "Periksa surat" not in menu
    assert "Hari libur" not in menu


def test_a_manager_has_a_group_of_his_own(town: Town, browser) -> None:  # type: ignore[no-untyped-def]
    page = browser(town.officer("back_office")).get("/kelola/libur/").content.decode()
    assert '<details class="rail__group" open><summary>Kelola</summary>' in page
    assert re.search(r'href="/kelola/libur/" aria-current="page"', page)


def _menu(page: str) -> str:
    return page[page.index('<nav class="rail"') : page.index("</nav>")]


@pytest.mark.parametrize("post", ["loket", "back_office", "kepala_dinas", "ahli_muda"])
def test_the_folded_menu_is_short_for_every_post(town: Town, browser, post: str) -> None:  # type: ignore[no-untyped-def]
    menu = _menu(browser(town.officer(post)).get("/petugas/").content.decode())
    lines = re.sub(r"(<summary>.*?</summary>).*?</details>", r"\1", menu, flags=re.DOTALL)
    assert "<details" in menu and " open>" not in menu, "what is used all day stands open, the rest is folded"
    assert lines.count("<summary>") + lines.count("<a ") <= 9


def test_help_opens_the_guide_of_the_page(town: Town, browser) -> None:  # type: ignore[no-untyped-def]
    assert 'href="/bantuan/warga/3-melacak/"' in Client().get("/lacak/").content.decode()
    assert 'href="/bantuan/#warga"' in Client().get("/kantor/rokan-hilir/pengumuman/").content.decode()
    desk = browser(town.officer("back_office"))
    assert 'href="/bantuan/back-office/1-memeriksa-berkas/"' in desk.get("/petugas/").content.decode()
    assert 'href="/bantuan/#pengelola"' in desk.get("/kelola/mitra/").content.decode()


def test_a_guide_has_its_picture_and_its_neighbours(client: Client, db: None) -> None:
    page = client.get("/bantuan/warga/1-mengajukan/").content.decode()
    assert 'src="/bantuan/gambar/warga-cari.webp"' in page
    assert 'href="../2-mengunggah-berkas/"' in page
    assert client.get("/bantuan/gambar/warga-cari.webp")["Content-Type"] == "image/webp"
    assert client.get("/bantuan/gambar/tidak-ada.webp").status_code == 404
    assert client.get("/bantuan/warga/tidak-ada/").status_code == 404


def test_the_page_of_pieces_is_there_in_a_demo_only(client: Client, db: None, settings: object) -> None:
    assert client.get("/gaya/").status_code == 404
    settings.DEMO = True  # type: ignore[attr-defined]
    assert client.get("/gaya/").status_code == 200


def test_the_first_page_is_light(town: Town) -> None:
    """All that a telephone fetches for it, as it is sent: 100 kB at most."""
    page = Client().get("/").content
    named = set(re.findall(r'(?:href|src)="/static/([^"#]+)', page.decode()))
    files = {Path(found) for name in named if (found := finders.find(name))}
    assert len(files) == len(named)
    woff = next(file for folder in finders.find("vendor", find_all=True) for file in Path(folder).glob("*.woff2"))
    sent = len(gzip.compress(page)) + sum(len(gzip.compress(file.read_bytes())) for file in files | {woff})
    assert sent <= 100_000, sent


def _begins(browser, officer) -> str:  # type: ignore[no-untyped-def]
    return str(browser(officer).get("/petugas/awal/")["Location"])


def test_where_an_officer_begins(town: Town, browser) -> None:  # type: ignore[no-untyped-def]
    """A superior whom nothing waits for begins at the figures, not at an empty list."""
    head, between, below = (town.officer(post) for post in ("kepala_dinas", "ahli_muda", "tim_teknis"))
    assert [_begins(browser, one) for one in (head, between, below)] == [
        "/petugas/ringkasan/",
        "/petugas/ringkasan/",
        "/petugas/",
    ]
    a_case(town, "verifikasi")
    a_case(town, "penandatanganan", citizen=1)
    assert [_begins(browser, one) for one in (head, between, below)] == [
        "/petugas/tanda-tangan/",
        "/petugas/",
        "/petugas/",
    ]


def test_every_public_page_says_where_to_complain(client: Client, db: None) -> None:
    assert 'href="/bantuan/warga/7-mengadu/"' in client.get("/lacak/").content.decode()
    assert "lapor.go.id" in client.get("/bantuan/warga/7-mengadu/").content.decode()
