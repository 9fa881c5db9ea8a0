"""A letter is checked by its QR: with a network beside the register, without one by the office's keys."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, expect

from silastri.apps.documents import queries as documents
from silastri.apps.letters import keys
from silastri.apps.letters.models import Letter
from silastri.domain.letters import statement
from silastri.domain.letters.statement import Statement
from silastri.journey.office import letter_key
from silastri.practice import sample
from tests.builders import MONDAY, Town, a_case, a_town
from tests.e2e.conftest import AT_DESK, aside
from tests.scanned import scanned

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
ASLI, SALAH, RUSAK = "Pernyataan pada kode QR ini asli", "Tanda tangan kode QR tidak cocok", "rusak atau terpotong"


@pytest.fixture
def town(live_server, settings: object) -> Town:  # type: ignore[no-untyped-def]
    settings.SITE_URL = live_server.url  # type: ignore[attr-defined]
    return a_town()


@pytest.fixture
def letter(town: Town) -> Letter:
    aside(lambda: a_case(town, "pencetakan"))
    return Letter.objects.get()


def address(letter: Letter) -> str:
    """Where the QR on its paper leads, without the host."""
    return f"/S/{scanned(documents.content(letter.sha256)).split('/S/')[1]}"


def opened(page: Page, site: str, path: str) -> None:
    """As a telephone's camera opens it: anew, not as a place on the page that is there. A machine that is busy may not
    start the service worker in time; Chromium then asks the network, and a person tries again a moment later."""
    for tried in range(6):
        page.wait_for_timeout(300 * tried)
        try:
            page.goto("about:blank")
            page.goto(site + path)
            return
        except PlaywrightError as error:
            # The second: Chromium was still opening its own page that says so.
            if "ERR_INTERNET_DISCONNECTED" not in str(error) and "interrupted by another" not in str(error):
                raise
    raise AssertionError(f"{path} does not open without a network")


def kept(page: Page) -> None:
    """The verifier was opened once; from now on there is no network."""
    for scope in ("/S/", "/surat/periksa/"):
        page.wait_for_function(
            "async (scope) => { const one = await navigator.serviceWorker.getRegistration(scope);"
            " return !!(one && one.active && one.active.state === 'activated'); }",
            arg=scope,
        )
    page.wait_for_function("async () => !!(await caches.match('/surat/kunci.json'))")
    page.wait_for_timeout(1000)  # Chromium keeps a registration a moment after it calls it active
    page.context.set_offline(True)


def test_with_a_network_the_register_speaks(person, letter: Letter) -> None:  # type: ignore[no-untyped-def]
    visitor = person()
    page, site = visitor.page, visitor.address
    host = site.removeprefix("http://")
    opened(page, site, address(letter))
    expect(page.get_by_text("Kode QR di surat cocok dengan buku register.")).to_be_visible()
    expect(page.get_by_role("heading", name="Surat ini terdaftar dan berlaku")).to_be_visible()
    expect(page.get_by_text(f"Pastikan alamat di peramban: {host}")).to_be_visible()
    visitor.look()
    forged = statement.sign(a_statement(host), code=letter.code, key=ec.generate_private_key(ec.SECP256R1()))
    for fragment in (statement.text(forged), "RUSAK1", "../../", "%3Cscript%3E"):
        opened(page, site, f"/S/{letter.code}#{fragment}")
        expect(page.get_by_role("heading", name="Kode QR tidak cocok dengan buku register")).to_be_visible()
        expect(page.get_by_text("Surat ini terdaftar dan berlaku")).to_be_hidden()
        visitor.look()
    opened(page, site, f"/S/{letter.code}")
    expect(page.get_by_text("Surat ini terdaftar dan berlaku")).to_be_visible()
    expect(page.locator("[data-verifier]")).to_be_hidden()


def test_a_qr_moved_from_another_letter_is_found(person, town: Town, letter: Letter) -> None:  # type: ignore[no-untyped-def]
    aside(lambda: a_case(town, "pencetakan", citizen=1))
    other = Letter.objects.exclude(pk=letter.pk).get()
    visitor = person()
    opened(visitor.page, visitor.address, f"/S/{letter.code}#{address(other).split('#')[1]}")
    expect(visitor.page.get_by_text("Kode QR tidak cocok dengan buku register")).to_be_visible()
    expect(visitor.page.get_by_text(other.number)).to_be_visible()  # what it claims stands beside what is right
    expect(visitor.page.get_by_text(letter.number)).to_be_visible()


def test_a_page_at_another_address_is_refused(person, letter: Letter) -> None:  # type: ignore[no-untyped-def]
    visitor = person()
    fake = visitor.address.replace("localhost", "127.0.0.1")
    opened(visitor.page, fake, address(letter))
    expect(visitor.page.get_by_role("heading", name="Kode QR ini bukan untuk situs ini")).to_be_visible()
    expect(visitor.page.get_by_text("Surat ini terdaftar dan berlaku")).to_be_hidden()


def test_without_a_network_the_kept_page_speaks(person, letter: Letter) -> None:  # type: ignore[no-untyped-def]
    visitor = person()
    page, site = visitor.page, visitor.address
    visitor.open("/")
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="Periksa surat").click()
    expect(page.get_by_text("Pindai kode QR di surat")).to_be_visible()
    visitor.look()
    kept(page)
    opened(page, site, address(letter))
    expect(page.get_by_role("heading", name=ASLI)).to_be_visible()
    for words in (letter.number, "NMC", "DPMPTSP Kabupaten Rokan Hilir", "9 November 2026"):
        expect(page.locator("[data-verifier]").get_by_text(words).first).to_be_visible()
    expect(page.get_by_text("Diperiksa tanpa jaringan")).to_be_visible()
    expect(page.get_by_label("Berkas surat")).to_be_hidden()
    visitor.complaints.clear()  # the browser says that it has no network
    visitor.look()
    opened(page, site, f"/S/{letter.code}")
    expect(page.get_by_role("heading", name="Perlu jaringan")).to_be_visible()
    page.get_by_label("Kode atau nomor surat").fill(letter.code)
    page.get_by_role("button", name="Periksa", exact=True).click()
    expect(page.get_by_role("heading", name="Perlu jaringan")).to_be_visible()
    page.get_by_label("Kode atau nomor surat").fill(site + address(letter))
    page.get_by_role("button", name="Periksa", exact=True).click()
    expect(page.get_by_role("heading", name=ASLI)).to_be_visible()
    page.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=200))
    opened(page, site, address(letter))
    expect(page.get_by_text("Perbarui daftar kunci saat ada jaringan")).to_be_visible()


def a_statement(host: str, **changed: object) -> Statement:
    on = MONDAY.date()
    said = Statement("1/X/2026", "Surat Contoh", on, None, "RC", content=bytes(16), host=host, made=on)
    return replace(said, **changed)  # type: ignore[arg-type]


CODE = "A" * 16


def test_each_answer_has_its_sentence(person, town: Town) -> None:  # type: ignore[no-untyped-def]
    """Keys of three generations and a leaked one; each statement as it would be scanned, without a network."""
    visitor, office = person(), town.office
    page, site = visitor.page, visitor.address
    host = site.removeprefix("http://")
    act = [town.act("back_office", MONDAY + timedelta(days=365 * n)) for n in range(4)]
    generations = [keys.in_use(office, at=MONDAY)]
    for one in act[1:]:
        aside(lambda one=one: letter_key.rotate(one))  # type: ignore[misc]
        office.refresh_from_db()
        generations.append(keys.in_use(office, at=one.at))
    first, _, stolen, last = generations
    aside(lambda: letter_key.leaked(act[3], kid=statement.key_id(stolen.public_key()).hex()))
    days = [one.at.date() for one in act]

    def text(key: ec.EllipticCurvePrivateKey, made: date, code: str = CODE, **changed: object) -> str:
        return statement.text(
            statement.sign(a_statement(**({"host": host, "made": made} | changed)), code=code, key=key)
        )

    good = text(first, days[0])
    visitor.open("/surat/periksa/")
    kept(page)
    for title, fragment in [
        (ASLI, good),
        (ASLI, text(generations[1], days[1])),
        (ASLI, text(last, days[3])),
        (ASLI, text(first, days[1])),  # the very day of the change
        ("Kunci tidak berlaku pada tanggal itu", text(first, days[1] + timedelta(days=1))),
        ("Kunci tidak berlaku pada tanggal itu", text(last, days[0])),
        ("Harus diperiksa dengan jaringan", text(stolen, days[2])),
        ("Belum bisa dipastikan", text(ec.generate_private_key(ec.SECP256R1()), days[0])),
        ("bukan untuk situs ini", text(first, days[0], host="perizinan-palsu.example")),
        ("habis masa berlakunya", text(first, days[0], until=MONDAY.date() - timedelta(days=300))),
        (SALAH, text(first, days[0], code="B" * 16)),
        (SALAH, f"{good[:-4]}{'A' if good[-4] != 'A' else 'B'}{good[-3:]}"),
        (RUSAK, good[:80]),
        (RUSAK, good.lower()),
        (RUSAK, good + "Z"),
    ]:
        opened(page, site, f"/S/{CODE}#{fragment}")
        expect(page.locator("[data-verifier]").get_by_role("heading")).to_contain_text(title)


def test_every_changed_byte_is_found_in_the_browser(person, town: Town) -> None:  # type: ignore[no-untyped-def]
    """The reader in Python and that in the browser refuse alike."""
    visitor = person()
    visitor.open("/surat/periksa/")
    key = keys.in_use(town.office, at=MONDAY)
    signed = statement.sign(a_statement("contoh.go.id", until=MONDAY.date()), code=CODE, key=key)
    changed = [
        bytes([*signed[:n], signed[n] ^ (1 << bit), *signed[n + 1 :]]) for n in range(len(signed)) for bit in range(8)
    ]
    texts = [statement.text(one) for one in (signed, *changed, signed[:-1], signed + b"\0")]
    held = visitor.page.evaluate(
        """async ([texts, code]) => {
          const { keys } = await (await fetch("/surat/kunci.json")).json();
          const held = [];
          for (const text of texts) {
            try {
              const said = Statement.read(text), key = keys.find((one) => one.kid === said.kid);
              held.push(!!key && await Statement.holds(said, code, key));
            } catch { held.push(false); }
          }
          return held;
        }""",
        [texts, CODE],
    )
    assert held == [True] + [False] * (len(texts) - 1)


_DETECTOR = """
  window.BarcodeDetector = class {
    static getSupportedFormats() { return Promise.resolve(["qr_code"]); }
    detect() {
      const seen = window.sees ? [window.beside, window.sees].filter(Boolean) : [];
      return Promise.resolve(seen.map((rawValue) => ({ rawValue })));
    }
  };
