"""A text that an office wrote is checked, so that it can always be filled; nothing typed is ever read as a text."""

import re
from dataclasses import fields
from datetime import date

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from silastri.domain.definition.definition import read_service
from silastri.domain.definition.standard import Standard
from silastri.domain.words.called import in_messages
from silastri.domain.words.messages import check, samples, vendor
from silastri.domain.words.messages.case import News
from silastri.domain.words.messages.table import TEMPLATES
from silastri.domain.words.messages.template import Purpose, Template, fill, places
from tests.builders import STANDARDS

OF_OFFICES = {key: template for key, template in TEMPLATES.items() if template.is_of_office}
GOOD = "Kabar untuk Anda: {what}.\nNomor: {ref}\n{then}\nBuka {link}"
# What a message never tells: of a person's poverty, health or family, and who he is.
PRIVATE = re.compile(
    r"desil|miskin|dhuafa|fakir|terlantar|jompo|sakit|diagnos|disabilitas|difabel|cacat|hiv|tbc|jiwa|narkoba|"
    r"gelandangan|pengemis|putus sekolah|yatim|piatu|bantuan sosial|dtks|dtsen|pbi|"
    r"\bkis\b|\bkip\b|\bpkh\b|sktm|tidak mampu|\bnik\b",
    re.IGNORECASE,
)


def told(pattern: str, template: type[Template] = News) -> list[str]:
    return [one.what for one in check.grave(check.check(pattern, template))]


@given(st.text() | st.just(GOOD))
def test_places_are_written_in_the_words_of_those_who_write(typed: str) -> None:
    written = samples.spoken(samples.read(typed))
    assert samples.read(written) == samples.read(typed)
    assert (
        samples.spoken(GOOD)
        == "Kabar untuk Anda: {yang_terjadi}.\nNomor: {nomor_pendaftaran}\n{selanjutnya}\nBuka {tautan}"
    )
    assert len({samples.spoken(f"{{{name}}}") for name in samples.PLACES}) == len(samples.PLACES)


def test_a_good_text_has_nothing_against_it() -> None:
    assert check.check(GOOD, News) == []


@pytest.mark.parametrize("template", OF_OFFICES.values(), ids=OF_OFFICES)
def test_the_texts_of_the_house_pass(template: type[Template]) -> None:
    assert told(template.pattern, template) == []
    assert set(check.needed(template)) <= set(places(template.pattern))


@pytest.mark.parametrize(
    ("pattern", "what"),
    [
        (GOOD.replace("{link}", "tautan"), "Tempat {tautan} hilang"),
        (
            GOOD.replace("{ref}", ""),
            "Tempat {nomor_pendaftaran} hilang. Tanpa itu penerima",
        ),
        (GOOD + " {nik}", "Tempat {nik} tidak ada pada pesan ini"),
        (GOOD + " {Nama}", "kurung { atau }"),
        (GOOD + " {{ link }}", "kurung { atau }"),
        (GOOD + " }", "kurung { atau }"),
        (GOOD + "x" * 1000, "Teks terlalu panjang"),
        (GOOD + " lihat juga www.contoh.id", "Ada alamat situs"),
        (GOOD + " http://contoh", "Ada alamat situs"),
        (GOOD + " atau bit.ly/abc", "Ada alamat situs"),
        (GOOD + " tulis ke dinas@contoh", "Ada alamat situs"),
        (GOOD.replace("\nNomor", "\n Nomor"), "Baris 2 diawali spasi"),
        (GOOD + "\u200b", "huruf yang tidak tampak"),
        (GOOD + "\n\n\n\nSalam", "baris kosong berlebih"),
        (GOOD.replace("{what}.", "{what} {service}"), "Dua tempat isian berdampingan"),
        ("", "Tulis teksnya"),
    ],
)
def test_each_mistake_is_told(pattern: str, what: str) -> None:
    assert any(what in one for one in told(pattern)), told(pattern)


@pytest.mark.parametrize(
    "words", ["Jl. Merdeka No. 5", "pukul 08.00", "Rp10.000", "dsb. Kami", "Sabtu.Minggu", "a.n. Kepala"]
)
def test_what_is_no_address_is_none(words: str) -> None:
    assert told(f"{GOOD}\n{words}") == []


def test_a_text_that_makes_sms_dear_is_only_hinted_at() -> None:
    found = check.check(f"{GOOD}\nSalam \N{WAVING HAND SIGN}", News)
    assert [one.mild for one in found] == [True]
    assert check.parts(GOOD, News) == (1, 3, False)


