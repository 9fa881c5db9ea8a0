"""One walk over every address judges what holds of every page: it does not fail, no browser keeps what it showed to
somebody who is signed in, a citizen opens none of the officers', and none tells of a report about money."""

import io
import zipfile
from datetime import date

import pypdfium2
import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from silastri.apps.offices import operations as office_operations
from tests.builders import Town, a_case, office_definition
from tests.campaign import LONG, campaign
from tests.web.addresses import address, worker_lives
from tests.web.bribes.places import READ, both, sign_in, told, words_that_tell

POSTS = [post.key for post in office_definition().posts]
CITIZEN, ALL_POSTS = "a citizen", "all posts"


def words_of(response: object) -> str:
    """What an answer says, also in a workbook or on paper."""
    content: bytes = b"".join(response) if getattr(response, "streaming", False) else response.content  # type: ignore
    if content.startswith(b"PK"):
        inside = zipfile.ZipFile(io.BytesIO(content))
        return "".join(inside.read(name).decode(errors="ignore") for name in inside.namelist())
    if content.startswith(b"%PDF"):
        pages = pypdfium2.PdfDocument(content)
        return "".join(page.get_textpage().get_text_range() for page in pages)
    return content.decode(errors="ignore")


def signed_in(town: Town, who: str) -> Client:
    if who == CITIZEN:
        client = Client()
        client.force_login(town.citizens[0])
        return client
    if who != ALL_POSTS:
        return sign_in(town.officer(who), "rokan-hilir")
    officer = town.officer("back_office")
    for post in POSTS:
        office_operations.post(town.office, officer, post=post, since=date(2026, 1, 1), manages=True)
    return sign_in(officer, "rokan-hilir")


def audiences(town: Town, *refs: str) -> dict[str, str]:
    """Every address, those of a case for each of the cases, with who may open it."""
    routes: list[URLPattern] = [route for route in get_resolver().url_patterns if route.name]  # type: ignore[union-attr]
    found = {address(route, town, ref): route.callback.audience for ref in refs for route in routes}  # type: ignore[attr-defined]
    more = ("/petugas/log-akses/?orang=auditor", "/petugas/permohonan/?keadaan=", "/petugas/buku-nomor/?tahun=2026")
    return found | dict.fromkeys(more, "officer")


@pytest.mark.once  # what pages show
@campaign
@pytest.mark.parametrize("who", [CITIZEN, "back_office", "kepala_dinas", ALL_POSTS, *(POSTS if LONG else [])])
def test_of_every_page(db: None, who: str) -> None:
    """Briefly, one officer in all posts at once stands for each of them; at length each is tried."""
    worker_lives()
    places = both()
    town = places.town
    case, other = a_case(town, "pencetakan"), a_case(town, "verifikasi", citizen=1)
    paper = case.documents.first()
    assert paper
    code, report = told(Client(), permohonan=case.ref)
    reader = sign_in(places.readers.officer("auditor"), "inspektorat")
    reader.post(f"{READ}{report.pk}/ambil/")
    assert b"PENANDA" in reader.post(f"{READ}{report.pk}/jawab/", {"jawaban": "PENANDA jawaban"}, follow=True).content
    hidden, client = words_that_tell(code, report), signed_in(town, who)
    for path, audience in audiences(town, case.ref, other.ref).items():
        response = client.get(path.replace("/berkas/1/", f"/berkas/{paper.pk}/"))
        assert response.status_code < 500, path
        assert who != CITIZEN or audience not in ("officer", "manager") or response.status_code == 403, path
        kept = response.get("Cache-Control", "")
        is_for_all = audience == "public" and kept.startswith(("public", "no-cache"))
        assert is_for_all or kept == "no-store", path
        if not path.startswith("/uang/"):
            said = words_of(response)
            assert [word for word in hidden if word in said] == [], path