"""


def test_where_the_browser_can_read_codes_a_photo_will_do(person, letter: Letter) -> None:  # type: ignore[no-untyped-def]
    visitor = person()
    page, site = visitor.page, visitor.address
    page.add_init_script(_DETECTOR)
    visitor.open("/surat/periksa/")
    photo = {"name": "qr.png", "mimeType": "image/png", "buffer": page.screenshot()}
    choose = page.get_by_label("Berkas surat")
    choose.set_input_files(photo)
    expect(page.get_by_text("Ini hasil pindai atau foto. Pindai QR-nya")).to_be_visible()  # the office could not either
    expect(page.get_by_role("button", name="Pindai QR dengan kamera")).to_be_visible()
    visitor.complaints.clear()  # the answer's code says that nothing was found
    visitor.look()
    for sees, says in (
        ("https://perizinan-palsu.example" + address(letter), "Kode QR ini bukan untuk situs ini"),
        ("https://contoh.example/", "Ini bukan kode QR surat"),
        (site + address(letter), "Surat ini terdaftar dan berlaku"),
    ):
        page.evaluate("(code) => { window.sees = code; window.beside = 'https://emeterai.example/cek/AB12'; }", sees)
        choose.set_input_files(photo)
        expect(page.get_by_text(says)).to_be_visible()
    expect(page.get_by_text("Kode QR di surat cocok dengan buku register.")).to_be_visible()


def test_a_camera_that_is_not_allowed_is_said(person, town: Town) -> None:  # type: ignore[no-untyped-def]
    visitor = person()
    visitor.page.add_init_script(_DETECTOR)
    visitor.open("/surat/periksa/")
    visitor.page.get_by_role("button", name="Pindai QR dengan kamera").click()
    expect(visitor.page.get_by_text("Kamera tidak bisa dibuka")).to_be_visible()


def test_a_manager_changes_the_key(person, town: Town) -> None:  # type: ignore[no-untyped-def]
    manager = person(*AT_DESK)
    manager.sign_in(town.officer("back_office").phone, sample.PASSWORD)
    page = manager.page
    manager.by_menu("Kunci surat")
    manager.look()
    manager.press("Ganti kunci sekarang")
    expect(page.get_by_text("Kunci baru dipakai mulai sekarang")).to_be_visible()
    page.get_by_text("Kunci ini bocor").last.click()
    manager.look()
    with page.expect_navigation():
        page.get_by_role("button", name="Nyatakan bocor").last.click()
    expect(page.get_by_text("Bocor", exact=True)).to_be_visible()
    manager.look()
    assert [key.state for key in aside(lambda: keys.of_office(town.office.pk))] == ["in_use", "leaked"]