PIECES = st.lists(
    st.sampled_from(
        ["{what}", "{ref}", "{then}", "{link}", "{service}", "\n", " ", ".", "Nomor:", "{", "}", "{nik}", "x"]
    )
    | st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=8),
    max_size=20,
)
ANY = st.lists(
    st.sampled_from(["{link}", "{0.__class__}", "%s", "\\1", "", "\n", "{{1}}"]) | st.text(max_size=10), min_size=5
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(pieces=PIECES, values=ANY)
def test_a_checked_text_is_always_filled_and_no_value_is_read_as_a_text(pieces: list[str], values: list[str]) -> None:
    pattern = check.tidied(GOOD + "\n" + "".join(pieces))
    assume(not told(pattern))
    names = dict.fromkeys(places(News.pattern))
    given_ = dict(zip(names, values, strict=False))
    shape = fill(pattern, {name: given_[name] and f"\ue000{n}\ue001" for n, name in enumerate(names)})
    assert fill(pattern, given_) == re.sub("\ue000(.)\ue001", lambda at: given_[list(names)[int(at[1])]], shape)
    form = vendor.form_text(pattern)
    assert len(form.places) == len(places(pattern))
    assert all(value and "\n" not in value for value in vendor.in_order(form.places, given_))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(pieces=PIECES)
def test_no_form_begins_or_ends_with_a_place_or_has_two_side_by_side(pieces: list[str]) -> None:
    pattern = check.tidied(GOOD + "\n" + "".join(pieces))
    assume(not told(pattern))
    body = vendor.form_text(pattern).body
    assert not re.match(r"\W*\{\{", body)
    assert not re.search(r"\}\}\W*$", body)
    assert not re.search(r"\}\}\s*\{\{", body)


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)
def test_the_forms_of_the_house(template: type[Template]) -> None:
    form = vendor.form_text(template.pattern)
    assert re.findall(r"\{\{(\d+)\}\}", form.body) == [str(n + 1) for n in range(len(form.places))]
    assert not re.match(r"\W*\{\{", form.body)
    assert not re.search(r"\}\}\s*\{\{|\}\}\W*$", form.body)
    assert vendor.category(template) == ("authentication" if template.key.endswith("_code") else "utility")
    assert re.fullmatch(r"[a-z0-9_]{1,512}", vendor.house_name(template))


def test_what_a_form_gets_is_one_line_and_never_empty() -> None:
    assert vendor.in_order(["what", "then"], {"what": "a\nb\t  c", "then": " "}) == ["a b c", "-"]
    assert (
        vendor.own_name("rokan-hilir", "jompo-terlantar", "news", 3) == "silastri_rokan_hilir_jompo_terlantar_news_v3"
    )


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)
def test_no_template_has_a_field_for_what_must_never_be_told(template: type[Template]) -> None:
    """A value is of a kind that tells no private fact: names of services, letters, steps and posts, numbers, times."""
    assert {field.name for field in fields(template)} <= samples.PLACES.keys()
    assert {field.type for field in fields(template)} <= {str, date, int, bool}
    assert not PRIVATE.search(
        template.pattern.replace("NIK", "") if template.key == "nik_released" else template.pattern
    )
    for long in (False, True):
        said = fill(template.pattern, samples.values(template, longest=long))
        assert not re.search(r"(?<!\d)\d{16}(?!\d)", said)
        assert template.key == "nik_released" or not PRIVATE.search(said)


def standards() -> list[tuple[str, Standard, list[str]]]:
    found = []
    for file in sorted(STANDARDS.glob("*/*/standar.yaml")):
        texts = {one.name: one.read_text() for one in file.parent.iterdir() if one.suffix in (".yaml", ".md")}
        definition = read_service(texts).definition
        assert definition
        found.append(
            (str(file.parent.relative_to(STANDARDS)), definition.standard, [s.name for s in definition.sop.steps])
        )
    return found


@pytest.mark.parametrize(("standard", "steps"), [pytest.param(s, t, id=name) for name, s, t in standards()])
def test_what_shipped_services_are_called_in_messages_tells_nothing_of_a_person(
    standard: Standard, steps: list[str]
) -> None:
    letters = [in_messages(standard, product.name) for product in standard.products]
    duties = [duty.label for product in standard.products for duty in product.duties]
    for name in (in_messages(standard), *letters, *duties, *steps):
        assert not PRIVATE.search(name), name


def test_every_message_of_an_office_has_its_name_and_group() -> None:
    assert samples.TITLES.keys() == OF_OFFICES.keys()
    assert all(samples.title(key) for key in TEMPLATES)
    assert samples.GROUPS.keys() == set(Purpose)
    assert {name for one in TEMPLATES.values() for name in places(one.pattern)} == samples.PLACES.keys()
