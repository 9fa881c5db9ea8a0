"""A form that was refused says what is wrong where it is wrong, to everybody, and loses nothing."""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case, CaseDocument
from silastri.domain.case.requirements import lacking, optional
from silastri.domain.definition.requirement import Requirement
from silastri.practice import sample
from silastri.web.gate.kept_files import SENT_BEFORE
from tests import examples
from tests.builders import MONDAY, Town, a_case, a_town

Browser = Callable[[Person | None], Client]


@pytest.fixture(autouse=True)
def no_file_of_another_test(db: None) -> Iterator[None]:
    cache.clear()
    yield


class Page(HTMLParser):
    """The elements of a page by their ids, and where its errors lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.by_id: dict[str, tuple[str, dict[str, str | None]]] = {}
        self.inputs: list[dict[str, str | None]] = []
        self.feed(page)
        summary = re.search(r'govuk-error-summary__list">(.*?)</ul>', page, re.S)
        self.errors = re.findall(r'<a href="#([^"]+)">([^<]+)</a>', summary[1] if summary else "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if found.get("id"):
            self.by_id[str(found["id"])] = tag, found
        if tag in ("input", "textarea", "select") and found.get("type") not in ("hidden", "file"):
            self.inputs.append(found)


def sent_empty(client: Client, path: str, data: dict[str, str] | None = None, status: int = 422) -> Page:
    response = client.post(path, data or {})
    assert response.status_code == status
    return Page(response.content.decode())


def test_every_error_leads_to_what_is_to_be_filled_in(town: Town, browser: Browser) -> None:
    case = a_case(town, "pengajuan")
    names = list(case.answers["raw"])
    page = sent_empty(browser(town.citizens[0]), f"/permohonan/{case.ref}/formulir/calon/", dict.fromkeys(names, ""))
    assert "calon.jenis_kelamin" in dict(page.errors)
    for place, sentence in page.errors:
        tag, attributes = page.by_id[place]
        assert tag in ("input", "textarea", "select"), place
        if attributes.get("type") != "radio":
            assert attributes["aria-invalid"] == "true"
            described = str(attributes["aria-describedby"]).split()
            assert f"{place}-salah" in described
            assert all(one in page.by_id for one in described)
        assert sentence


def test_inputs_name_their_hints_without_an_error_too(town: Town, browser: Browser) -> None:
    case = a_case(town, "pengajuan")
    page = Page(browser(town.citizens[0]).get(f"/permohonan/{case.ref}/formulir/hubungan/").content.decode())
    described = [str(one["aria-describedby"]) for one in page.inputs if "aria-describedby" in one]
    assert described and all(one in page.by_id for one in " ".join(described).split())
    assert not any("aria-invalid" in one for one in page.inputs)


def test_errors_of_a_survey_lead_to_its_first_answers(town: Town, browser: Browser) -> None:
    case = a_case(town, "penyerahan")
    page = sent_empty(browser(town.citizens[0]), f"/survei/{case.invitation.code}/", {"saran": ""})
    assert len(page.errors) >= 9
    for place, _ in page.errors:
        assert page.by_id[place][0] == "input", place


def test_an_application_that_lacks_papers_names_each(town: Town, browser: Browser) -> None:
    case = a_case(town, "pengajuan")
    page = sent_empty(browser(town.citizens[0]), f"/permohonan/{case.ref}/kirim/")
    sentences = [sentence for _, sentence in page.errors]
    assert len(sentences) == len(set(sentences)) > 1
    assert all("tabindex" in page.by_id[place][1] for place, _ in page.errors)


# Which papers say that they may be left out. Each row: whether required, the group of which one is enough.
@pytest.mark.parametrize(
    ("papers", "may_be_left_out"),
    [
        ([(True, ""), (False, "")], {"b1"}),
        ([(True, "bukti"), (False, "bukti")], set()),  # one of the two is demanded, whichever
        ([(False, "bukti"), (False, "bukti")], {"b0", "b1"}),  # no paper of the group is
    ],
)
def test_what_may_be_left_empty_is_not_demanded(papers: list[tuple[bool, str]], may_be_left_out: set[str]) -> None:
    asked = [
        Requirement(kunci=f"b{n}", sebutan=f"Berkas {n}", wajib=required, salah_satu=group)
        for n, (required, group) in enumerate(papers)
    ]
    assert optional(asked) == may_be_left_out
    assert not set(lacking(asked, ())) & may_be_left_out


def at(name: str, step: str, folder: Path) -> tuple[Town, Case]:
    town = a_town(examples.folder(name, folder))
    return town, a_case(town, step, service=examples.slug(name))


def test_a_chosen_file_outlives_another_fields_error(tmp_path: Path, browser: Browser, db: None) -> None:
    town, case = at("24_pemohon_di_tengah", "perjanjian", tmp_path)
    client, path = browser(town.citizens[0]), f"/permohonan/{case.ref}/tanggapi/"
    scan = SimpleUploadedFile("perjanjian saya.pdf", sample.scan("x", MONDAY))
    said = {"giliran": str(case.turn), "setuju": ""}
    page = client.post(path, said | {"berkas": scan})
    assert page.status_code == 422
    assert "perjanjian saya.pdf" in page.content.decode()
    assert f'name="{SENT_BEFORE}" value="berkas"' in page.content.decode()
    again = client.post(path, said | {SENT_BEFORE: "berkas"})
    assert again.status_code == 422, "kept through a second mistake too"
    assert "perjanjian saya.pdf" in again.content.decode()

    stranger = browser(town.citizens[1])
    assert stranger.post(path, said | {"setuju": "ya", SENT_BEFORE: "berkas"}).status_code == 404
    assert not CaseDocument.objects.filter(case=case, file__name="perjanjian saya.pdf").exists()

    assert client.post(path, said | {"setuju": "ya", SENT_BEFORE: "berkas"}).status_code == 302
    assert CaseDocument.objects.filter(case=case, file__name="perjanjian saya.pdf").count() == 1


def test_a_file_that_was_wrong_itself_is_not_offered_again(tmp_path: Path, browser: Browser, db: None) -> None:
    town, case = at("24_pemohon_di_tengah", "perjanjian", tmp_path)
    client, path = browser(town.citizens[0]), f"/permohonan/{case.ref}/tanggapi/"
    wrong = SimpleUploadedFile("surat.docx", b"PK\x03\x04" * 50)
    page = client.post(path, {"giliran": str(case.turn), "setuju": "ya", "berkas": wrong}).content.decode()
    assert "Word, Excel, atau ZIP" in page
    assert SENT_BEFORE not in page and "surat.docx" not in page


def test_what_was_not_kept_is_asked_for(tmp_path: Path, browser: Browser, db: None) -> None:
    town, case = at("24_pemohon_di_tengah", "perjanjian", tmp_path)
    said = {"giliran": str(case.turn), "setuju": "ya", SENT_BEFORE: "berkas"}
    page = browser(town.citizens[0]).post(f"/permohonan/{case.ref}/tanggapi/", said)
    assert page.status_code == 422
    assert "Unggah Perjanjian" in page.content.decode()
