"""A page as the walk reads it."""

from silastri.practice.walk.page import Page

PAGE = Page("""<!doctype html><title>Isi</title><!-- not said -->
<a name="here">Di sini</a><a href="/lanjut">Lanjut <b>saja</b></a>
<form action="/kirim" method="POST">
  <input type="hidden" name="token" value="t"><input name="nama" value="Rani"><input type="file" name="berkas">
  <label><input type="radio" name="jam" value="9" checked>9</label>
  <label><input type="radio" name="jam" value="10">10</label>
  <input type="checkbox" name="setuju"><input type="checkbox" name="setuju" value="ya" checked>
  <input name="tutup" value="x" disabled>
  <select name="desa"><option value="">Pilih</option><option value="2" selected>Dua &amp; Tiga</option></select>
  <select name="rt"><option value="01">01</option><option value="02">02</option></select>
  <textarea name="catatan">baris satu
baris &lt;dua&gt;</textarea>
  <button>Kirim <span>permohonan</span></button><button name="hapus" value="1">Hapus</button>
</form><form><input name="q"></form>""")


def test_links_and_words_are_those_that_a_person_sees() -> None:
    assert [(link.href, link.text) for link in PAGE.links] == [("/lanjut", "Lanjut saja")]
    assert PAGE.text.startswith("Isi Di sini Lanjut saja 9 10 Pilih Dua & Tiga 01 02")
    assert "not said" not in PAGE.text


def test_a_form_holds_what_a_browser_would_send() -> None:
    form, search = PAGE.forms
    assert (form.action, form.method) == ("/kirim", "post")
    assert form.values == {
        "token": "t",
        "nama": "Rani",
        "jam": "9",
        "setuju": "ya",
        "desa": "2",
        "rt": "01",
        "catatan": "baris satu\nbaris <dua>",
    }
    assert form.names == {"token", "nama", "berkas", "jam", "setuju", "tutup", "desa", "rt", "catatan"}
    assert (form.choices("jam"), form.choices("setuju"), form.choices("nama")) == (["9", "10"], ["on", "ya"], [])
    assert form.buttons == ["Kirim permohonan", "Hapus"]
    assert (search.action, search.method, search.values) == ("", "get", {"q": ""})


def test_a_page_without_content_has_nothing() -> None:
    assert (Page("").links, Page("").forms, Page(" ").text) == ([], [], "")
