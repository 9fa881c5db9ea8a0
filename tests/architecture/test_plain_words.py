"""Pages, messages and guides speak plain Indonesian: no word that the glossary sets aside, but where it is right."""

import re
from collections.abc import Iterator

from tests.architecture.shown import of_guide, of_python, of_script, of_template, texts
from tests.architecture.test_glossary import GLOSSARY

_TABLE = GLOSSARY.split("## Office words and plain words")[1].split("\n## ")[0]


def rows() -> list[tuple[list[str], list[str]]]:
    """The office words of each row, and the places where they are still right."""
    cells = [line.strip("|").split("|") for line in _TABLE.splitlines() if line.startswith("| ")][1:]
    return [(words.strip().split(", "), re.findall(r"`([^`]+)`", places)) for words, _, places in cells]


WORDS = {word: places for words, places in rows() for word in words}
_ANY = re.compile(r"(?<![\w-])(" + "|".join(WORDS).replace(" ", r"\s+") + r")(?![\w-])", re.IGNORECASE)


def office_words(text: str) -> Iterator[str]:
    return (" ".join(found.lower().split()) for found in _ANY.findall(text))


def test_what_people_read_is_plain() -> None:
    found = {(name, word) for name, text in texts() for word in office_words(text)}
    assert sorted(one for one in found if not one[0].startswith(tuple(WORDS[one[1]]))) == []
    used = {(place, word) for name, word in found for place in WORDS[word] if name.startswith(place)}
    assert [place for words, places in rows() for place in places if not used & {(place, word) for word in words}] == []


def test_office_words_are_found_wherever_they_stand() -> None:
    page = """{# Upload #}<p class="status">Mohon\n kiranya</p><input placeholder="Status berkas" name="file">
        {% include "a.html" with label="Dalam  rangka apa" %}{{ x|default:"lewat e-mail" }}<code>submit</code>"""
    assert [word for text in of_template(page) for word in office_words(text)] == [
        "kiranya",
        "status",
        "dalam rangka",
        "e-mail",
    ]
    code = 'def f():\n    """Upload it."""\n    return {"status": 1}, f"Silakan login, {name}", "Verifikasi"'
    assert [word for text in of_python(code) for word in office_words(text)] == ["verifikasi", "login"]
    assert [word for text in of_script('say(`Klik ${file}`, "[type=file] b")') for word in office_words(text)] == [
        "klik"
    ]
    assert [
        word for text in of_guide("Tekan **Upload** `login` [di sini](status/)") for word in office_words(text)
    ] == ["upload"]
    assert list(office_words("Berkasnya sudah diunggah lewat profile, statusnya belum.")) == []
